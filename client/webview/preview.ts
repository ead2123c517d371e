import type {
  FromPanel,
  PanelCommand,
  PanelState,
  RefuseEdit,
  ShowReport,
  ToPanel,
} from "../src/page/messages";
import { TopBar } from "./bar";
import { pointTo } from "./cursor";
import { Editing } from "./editing";
import { goToCell, makeGrids, neighbour, stopAt } from "./grid";
import { choose, keepNotes, type NoteActs, pressNote } from "./notes";
import { showRefusal } from "./sumsRow";
import { filled, type Words } from "./words";

/*
 * The script of the page: shows what it is sent, tells which part was chosen and what it shall say, and goes where the
 * cursor of the text is. It knows nothing of reports: places are `data-at="start,end"`, cells `data-key`.
 */

declare function acquireVsCodeApi(): {
  postMessage(message: FromPanel): void;
  setState(state: PanelState): void;
};

const vscode = acquireVsCodeApi();
const main = document.querySelector("main")!;
const words = JSON.parse(main.dataset.words!) as Words;
const bar = new TopBar(words);
let version = 0;
/** What came while a sentence was being written. */
let waiting: ShowReport | undefined;
/** The finding whose place F8 has gone to last, and the note that was left for its place. */
let current = -1;
let cameFrom: string | undefined;
/** Which of the notes is next when what was done about one has come back. */
let nextNote: number | undefined;
/** What is said until a key is pressed: why an edit was not taken, which outlives the page being drawn anew, or anything else. */
let told: { readonly edit?: RefuseEdit; readonly takeAway: () => void } | undefined;

const editing = new Editing(main, words, {
  send: (place, before, text) => vscode.postMessage({ type: "edit", version, place, before, text }),
  idle: () => {
    const message = waiting;
    waiting = undefined;
    if (message) show(message);
  },
});

window.addEventListener("message", ({ data }: MessageEvent<ToPanel>) => {
  if (data.type === "cursor") pointTo(main, data.offset, data.line);
  else if (data.type === "refused") refuse(data);
  else if (data.type === "tell") bar.tell(data.text);
  else if (data.type === "step") step(1, `.${data.severity}`);
  else if (editing.isFragile) waiting = data;
  else show(data);
});

function show(message: ShowReport): void {
  const focused = focusedPlace();
  const { scrollX, scrollY } = window;
  const putBack = keepNotes(main, words);
  const draft = editing.suspend();
  editing.use(message.sums);
  main.innerHTML = message.html;
  version = message.version;
  bar.show(message, marked().length > 0);
  makeReachable();
  adapt();
  putBack();
  if (draft !== undefined) editing.resume(draft);
  else if (nextNote !== undefined) goToNote(nextNote);
  else focused?.()?.focus({ preventScroll: true });
  nextNote = undefined;
  if (told?.edit !== undefined) sayRefused(told.edit);
  window.scrollTo(scrollX, scrollY);
  vscode.setState(message.state);
}

/** Finds what has the focus on a page that is drawn anew: cells by their keys, other places by where they stand. */
function focusedPlace(): (() => HTMLElement | null) | undefined {
  const { at, key } = (document.activeElement as HTMLElement | null)?.dataset ?? {};
  const wanted =
    key !== undefined ? `[data-key="${CSS.escape(key)}"]` : at !== undefined && `main [data-at="${at}"]`;
  return wanted ? () => document.querySelector<HTMLElement>(wanted) : undefined;
}

/** After what was done about a note the next one has the focus; after the last one the one before it. */
function goToNote(at: number): void {
  const notes = [...main.querySelectorAll<HTMLElement>("[data-note]")];
  const note = notes[Math.min(at, notes.length - 1)] ?? main;
  note.focus();
}

/**
 * What was not taken is open again, with the reason beside it; but not while something else is being written, and where its
 * place is gone it is said on top.
 */
function refuse(edit: RefuseEdit): void {
  hush();
  const element = editing.find(edit.place);
  const isBusy = editing.element !== undefined && editing.element !== element;
  if (element && !isBusy) editing.begin(element, { text: edit.text });
  sayRefused(edit);
}

