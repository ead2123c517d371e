import { Cell, type Document, type Row } from "../../document/document";
import { type CompiledStandard, TABLE_BIT, TABLE_KEYS, type Word } from "../../standard/compiled";
import type { TableKey } from "../../standard/schema";
import { codeUnits, fold } from "../../text/normalise";
import { type LeadingOrdinal, leadingOrdinal, spacedNumeral } from "../../text/ordinal";
import { partOf } from "../../text/phrase";
import { allMatches } from "../../text/text";

/** Longer text is prose: no label of a table is as long. */
const LONGEST_LABEL = 64;

/** A line of headers that single spaces divide may be longer. */
const LONGEST_LABELS = 160;

/** What a cell's text is as a label. */
export interface Label {
  readonly ordinal: LeadingOrdinal | undefined;
  /** Text without ordinal, folded; "" for values. */
  readonly folded: string;
  /** What the text is under each standard, in the order the standards were given; undefined for no label of any. */
  readonly words: readonly (Word | undefined)[] | undefined;
}

/** A cell that has been looked up: a value (blanks included) where it has a reading, else text. */
export class LabelledCell extends Cell {
  constructor(
    { text, start, end, column, pieces, reading }: Cell,
    readonly label: Label,
  ) {
    super(text, start, end, column, pieces, reading);
  }
}

/** The cells of each row; undefined for prose. */
export type LabelledRows = readonly (readonly LabelledCell[] | undefined)[];

const NO_LABEL: Label = { ordinal: undefined, folded: "", words: undefined };

/** Looks up every cell of the document once, under all standards at a time. */
export function labelCells(document: Document, standards: readonly CompiledStandard[]): LabelledRows {
  const lexicon = lexiconOf(standards);
  const { rows } = document;
  const result = new Array<readonly LabelledCell[] | undefined>(rows.length);
  for (let at = 0; at < rows.length; at++) result[at] = labelRow(rows[at]!, lexicon);
  return result;
}

/** In a line of text, a cell that is no label but has labels in it that spaces divide becomes as many. */
function labelRow({ kind, cells: written }: Row, lexicon: Lexicon): readonly LabelledCell[] | undefined {
  const cells = written.map((cell) => lookUp(cell, lexicon));
  if (kind !== "line") return cells;
  if (cells.length > 1) return dividedRow(cells, lexicon);
  const divided = dividedLabels(cells[0]!, lexicon, false);
  if (divided !== undefined) return divided;
  return cells[0]!.text.length > LONGEST_LABEL ? undefined : cells;
}

/** A row of several cells, each divided where it must be. */
function dividedRow(cells: readonly LabelledCell[], lexicon: Lexicon): readonly LabelledCell[] {
  let row: LabelledCell[] | undefined;
  for (let at = 0; at < cells.length; at++) {
    const divided = dividedLabels(cells[at]!, lexicon, true);
    if (divided === undefined) {
      row?.push(cells[at]!);
      continue;
    }
    row ??= cells.slice(0, at);
    for (const label of divided) row.push(label);
  }
  return row ?? cells;
}

/** The labels in a text that is none itself; undefined where there are none. */
function dividedLabels(
  labelled: LabelledCell,
  lexicon: Lexicon,
  hasValues: boolean,
): LabelledCell[] | undefined {
  if (labelled.reading !== undefined || labelled.label.words !== undefined) return undefined;
  // The first line of a wrapped label stays whole, even where its first half is a label as well.
  return lexicon.beginnings.has(labelled.label.folded)
    ? undefined
    : spacedLabels(labelled, lexicon, hasValues);
}

/** Parts of a label that stray spaces may stand between. */
const MOST_PARTS = 6;

/** Quick to tell of most texts: whether there is anything in it that may be a blank. */
function mayHaveBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32 || (code >= 0x7f && code <= 0x3000) || code === 0xfeff) return true;
  }
  return false;
}

const PART = /\S+/g;

