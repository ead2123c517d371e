import type { Phrase } from "../text";

/** Offset in the report of a place in a phrase's text. */
export function offsetIn(phrase: Phrase, at: number): number {
  if (phrase.pieces === undefined) {
    return phrase.text.length === phrase.end - phrase.start
      ? phrase.start + at
      : at < phrase.text.length
        ? phrase.start
        : phrase.end;
  }
  let rest = at;
  for (const piece of phrase.pieces) {
    if (rest < piece.text.length) return offsetIn(piece, rest);
    rest -= piece.text.length;
  }
  return phrase.end;
}

/** A part of a phrase, with its place. */
export function partOf(phrase: Phrase, from: number, to: number): Phrase {
  const text = phrase.text.slice(from, to);
  if (phrase.pieces === undefined) {
    return {
      text,
      start: offsetIn(phrase, from),
      end: to >= phrase.text.length ? phrase.end : offsetIn(phrase, to),
    };
  }
  const pieces: Phrase[] = [];
  let before = 0;
  for (const piece of phrase.pieces) {
    const start = Math.max(from - before, 0);
    const end = Math.min(to - before, piece.text.length);
    if (start < end) pieces.push(partOf(piece, start, end));
    before += piece.text.length;
  }
  if (pieces.length === 0) return { text, start: phrase.end, end: phrase.end };
  if (pieces.length === 1) return pieces[0]!;
  return { text, start: pieces[0]!.start, end: pieces.at(-1)!.end, pieces };
}
