import { textAt } from "./heads";
import type { Words } from "./words";

/*
 * The notes of findings: what their buttons do, and what a user has begun in them, which outlives the page being drawn anew.
 */

/** What can be done about findings, by the buttons beside them. */
export interface NoteActs {
  fix(finding: number, fix: number): void;
  ignore(finding: number, reason: string): void;
  /** Goes to the place that a note is about. */
  go(finding: number): void;
}

/** Does what a button of a note says; gives back whether it was one. */
export function pressNote(target: Element, acts: NoteActs, words: Words): boolean {
  const button = target.closest<HTMLElement>(
    "[data-fix], [data-choose], [data-ignore], [data-go], [data-note]",
  );
  if (button === null) return false;
  const { finding, fix, choose, ignore, go } = button.dataset;
  if (fix !== undefined) acts.fix(Number(finding), Number(fix));
  else if (choose !== undefined) takeChosen(button, Number(choose), acts);
  else if (ignore !== undefined) askReason(button, (reason) => acts.ignore(Number(ignore), reason), words);
  else acts.go(Number(go ?? button.id.replace("note-", "")));
  return true;
}

/** Where nothing is chosen yet, it leads to what there is to choose from. */
function takeChosen(button: HTMLElement, finding: number, acts: NoteActs): void {
  const options = [...button.parentElement!.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
  const chosen = options.find((it) => it.checked);
  if (chosen) acts.fix(finding, Number(chosen.value));
  else options[0]?.focus();
}

/** The button of a choice comes alive when something is chosen. */
export function choose(target: EventTarget | null, words: Words): void {
  const input = target instanceof HTMLInputElement && target.type === "radio" ? target : undefined;
  const button = input?.closest("fieldset")?.querySelector<HTMLButtonElement>("[data-choose]");
  if (!button) return;
  button.removeAttribute("aria-disabled");
  button.textContent = words.take;
}

/** What a user has begun in the notes; the function puts it back where the same notes stand again. */
export function keepNotes(main: HTMLElement, words: Words): () => void {
  const kept = new Map<string, Begun>();
  for (const item of main.querySelectorAll<HTMLElement>(".notes li")) kept.set(keyOf(item), begunIn(item));
  return () => {
    for (const item of main.querySelectorAll<HTMLElement>(".notes li")) {
      const begun = kept.get(keyOf(item));
      if (begun) putBack(item, begun, words);
    }
  };
}

/** What has been begun in a note. */
interface Begun {
  readonly unfolded: readonly boolean[];
  readonly chosen: string | undefined;
  readonly reason: string | undefined;
  /** Which of the note's buttons and fields had the focus; -1 where none. */
  readonly focus: number;
}

/** Numbers change while findings come and go; the rule and what it says do not. */
function keyOf(item: HTMLElement): string {
  const note = item.querySelector<HTMLElement>("[data-note]")!;
  return `${note.dataset.note} ${textAt(note.lastElementChild!)}`;
}

const controls = (item: HTMLElement) => [...item.querySelectorAll<HTMLElement>("button, input, summary")];

function begunIn(item: HTMLElement): Begun {
  return {
    unfolded: [...item.querySelectorAll("details")].map((it) => it.open),
    chosen: item.querySelector<HTMLInputElement>('input[type="radio"]:checked')?.value,
    reason: item.querySelector<HTMLInputElement>(".reason input")?.value,
    focus: controls(item).indexOf(document.activeElement as HTMLElement),
  };
}

function putBack(item: HTMLElement, { unfolded, chosen, reason, focus }: Begun, words: Words): void {
  for (const [at, it] of [...item.querySelectorAll("details")].entries()) it.open = unfolded[at] ?? it.open;
  const option = [...item.querySelectorAll<HTMLInputElement>('input[type="radio"]')].find(
    ({ value }) => value === chosen,
  );
  if (option) {
    option.checked = true;
    choose(option, words);
  }
  const ignore = item.querySelector<HTMLElement>("[data-ignore]");
  if (reason !== undefined && ignore) {
    ignore.click();
    item.querySelector<HTMLInputElement>(".reason input")!.value = reason;
  }
  if (focus >= 0) controls(item)[focus]?.focus({ preventScroll: true });
  else if (item.contains(document.activeElement)) (document.activeElement as HTMLElement).blur();
}

/** A finding is left alone for a reason, which is written beside the report. */
function askReason(button: HTMLElement, take: (reason: string) => void, words: Words): void {
  const item = button.closest("li")!;
  const open = item.querySelector<HTMLElement>(".reason input");
  if (open !== null) {
    open.focus();
    return;
  }
  const box = document.createElement("div");
  box.className = "reason";
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.required = true;
  label.append(words.reason, input);
  input.placeholder = words.reasonHint;
  const [ok, cancel] = [words.ignore, words.cancel].map((word) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = word;
    return made;
  }) as [HTMLButtonElement, HTMLButtonElement];
  ok.className = "primary";
  const end = () => {
    box.remove();
    button.focus();
  };
  const done = () => {
    const reason = input.value.trim();
    if (reason === "") {
      input.setAttribute("aria-invalid", "true");
      input.focus();
      return;
    }
    end();
    take(reason);
  };
  ok.addEventListener("click", done);
  cancel.addEventListener("click", end);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && event.target === input) done();
    if (event.key === "Escape") end();
  });
  box.append(label, ok, cancel);
  item.append(box);
  input.focus();
}