/** Labels that single spaces divide, read from the end; undefined for a text in which there is none, and for sentences. */
function spacedLabels(cell: Cell, lexicon: Lexicon, hasValues: boolean): LabelledCell[] | undefined {
  const { text } = cell;
  if (
    text.length > LONGEST_LABELS ||
    !mayHaveBlank(text) ||
    !/\S\s+\S/.test(text) ||
    (hasValues ? /[。；]/ : /[。；，,：:！？《]/).test(text)
  )
    return undefined;
  const parts = [...allMatches(text, PART)].map(({ index, 0: part }) => ({
    from: index,
    to: index + part.length,
  }));
  const partAt = (from: number, to: number) =>
    labelledPart(cell, parts[from]!.from, parts[to - 1]!.to, lexicon);
  // A line without values is a line of headers only if one of its words is a header.
  if (
    !hasValues &&
    !parts.some(({ from, to }) => lexicon.words.get(labelKey(text.slice(from, to))) !== undefined)
  )
    return undefined;
  const labels: LabelledCell[] = [];
  let found = false;
  /** End of a run of parts that are no labels: they stay together. */
  let unknownTo = 0;
  for (let to = parts.length; to > 0; ) {
    let from = Math.max(0, to - MOST_PARTS);
    let labelled = partAt(from, to);
    while (from < to - 1 && labelled.label.words === undefined) labelled = partAt(++from, to);
    if (labelled.label.words !== undefined) {
      if (unknownTo > to) labels.push(partAt(to, unknownTo));
      unknownTo = 0;
      found = true;
      labels.push(labelled);
    } else if (labelled.label.ordinal !== undefined || labelled.reading !== undefined) {
      labels.push(partAt(from, Math.max(unknownTo, to)));
      unknownTo = 0;
    } else if (unknownTo === 0) unknownTo = to;
    to = from;
  }
  if (unknownTo > 0) labels.push(partAt(0, unknownTo));
  return found ? labels.reverse() : undefined;
}

/** A part of a cell as one of its own. */
function labelledPart(cell: Cell, from: number, to: number, lexicon: Lexicon): LabelledCell {
  const { text, start, end, pieces } = partOf(cell, from, to);
  return lookUp(new Cell(text, start, end, cell.column, pieces), lexicon);
}

function lookUp(cell: Cell, lexicon: Lexicon): LabelledCell {
  return new LabelledCell(cell, labelOf(cell, lexicon));
}

function labelOf({ text, reading }: Cell, lexicon: Lexicon): Label {
  if (reading !== undefined || text.length > LONGEST_LABEL) return NO_LABEL;
  const known = lexicon.known.get(text);
  if (known !== undefined) return known;
  const own = readLabel(text, lexicon);
  const label = own.words === undefined ? (gluedLabel(text, lexicon) ?? own) : own;
  if (label.words !== undefined && lexicon.known.size < MOST_KNOWN) lexicon.known.set(detached(text), label);
  return label;
}

/** A copy: a slice would keep the whole report it was cut from in memory. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}

function readLabel(text: string, { words: dictionary }: Lexicon): Label {
  const ordinal = leadingOrdinal(text);
  const folded = labelKey(ordinal === undefined ? text : text.slice(ordinal.after));
  const words = dictionary.get(folded);
  if (words !== undefined || !folded.endsWith(")")) return { ordinal, folded, words };
  const plain = withoutExplanation(folded);
  const explained = dictionary.get(plain);
  return explained === undefined ? { ordinal, folded, words } : { ordinal, folded: plain, words: explained };
}

/** More digits than any total has. */
const MOST_GLUED = 9;
const GLUED = new RegExp(`^[0-9０-９]{1,${MOST_GLUED}}`);

/** A row's label that the total of the row above was run together with: `495.属于三类内部事务信息`, `17（二）部分公开`. */
function gluedLabel(text: string, lexicon: Lexicon): Label | undefined {
  const digits = GLUED.exec(text)?.[0].length ?? 0;
  for (const from of [digits - 1, digits]) {
    if (from < 1) continue;
    const { ordinal, folded, words } = readLabel(text.slice(from), lexicon);
    if (ordinal === undefined || words?.some((word) => (word?.rows.length ?? 0) > 0) !== true) continue;
    const { start, end, after } = ordinal;
    return {
      ordinal: { ...ordinal, start: from + start, end: from + end, after: from + after },
      folded,
      words,
    };
  }
  return undefined;
}

/** A folded label without the explanation in brackets that ends it: 行政许可（含备案）. Two in one text are two labels. */
export function withoutExplanation(folded: string): string {
  if (!folded.endsWith(")")) return folded;
  const bracket = folded.indexOf("(");
  let depth = 0;
  for (let at = Math.max(bracket, 0); at < folded.length - 1; at++) {
    if (folded[at] === "(") depth++;
    else if (folded[at] === ")" && --depth <= 0) return folded;
  }
  return depth === 1 ? folded.slice(0, bracket) : folded;
}

/** The labels of several standards in one look-up. */
interface Lexicon {
  /** What a folded label is under each standard. */
  readonly words: ReadonlyMap<string, readonly (Word | undefined)[]>;
  readonly beginnings: ReadonlySet<string>;
  /**
   * Ways in which labels were found written, which no answer depends on: a few hundred cover almost all reports, and save a
   * twentieth of a check (`npm run bench -- folder`).
   */
  readonly known: Map<string, Label>;
}

