import type { Document, Row } from "../../document/document";
import { type CompiledStandard, TABLE_BIT, TABLE_KEYS, type Word } from "../../standard/compiled";
import type { TableKey } from "../../standard/schema";
import { fold } from "../../text/normalise";
import type { Span } from "../../text/text";
import type { LabelledRows } from "./labelled";

/*
 * Text of which the cells of a table were run together: what is left of a web page without its tags. Labels and numbers
 * follow one another with nothing between them, and no number can be told to be any cell's.
 */

/** Lines of text that a table was run together in. */
export interface RunTogether extends Span {
  /** Tables whose labels are in it. */
  readonly tables: ReadonlySet<TableKey>;
  /** Index of the sections of the standard whose titles are in it. */
  readonly sections: ReadonlySet<number>;
  /** First and last row of the document. */
  readonly rows: { readonly from: number; readonly to: number };
}

/** Labels one after the other that no sentence would have. */
const FEWEST_LABELS = 5;
/** Shorter lines are rows. */
const SHORTEST = 60;
/** Rows with their digits at the label that are a table whose cells were run together row by row, and what they end in. */
const GLUED_ROWS = {
  requests: { fewest: 5, numbers: /\d{7}$/ },
  disclosure: { fewest: 3, numbers: /\d(?:万?元)?$/ },
} as const;
const GLUED_TABLES = ["requests", "disclosure"] as const;

/** Finds the lines that tables were run together in, in the order of the text. */
export function findRunTogether(
  document: Document,
  rows: LabelledRows,
  standard: CompiledStandard,
): RunTogether[] {
  const labels = tableLabels(standard);
  const found: RunTogether[] = [];
  const glued = { requests: [] as number[], disclosure: [] as number[] };
  document.rows.forEach((row, at) => {
    if (!mayBeRunTogether(row, rows[at])) return;
    const text = fold(document.text.slice(row.start, row.end));
    const isShort = text.length < SHORTEST;
    if (isShort && !/[\d元]$/.test(text)) return;
    const chain = readChains(text, labels);
    if (chain.labels >= FEWEST_LABELS)
      found.push({
        ...spanOf(row),
        tables: chain.tables,
        sections: titlesIn(text, standard),
        rows: { from: at, to: at },
      });
    else if (isShort && chain.labels === 1)
      for (const table of GLUED_TABLES) if (isGlued(text, chain, table)) glued[table].push(at);
  });
  for (const table of GLUED_TABLES)
    if (glued[table].length >= GLUED_ROWS[table].fewest) found.push(gluedRows(document, table, glued[table]));
  return found.sort((a, b) => a.start - b.start);
}

/** A row's label with its numbers right behind it, and nothing else. */
function isGlued(text: string, { length, words }: Chains, table: "requests" | "disclosure"): boolean {
  const rest = text.slice(length);
  const isRow = words.some((word) => word.rows.some((row) => row.table === table));
  return isRow && (rest === "" || /^万?元$/.test(rest)) && GLUED_ROWS[table].numbers.test(text);
}

function gluedRows(document: Document, table: TableKey, glued: readonly number[]): RunTogether {
  const [from, to] = [glued[0]!, glued.at(-1)!];
  const { start } = document.rows[from]!;
  const { end } = document.rows[to]!;
  return { start, end, tables: new Set([table]), sections: new Set(), rows: { from, to } };
}

/** One cell of text that is no label. */
function mayBeRunTogether({ kind }: Row, cells: LabelledRows[number]): boolean {
  if (kind !== "line") return false;
  return (
    cells === undefined ||
    (cells.length === 1 && cells[0]!.reading === undefined && cells[0]!.label.words === undefined)
  );
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function titlesIn(text: string, { sections }: CompiledStandard): Set<number> {
  return new Set([...sections.keys()].filter((index) => text.includes(fold(sections[index]!.title))));
}

/** Labels of the tables by their first character, the longest first. */
type Labels = ReadonlyMap<string, readonly { readonly label: string; readonly word: Word }[]>;

function tableLabels({ words }: CompiledStandard): Labels {
  const byFirst = new Map<string, { label: string; word: Word }[]>();
  for (const [label, word] of words) {
    if (word.tables === 0 || label.length < 2) continue;
    const known = byFirst.get(label[0]!);
    if (known === undefined) byFirst.set(label[0]!, [{ label, word }]);
    else known.push({ label, word });
  }
  for (const known of byFirst.values()) known.sort((a, b) => b.label.length - a.label.length);
  return byFirst;
}

/** What may stand between two labels: numbers, and the numerals in front of labels. */
const BETWEEN = /\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、|[\d.]/y;

/** Labels that follow one another with nothing but numbers between them. */
interface Chains {
  /** How many there are in the longest chain, and its length in the text. */
  readonly labels: number;
  readonly words: readonly Word[];
  readonly length: number;
  /** Tables that chains long enough are of. */
  readonly tables: Set<TableKey>;
}

function readChains(text: string, labels: Labels): Chains {
  let best: Chains = { labels: 0, words: [], length: 0, tables: new Set() };
  for (let at = 0; at < text.length; ) {
    const from = at;
    const words: Word[] = [];
    at = afterBetween(text, at);
    for (let label = labelAt(text, at, labels); label !== undefined; label = labelAt(text, at, labels)) {
      words.push(label.word);
      at = afterBetween(text, at + label.label.length);
    }
    if (words.length > best.labels) best = { ...best, labels: words.length, words, length: at - from };
    if (words.length >= FEWEST_LABELS) for (const key of tablesOfWords(words)) best.tables.add(key);
    if (words.length === 0) at = Math.max(at, from) + 1;
  }
  return best;
}

function labelAt(text: string, at: number, labels: Labels): { label: string; word: Word } | undefined {
  return labels.get(text[at] ?? "")?.find(({ label }) => text.startsWith(label, at));
}

function afterBetween(text: string, at: number): number {
  BETWEEN.lastIndex = at;
  let after = at;
  while (BETWEEN.test(text)) after = BETWEEN.lastIndex;
  return after;
}

/** Tables that some of the words are of and of no other. */
function tablesOfWords(words: readonly Word[]): Set<TableKey> {
  return new Set(TABLE_KEYS.filter((key) => words.some(({ tables }) => tables === TABLE_BIT[key])));
}
