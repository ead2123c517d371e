import { applyEdits, firstAt } from "../../text/text";
import type { Author, Change, Place, Refusal, Source, Written } from "../source";
import { openPackage } from "../zip";
import { isNumbered } from "./blocks";
import { type DocxDocument, openDocx } from "./document";
import type { Line } from "./lines";
import { AUTOMATIC } from "./read";
import { NUMBERS_MOVE, Refused } from "./refused";
import { writeEdits } from "./write";
import { saysTheSame, writtenLines } from "./written";

/** A Word file as a source. Throws a `SourceError` for what is none. */
export function docxSource(bytes: Uint8Array, document: DocxDocument = openDocx(openPackage(bytes))): Source {
  const { text, lines } = document;
  const source: Source = {
    format: "docx",
    bytes,
    text,
    place: (offset) => placeOf(lines, offset),
    write: (changes, { track } = {}) => write(source, document, changes, track),
  };
  return source;
}

/** All changes together; where the file cannot take them all, halves of them, down to the one that it cannot take. */
function write(
  source: Source,
  document: DocxDocument,
  changes: readonly Change[],
  track: Author | undefined,
): Written {
  const refused: Refusal[] = [];
  let best = source;
  let made: readonly Change[] = [];
  const make = (more: readonly Change[]): void => {
    try {
      const all = [...made, ...more];
      best = written(source, document, all, track);
      made = all;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (more.length === 1) refused.push({ change: more[0]!, reason: error.message });
      else {
        const half = more.length >> 1;
        make(more.slice(0, half));
        make(more.slice(half));
      }
    }
  };
  if (changes.length > 0) make(changes);
  return { source: best, refused };
}

/** The file with all changes. What was written is read again, and must say what was meant. */
function written(
  source: Source,
  document: DocxDocument,
  changes: readonly Change[],
  track: Author | undefined,
): Source {
  const edits = changes.flat();
  const text = applyEdits(document.text, edits);
  if (text === document.text) return source;
  if (saysTheSame(document.text, text)) throw new Refused("改的只是空行或竖线旁的空格，Word 文件里没有这些");
  // Where headings have automatic numbers, a new one has; if then others than those meant come out, it has its own.
  let now = document;
  for (const numbers of ["counted", "written"] as const) {
    const xml = writeEdits(document, edits, { track, numbers });
    const bytes = document.package.replaced(new Map([[document.main, new TextEncoder().encode(xml)]]));
    now = openDocx(openPackage(bytes));
    if (saysTheSame(now.text, text)) return docxSource(bytes, now);
    if (!hasNumbers(document.lines)) break;
  }
  throw new Refused(whyOther(now, document, text));
}

/** Why a file that was written says something else than was meant. */
function whyOther(now: DocxDocument, before: DocxDocument, meant: string): string {
  const lines = writtenLines(meant);
  const at = writtenLines(now.text).findIndex(({ text }, index) => text !== lines[index]?.text);
  const line = now.lines[at];
  const number = line?.kind === "text" && isNumbered(line) ? line.pieces[0]!.text : undefined;
  if (number === undefined || lines[at]?.text.startsWith(number) === true)
    return "写入后读出来的与要改成的不一样，没有写";
  return now.text === before.text ? `“${number.trim()}”${AUTOMATIC}` : NUMBERS_MOVE;
}

function hasNumbers(lines: readonly Line[]): boolean {
  return lines.some((line) => line.kind === "text" && isNumbered(line));
}

function placeOf(lines: readonly Line[], offset: number): Place | undefined {
  const line = lines[firstAt(lines, ({ start }) => start > offset) - 1];
  if (line === undefined) return undefined;
  if (line.kind === "text") return { paragraph: line.number };
  const { table: number, number: row, cells } = line;
  return {
    table: {
      number,
      row,
      column: Math.max(
        1,
        firstAt(cells, ({ start }) => start > offset),
      ),
    },
  };
}
