import { Cell } from "../../document/document";
import { type CompiledStandard, TABLE_BIT, type Word } from "../../standard/compiled";
import type { TableKey } from "../../standard/schema";
import { distanceWithin } from "../../text/similar";
import type { Phrase } from "../../text/text";
import { MOST_EDITS } from "./align";
import { LabelledCell, type LabelledRows, labelKey, type Segment, withoutExplanation } from "./labelled";
import { assembleLabel } from "./pieces";

/*
 * From rows as written to rows as meant. Whatever the layout, a table is read as labels followed by values: one cell
 * a line, cells divided by pipes or tabs, labels wrapped over lines, values on the line after the label or on the far
 * side of a page break all come out as one label with its values.
 */

/** A label and the values that follow it. */
export interface LogicalRow {
  /** The label's parts; several where it is wrapped, none where it is missing. */
  readonly label: readonly LabelledCell[];
  /** Folded label without ordinal. */
  readonly folded: string;
  readonly word: Word | undefined;
  /** Text in front of the label: group cells. */
  readonly before: readonly LabelledCell[];
  /** Values and blanks, line by line: a wrapped row may have some on each line. */
  readonly lines: readonly (readonly LabelledCell[])[];
  /** How many values are written in it, blanks left out. */
  readonly written: number;
}

/** A row with its values before wrapped labels are joined. */
class DraftRow {
  readonly lines: (readonly LabelledCell[])[] = [];
  written = 0;
  /** No more cells belong to it: a blank line ended its row. */
  closed = false;
  /** The line that cells which stand one a line go to. */
  private stream: LabelledCell[] | undefined = undefined;

  constructor(
    readonly texts: readonly LabelledCell[],
    /** Built of cells that stand one a line. */
    readonly isStream: boolean,
    /** Nothing but blanks divides its cells. */
    readonly isPlain: boolean,
  ) {}

  addLine(line: readonly LabelledCell[]): void {
    this.stream = undefined;
    if (line.length === 0) return;
    this.lines.push(line);
    this.written += writtenIn(line);
  }

  addCell(cell: LabelledCell): void {
    if (this.stream === undefined) {
      // A line that came as a whole is copied before it grows.
      this.stream = [...(this.lines.pop() ?? [])];
      this.lines.push(this.stream);
    }
    this.stream.push(cell);
    if (cell.text !== "") this.written++;
  }

  /** Puts a line in the place of all. */
  setLine(line: readonly LabelledCell[]): void {
    this.lines.length = 0;
    this.written = 0;
    this.addLine(line);
  }
}

/** How many cells of a line have something written in them. */
export function writtenIn(line: readonly LabelledCell[]): number {
  let count = 0;
  for (let i = 0; i < line.length; i++) if (line[i]!.text !== "") count++;
  return count;
}

const MOST_JOINED_ROWS = 4;
/** Lines that a label may be cut over: the longest has 38 characters, a narrow column takes three. */
const MOST_PIECES = 14;
/** Longer text among values is no unreadable value. */
const LONGEST_BAD_VALUE = 12;
const NONE: readonly LabelledCell[] = [];

/** What the rows of a segment are read with. */
export interface RowReading {
  readonly rows: LabelledRows;
  readonly table: TableKey;
  readonly standard: CompiledStandard;
  /** Index of the standard among those that the cells were looked up under. */
  readonly at: number;
  /** A blank line with a tab in it, set apart from the row before, is a merged cell and no value. */
  readonly isApart: (row: number) => boolean;
  /** A line without column separators. */
  readonly isPlain: (row: number) => boolean;
}

/** What a cell is under the standard that is read by. */
export function wordOf(cell: LabelledCell, { at }: Pick<RowReading, "at">): Word | undefined {
  const { words } = cell.label;
  return words === undefined ? undefined : words[at];
}

/** A label as it would have been looked up. */
function wordsAt(folded: string, { standard, at }: RowReading): (Word | undefined)[] | undefined {
  const word = standard.words.get(folded);
  if (word === undefined) return undefined;
  const words = new Array<Word | undefined>(at + 1).fill(undefined);
  words[at] = word;
  return words;
}

