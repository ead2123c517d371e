/* The sentence, up to 。 or ;, that a place in folded text is in; no more of it than is looked at. */

const MOST = 160;

/** What stands in front of a place in its sentence. */
export function sentenceBefore(text: string, at: number): string {
  const before = text.slice(Math.max(at - MOST, 0), at);
  return before.slice(Math.max(before.lastIndexOf("。"), before.lastIndexOf(";")) + 1);
}

/** What stands behind a place in its sentence. */
export function sentenceAfter(text: string, at: number): string {
  const after = text.slice(at, at + MOST);
  const end = after.search(/[。;]/);
  return end < 0 ? after : after.slice(0, end);
}