const MOST_KNOWN = 2000;

const lexicons = new WeakMap<readonly CompiledStandard[], Lexicon>();

function lexiconOf(standards: readonly CompiledStandard[]): Lexicon {
  let lexicon = lexicons.get(standards);
  if (lexicon === undefined) {
    const labels = new Set(standards.flatMap(({ words }) => [...words.keys()]));
    lexicon = {
      words: new Map([...labels].map((label) => [label, standards.map(({ words }) => words.get(label))])),
      beginnings: new Set(standards.flatMap(({ beginnings }) => [...beginnings])),
      known: new Map(),
    };
    lexicons.set(standards, lexicon);
  }
  return lexicon;
}

const LEFT = codeUnits("、.,-=|:;~—");
const RIGHT = codeUnits(":;。|");

/** Folded, and without the punctuation that scanning leaves in front of a label, or a colon behind it. */
export function labelKey(text: string): string {
  const folded = fold(text);
  let start = 0;
  let end = folded.length;
  while (start < end && LEFT[folded.charCodeAt(start)] === 1) start++;
  while (end > start && RIGHT[folded.charCodeAt(end - 1)] === 1) end--;
  return start === 0 && end === folded.length ? folded : folded.slice(start, end);
}

/** The row is one value, or one label that is no section's title. */
export function isLoneLabel(rows: LabelledRows, row: number): boolean {
  const cells = rows[row];
  if (cells?.length !== 1) return false;
  const {
    reading,
    label: { words },
  } = cells[0]!;
  return reading !== undefined || words?.every((word) => word?.section === undefined) === true;
}

/** Between a heading and its table there is room for a unit or a note. */
const MOST_BEFORE_TABLE = 4;

/** Labels of a table follow right behind the row. */
export function headsTable(rows: LabelledRows, row: number, table: TableKey): boolean {
  const bit = TABLE_BIT[table];
  return rows
    .slice(row + 1, row + 1 + MOST_BEFORE_TABLE)
    .some((cells) =>
      cells?.some(({ label }) => label.words?.some((word) => ((word?.tables ?? 0) & bit) !== 0)),
    );
}

/** How many different marker labels each standard has in the tables. */
export function countMarkers(rows: LabelledRows, standards: readonly CompiledStandard[]): number[] {
  const seen = standards.map(() => new Set<string>());
  for (const cells of rows) {
    for (const labelled of cells ?? []) {
      const { words, folded } = labelled.label;
      if (words === undefined) continue;
      for (let i = 0; i < standards.length; i++) if (words[i]?.isMarker) seen[i]!.add(folded);
    }
  }
  return seen.map((set) => set.size);
}

/** A run of rows that one table is written in. */
export interface Segment {
  readonly table: TableKey;
  readonly from: number;
  /** First row after it. */
  readonly to: number;
}

/** What of a standard table stands in one table as written: all of it, a page, a block, or another table's like rows. */
export interface TablePiece extends Segment {
  /** Labels of the standard recognised in it. */
  readonly hits: number;
  /** Those among them that no other table would have. */
  readonly ownHits: number;
  /** Rows of the standard it has, by their index. */
  readonly known: ReadonlySet<number>;
  /** Values are written in it. */
  readonly isFilled: boolean;
  /** No paragraph, heading or other table lies between the piece before and this one. */
  readonly goesOn: boolean;
}

/** Shorter labels may be half of a wrapped one and do not end the table they stand in. */
const SHORTEST_SWITCH = 4;

/** A wrapped last label may go on in this many rows that have no label of their own. */
const MOST_TRAILING = 2;

/** The first row after a table whose last known row is `last`. */
function endOfTable(rows: LabelledRows, last: number, isHeading: (row: number) => boolean): number {
  let end = last + 1;
  // Values left blank at the end of a table belong to it.
  while (end < rows.length && !isHeading(end) && rows[end]?.every(({ text }) => text === "")) end++;
  const labelled = end;
  while (end < labelled + MOST_TRAILING && end < rows.length && !isHeading(end)) {
    const cells = rows[end];
    const texts = cells?.filter((labelled) => labelled.reading === undefined) ?? [];
    if (
      texts.length !== 1 ||
      texts[0]!.label.ordinal !== undefined ||
      texts[0]!.label.words !== undefined ||
      spacedNumeral(texts[0]!.text) !== undefined ||
      /[。，：]/.test(texts[0]!.text)
    )
      break;
    end++;
  }
  return end;
}

