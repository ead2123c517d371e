import type { FromPanel, PanelCommand, RefuseEdit, ShowReport, ToPanel } from "../src/page/messages";
import { Editing } from "./editing";
import { choose, pressFinding } from "./findings";
import type { Words } from "./words";

/*
 * The script of the page: shows what it is sent, tells which part was chosen and what it shall say, and goes where the
 * cursor of the text is. It knows nothing of reports: places are `data-at="start,end"`, cells `data-key`.
 */

declare function acquireVsCodeApi(): {
  postMessage(message: FromPanel): void;
  setState(state: unknown): void;
};

const vscode = acquireVsCodeApi();
const main = document.querySelector("main")!;
const toolbar = document.querySelector<HTMLElement>(".toolbar")!;
const status = document.querySelector('[role="status"]')!;
const hint = document.querySelector(".hint")!;
const buttons = [...document.querySelectorAll<HTMLButtonElement>(".toolbar button")];
const words = JSON.parse(main.dataset.words!) as Words;
/** The findings' numbers in order, and the one that was last gone to. */
let current = -1;
let version = 0;
/** What came while a sentence was being written. */
let waiting: ShowReport | undefined;

const editing = new Editing(
  main,
  words,
  (place, before, text) => vscode.postMessage({ type: "edit", version, place, before, text }),
  () => {
    const message = waiting;
    waiting = undefined;
    if (message) show(message);
  },
);

window.addEventListener("message", ({ data }: MessageEvent<ToPanel>) => {
  if (data.type === "cursor") goTo(data.offset, data.line);
  else if (data.type === "refused") refuse(data);
  else if (data.type === "tell") tell(data.text);
  else if (data.type === "step") step(1, `.${data.severity}`);
  else if (editing.isProse) waiting = data;
  else show(data);
});

function show(message: ShowReport): void {
  const focused = placeOf(document.activeElement);
  const { scrollX, scrollY } = window;
  const unfolded = new Set(reasons().flatMap((it) => (it.open ? [it.textContent] : [])));
  const draft = editing.suspend();
  editing.use(message.sums);
  main.innerHTML = message.html;
  version = message.version;
  for (const it of reasons()) it.open = unfolded.has(it.textContent);
  showBar(message);
  makeReachable();
  adapt();
  editing.resume(draft);
  window.scrollTo(scrollX, scrollY);
  if (draft === undefined && focused !== undefined)
    main.querySelector<HTMLElement>(`[data-at="${focused}"]`)?.focus({ preventScroll: true });
  vscode.setState(message.state);
}

/** What a report has no use for is not there; what there is nothing of is grey. */
function showBar(message: ShowReport): void {
  status.textContent = message.summary;
  hint.textContent = message.hint;
  for (const button of buttons) {
    const command = button.dataset.command as PanelCommand | undefined;
    if (command === undefined) button.disabled = !message.isReport || marked().length === 0;
    else {
      button.hidden = !message.commands.includes(command);
      button.disabled =
        (!message.isReport && command !== "showText") || (command === "fixAll" && message.safe === 0);
    }
    if (command === "fixAll") button.querySelector("b")!.textContent = String(message.safe);
  }
}

/** What was not taken is open again, with the reason beside it. */
function refuse({ place, text, reason }: RefuseEdit): void {
  // What is being written elsewhere is taken first: the page may be drawn anew by it.
  editing.commit();
  const { key, start, end } = place;
  const at = key === undefined ? `[data-at="${start},${end}"][data-edit]` : `[data-key="${CSS.escape(key)}"]`;
  const element = main.querySelector<HTMLElement>(at);
  if (element) editing.begin(element, text);
  tell(reason);
}

function tell(text: string): void {
  hint.textContent = text;
  hint.classList.add("refused");
}

const reasons = () => [...main.querySelectorAll("details")];

/** Whatever the width: what is gone to stands below the bar, and of a table that does not fit only the table is moved. */
function adapt(): void {
  document.documentElement.style.setProperty("--bar", `${toolbar.offsetHeight}px`);
  for (const box of main.querySelectorAll(".scroll"))
    box.classList.toggle("wide", (box.firstElementChild as HTMLElement).offsetWidth > box.clientWidth);
}
new ResizeObserver(adapt).observe(document.body);