/** The number of value columns of a row that has the label. */
function widthOf(label: LabelledCell | undefined, { standard, table }: RowReading): number {
  const { byLabel, usual } = standard.widths[table];
  return (label && byLabel.get(label.label.folded)) ?? usual;
}

/** Whether the word is a row of the table. */
export function isRowOf(word: Word | undefined, table: TableKey): boolean {
  if (word === undefined) return false;
  const { rows } = word;
  for (let i = 0; i < rows.length; i++) if (rows[i]!.table === table) return true;
  return false;
}

/** Reads a segment into logical rows, headers and stray text among them. */
export function logicalRows(segment: Segment, reading: RowReading): LogicalRow[] {
  return joinWrapped(draftRows(segment, reading), reading);
}

function draftRows({ from, to }: Segment, reading: RowReading): DraftRow[] {
  const drafts: DraftRow[] = [];
  for (let row = from; row < to; row++) {
    const cells = reading.rows[row];
    if (cells === undefined) continue;
    if (cells.length === 1) addLone(cells[0]!, row, drafts, reading);
    else addRow(cells, row, drafts, reading);
  }
  return drafts;
}

/** One cell on a line of its own. */
function addLone(cell: LabelledCell, row: number, drafts: DraftRow[], reading: RowReading): void {
  const current = drafts.at(-1);
  const isValue =
    cell.reading !== undefined || (current !== undefined && isBadValue(cell, current, row, reading));
  if (!isValue) {
    drafts.push(new DraftRow([cell], true, reading.isPlain(row)));
    return;
  }
  if (current === undefined) {
    if (cell.text === "") return;
    const draft = new DraftRow(NONE, true, false);
    draft.addCell(cell);
    drafts.push(draft);
    return;
  }
  // In front of a row's label, blank cells are merged ones that reach down from above.
  if (cell.text === "" && reading.isApart(row) && !startsValues(row, current, reading)) current.closed = true;
  if (current.closed) return;
  if (!current.isStream && current.written > 0) return; // A page number between rows.
  current.addCell(cell);
}

/** As many values and blanks as the row has columns start here, and it has none yet. */
function startsValues(row: number, { texts, lines }: DraftRow, reading: RowReading): boolean {
  const label = texts.at(-1);
  if (label === undefined || lines.length > 0) return false;
  const { rows } = reading;
  const wanted = widthOf(label, reading);
  let count = 0;
  while (count <= wanted && rows[row + count]?.length === 1 && rows[row + count]![0]!.reading !== undefined)
    count++;
  return count === wanted;
}

/** Text among a row's values that just completes the row is an unreadable value; a label would start a row of its own. */
function isBadValue(cell: LabelledCell, current: DraftRow, row: number, reading: RowReading): boolean {
  if (
    !current.isStream ||
    cell.text.length > LONGEST_BAD_VALUE ||
    cell.label.words !== undefined ||
    cell.label.ordinal !== undefined
  )
    return false;
  const had = current.lines.at(-1)?.length ?? 0;
  const label = current.texts.at(-1);
  const word = label && wordOf(label, reading);
  // Values of the litigation table stand behind its last header.
  if (word === undefined || (word.rows.length === 0 && (word.tables & TABLE_BIT.litigation) === 0))
    return false;
  const { rows } = reading;
  const wanted = widthOf(label, reading);
  if (had >= wanted) return false;
  let following = 0;
  let blanks = 0;
  for (let next = row + 1; next < rows.length && following + blanks <= wanted; next++) {
    const cells = rows[next];
    if (cells?.length !== 1 || cells[0]!.reading === undefined) break;
    if (cells[0]!.text === "") blanks++;
    else following++;
  }
  return had + 1 + following === wanted || had + 1 + following + blanks === wanted;
}

