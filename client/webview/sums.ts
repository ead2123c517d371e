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

/** What the sums say, one a line, in HTML elements of our own. */
export function showOutcomes(outcomes: readonly Outcome[], words: Words): HTMLElement[] {
  return outcomes.map((outcome) => {
    const line = document.createElement("div");
    const { along, addends, sum, name, other } = outcome;
    const verdict = verdictOf(sum, other, words);
    line.className = verdict === words.holds ? "sum" : "sum broken";
    const parts = [
      along === "row" ? words.row : words.column,
      addends,
      addends === String(sum) ? "" : `= ${sum}`,
      `${name ?? words.written} ${Number.isNaN(other) ? "?" : other}`,
      verdict,
    ];
    line.append(
      ...parts.map((part) => {
        const span = document.createElement("span");
        span.textContent = part;
        return span;
      }),
    );
    return line;
  });
}

function verdictOf(sum: number, other: number, words: Words): string {
  const difference = other - sum;
  if (Number.isNaN(difference)) return words.unread;
  if (difference === 0) return words.holds;
  return filled(difference > 0 ? words.more : words.less, Math.abs(difference));
}

/** What all sums ask the cell to be, where they ask the same and it is not that. */
export function wantedBy(outcomes: readonly Outcome[], own: number): number | undefined {
  const [first] = outcomes;
  const isOne = first !== undefined && outcomes.every(({ wanted }) => wanted === first.wanted);
  return isOne && first.wanted !== own && first.wanted >= 0 ? first.wanted : undefined;
}