const placeOf = (element: Element | null) => (element as HTMLElement | null)?.dataset.at;

/** What is wrong can be reached with Tab, and each table at one of its cells; the others with the arrows from there. */
function makeReachable(): void {
  for (const element of marked()) element.tabIndex = 0;
  for (const table of main.querySelectorAll("table")) {
    const cell = table.querySelector<HTMLElement>("td[data-at]");
    if (cell !== null && table.querySelector("[tabindex]") === null) cell.tabIndex = 0;
  }
  for (const line of main.querySelectorAll<HTMLElement>(":is(p, h1, h2, h3, h4)[data-edit]"))
    line.tabIndex = 0;
}

const marked = () => [...main.querySelectorAll<HTMLElement>("mark, td.wrong, th.wrong")];

document.addEventListener("click", (event) => {
  const target = event.target as Element;
  const button = target.closest<HTMLButtonElement>(".toolbar button");
  if (button !== null) {
    press(button);
    return;
  }
  if (pressFinding(target, acts, words)) return;
  const reference = target.closest<HTMLAnchorElement>("a.ref");
  if (reference !== null) {
    event.preventDefault();
    const note = document.getElementById(reference.hash.slice(1));
    note?.scrollIntoView({ block: "center" });
    note?.focus({ preventScroll: true });
    return;
  }
  // Text that is being selected is to be copied, and what is being written has the cursor.
  if (window.getSelection()?.isCollapsed === false || target.closest(".editing, input, label, summary"))
    return;
  const cell = target.closest<HTMLElement>("[data-edit]");
  if (cell !== null) {
    cell.tabIndex = 0;
    cell.focus({ preventScroll: true });
  }
  reveal(target);
});

const acts = {
  fix: (finding: number, fix: number) => vscode.postMessage({ type: "fix", version, finding, fix }),
  ignore: (finding: number, reason: string) =>
    vscode.postMessage({ type: "ignore", version, finding, reason }),
};

document.addEventListener("change", ({ target }) => choose(target));

document.addEventListener("dblclick", (event) => {
  const target = event.target as Element;
  if (target.closest(".refs, .field")) return;
  if (editing.begin(target, undefined, { x: event.clientX, y: event.clientY })) event.preventDefault();
});

function press({ dataset }: HTMLButtonElement): void {
  if (dataset.step !== undefined) step(Number(dataset.step));
  else vscode.postMessage({ type: "command", name: dataset.command as PanelCommand });
}

/** Goes on to a mark from the one that was last gone to, of all or of those that a selector tells. */
function step(by: number, selector = "*"): void {
  const all = marked();
  const places = all.map(
    (_, at) => (Math.min(current, all.length) + by * (at + 1) + 2 * all.length) % all.length,
  );
  const next = places.find((at) => all[at]!.matches(selector));
  if (next === undefined) return;
  current = next;
  const element = all[current]!;
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  hint.classList.remove("refused");
  const turn = turnOf(event);
  // In a field these are its own: the editor around the page would undo what was done before.
  if (turn !== undefined && (editing.isOpen || target.closest("input"))) {
    event.stopPropagation();
    return;
  }
  if (editing.isOpen) {
    // What is saved has in it what is being written.
    if (letterOf(event) === "s") editing.commit();
    else if (editing.press(event)) event.preventDefault();
    return;
  }
  if (target.closest("input")) return;
  if (turn !== undefined) vscode.postMessage({ type: turn });
  if (event.key === "F8") {
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
    return;
  }
  if (begins(event, target)) {
    event.preventDefault();
    return;
  }
  if (event.key === "Enter" && target.tagName !== "BUTTON" && target.tagName !== "A") reveal(target);
  const cell = target.closest<HTMLTableCellElement>("td, th");
  const next = cell && neighbour(cell, event.key);
  if (!next) return;
  event.preventDefault();
  next.tabIndex = 0;
  next.focus();
});

