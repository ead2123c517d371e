/** Positions and replacements: plain data, in UTF-16 offsets into the text as it was given. */

/** A half-open interval of UTF-16 offsets. `start === end` marks a place between two characters. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One replacement: the text of `span` gives way to `text`. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/**
 * Text that knows its span. `text` is what a reader sees: HTML entities decoded, tags, wraps and padding left out.
 * Where it is not the verbatim slice of its span, `pieces` are the parts it was put together from, in order; a
 * piece whose text is as long as its span maps onto it character by character, any other (an entity) as a whole.
 */
export interface Phrase extends Span {
  readonly text: string;
  readonly pieces?: readonly Phrase[];
}

/** Offsets at which lines start. A line ends after `\n`, `\r\n` or a lone `\r`, as in LSP. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  const hasReturn = text.includes("\r");
  if (!hasReturn) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** Where the line that an offset is in starts. */
export function lineStartAt(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start--;
  return start;
}

/** Where the line that an offset is in ends, its line end left out. */
export function lineEndAt(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++;
  return end;
}

/** Where the line after that of an offset starts; the end of the text after the last. */
export function nextLineAt(text: string, offset: number): number {
  const end = lineEndAt(text, offset);
  const isPair = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10;
  return Math.min(end + (isPair ? 2 : 1), text.length);
}

export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/** Zero-based line and UTF-16 column of an offset; an offset outside the text is clamped to it. */
export function positionAt(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, column: Math.max(0, offset - starts[low]!) };
}

/** Index of the first item that something is true of, as it is of all after it; the length where there is none. */
export function firstAt<T>(items: readonly T[], isTrue: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isTrue(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Adds to the list of a key. */
export function addToList<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

const NO_MATCHES: readonly RegExpExecArray[] = [];

/** What `matchAll` gives for a global expression, without the copy of the expression that it makes each time. */
export function allMatches(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (match === null) return NO_MATCHES;
  const found: RegExpExecArray[] = [];
  for (; match !== null; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === "") pattern.lastIndex++;
  }
  return found;
}

/** The offset, or the start of the character of two code units that it is in the middle of. */
export function characterStart(text: string, at: number): number {
  const isPair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(Math.max(at - 1, 0), at + 1));
  return isPair && at > 0 ? at - 1 : at;
}

/** Applies edits that do not overlap, in any order. Of overlapping edits the earlier one in the list wins. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const kept = withoutOverlaps(edits);
  let result = "";
  let at = 0;
  for (const { span, text: replacement } of kept) {
    result += text.slice(at, span.start) + replacement;
    at = span.end;
  }
  return result + text.slice(at);
}

/** The edits in order of position, without those that overlap one that came before them in the list. */
export function withoutOverlaps(edits: readonly Edit[]): Edit[] {
  const order = edits.map((edit, index) => ({ edit, index }));
  order.sort(
    (a, b) => a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.index - b.index,
  );
  const kept: { edit: Edit; index: number }[] = [];
  for (const item of order) {
    const last = kept.at(-1);
    if (!last || item.edit.span.start >= last.edit.span.end) kept.push(item);
    else if (item.index < last.index) kept[kept.length - 1] = item;
  }
  return kept.map(({ edit }) => edit);
}
