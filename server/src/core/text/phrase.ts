import { firstAt, type Phrase } from "./text";

/** The parts of a phrase that have none: tags and line ends between them are no part of it. */
export function leavesOf(phrase: Phrase): readonly Phrase[] {
  return phrase.pieces === undefined ? [phrase] : phrase.pieces.flatMap(leavesOf);
}

/** Offset in the report of a place in a phrase's text. */
export function offsetIn(phrase: Phrase, at: number): number {
  const { pieces } = phrase;
  if (pieces === undefined) {
    return phrase.text.length === phrase.end - phrase.start
      ? phrase.start + at
      : at < phrase.text.length
        ? phrase.start
        : phrase.end;
  }
  const starts = startsOf(pieces);
  const index = pieceAt(starts, at);
  return index < pieces.length ? offsetIn(pieces[index]!, at - starts[index]!) : phrase.end;
}

/** Place in a phrase's text of an offset in the report. */
export function indexIn(phrase: Phrase, offset: number): number {
  const { pieces } = phrase;
  if (pieces === undefined) return Math.max(0, Math.min(offset - phrase.start, phrase.text.length));
  const starts = startsOf(pieces);
  const index = firstAt(pieces, ({ end }) => offset <= end);
  return starts[index]! + (index < pieces.length ? indexIn(pieces[index]!, offset) : 0);
}

/** A part of a phrase, with its place. */
export function partOf(phrase: Phrase, from: number, to: number): Phrase {
  const text = phrase.text.slice(from, to);
  const { pieces } = phrase;
  if (pieces === undefined) {
    return {
      text,
      start: offsetIn(phrase, from),
      end: to >= phrase.text.length ? phrase.end : offsetIn(phrase, to),
    };
  }
  const starts = startsOf(pieces);
  const parts: Phrase[] = [];
  for (let index = pieceAt(starts, from); index < pieces.length && starts[index]! < to; index++) {
    const piece = pieces[index]!;
    const start = Math.max(from - starts[index]!, 0);
    const end = Math.min(to - starts[index]!, piece.text.length);
    if (start < end) parts.push(partOf(piece, start, end));
  }
  if (parts.length === 0) return { text, start: phrase.end, end: phrase.end };
  if (parts.length === 1) return parts[0]!;
  return { text, start: parts[0]!.start, end: parts.at(-1)!.end, pieces: parts };
}

/** Where pieces start in the text of their phrase, and where the last one ends, kept for as long as they are. */
const known = new WeakMap<readonly Phrase[], readonly number[]>();

function startsOf(pieces: readonly Phrase[]): readonly number[] {
  let starts = known.get(pieces);
  if (starts === undefined) {
    const all = [0];
    for (const { text } of pieces) all.push(all.at(-1)! + text.length);
    starts = all;
    known.set(pieces, starts);
  }
  return starts;
}

/** Index of the piece that a place in the text is in; as many as there are pieces, where it is behind all. */
function pieceAt(starts: readonly number[], at: number): number {
  return Math.max(0, firstAt(starts, (start) => start > at) - 1);
}
