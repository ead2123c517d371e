import type { TableRow } from "../../report/tables/table";
import type { Phrase } from "../../text/text";
import { readValue } from "../../text/value";

/** Two neighbouring cells whose digits are one number. */
interface SplitCell {
  readonly left: Phrase;
  readonly right: Phrase;
  readonly joined: string;
  /** Column of the joined number. */
  readonly column: number;
}

/** The one pair of cells whose digits, joined, make a row with one value too many add up. */
export function splitCell(row: TableRow): SplitCell | undefined {
  const { excess } = row;
  const { spec } = row;
  if (excess === undefined || spec?.table !== "requests" || excess.length !== spec.columns.length + 1)
    return undefined;
  const found: SplitCell[] = [];
  for (let at = 0; at + 1 < excess.length; at++) {
    const left = excess[at]!;
    const right = excess[at + 1]!;
    if (!/^[1-9]\d*$/.test(left.text) || !/^\d+$/.test(right.text)) continue;
    const joined = left.text + right.text;
    const values = [
      ...excess.slice(0, at).map(({ text }) => text),
      joined,
      ...excess.slice(at + 2).map(({ text }) => text),
    ].map((text) => readValue(text)?.value ?? Number.NaN);
    const total = values.pop();
    if (values.reduce((sum, value) => sum + value, 0) === total)
      found.push({ left, right, joined, column: at });
  }
  return found.length === 1 ? found[0] : undefined;
}
