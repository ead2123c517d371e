import { applyEdits, firstAt } from "../../text/text";
import {
  type Author,
  type Change,
  type Place,
  type Refusal,
  refuseAll,
  type Source,
  type Written,
} from "../source";
import { openPackage } from "../zip";
import { type DocxDocument, openDocx } from "./document";
import type { Line } from "./lines";
import { Refused } from "./refused";
import { saysTheSame, writeRound } from "./write";

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

/** All changes together; where the file cannot take them all, one after the other, each on those before it. */
function write(
  source: Source,
  document: DocxDocument,
  changes: readonly Change[],
  track: Author | undefined,
): Written {
  if (applyEdits(source.text, changes.flat()) === source.text) return { source, refused: [] };
  try {
    return { source: written(document, changes, track), refused: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (changes.length === 1) return refuseAll(source, changes, error.message);
  }
  let best: Source = source;
  const made: Change[] = [];
  const refused: Refusal[] = [];
  for (const change of changes) {
    try {
      best = written(document, [...made, change], track);
      made.push(change);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push({ change, reason: error.message });
    }
  }
  return { source: best, refused };
}

/** A file may part and join so many paragraphs at once. */
const MOST_ROUNDS = 100;

/** The file with all changes. What was written is read again, and must say what was meant. */
function written(document: DocxDocument, changes: readonly Change[], track: Author | undefined): Source {
  const text = applyEdits(document.text, changes.flat());
  let now = document;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { xml, isDone } = writeRound(now, text, track);
    const bytes = document.package.replaced(new Map([[document.main, new TextEncoder().encode(xml)]]));
    now = openDocx(openPackage(bytes));
    if (!isDone) continue;
    if (!saysTheSame(now.text, text)) break;
    return docxSource(bytes, now);
  }
  throw new Refused("写入后读出来的与要改成的不一样，没有写");
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
