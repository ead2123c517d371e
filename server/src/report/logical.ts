import { Cell } from "../document/document";
import { type CompiledStandard, TABLE_BIT, type Word } from "../standard/compile";
import type { TableKey } from "../standard/schema";
import type { Phrase } from "../text";
import { MOST_EDITS } from "./align";
import { distanceWithin } from "./similar";
import { type Label, labelKey, type Segment, type Token, type TokenRows, withoutExplanation } from "./tokens";

/*
 * From rows as written to rows as meant. Whatever the layout, a table is read as labels followed by values: one cell
 * a line, cells divided by pipes or tabs, labels wrapped over lines, values on the line after the label or on the far
 * side of a page break all come out as one label with its values.
 */

/** A label and the values that follow it. */
export interface LogicalRow {
  /** The label's parts; several where it is wrapped, none where it is missing. */
  readonly label: readonly Token[];
  /** Folded label without ordinal. */
  readonly folded: string;
  readonly word: Word | undefined;
  /** Text in front of the label: group cells. */
  readonly before: readonly Token[];
  /** Values and blanks, line by line: a wrapped row may have some on each line. */
  readonly lines: readonly (readonly Token[])[];
}

/** A row with its values before wrapped labels are joined. */
interface Draft {
  readonly texts: Token[];
  lines: Token[][];
  /** No more cells belong to it: a blank line ended its row. */
  closed?: boolean;
  /** Built of cells that stand one a line. */
  readonly isStream: boolean;
}

const MOST_JOINED_ROWS = 4;
/** Longer text among values is no unreadable value. */
const LONGEST_BAD_VALUE = 12;

/** Reads a segment into logical rows, headers and stray text among them. `width` is the number of value columns. */
export function logicalRows(
  rows: TokenRows,
  segment: Segment,
  standards: readonly CompiledStandard[],
  standard: number,
  width: (folded: string) => number,
  isApart: (row: number) => boolean,
): LogicalRow[] {
  const wordOf = (token: Token) => token.label.words?.[standard];
  const drafts = draftRows(rows, segment, wordOf, width, isApart);
  return joinWrapped(drafts, segment.table, standards[standard]!, wordOf);
}

function draftRows(
  rows: TokenRows,
  segment: Segment,
  wordOf: (token: Token) => Word | undefined,
  width: (folded: string) => number,
  isApart: (row: number) => boolean,
): Draft[] {
  const drafts: Draft[] = [];
  for (let at = segment.from; at < segment.to; at++) {
    const tokens = rows[at];
    if (tokens === undefined) continue;
    if (tokens.length === 1) addLone(tokens[0]!, rows, at, drafts, wordOf, width, isApart(at));
    else addRow(tokens, segment.table, drafts, wordOf, width);
  }
  return drafts;
}

/** One cell on a line of its own. */
function addLone(
  token: Token,
  rows: TokenRows,
  at: number,
  drafts: Draft[],
  wordOf: (token: Token) => Word | undefined,
  width: (folded: string) => number,
  isApart: boolean,
): void {
  const current = drafts.at(-1);
  if (
    token.reading === undefined &&
    !(current !== undefined && isBadValue(token, current, rows, at, wordOf, width))
  ) {
    drafts.push({ texts: [token], lines: [], isStream: true });
    return;
  }
  if (current === undefined) {
    if (token.text !== "") drafts.push({ texts: [], lines: [[token]], isStream: true });
    return;
  }
  // In front of a row's label, blank cells are merged ones that reach down from above.
  if (token.text === "" && isApart && !startsValues(rows, at, current, width)) current.closed = true;
  if (current.closed) return;
  if (!current.isStream && written(current) > 0) return; // A page number between rows.
  const line = current.lines.at(-1);
  if (line === undefined) current.lines.push([token]);
  else line.push(token);
}

