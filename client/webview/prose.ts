/*
 * A sentence or heading that is edited as it stands: text in one line, as the file has it.
 */

/** Lets an element that is edited take neither a line break nor anything but text, whatever is pasted or dropped. */
export function keepToOneLine(element: HTMLElement): void {
  const keep = (event: InputEvent) => {
    const { inputType } = event;
    if (inputType === "insertLineBreak" || inputType === "insertParagraph") event.preventDefault();
    if (inputType !== "insertFromPaste" && inputType !== "insertFromDrop") return;
    event.preventDefault();
    const text = event.dataTransfer?.getData("text/plain") ?? event.data ?? "";
    // The one way to put text in that can be undone.
    document.execCommand("insertText", false, inOneLine(text));
  };
  element.addEventListener("beforeinput", keep);
  element.addEventListener("blur", () => element.removeEventListener("beforeinput", keep), { once: true });
}

/** Text without line breaks, which leave a space only between two numbers or words of letters: they would become one. */
export function inOneLine(text: string): string {
  return text.replace(/\s+/g, (space, at: number) => {
    if (!/[\r\n]/.test(space)) return space;
    return /\w/.test(text.charAt(at - 1)) && /\w/.test(text.charAt(at + space.length)) ? " " : "";
  });
}

/** How much of an element's text stands before a point, the numbers of findings left out; undefined beside the text. */
export function textOffset(element: HTMLElement, { x, y }: { x: number; y: number }): number | undefined {
  const point = document.caretRangeFromPoint(x, y);
  if (point === null || !element.contains(point.startContainer)) return undefined;
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(point.startContainer, point.startOffset);
  const said = before.cloneContents();
  for (const it of said.querySelectorAll(".refs")) it.remove();
  return (said.textContent ?? "").length;
}

/** Puts the caret into an element of one text; without an offset, to its end. */
export function placeCaret(element: HTMLElement, offset: number | undefined): void {
  const text = element.firstChild;
  if (text === null) return;
  const length = text.textContent?.length ?? 0;
  getSelection()?.collapse(text, Math.min(offset ?? length, length));
}