/** A line with several cells: text, then values. */
function addRow(cells: readonly LabelledCell[], row: number, drafts: DraftRow[], reading: RowReading): void {
  const { table } = reading;
  const current = ownerOf(drafts, reading);
  const last = isValueRow(cells, current, reading) ? -1 : lastLabel(cells, reading);
  const texts = textsIn(cells, last);
  const values = last < 0 ? cells : cells.slice(last + 1);
  if (texts.length > 0) {
    const draft = new DraftRow(texts, false, reading.isPlain(row));
    draft.addLine(values);
    drafts.push(draft);
    return;
  }
  const filled = writtenIn(values);
  if (filled === 0) {
    if (current !== undefined) addBlanks(values, current, reading);
    return;
  }
  if (current === undefined) {
    const draft = new DraftRow(NONE, false, false);
    draft.addLine(values);
    drafts.push(draft);
  } else if (table === "litigation") {
    if (current.written === 0) current.setLine(values);
    else current.addLine(values);
  } else if (current.written === 0 && !isStacked(drafts, reading) && !isHead(current, reading))
    current.setLine(values);
  else {
    const label = current.texts.at(-1);
    const wanted = label === undefined || isHead(current, reading) ? 0 : widthOf(label, reading);
    // Fewer values than a row has are a page number; as many are a row that has lost its label.
    if (filled * 2 > wanted) {
      const draft = new DraftRow(NONE, false, false);
      draft.addLine(values);
      drafts.push(draft);
    }
  }
}

/** The row that values without a label belong to: the last, or where that is a line of headers, the label above it. */
function ownerOf(drafts: readonly DraftRow[], reading: RowReading): DraftRow | undefined {
  const last = drafts.at(-1);
  const above = drafts.at(-2);
  const isHeader = (draft: DraftRow) =>
    draft.texts.length > 1 && draft.written === 0 && draft.texts.every((cell) => isColumn(cell, reading));
  return last !== undefined && above !== undefined && isHeader(last) && isLoneRow(above, reading)
    ? above
    : last;
}

/** A line of headers alone: what is written below it is a row that has lost its label. */
function isHead({ texts }: DraftRow, reading: RowReading): boolean {
  return texts.length > 1 && texts.every((cell) => isColumn(cell, reading) || isHeading(cell, reading));
}

/** A caption, or what stands over all labels or over all columns. */
function isHeading(cell: LabelledCell, reading: RowReading): boolean {
  const word = wordOf(cell, reading);
  return word !== undefined && word.rows.length === 0 && (word.tables & TABLE_BIT[reading.table]) !== 0;
}

function isColumn(cell: LabelledCell, reading: RowReading): boolean {
  return wordOf(cell, reading)?.columns.some(({ table }) => table === reading.table) === true;
}

/** The last two drafts are labels of rows without values: nobody can tell whose the next values are. */
function isStacked(drafts: readonly DraftRow[], reading: RowReading): boolean {
  return drafts.length > 1 && drafts.slice(-2).every((draft) => isLoneRow(draft, reading));
}

/** A row's label and nothing else. */
function isLoneRow({ texts, lines }: DraftRow, reading: RowReading): boolean {
  const word = texts.length === 1 && lines.length === 0 ? wordOf(texts[0]!, reading) : undefined;
  // 总计 and 其他 are columns without their numbers.
  const isColumn = word !== undefined && word.columns.length > 0 && texts[0]!.label.ordinal === undefined;
  return isRowOf(word, reading.table) && !isColumn;
}

/** The texts of a line up to the last cell of its label; no value and no blank. */
function textsIn(cells: readonly LabelledCell[], last: number): readonly LabelledCell[] {
  if (last < 0) return NONE;
  const texts: LabelledCell[] = [];
  for (let i = 0; i <= last; i++) if (cells[i]!.text !== "") texts.push(cells[i]!);
  return texts;
}

/** A line of nothing but blanks. */
function addBlanks(values: readonly LabelledCell[], current: DraftRow, reading: RowReading): void {
  const { table } = reading;
  // The litigation table with nothing filled in.
  if (table === "litigation" && values.length >= widthOf(undefined, reading) && current.written === 0)
    current.setLine(values);
  // A row left blank; blanks behind a header are the cells it spans.
  const label = current.texts.at(-1);
  if (current.lines.length === 0 && label !== undefined && isRowOf(wordOf(label, reading), table))
    current.addLine(values);
}