/** As many values and blanks as the row has columns start here, and it has none yet. */
function startsValues(
  rows: TokenRows,
  at: number,
  { texts, lines }: Draft,
  width: (folded: string) => number,
): boolean {
  const label = texts.at(-1);
  if (label === undefined || lines.length > 0) return false;
  const wanted = width(label.label.folded);
  let count = 0;
  while (count <= wanted && rows[at + count]?.length === 1 && rows[at + count]![0]!.reading !== undefined)
    count++;
  return count === wanted;
}

/** Text among a row's values that just completes the row is an unreadable value; a label would start a row of its own. */
function isBadValue(
  token: Token,
  current: Draft,
  rows: TokenRows,
  at: number,
  wordOf: (token: Token) => Word | undefined,
  width: (folded: string) => number,
): boolean {
  const had = current.lines.at(-1)?.length ?? 0;
  if (
    !current.isStream ||
    token.text.length > LONGEST_BAD_VALUE ||
    token.label.words !== undefined ||
    token.label.ordinal !== undefined
  )
    return false;
  const label = current.texts.at(-1);
  const word = label && wordOf(label);
  // Values of the litigation table stand behind its last header.
  if (
    label === undefined ||
    word === undefined ||
    (word.rows.length === 0 && (word.tables & TABLE_BIT.litigation) === 0)
  )
    return false;
  const wanted = width(label.label.folded);
  if (had >= wanted) return false;
  let following = 0;
  let blanks = 0;
  for (let next = at + 1; next < rows.length && following + blanks <= wanted; next++) {
    const tokens = rows[next];
    if (tokens?.length !== 1 || tokens[0]!.reading === undefined) break;
    if (tokens[0]!.text === "") blanks++;
    else following++;
  }
  return had + 1 + following === wanted || had + 1 + following + blanks === wanted;
}

/** A line with several cells: text, then values. */
function addRow(
  tokens: readonly Token[],
  table: TableKey,
  drafts: Draft[],
  wordOf: (token: Token) => Word | undefined,
  width: (folded: string) => number,
): void {
  const current = drafts.at(-1);
  const last = isValueRow(tokens, table, current, wordOf, width)
    ? -1
    : lastLabel(tokens, table, wordOf, width);
  const texts = tokens
    .slice(0, last + 1)
    .filter((token) => token.text !== "" && (token.reading === undefined || last >= 0));
  const values = tokens.slice(last + 1);
  if (texts.length > 0) {
    drafts.push({ texts, lines: [values], isStream: false });
    return;
  }
  const filled = written({ lines: [values] });
  if (filled === 0) {
    // The litigation table with nothing filled in.
    if (
      table === "litigation" &&
      current !== undefined &&
      values.length >= width("") &&
      written(current) === 0
    )
      current.lines = [values];
    // A row left blank; blanks behind a header are the cells it spans.
    const label = current?.texts.at(-1);
    if (
      current?.lines.length === 0 &&
      label !== undefined &&
      wordOf(label)?.rows.some((row) => row.table === table)
    )
      current.lines.push(values);
    return;
  }
  if (current === undefined) drafts.push({ texts: [], lines: [values], isStream: false });
  else if (written(current) === 0) current.lines = [values];
  else if (table === "litigation") current.lines.push(values);
  else {
    const label = current.texts.at(-1);
    const wanted = label === undefined ? 0 : width(label.label.folded);
    // Fewer values than a row has are a page number; as many are a row that has lost its label.
    if (filled * 2 > wanted) drafts.push({ texts: [], lines: [values], isStream: false });
  }
}