function sayRefused(edit: RefuseEdit): void {
  const element = editing.find(edit.place);
  const isOpen = element !== undefined && editing.element === element;
  const reason = isOpen ? edit.reason : filled(words.notTaken, edit.text, edit.reason);
  if (element === undefined) bar.tell(reason);
  told = { edit, takeAway: element ? showRefusal(element, reason) : () => bar.tell("") };
}

function hush(): void {
  told?.takeAway();
  told = undefined;
  bar.tell("");
}

/** Whatever the width: what is gone to stands below the bar, and of a table that does not fit only the table is moved. */
function adapt(): void {
  bar.fit();
  for (const box of main.querySelectorAll(".scroll"))
    box.classList.toggle("wide", (box.firstElementChild as HTMLElement).offsetWidth > box.clientWidth);
}
new ResizeObserver(adapt).observe(document.body);

/** What can be edited, and what is wrong in other text, can be reached with Tab; of each table one cell. */
function makeReachable(): void {
  makeGrids(main);
  for (const mark of main.querySelectorAll<HTMLElement>("mark"))
    mark.tabIndex = mark.closest("[data-edit]") ? -1 : 0;
  for (const line of main.querySelectorAll<HTMLElement>(":is(p, h1, h2, h3, h4)[data-edit]"))
    line.tabIndex = 0;
}

const marked = () => [...main.querySelectorAll<HTMLElement>("mark, td.wrong, th.wrong")];

function goToPlace(element: HTMLElement): void {
  if (element.matches("td, th")) goToCell(element);
  else {
    if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }
  element.scrollIntoView({ block: "center" });
}

const acts: NoteActs = {
  fix: (finding, fix) => {
    expectAnswer(finding);
    vscode.postMessage({ type: "fix", version, finding, fix });
  },
  ignore: (finding, reason) => {
    expectAnswer(finding);
    vscode.postMessage({ type: "ignore", version, finding, reason });
  },
  go: (finding) => {
    const note = `note-${finding}`;
    const place = main.querySelector<HTMLElement>(`[aria-describedby~="${note}"]`);
    cameFrom = note;
    if (place) goToPlace(place);
    reveal(document.getElementById(note)!);
  },
};

function expectAnswer(finding: number): void {
  const notes = [...main.querySelectorAll("[data-note]")];
  nextNote = notes.findIndex(({ id }) => id === `note-${finding}`);
}

document.addEventListener("click", (event) => {
  const target = event.target as Element;
  if (!target.closest(".more")) bar.closeMenu();
  const button = target.closest<HTMLButtonElement>(".toolbar button");
  if (button !== null) press(button);
  else if (pressNote(target, acts, words)) return;
  else if (target.closest("a.ref")) {
    event.preventDefault();
    const note = document.getElementById(target.closest<HTMLAnchorElement>("a.ref")!.hash.slice(1));
    note?.scrollIntoView({ block: "center" });
    note?.focus({ preventScroll: true });
  } else choosePlace(target);
});

/** Text that is being selected is to be copied, and what is being written has the cursor. */
function choosePlace(target: Element): void {
  if (
    window.getSelection()?.isCollapsed === false ||
    target.closest(".editing, tr.sums, input, label, summary")
  )
    return;
  const place = target.closest<HTMLElement>("[data-edit]");
  if (place?.matches("td, th")) goToCell(place);
  else place?.focus({ preventScroll: true });
  reveal(target);
}

main.addEventListener("focusin", ({ target }) => {
  const cell = (target as Element).closest<HTMLElement>("td, th");
  if (cell) stopAt(cell);
});

document.addEventListener("change", ({ target }) => choose(target, words));

document.addEventListener("dblclick", (event) => {
  const target = event.target as Element;
  if (target.closest(".refs, .field, .editing, tr.sums")) return;
  const point = { x: event.clientX, y: event.clientY };
  if (editing.begin(target, { point }) || sayMissing(target)) event.preventDefault();
});

/** What a cell that is not in the text has to be told by; gives back whether it is one. */
function sayMissing(target: Element): boolean {
  const cell = target.closest<HTMLElement>("td.missing");
  if (cell === null || main.querySelector("[data-edit]") === null) return false;
  hush();
  told = { takeAway: showRefusal(cell, words.missing) };
  return true;
}