/** Values on a line of their own, an unreadable one among them: those of the litigation table, or of a label above. */
function isValueRow(
  cells: readonly LabelledCell[],
  current: DraftRow | undefined,
  reading: RowReading,
): boolean {
  const { table, standard } = reading;
  let values = 0;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    if (cell.reading !== undefined) values++;
    else if (cell.label.words !== undefined || cell.label.ordinal !== undefined) return false;
  }
  if (table === "litigation") {
    // A group's name of the writer's own stands in front of all its values.
    const isNamed = cells[0]!.reading === undefined && values === cells.length - 1;
    const isOfGroup = isNamed && values === standard.rows.litigation[0]!.columns.length;
    return values * 2 > cells.length && values >= 4 && !isOfGroup;
  }
  const label = current?.texts.at(-1);
  if (current === undefined || label === undefined || current.written > 0) return false;
  if (!isRowOf(wordOf(label, reading), table)) return false;
  const filled = writtenIn(cells);
  const first = cells.find(({ text }) => text !== "");
  const wanted = widthOf(label, reading);
  // A first cell that is no number is one of the row's if the row is full with it.
  const isFirst =
    first?.reading !== undefined || (filled === wanted && first!.text.length <= LONGEST_BAD_VALUE);
  return isFirst && cells.length >= wanted && values * 2 > cells.length;
}

/** The last cell of the label: the last that is a known row, else the last text that as many cells follow as values. */
function lastLabel(cells: readonly LabelledCell[], reading: RowReading): number {
  const { table } = reading;
  let last = -1;
  for (let i = cells.length - 1; i >= 0; i--) {
    const cell = cells[i]!;
    if (cell.reading !== undefined) continue;
    if (last < 0) last = i;
    if (isRowOf(wordOf(cell, reading), table) && i + widthOf(cell, reading) <= cells.length) return i;
  }
  if (last <= 0) return last;
  // Text behind values is an unreadable value, if a label stands before enough cells.
  const firstValue = cells.findIndex(({ reading: value, text }) => value !== undefined && text !== "");
  let label = firstValue - 1;
  // Blank label columns stand between the two.
  while (label > 0 && cells[label]!.reading !== undefined) label--;
  const isBehind =
    label >= 0 &&
    firstValue < last &&
    cells[label]!.reading === undefined &&
    cells[last]!.label.words === undefined &&
    cells.length - firstValue <= widthOf(cells[label]!, reading);
  return isBehind ? label : last;
}

/** Ways to read the end of a row's text as one label: the last cell, the last two, … */
function readings(texts: readonly LabelledCell[]): { from: number; folded: string }[] {
  const result: { from: number; folded: string }[] = [];
  let folded = "";
  for (let i = texts.length - 1; i >= 0 && result.length < MOST_JOINED_ROWS; i--) {
    const part = texts[i]!;
    folded = (part.label.folded === "" ? labelKey(part.text) : part.label.folded) + folded;
    result.push({ from: i, folded });
  }
  return result;
}

function joinWrapped(drafts: readonly DraftRow[], reading: RowReading): LogicalRow[] {
  const { words } = reading.standard;
  const result: LogicalRow[] = [];
  for (let at = 0; at < drafts.length; at++) {
    const { texts, lines, written } = drafts[at]!;
    const last = texts.at(-1);
    if (last === undefined) {
      result.push(nameless(lines, written));
      continue;
    }
    const joined = joinedAt(drafts, at, reading);
    if (joined !== undefined) {
      for (const cell of joined.groups ?? []) result.push(headerRow(cell, reading));
      result.push(joined.row);
      at = joined.last;
      continue;
    }
    const word = wordOf(last, reading);
    const own =
      word === undefined && texts.length > 1
        ? readings(texts).find(({ folded }) => words.has(folded))
        : undefined;
    // A row of nothing but headers is left as single labels.
    if (own === undefined && texts.length > 1 && (word?.rows.length ?? 0) === 0 && written === 0) {
      for (const cell of texts) result.push(headerRow(cell, reading));
      continue;
    }
    // Values behind a group's label alone are those of a row that has lost its own.
    if (written > 0 && isGroupAlone(word, reading)) {
      for (const cell of texts) result.push(headerRow(cell, reading));
      result.push(nameless(lines, written));
      continue;
    }
    const from = own?.from ?? texts.length - 1;
    result.push({
      label: from === 0 ? texts : texts.slice(from),
      folded: own?.folded ?? last.label.folded,
      word: own === undefined ? word : words.get(own.folded),
      before: from === 0 ? NONE : texts.slice(0, from),
      lines,
      written,
    });
  }
  return result;
}

