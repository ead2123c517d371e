import type { Words } from "./words";

/** What can be done about findings, by the buttons beside them. */
export interface FindingActs {
  fix(finding: number, fix: number): void;
  ignore(finding: number, reason: string): void;
}

/** Does what a button of a finding says; gives back whether it was one. */
export function pressFinding(target: Element, acts: FindingActs, words: Words): boolean {
  const button = target.closest<HTMLElement>("[data-fix], [data-choose], [data-ignore]");
  if (button === null) return false;
  const { finding, fix, choose, ignore } = button.dataset;
  if (fix !== undefined) acts.fix(Number(finding), Number(fix));
  else if (choose !== undefined) {
    const chosen = button.parentElement!.querySelector<HTMLInputElement>("input:checked");
    if (chosen) acts.fix(Number(choose), Number(chosen.value));
  } else if (ignore !== undefined) askReason(button, (reason) => acts.ignore(Number(ignore), reason), words);
  return true;
}

/** The button of a choice comes alive when something is chosen. */
export function choose(target: EventTarget | null): void {
  const input = target instanceof HTMLInputElement && target.type === "radio" ? target : undefined;
  const button = input?.closest("fieldset")?.querySelector<HTMLButtonElement>("[data-choose]");
  if (button) button.disabled = false;
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
  label.append(words.reason, input);
  input.placeholder = words.reasonHint;
  const [ok, cancel] = [words.ignore, words.cancel].map((word) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = word;
    return made;
  }) as [HTMLButtonElement, HTMLButtonElement];
  const end = () => {
    box.remove();
    button.focus();
  };
  const done = () => {
    const reason = input.value.trim();
    if (reason === "") input.focus();
    else {
      take(reason);
      end();
    }
  };
  ok.addEventListener("click", done);
  cancel.addEventListener("click", end);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") done();
    if (event.key === "Escape") end();
    event.stopPropagation();
  });
  box.append(label, ok, cancel);
  item.append(box);
  input.focus();
}