function press({ dataset }: HTMLButtonElement): void {
  bar.closeMenu();
  if (dataset.step !== undefined) step(Number(dataset.step));
  else if (dataset.read !== undefined) {
    bar.putHintAway();
    vscode.postMessage({ type: "hintRead" });
  } else vscode.postMessage({ type: "command", name: dataset.command as PanelCommand });
}

/** To the next mark, or the one before, from where the focus is, of all or of those that a selector tells. */
function step(by: number, selector = "*"): void {
  const all = marked();
  const here = all.indexOf(document.activeElement as HTMLElement);
  const from = here < 0 ? Math.min(current, all.length) : here;
  const places = all.map((_, at) => (from + by * (at + 1) + 2 * all.length) % all.length);
  const next = places.find((at) => all[at]!.matches(selector));
  if (next === undefined) return;
  current = next;
  cameFrom = undefined;
  goToPlace(all[next]!);
}

document.addEventListener("keydown", (event) => {
  const { key } = event;
  if (/^(?:Shift|Control|Alt|Meta)$/.test(key)) return;
  // What is said of another place stays while one is being written.
  const isElsewhere = told?.edit && editing.element && editing.element !== editing.find(told.edit.place);
  if (!isElsewhere) hush();
  if (editing.element !== undefined) {
    // Saving is the editor's: it waits for what is taken before.
    if (isCommand(event) && event.key.toLowerCase() === "s") editing.commit();
    else if (editing.press(event)) event.preventDefault();
  } else if (pressKey(event, event.target as HTMLElement)) event.preventDefault();
});

const isCommand = ({ ctrlKey, metaKey, altKey }: KeyboardEvent) => (ctrlKey || metaKey) && !altKey;

/** Undoing and redoing, by their keys. */
function turnOf(event: KeyboardEvent): "undo" | "redo" | undefined {
  if (!isCommand(event)) return undefined;
  const letter = event.key.toLowerCase();
  if (letter === "z") return event.shiftKey ? "redo" : "undo";
  return letter === "y" && !event.shiftKey ? "redo" : undefined;
}

/** Does what a key asks for where nothing is being edited; gives back whether it did. */
function pressKey(event: KeyboardEvent, target: HTMLElement): boolean {
  const { key } = event;
  if (key === "F8") {
    step(event.shiftKey ? -1 : 1);
    return true;
  }
  if (target.closest("input")) return false;
  const turn = turnOf(event);
  if (turn !== undefined) {
    // In turn with the edits that are on their way, which the editor around the page knows nothing of.
    event.stopPropagation();
    vscode.postMessage({ type: turn });
    return true;
  }
  if (key === "Escape") return bar.leaveMenu() || goBack();
  if (begins(event, target)) return true;
  if (key === "Enter" && !target.matches("button, a, summary")) reveal(target);
  const cell = target.closest<HTMLTableCellElement>("td, th");
  const next = cell && neighbour(cell, key);
  if (next) goToCell(next);
  return !!next;
}

/** From the place that a note is about back to the note. */
function goBack(): boolean {
  const note = cameFrom && document.getElementById(cameFrom);
  cameFrom = undefined;
  if (!note) return false;
  note.focus();
  return true;
}

/** Enter and F2 open what a place says; in a cell a digit takes its place, and Delete leaves nothing of it. */
function begins({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, target: HTMLElement): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  const isCell = target.matches("td");
  if (key === "Enter" || key === "F2") return opens(target);
  if (isCell && /^\d$/.test(key)) return opens(target, key);
  return isCell && (key === "Delete" || key === "Backspace") && opens(target, "");
}

function opens(target: HTMLElement, text?: string): boolean {
  const place = target.closest<HTMLElement>("[data-edit]");
  if (place === null || target.closest("button, a, summary")) return sayMissing(target);
  return editing.begin(place, text === undefined ? {} : { text }) && (text === undefined || toEnd());
}

/** What was begun with a digit is gone on with behind it. */
function toEnd(): true {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement) field.setSelectionRange(field.value.length, field.value.length);
  return true;
}

function reveal(target: Element): void {
  const place = target.closest<HTMLElement>("[data-at]")?.dataset.at?.split(",").map(Number);
  if (place !== undefined) vscode.postMessage({ type: "reveal", start: place[0]!, end: place[1]! });
}

vscode.postMessage({ type: "ready" });