/** The row whose label starts at a draft and goes on in the next. */
function joinedAt(drafts: readonly DraftRow[], at: number, reading: RowReading): Joined | undefined {
  const isOpen = mayContinue(drafts, at, reading);
  if (!isOpen && wordOf(drafts[at]!.texts.at(-1)!, reading) !== undefined) return undefined;
  const joined = joinPieces(drafts, at, reading);
  return joined ?? (isOpen ? (joinForward(drafts, at, reading) ?? joinSlip(drafts, at, reading)) : undefined);
}

function nameless(lines: LogicalRow["lines"], written: number): LogicalRow {
  return { label: NONE, folded: "", word: undefined, before: NONE, lines, written };
}

/** The label of a group of rows, and of nothing else; those of the litigation table have values of their own. */
function isGroupAlone(word: Word | undefined, { table }: RowReading): boolean {
  if (word === undefined || table === "litigation" || word.rows.length > 0) return false;
  return word.groups.some((group) => group.table === table);
}

function headerRow(cell: LabelledCell, reading: RowReading): LogicalRow {
  const { folded } = cell.label;
  return { label: [cell], folded, word: wordOf(cell, reading), before: NONE, lines: [], written: 0 };
}

/** A row whose label was wrapped, and the last draft that it takes. */
interface Joined {
  readonly row: LogicalRow;
  readonly last: number;
  /** Group labels that stand between the label's lines: they are centred in the height of their rows. */
  readonly groups?: readonly LabelledCell[];
}

/** Joins a label with the text of the rows after it, where together they are a label of the standard. */
function joinForward(drafts: readonly DraftRow[], at: number, reading: RowReading): Joined | undefined {
  const { standard } = reading;
  const { texts } = drafts[at]!;
  let open = readings(texts).filter(({ folded }) => isBeginning(folded, standard));
  if (open.length === 0) return undefined;
  const label: LabelledCell[] = [];
  const groups: LabelledCell[] = [];
  const lines = [...drafts[at]!.lines];
  let { written } = drafts[at]!;
  for (let next = at + 1; next < drafts.length && next - at < MOST_JOINED_ROWS; next++) {
    const draft = drafts[next]!;
    for (const line of draft.lines) lines.push(line);
    written += draft.written;
    if (draft.texts.length === 0) continue;
    if (isLoneGroup(draft, reading)) {
      groups.push(draft.texts[0]!);
      continue;
    }
    if (wordOf(draft.texts.at(-1)!, reading) !== undefined) return undefined;
    const tails = readings(draft.texts);
    const joins = open.flatMap((beginning) =>
      tails.map((tail) => ({ beginning, tail, folded: beginning.folded + tail.folded })),
    );
    // A label as it is meant before one with an explanation, which any text in brackets might be.
    const found =
      joins.find(({ folded }) => standard.words.has(folded)) ??
      joins.find(({ folded }) => standard.words.has(withoutExplanation(folded)));
    if (found !== undefined) {
      const { from } = found.beginning;
      const folded = standard.words.has(found.folded) ? found.folded : withoutExplanation(found.folded);
      return {
        row: {
          label: [...texts.slice(from), ...label, ...draft.texts.slice(found.tail.from)],
          folded,
          word: standard.words.get(folded),
          before: texts.slice(0, from),
          lines,
          written,
        },
        last: next,
        groups,
      };
    }
    open = open.flatMap(({ from, folded }) =>
      tails
        .map((tail) => ({ from, folded: folded + tail.folded }))
        .filter((longer) => isBeginning(longer.folded, standard)),
    );
    if (open.length === 0) return undefined;
    for (const text of draft.texts) label.push(text);
  }
  return undefined;
}