/** The letter of a key that is a command. */
function letterOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string | undefined {
  return (ctrlKey || metaKey) && !altKey ? key.toLowerCase() : undefined;
}

/** Undoing and redoing, by their keys. */
function turnOf(event: KeyboardEvent): "undo" | "redo" | undefined {
  const letter = letterOf(event);
  if (letter === "z") return event.shiftKey ? "redo" : "undo";
  return letter === "y" && !event.shiftKey ? "redo" : undefined;
}

/** Enter and F2 open what a place says; a digit takes its place. */
function begins({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, target: HTMLElement): boolean {
  if (ctrlKey || metaKey || altKey || !target.matches("[data-edit]")) return false;
  if (key === "Enter" || key === "F2") return editing.begin(target);
  return /^\d$/.test(key) && target.matches("td") && editing.begin(target, key);
}

function reveal(target: Element): void {
  const place = placeOf(target.closest("[data-at]"))?.split(",").map(Number);
  if (place !== undefined) vscode.postMessage({ type: "reveal", start: place[0]!, end: place[1]! });
}

/** The cell on a side, by where it is seen: cells that span rows and columns have several neighbours. */
function neighbour(cell: HTMLElement, key: string): HTMLElement | undefined {
  const box = cell.getBoundingClientRect();
  const points: Record<string, [number, number]> = {
    ArrowLeft: [box.left - 3, box.top + 3],
    ArrowRight: [box.right + 3, box.top + 3],
    ArrowUp: [box.left + 3, box.top - 3],
    ArrowDown: [box.left + 3, box.bottom + 3],
  };
  const point = points[key];
  if (point === undefined) return undefined;
  const [x, y] = point;
  // Heads that stay in sight lie over cells: those come later.
  return [...cell.closest("table")!.querySelectorAll<HTMLElement>("td, th")].findLast((other) => {
    const { left, right, top, bottom } = other.getBoundingClientRect();
    return left <= x && x < right && top <= y && y < bottom;
  });
}

type Range = readonly [start: number, end: number];

const rangeOf = (element: HTMLElement) => element.dataset.at!.split(",").map(Number) as [number, number];
const lengthOf = (element: HTMLElement) => rangeOf(element)[1] - rangeOf(element)[0];

const overlaps = (element: HTMLElement, [from, to]: Range) => {
  const [start, end] = rangeOf(element);
  return start <= to && end >= from;
};

/** Shows the smallest part that a place in the text stands in; of a table, between its cells, the nearest of the line. */
function goTo(offset: number, line: Range): void {
  const cursor: Range = [offset, offset];
  const parts = [...main.querySelectorAll<HTMLElement>("[data-at]:not(button, table)")];
  const sizes = parts.filter((part) => overlaps(part, cursor)).map((part) => [part, lengthOf(part)] as const);
  const [smallest] = sizes.sort(([, one], [, other]) => one - other)[0] ?? [];
  const tables = [...main.querySelectorAll<HTMLTableElement>("table[data-at]")];
  const table = tables.find((it) => overlaps(it, cursor)) ?? tables.find((it) => overlaps(it, line));
  const found = smallest ?? (table && nearest(table, offset, line));
  for (const element of main.querySelectorAll(".here")) element.classList.remove("here");
  if (found === undefined) return;
  found.classList.add("here");
  found.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** The cell of a table that is nearest to a place: one of its line, where there is one. */
function nearest(table: HTMLTableElement, offset: number, line: Range): HTMLElement | undefined {
  const away = (cell: HTMLElement) => {
    const [start, end] = rangeOf(cell);
    return Math.max(start - offset, offset - end) + (overlaps(cell, line) ? 0 : FAR);
  };
  return [...table.querySelectorAll<HTMLElement>("td[data-at], th[data-at]")].reduce<HTMLElement | undefined>(
    (best, cell) => (best === undefined || away(cell) < away(best) ? cell : best),
    undefined,
  );
}

/** Further than any place of a report from another. */
const FAR = 1e9;

vscode.postMessage({ type: "ready" });
