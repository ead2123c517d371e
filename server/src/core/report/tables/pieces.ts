import { Cell } from "../../document/document";
import type { RowSpec } from "../../standard/compiled";
import { fold } from "../../text/normalise";
import { leadingOrdinal } from "../../text/ordinal";
import { partOf } from "../../text/phrase";
import { allMatches } from "../../text/text";
import { type Label, LabelledCell } from "./labelled";

/*
 * A label that a page's layout has cut over several lines, with the pieces of the group's label to its left among its own, and
 * its values in the middle. Which pieces are whose only the standard tells.
 */

/** A line of a table: its texts, the last of which are of the label, and whether values follow them. */
interface PieceLine {
  readonly texts: readonly LabelledCell[];
  readonly hasValues: boolean;
}

/** A label put together, and the lines that it takes. */
export interface Assembled {
  readonly label: readonly LabelledCell[];
  readonly folded: string;
  /** How many lines; none that follow have a piece of it. */
  readonly lines: number;
  /** What stands left of it and between its lines. */
  readonly beside: readonly LabelledCell[];
}

/** A line of the group's label alone is no longer. */
const LONGEST_BESIDE = 6;

/** What a text is in the table. */
type LookUp = (folded: string) => Label["words"];

/** The label whose first piece stands on the first of the lines; undefined where they make up none of the rows'. */
export function assembleLabel(
  written: readonly { readonly texts: readonly LabelledCell[]; readonly hasValues: boolean }[],
  rows: readonly RowSpec[],
  lookUp: LookUp,
): Assembled | undefined {
  const lines = written.map(({ texts, hasValues }) => ({
    texts: texts.flatMap((text) => partsOf(text, lookUp)),
    hasValues,
  }));
  for (const piece of piecesOf(lines[0]!)) {
    const open = rows.filter(({ folded }) => folded.startsWith(piece.folded) && piece.folded !== "");
    const found = goOn(lines, 1, { ...piece, hasValues: lines[0]!.hasValues }, open);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Begun extends Pick<Assembled, "label" | "folded" | "beside"> {
  readonly hasValues: boolean;
}

/** A label that goes on before one that ends here: 其他 is a row, and the beginning of another. */
function goOn(
  lines: readonly PieceLine[],
  at: number,
  begun: Begun,
  rows: readonly RowSpec[],
): Assembled | undefined {
  if (rows.length === 0) return undefined;
  const { label, folded, beside } = begun;
  const longer = rows.some((row) => row.folded !== folded) ? nextPiece(lines, at, begun, rows) : undefined;
  if (longer !== undefined) return longer;
  const row = rows.find((row) => row.folded === folded);
  if (row === undefined) return undefined;
  // A number by itself that is not the row's is the group's.
  const [first, ...others] = label;
  const isForeign = first!.label.folded === "" && first!.label.ordinal?.value !== row.ordinal;
  return isForeign
    ? { label: others, folded, lines: at, beside: [...beside, first!] }
    : { label, folded, lines: at, beside };
}

function nextPiece(
  lines: readonly PieceLine[],
  at: number,
  begun: Begun,
  rows: readonly RowSpec[],
): Assembled | undefined {
  const { label, folded, beside } = begun;
  const line = lines[at];
  if (line === undefined || (line.hasValues && begun.hasValues)) return undefined;
  const hasValues = begun.hasValues || line.hasValues;
  if (line.texts.length === 0) return goOn(lines, at + 1, { ...begun, hasValues }, rows);
  for (const piece of piecesOf(line)) {
    const next = {
      label: [...label, ...piece.label],
      folded: folded + piece.folded,
      hasValues,
      beside: [...beside, ...piece.beside],
    };
    const open = rows.filter((row) => piece.folded !== "" && row.folded.startsWith(next.folded));
    const found = goOn(lines, at + 1, next, open);
    if (found !== undefined) return found;
  }
  // A line of the group's label only.
  const length = line.texts.reduce((sum, { text }) => sum + text.length, 0);
  if (length > LONGEST_BESIDE) return undefined;
  return goOn(lines, at + 1, { ...begun, hasValues, beside: [...beside, ...line.texts] }, rows);
}

/** What of a line may be the label's: all of it, or the last of its texts; the longest first. */
function piecesOf({ texts }: PieceLine): Pick<Assembled, "label" | "folded" | "beside">[] {
  return texts.flatMap((_, index) => {
    const label = texts.slice(index);
    // A number in front of another is the group's.
    if (label[0]!.label.folded === "" && label[1]?.label.ordinal !== undefined) return [];
    return { label, folded: label.map(({ label }) => label.folded).join(""), beside: texts.slice(0, index) };
  });
}

/** A text cut at its blanks, and between two numbers: `三、（一）予以公开`. */
function partsOf(cell: LabelledCell, lookUp: LookUp): LabelledCell[] {
  const { text } = cell;
  const starts = [...allMatches(text, /\S+/g)].flatMap(({ index, 0: word }) => {
    const after = leadingOrdinal(word)?.after ?? word.length;
    const isNumbered = after < word.length && leadingOrdinal(word.slice(after)) !== undefined;
    return isNumbered ? [index, index + after] : [index];
  });
  return starts.map((from, at) => partAsCell(cell, from, starts[at + 1] ?? text.length, lookUp));
}

function partAsCell(cell: LabelledCell, from: number, to: number, lookUp: LookUp): LabelledCell {
  const { text, start, end, pieces } = partOf(cell, from, to);
  const ordinal = leadingOrdinal(text);
  // Its marks stay: a label may be cut in front of one.
  const folded = fold(ordinal === undefined ? text : text.slice(ordinal.after));
  return new LabelledCell(new Cell(text, start, end, cell.column, pieces), {
    ordinal,
    folded,
    words: lookUp(folded),
  });
}