/** The first part of a wrapped label, or of an explanation in brackets behind one. */
function isBeginning(folded: string, { beginnings, words }: CompiledStandard): boolean {
  if (beginnings.has(folded)) return true;
  const bracket = folded.indexOf("(");
  return bracket > 0 && !folded.endsWith(")") && words.has(folded.slice(0, bracket));
}

/** Joins a label that is cut over several lines, with pieces of the group's label left of it. */
function joinPieces(drafts: readonly DraftRow[], at: number, reading: RowReading): Joined | undefined {
  const { table, standard } = reading;
  const lines = drafts
    .slice(at, at + MOST_PIECES)
    .map(({ texts, written, isPlain }) => ({ texts, hasValues: written > 0, isPlain }));
  const found = assembleLabel(lines, standard.rows[table], (folded) => wordsAt(folded, reading));
  if (found === undefined) return undefined;
  const taken = drafts.slice(at, at + found.lines);
  return {
    row: {
      label: found.label,
      folded: found.folded,
      word: standard.words.get(found.folded),
      before: found.before,
      lines: taken.flatMap(({ lines }) => lines),
      written: taken.reduce((sum, { written }) => sum + written, 0),
    },
    last: at + found.lines - 1,
    groups: found.beside,
  };
}

/** Joins a label with a slip in it with the one line of text after it, where together they come close to a label. */
function joinSlip(
  drafts: readonly DraftRow[],
  at: number,
  { table, standard }: RowReading,
): Joined | undefined {
  const { texts, lines, written } = drafts[at]!;
  const next = drafts[at + 1];
  const first = texts.at(-1)!;
  const second = next?.texts[0];
  if (next?.texts.length !== 1 || second === undefined || next.written > 0) return undefined;
  if (second.label.ordinal !== undefined || first.label.words !== undefined) return undefined;
  const folded = first.label.folded + second.label.folded;
  if (!isCloseToLabel(folded, table, standard)) return undefined;
  const { text, start, end, pieces } = labelPhrase([first, second])!;
  const label = new LabelledCell(new Cell(text, start, end, first.column, pieces), {
    ...first.label,
    folded,
  });
  return {
    row: {
      label: [label],
      folded,
      word: undefined,
      before: texts.slice(0, -1),
      lines: [...lines, ...next.lines],
      written,
    },
    last: at + 1,
  };
}

function isCloseToLabel(folded: string, table: TableKey, standard: CompiledStandard): boolean {
  return standard.longLabels[table].some((label) => distanceWithin(folded, label, MOST_EDITS) <= MOST_EDITS);
}

/** The next text is no label by itself. */
function mayContinue(drafts: readonly DraftRow[], at: number, reading: RowReading): boolean {
  for (let next = at + 1; next < drafts.length && next - at < MOST_JOINED_ROWS; next++) {
    const last = drafts[next]!.texts.at(-1);
    if (last === undefined || isLoneGroup(drafts[next]!, reading)) continue;
    return wordOf(last, reading) === undefined;
  }
  return false;
}

/** A group's label and nothing else. */
function isLoneGroup({ texts, lines }: DraftRow, reading: RowReading): boolean {
  if (texts.length !== 1 || lines.length > 0) return false;
  const groups = wordOf(texts[0]!, reading)?.groups;
  return groups?.some(({ table }) => table === reading.table) === true;
}

/** The label as one phrase, its parts in order. */
export function labelPhrase(label: readonly LabelledCell[]): Phrase | undefined {
  const first = label[0];
  if (first === undefined) return undefined;
  if (label.length === 1) return first;
  return {
    text: label.map((part) => part.text).join(""),
    start: first.start,
    end: label.at(-1)!.end,
    pieces: label,
  };
}
