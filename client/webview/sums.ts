import type { CellSum } from "../../server/src/lsp/protocol";
import { filled, type Words } from "./words";

/*
 * The sums of the row and the column that a cell stands in, worked out as it is written. Numbers are taken from the page.
 */

/** A sum with the numbers in it. */
export interface Outcome {
  readonly along: "row" | "column";
  /** What is added up, zeros left out: `4+1`. */
  readonly addends: string;
  readonly sum: number;
  /** What the other side is called and is; a name only where it is not the cell itself. */
  readonly name: string | undefined;
  readonly other: number;
  /** What the cell would have to be. */
  readonly wanted: number;
}

/** The sums that a cell stands in, by what the cells say now. A blank cell counts as 0, what is no number makes NaN. */
export function outcomesOf(
  key: string,
  sums: readonly CellSum[],
  numberOf: (key: string) => number,
): Outcome[] {
  return sums.flatMap((sum) => {
    const isLeft = sum.left.includes(key);
    if (!isLeft && !sum.right.includes(key)) return [];
    const total = (keys: readonly string[]) => keys.reduce((all, it) => all + numberOf(it), 0);
    const [left, right] = [total(sum.left), total(sum.right)];
    const own = numberOf(key);
    const isTotal = !isLeft && sum.right.length === 1;
    const addends = sum.left.map(numberOf).filter((value) => value !== 0);
    return [
      {
        along: sum.along,
        addends: addends.length > 0 ? addends.join("+") : "0",
        sum: left,
        name: isTotal ? undefined : sum.name,
        other: right,
        wanted: isLeft ? own + right - left : own + left - right,
      },
    ];
  });
}

/** A number as it is written in a cell. */
export function numberIn(text: string): number {
  const plain = text.trim();
  return plain === "" || /^[-—–/]+$/.test(plain) ? 0 : /^\d+$/.test(plain) ? Number(plain) : Number.NaN;
}

/** What the sums say of a cell with a number, one a line and its parts below each other, in HTML elements of our own. */
export function showOutcomes(outcomes: readonly Outcome[], own: number, words: Words): HTMLElement[] {
  return outcomes.map((outcome) => {
    const { along, addends, sum, name, other, wanted } = outcome;
    const verdict = verdictOf(own - wanted, words);
    const line = elementOf("div", verdict === words.holds ? "equation" : "equation broken");
    line.append(
      elementOf("span", "", along === "row" ? words.row : words.column),
      elementOf("span", "addends", addends),
      elementOf("span", "total", addends === String(sum) ? "" : `= ${Number.isNaN(sum) ? "?" : sum}`),
      elementOf("span", "other", `${name ?? words.written} ${Number.isNaN(other) ? "?" : other}`),
      elementOf("span", "verdict", verdict),
    );
    return line;
  });
}

/** What would make all sums hold, with a button that takes it, and the keys. */
export function showAdvice(
  outcomes: readonly Outcome[],
  own: number,
  words: Words,
  take: (wanted: number) => void,
): HTMLElement[] {
  const keys = elementOf("span", "keys", words.keys);
  const wanted = wantedBy(outcomes, own);
  if (wanted === undefined) return [keys];
  const button = elementOf("button", "primary", filled(words.change, wanted)) as HTMLButtonElement;
  button.type = "button";
  // With the keyboard the number is written; Tab leads to the next cell.
  button.tabIndex = -1;
  // The field keeps the focus: losing it would take what is written.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => take(wanted));
  const mends = [words.mendsOne, words.mendsTwo][outcomes.length - 1] ?? words.mendsAll;
  return [button, elementOf("span", "mends", filled(mends, wanted)), keys];
}

function elementOf(tag: "div" | "span" | "button", className: string, text = ""): HTMLElement {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  element.textContent = text;
  return element;
}

/** By how much the cell is more than a sum asks for: the same word in all of them where one change mends them all. */
function verdictOf(difference: number, words: Words): string {
  if (Number.isNaN(difference)) return words.unread;
  if (difference === 0) return words.holds;
  return filled(difference > 0 ? words.more : words.less, Math.abs(difference));
}

/** What all sums ask the cell to be, where they ask the same and it is not that. */
function wantedBy(outcomes: readonly Outcome[], own: number): number | undefined {
  const [first] = outcomes;
  const isOne = first !== undefined && outcomes.every(({ wanted }) => wanted === first.wanted);
  return isOne && first.wanted !== own && first.wanted >= 0 ? first.wanted : undefined;
}