/** Values on a line of their own, an unreadable one among them: those of the litigation table, or of a label above. */
function isValueRow(
  tokens: readonly Token[],
  table: TableKey,
  current: Draft | undefined,
  wordOf: (token: Token) => Word | undefined,
  width: (folded: string) => number,
): boolean {
  if (tokens.some((token) => token.label.words !== undefined || token.label.ordinal !== undefined))
    return false;
  const values = tokens.reduce((count, token) => count + (token.reading === undefined ? 0 : 1), 0);
  if (table === "litigation") return values * 2 > tokens.length && values >= 4;
  const label = current?.texts.at(-1);
  if (current === undefined || label === undefined || written(current) > 0) return false;
  if (!wordOf(label)?.rows.some((row) => row.table === table)) return false;
  const filled = tokens.filter(({ text }) => text !== "");
  const [first] = filled;
  const wanted = width(label.label.folded);
  // A first cell that is no number is one of the row's if the row is full with it.
  const isFirst =
    first?.reading !== undefined || (filled.length === wanted && first!.text.length <= LONGEST_BAD_VALUE);
  return isFirst && tokens.length >= wanted && values * 2 > tokens.length;
}

/** The last cell of the label: the last that is a known row, else the last text that as many cells follow as values. */
function lastLabel(
  tokens: readonly Token[],
  table: TableKey,
  wordOf: (token: Token) => Word | undefined,
  width: (folded: string) => number,
): number {
  let last = -1;
  for (let i = tokens.length - 1; i >= 0; i--) {
    if (tokens[i]!.reading !== undefined) continue;
    if (last < 0) last = i;
    const word = wordOf(tokens[i]!);
    if (word?.rows.some((row) => row.table === table) && i + width(tokens[i]!.label.folded) <= tokens.length)
      return i;
  }
  if (last <= 0) return last;
  // Text behind values is an unreadable value, if a label stands before enough cells.
  const firstValue = tokens.findIndex(({ reading, text }) => reading !== undefined && text !== "");
  let label = firstValue - 1;
  // Blank label columns stand between the two.
  while (label > 0 && tokens[label]!.reading !== undefined) label--;
  if (
    label >= 0 &&
    firstValue < last &&
    tokens[label]!.reading === undefined &&
    tokens[last]!.label.words === undefined &&
    tokens.length - firstValue <= width(tokens[label]!.label.folded)
  ) {
    return label;
  }
  return last;
}

/** Ways to read the end of a row's text as one label: the last cell, the last two, … */
function readings(texts: readonly Token[]): { from: number; folded: string }[] {
  const result: { from: number; folded: string }[] = [];
  let folded = "";
  for (let i = texts.length - 1; i >= 0 && result.length < MOST_JOINED_ROWS; i--) {
    const part = texts[i]!;
    folded = (part.label.folded === "" ? labelKey(part.text) : part.label.folded) + folded;
    result.push({ from: i, folded });
  }
  return result;
}

function joinWrapped(
  drafts: readonly Draft[],
  table: TableKey,
  standard: CompiledStandard,
  wordOf: (token: Token) => Word | undefined,
): LogicalRow[] {
  const result: LogicalRow[] = [];
  for (let at = 0; at < drafts.length; at++) {
    const draft = drafts[at]!;
    const { texts } = draft;
    const last = texts.at(-1);
    if (last === undefined) {
      result.push({ label: [], folded: "", word: undefined, before: [], lines: draft.lines });
      continue;
    }
    const joined =
      joinForward(drafts, at, standard, wordOf) ??
      (mayContinue(drafts, at, wordOf) ? joinSlip(drafts, at, table, standard) : undefined);
    if (joined !== undefined) {
      result.push(joined.row);
      at = joined.last;
      continue;
    }
    const own =
      wordOf(last) === undefined && texts.length > 1
        ? readings(texts).find(({ folded }) => standard.words.has(folded))
        : undefined;
    const from = own?.from ?? texts.length - 1;
    const folded = own?.folded ?? last.label.folded;
    // A row of nothing but headers is left as single labels.
    if (
      own === undefined &&
      texts.length > 1 &&
      (wordOf(last)?.rows.length ?? 0) === 0 &&
      written(draft) === 0
    ) {
      for (const token of texts)
        result.push({
          label: [token],
          folded: token.label.folded,
          word: wordOf(token),
          before: [],
          lines: [],
        });
      continue;
    }
    result.push({
      label: texts.slice(from),
      folded,
      word: own === undefined ? wordOf(last) : standard.words.get(folded),
      before: texts.slice(0, from),
      lines: draft.lines,
    });
  }
  return result;
}