/** What pieces are found by. */
export interface PieceReading {
  readonly rows: LabelledRows;
  readonly standard: CompiledStandard;
  /** Index of the standard among those that the cells were looked up under. */
  readonly at: number;
  readonly isHeading: (row: number) => boolean;
  /** A blank line stands before the row. */
  readonly isApart: (row: number) => boolean;
}

/** Where standard tables stand: from a first label to the next heading, paragraph or start of another table. */
export function findPieces(reading: PieceReading, tableStarts: readonly number[]): TablePiece[] {
  return new PieceFinder(reading).find(tableStarts);
}

/** A piece while it is read. */
interface OpenPiece {
  readonly table: TableKey;
  readonly from: number;
  hits: number;
  ownHits: number;
  readonly known: Set<number>;
  isFilled: boolean;
  readonly goesOn: boolean;
  /** Rows whose labels stood alone on the last lines, with no value behind them so far. */
  waiting: number[];
}

class PieceFinder {
  private readonly pieces: (TablePiece & { to: number; readonly isClosed: boolean })[] = [];
  private open: OpenPiece | undefined = undefined;
  /** The last row that belongs to the open piece. */
  private last = 0;
  /** Rows that a heading in front of the next piece names. */
  private heading: number[] = [];
  /** The table that a piece may go on with. */
  private before: TableKey | undefined = undefined;

  constructor(private readonly reading: PieceReading) {}

  find(tableStarts: readonly number[]): TablePiece[] {
    const { rows, isHeading } = this.reading;
    let starts = 0;
    for (let at = 0; at < rows.length; at++) {
      const cells = rows[at];
      if (cells === undefined || isHeading(at)) {
        this.close();
        this.before = undefined;
        continue;
      }
      if (tableStarts[starts] === at) {
        this.handOver();
        this.close();
        while (tableStarts[starts] === at) starts++;
      }
      if (this.open !== undefined && this.isOver(this.open, cells, at)) this.close(at);
      // Values in a table of their own belong to the labels in the one before, if nothing else stands between.
      const before = this.open === undefined && this.before !== undefined ? this.pieces.at(-1)! : undefined;
      if (before !== undefined && before.to === at && !before.isClosed && isValues(cells)) before.to = at + 1;
      const isLone = cells.length === 1;
      for (let i = 0; i < cells.length; i++) this.read(cells[i]!, at, isLone);
    }
    this.close();
    return this.pieces;
  }

  /** A label alone in front of a table is a heading of it: the row is the table's. */
  private handOver(): void {
    this.heading = this.open?.waiting ?? [];
    if (this.open !== undefined) this.open.waiting = [];
  }

  /** Ends the open piece: in front of the row, or behind all that may go on with its last label. */
  private close(end?: number): void {
    if (this.open === undefined) return;
    const { table, from, hits, ownHits, known, isFilled, goesOn, waiting } = this.open;
    for (const row of waiting) known.add(row);
    this.pieces.push({
      table,
      from,
      to: Math.min(end ?? Infinity, endOfTable(this.reading.rows, this.last, this.reading.isHeading)),
      isClosed: end !== undefined,
      isFilled,
      hits,
      ownHits,
      known,
      goesOn,
    });
    this.before = table;
    this.open = undefined;
  }

  /** Behind a table's last row and a blank line, a label that the standard does not know is another table's. */
  private isOver({ table, known, waiting }: OpenPiece, cells: readonly LabelledCell[], row: number): boolean {
    const last = this.reading.standard.rows[table].length - 1;
    const { reading, text, label } = cells[0]!;
    const isUnknown = reading === undefined && text !== "" && label.words === undefined;
    return (
      isUnknown &&
      table !== "litigation" &&
      waiting.length === 0 &&
      known.has(last) &&
      this.reading.isApart(row)
    );
  }

