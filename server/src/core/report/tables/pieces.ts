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

/** A line of a table. */
export interface PieceLine {
  /** Its texts, the last of which are of the label. */
  readonly texts: readonly LabelledCell[];
  readonly hasValues: boolean;
  /** Nothing but blanks divides its cells, so that one may be of two columns. */
  readonly isPlain: boolean;
}

/** A label put together, and the lines that it takes. */
export interface Assembled {
  readonly label: readonly LabelledCell[];
  readonly folded: string;
  /** How many lines; none that follow have a piece of it. */
  readonly lines: number;
  /** What stands left of it on its first line. */
  readonly before: readonly LabelledCell[];
  /** What stands left of it and between its lines from there on. */
  readonly beside: readonly LabelledCell[];
}

/** A line of the group's label alone is no longer. */
const LONGEST_BESIDE = 6;
/** A line with more texts has none of a label that is cut: a narrow column takes a few characters. */
const MOST_TEXTS = 16;
/** Longer text is of no label. */
const LONGEST_PIECE = 64;

/** What a text is in the table. */
type LookUp = (folded: string) => Label["words"];

/** The label whose first piece stands on the first of the lines; undefined where they make up none of the rows'. */
export function assembleLabel(
  lines: readonly PieceLine[],
  rows: readonly RowSpec[],
  lookUp: LookUp,
): Assembled | undefined {
  return new Assembly(lines, lookUp).find(rows);
}

interface Begun extends Omit<Assembled, "lines"> {
  readonly hasValues: boolean;
}

class Assembly {
  private readonly texts: (readonly LabelledCell[] | undefined)[] = [];
  /** From where on no row's label comes of what was begun: each place is tried once. */
  private readonly failed = new Set<string>();

  constructor(
    private readonly lines: readonly PieceLine[],
    private readonly lookUp: LookUp,
  ) {}

  find(rows: readonly RowSpec[]): Assembled | undefined {
    const { hasValues } = this.lines[0]!;
    for (const { label, folded, left } of piecesOf(this.textsAt(0))) {
      const begun = { label, folded, before: left, beside: [], hasValues };
      const found = this.goOn(1, begun, rowsWith(folded, rows));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A label that goes on before one that ends here: 其他 is a row, and the beginning of another. */
  private goOn(at: number, begun: Begun, rows: readonly RowSpec[]): Assembled | undefined {
    if (rows.length === 0) return undefined;
    const { label, folded, before, beside, hasValues } = begun;
    const place = `${at} ${hasValues} ${folded}`;
    if (this.failed.has(place)) return undefined;
    const longer = rows.some((row) => row.folded !== folded) ? this.nextPiece(at, begun, rows) : undefined;
    if (longer !== undefined) return longer;
    const row = rows.find((row) => row.folded === folded);
    if (row === undefined) {
      this.failed.add(place);
      return undefined;
    }
    // A number by itself that is not the row's is the group's.
    const [first, ...others] = label;
    const isForeign = first!.label.folded === "" && first!.label.ordinal?.value !== row.ordinal;
    return isForeign
      ? { label: others, folded, lines: at, before: [...before, first!], beside }
      : { label, folded, lines: at, before, beside };
  }

  private nextPiece(at: number, begun: Begun, rows: readonly RowSpec[]): Assembled | undefined {
    const line = this.lines[at];
    if (line === undefined || (line.hasValues && begun.hasValues)) return undefined;
    const hasValues = begun.hasValues || line.hasValues;
    const texts = this.textsAt(at);
    for (const piece of piecesOf(texts)) {
      const folded = begun.folded + piece.folded;
      const label = [...begun.label, ...piece.label];
      const beside = [...begun.beside, ...piece.left];
      const found = this.goOn(at + 1, { ...begun, label, folded, beside, hasValues }, rowsWith(folded, rows));
      if (found !== undefined) return found;
    }
    // A line of the group's label only, or of values.
    const length = texts.reduce((sum, { text }) => sum + text.length, 0);
    if (length > LONGEST_BESIDE) return undefined;
    return this.goOn(at + 1, { ...begun, hasValues, beside: [...begun.beside, ...texts] }, rows);
  }

  private textsAt(at: number): readonly LabelledCell[] {
    const { texts, isPlain } = this.lines[at]!;
    this.texts[at] ??= isPlain ? texts.flatMap((text) => partsOf(text, this.lookUp)) : texts;
    return this.texts[at];
  }
}

/** The rows whose label begins so. */
const rowsWith = (folded: string, rows: readonly RowSpec[]) =>
  rows.filter((row) => row.folded.startsWith(folded));

interface Piece {
  readonly label: readonly LabelledCell[];
  readonly folded: string;
  /** What stands left of it. */
  readonly left: readonly LabelledCell[];
}

/** What of a line may be the label's: all of it, or the last of its texts; the longest first. */
function piecesOf(texts: readonly LabelledCell[]): Piece[] {
  if (texts.length > MOST_TEXTS) return [];
  return texts.flatMap((_, index) => {
    const label = texts.slice(index);
    const folded = label.map(({ label }) => label.folded).join("");
    // A number in front of another is the group's.
    const isOfGroup = label[0]!.label.folded === "" && label[1]?.label.ordinal !== undefined;
    return folded === "" || isOfGroup ? [] : { label, folded, left: texts.slice(0, index) };
  });
}

/** A text cut at its blanks, and between two numbers: `三、（一）予以公开`. */
function partsOf(cell: LabelledCell, lookUp: LookUp): LabelledCell[] {
  const { text } = cell;
  if (text.length > LONGEST_PIECE) return [cell];
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