/** Joins a label with the text of the rows after it, where together they are a label of the standard. */
function joinForward(
  drafts: readonly Draft[],
  at: number,
  standard: CompiledStandard,
  wordOf: (token: Token) => Word | undefined,
): { row: LogicalRow; last: number } | undefined {
  const { texts } = drafts[at]!;
  if (!mayContinue(drafts, at, wordOf)) return undefined;
  let open = readings(texts).filter(({ folded }) => isBeginning(folded, standard));
  if (open.length === 0) return undefined;
  const label: Token[] = [];
  const lines = [...drafts[at]!.lines];
  for (let next = at + 1; next < drafts.length && next - at < MOST_JOINED_ROWS; next++) {
    const draft = drafts[next]!;
    if (draft.texts.length > 0) {
      if (wordOf(draft.texts.at(-1)!) !== undefined) return undefined;
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
            lines: [...lines, ...draft.lines],
          },
          last: next,
        };
      }
      open = open.flatMap(({ from, folded }) =>
        tails
          .map((tail) => ({ from, folded: folded + tail.folded }))
          .filter((longer) => isBeginning(longer.folded, standard)),
      );
      if (open.length === 0) return undefined;
      label.push(...draft.texts);
    }
    lines.push(...draft.lines);
  }
  return undefined;
}

/** The first part of a wrapped label, or of an explanation in brackets behind one. */
function isBeginning(folded: string, { beginnings, words }: CompiledStandard): boolean {
  if (beginnings.has(folded)) return true;
  const bracket = folded.indexOf("(");
  return bracket > 0 && !folded.endsWith(")") && words.has(folded.slice(0, bracket));
}

/** Joins a label with a slip in it with the one line of text after it, where together they come close to a label. */
function joinSlip(
  drafts: readonly Draft[],
  at: number,
  table: TableKey,
  standard: CompiledStandard,
): { row: LogicalRow; last: number } | undefined {
  const { texts, lines } = drafts[at]!;
  const next = drafts[at + 1];
  const first = texts.at(-1)!;
  const second = next?.texts[0];
  if (
    next?.texts.length !== 1 ||
    second === undefined ||
    second.label.ordinal !== undefined ||
    written(next) > 0
  )
    return undefined;
  const folded = first.label.folded + second.label.folded;
  if (first.label.words !== undefined || !isCloseToLabel(folded, table, standard)) return undefined;
  const { text, start, end, pieces } = labelPhrase([first, second])!;
  const label = new Cell<Label>(text, start, end, first.column, pieces) as Token;
  label.label = { ...first.label, folded };
  return {
    row: {
      label: [label],
      folded,
      word: undefined,
      before: texts.slice(0, -1),
      lines: [...lines, ...next.lines],
    },
    last: at + 1,
  };
}

function isCloseToLabel(folded: string, table: TableKey, standard: CompiledStandard): boolean {
  return standard.longLabels[table].some((label) => distanceWithin(folded, label, MOST_EDITS) <= MOST_EDITS);
}

/** The next text is no label by itself. */
function mayContinue(
  drafts: readonly Draft[],
  at: number,
  wordOf: (token: Token) => Word | undefined,
): boolean {
  for (let next = at + 1; next < drafts.length && next - at < MOST_JOINED_ROWS; next++) {
    const last = drafts[next]!.texts.at(-1);
    if (last !== undefined) return wordOf(last) === undefined;
  }
  return false;
}

/** How many values are written in a row, blanks left out. */
export function written({ lines }: Pick<LogicalRow, "lines">): number {
  let count = 0;
  for (const line of lines) for (const token of line) if (token.text !== "") count++;
  return count;
}

/** The label as one phrase, its parts in order. */
export function labelPhrase(label: readonly Token[]): Phrase | undefined {
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
