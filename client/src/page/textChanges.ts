import type { TextDocumentChangeEvent } from "vscode";

/** Where something stands in a text, in UTF-16 code units. */
interface Extent {
  readonly start: number;
  readonly end: number;
}

/** Older ones are of pages that nobody has in front of him. */
const MOST = 500;

/**
 * What became of a text since a version of it: a page shows one version, and meanwhile the text goes on. A place is the same
 * as long as nothing in it was changed.
 */
export class TextChanges {
  private changes: { readonly version: number; readonly at: Extent; readonly length: number }[] = [];

  note({
    document: { version },
    contentChanges,
  }: Pick<TextDocumentChangeEvent, "document" | "contentChanges">): void {
    for (const { rangeOffset: start, rangeLength, text } of contentChanges)
      this.changes.push({ version, at: { start, end: start + rangeLength }, length: text.length });
    this.changes = this.changes.slice(-MOST);
  }

  forget(): void {
    this.changes = [];
  }

  /** Where a place of a version is now; undefined where it was changed itself, or nobody knows any more. */
  follow(place: Extent, version: number): Extent | undefined {
    if (this.changes.length === MOST && this.changes[0]!.version > version) return undefined;
    let { start, end } = place;
    for (const { version: made, at, length } of this.changes) {
      if (made <= version || at.start >= end + (start === end ? 1 : 0)) continue;
      if (at.end > start) return undefined;
      const by = length - (at.end - at.start);
      start += by;
      end += by;
    }
    return { start, end };
  }
}