  private read(labelled: LabelledCell, row: number, isLone: boolean): void {
    if (labelled.reading !== undefined) {
      if (labelled.text === "") return;
      this.last = row;
      if (this.open !== undefined) {
        this.open.isFilled = true;
        if (this.open.waiting.length > 0) this.seeRows();
      }
      return;
    }
    const { words, folded } = labelled.label;
    const word = words === undefined ? undefined : words[this.reading.at];
    if (word === undefined || word.tables === 0) return;
    const table = tableOf(word, this.open?.table ?? this.before);
    const isOther = this.open !== undefined && this.open.table !== table;
    if (table === undefined || (isOther && folded.length < SHORTEST_SWITCH)) return;
    if (this.open?.table !== table) {
      this.close();
      this.open = {
        table,
        from: row,
        hits: 0,
        ownHits: 0,
        known: new Set(),
        isFilled: false,
        goesOn: this.before === table,
        waiting: this.heading,
      };
      this.heading = [];
    }
    const { open } = this;
    open!.hits++;
    if (folded.length >= SHORTEST_SWITCH) open!.ownHits++;
    // 总计 and 其他 are headers as well.
    if (word.columns.length === 0) {
      for (let i = 0; i < word.rows.length; i++)
        if (word.rows[i]!.table === table) open!.waiting.push(word.rows[i]!.index);
      if (!isLone) this.seeRows();
    }
    this.last = row;
  }

  /** The rows whose labels were seen are rows of this piece. */
  private seeRows(): void {
    for (const row of this.open!.waiting) this.open!.known.add(row);
    this.open!.waiting = [];
  }
}

/** The row is nothing but values, not all of them blank. */
export function isValues(cells: LabelledRows[number]): cells is readonly LabelledCell[] {
  return (
    cells?.every((labelled) => labelled.reading !== undefined) === true &&
    cells.some((labelled) => labelled.text !== "")
  );
}

/** The table a label speaks for: the open one if it can be in it, else the only one it can be in. */
function tableOf(word: Word, open: TableKey | undefined): TableKey | undefined {
  if (open !== undefined && (word.tables & TABLE_BIT[open]) !== 0) return open;
  for (const table of TABLE_KEYS) {
    if (word.tables === TABLE_BIT[table]) return table;
  }
  return undefined;
}

/** Labels a run of rows must have to be a table. Scanned headers of the litigation table are mostly unreadable. */
const FEWEST_HITS: Record<TableKey, number> = { disclosure: 3, requests: 3, litigation: 2 };

/** Where each table is read from: the run of pieces with most labels of the standard, the first of equals. */
export function chooseSegments(pieces: readonly TablePiece[]): Segment[] {
  const chosen: Segment[] = [];
  for (const table of TABLE_KEYS) {
    let best: readonly TablePiece[] = [];
    for (let from = 0; from < pieces.length; ) {
      let to = from + 1;
      while (to < pieces.length && pieces[to]!.goesOn) to++;
      if (pieces[from]!.table === table) {
        const run = withoutLike(withoutLocal(pieces.slice(from, to)));
        if (countHits(run) >= FEWEST_HITS[table] && countHits(run) > countHits(best)) best = run;
      }
      from = to;
    }
    const last = best.at(-1);
    if (last !== undefined) chosen.push({ table, from: best[0]!.from, to: last.to });
  }
  return chosen;
}

/**
 * Without a table of the body's own that follows the standard one: it has no row that the table lacks. The headers of the
 * requests table may be its own as well, 自然人 and 企业; those of the other two are theirs alone, but for 总计 and 其他.
 */
function withoutLocal(pieces: readonly TablePiece[]): readonly TablePiece[] {
  const known = new Set<number>();
  return pieces.filter((piece) => {
    const isNew = [...piece.known].some((row) => !known.has(row));
    for (const row of piece.known) known.add(row);
    // Values under the table's headers, but in no row that it has.
    if (piece.table === "requests" && piece.isFilled && piece.known.size === 0) return false;
    return isNew || piece === pieces[0] || (piece.table !== "requests" && piece.ownHits > 0);
  });
}

/** Pages and blocks of one table have rows of their own: of pieces with the same rows, the one with most labels. */
function withoutLike(pieces: readonly TablePiece[]): readonly TablePiece[] {
  if (pieces.length === 1) return pieces;
  const dropped = new Set<TablePiece>();
  let kept: TablePiece[] = [];
  for (const piece of pieces) {
    if (piece.known.size === 0) continue;
    const like = kept.filter((other) => isLike(piece, other));
    const isBetter = countHits(like) < piece.hits;
    for (const other of isBetter ? like : [piece]) dropped.add(other);
    if (isBetter) kept = [...kept.filter((other) => !dropped.has(other)), piece];
  }
  return pieces.filter((piece) => !dropped.has(piece));
}

/** Half of the rows of the smaller one are rows of the other as well. */
function isLike({ known: a }: TablePiece, { known: b }: TablePiece): boolean {
  let shared = 0;
  for (const row of a) if (b.has(row)) shared++;
  return shared > 0 && shared * 2 >= Math.min(a.size, b.size);
}

function countHits(pieces: readonly TablePiece[]): number {
  return pieces.reduce((sum, { hits }) => sum + hits, 0);
}
