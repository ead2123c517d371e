import type { CarriedNumber } from "../../server/src/lsp/protocol";

/** A replacement in a text, as the editor tells it. */
interface Change {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** Where the numbers are after a change. Whoever changes a number itself has looked at it: it is no longer among them. */
export function afterChange(numbers: readonly CarriedNumber[], change: Change): CarriedNumber[] {
  const { rangeOffset: from, rangeLength, text } = change;
  const to = from + rangeLength;
  const shift = text.length - rangeLength;
  return numbers.flatMap((number) => {
    const { start, end } = number;
    const isBefore = to < start || (to === start && !/\d$/.test(text));
    if (isBefore) return [{ ...number, start: start + shift, end: end + shift }];
    const isBehind = from > end || (from === end && !/^\d/.test(text));
    return isBehind ? [number] : [];
  });
}
