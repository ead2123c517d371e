import { isSpace } from "../text/normalise";
import { firstAt, type Phrase, type Span } from "../text/text";
import { readValue } from "../text/value";
import { displayWidth } from "../text/width";
import { Cell, Row } from "./document";

/*
 * Tables that are drawn: `+---+---+` as pandoc writes them, or with box drawing characters. The lines between two rulings
 * are one row, cells that are wrapped among them; a ruling that spans some columns only ends the cells of these.
 */

const RULE = /^[-=:+─━═┄┈╌╍]$/;
/** Where rulings meet borders. */
const JOINT = /^[+┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜┠┯┨┷┿╂]$/;
const BORDER = /^[|｜│┃║]$/;

/** How far quotes that some fonts draw wide may move a border. */
const MOST_SHIFT = 4;

/** A line of the table with what stands in it. */
interface Line extends Span {
  readonly pieces: readonly Piece[];
}

/** A line of nothing but the ruling of a drawn table: it starts at a joint, and has rules. */
export function isGridRuling(text: string, from: number, to: number): boolean {
  if (to - from < 3 || !JOINT.test(text[from]!)) return false;
  let rules = 0;
  for (let at = from; at < to; at++) {
    const char = text[at]!;
    if (RULE.test(char) && char !== "+") rules++;
    else if (!JOINT.test(char) && !isSpace(text.charCodeAt(at))) return false;
  }
  return rules > 1;
}

/** What stands between two borders of a line. */
interface Piece extends Phrase {
  /** Of the table's, counted from 0. */
  readonly column: number;
  readonly isRule: boolean;
}

/** The rows of a drawn table, of which the lines are given, trimmed. */
export function gridRows(text: string, lines: readonly Span[], apart: boolean): Row[] {
  const rulings = lines.map(({ start, end }) => isGridRuling(text, start, end));
  const borders = bordersOf(text, lines, rulings);
  const rows: Row[] = [];
  let open: Line[] = [];
  const close = () => {
    for (const group of rowsIn(open)) rows.push(toRow(group, apart && rows.length === 0));
    open = [];
  };
  lines.forEach((line, at) => {
    if (rulings[at]) {
      close();
      return;
    }
    const pieces = piecesOf(text, line, borders);
    const written = pieces.filter(({ isRule }) => !isRule);
    const isRuled = written.length < pieces.length;
    // What a line rules off in part ends there; a cell that goes on below stays the first row's.
    if (!isRuled || written.some(({ text }) => text !== "")) open.push({ ...line, pieces: written });
    if (isRuled) close();
  });
  close();
  return rows;
}

/** Where the borders of the table's columns stand, in columns of the screen: rulings alone are sure of it. */
function bordersOf(text: string, lines: readonly Span[], rulings: readonly boolean[]): number[] {
  const borders = new Set<number>();
  lines.forEach(({ start, end }, at) => {
    if (!rulings[at]) return;
    for (let i = start; i < end; i++) if (JOINT.test(text[i]!)) borders.add(i - start);
  });
  return [...borders].sort((a, b) => a - b);
}

/**
 * Lines between two rulings are one row. Where rows have no rulings between them, something stands above or below a value,
 * and each line is a row.
 */
function rowsIn(lines: readonly Line[]): readonly (readonly Line[])[] {
  if (lines.length === 0) return [];
  const written = new Map<number, number>();
  const values = new Set<number>();
  for (const { pieces } of lines) {
    for (const { text, column } of pieces) {
      if (text === "") continue;
      written.set(column, (written.get(column) ?? 0) + 1);
      if (readValue(text)?.form === "plain") values.add(column);
    }
  }
  return [...values].some((column) => written.get(column)! > 1) ? lines.map((line) => [line]) : [lines];
}

function toRow(lines: readonly Line[], apart: boolean): Row {
  const cells = new Map<number, Piece[]>();
  for (const { pieces } of lines) {
    for (const piece of pieces) {
      const known = cells.get(piece.column);
      if (known === undefined) cells.set(piece.column, [piece]);
      else known.push(piece);
    }
  }
  const inOrder = [...cells].sort(([a], [b]) => a - b).map(([column, pieces]) => toCell(pieces, column));
  return new Row("grid", inOrder, 0, apart, lines[0]!.start, lines.at(-1)!.end);
}

function toCell(pieces: readonly Piece[], column: number): Cell {
  const written = pieces.filter((piece) => piece.text !== "");
  const first = written[0] ?? pieces[0]!;
  if (written.length <= 1) return new Cell(written[0]?.text ?? "", first.start, first.end, column);
  const joined = written.map((piece) => piece.text).join("");
  return new Cell(joined, first.start, written.at(-1)!.end, column, written);
}

/**
 * What stands between the borders of a line, the borders given in columns of the screen. Some fonts draw quotes wide and
 * some do not, so that a line with as many cells as there are columns is taken in order.
 */
function piecesOf(text: string, { start, end }: Span, borders: readonly number[]): Piece[] {
  const found: { from: number; to: number; x: number }[] = [];
  let from = -1;
  let opened = 0;
  let x = 0;
  for (let at = start; at < end; at++) {
    if (isBorderAt(text, at)) {
      if (from >= 0) found.push({ from, to: at, x: opened });
      from = at + 1;
      opened = x;
    }
    x += displayWidth(text[at]!);
  }
  if (from >= 0 && from < end) found.push({ from, to: end, x: opened });
  const columns = found.map((piece) => nearest(borders, piece.x));
  // Borders that stand below those of the rulings tell their columns; other lines are taken in order.
  const standsBelow =
    found.length !== borders.length - 1 &&
    found.every(({ x }, at) => Math.abs(borders[columns[at]!]! - x) <= MOST_SHIFT) &&
    new Set(columns).size === columns.length;
  return found.map((piece, at) => toPiece(text, piece.from, piece.to, standsBelow ? columns[at]! : at));
}

function toPiece(text: string, from: number, to: number, column: number): Piece {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  if (start === end) return { text: "", start: from, end: to, column, isRule: false };
  const written = text.slice(start, end);
  return { text: written, start, end, column, isRule: isRule(written) };
}

/** A pipe, or where rulings meet: a plus is that only beside a rule. */
function isBorderAt(text: string, at: number): boolean {
  const char = text[at]!;
  if (BORDER.test(char)) return true;
  if (char !== "+") return JOINT.test(char);
  return /[-=]/.test(text[at - 1] ?? "") || /[-=]/.test(text[at + 1] ?? "");
}

/** Part of a ruling; a single dash is a value. */
function isRule(text: string): boolean {
  if (text.length < 2) return false;
  for (const char of text) if (!RULE.test(char)) return false;
  return true;
}

/** Index of the border that stands closest. */
function nearest(borders: readonly number[], x: number): number {
  const next = Math.min(
    firstAt(borders, (border) => border >= x),
    borders.length - 1,
  );
  return next > 0 && x - borders[next - 1]! < borders[next]! - x ? next - 1 : next;
}
