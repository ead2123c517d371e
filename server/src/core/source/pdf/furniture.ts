import type { PageBlock, PdfPage, PlacedLine } from "./page";

/*
 * What stands on pages and is no part of the text: page numbers, and headers and footers, which repeat.
 */

/** So much of a page's height, at the top and at the bottom, is where it stands. */
const MARGIN = 0.13;
/** Lines of one header stand at the same height. In points. */
const SAME_HEIGHT = 4;

/** The pages without page numbers, headers and footers. */
export function withoutFurniture(pages: readonly PdfPage[]): PdfPage[] {
  const edges = pages.map(edgeLines);
  return pages.map((page, at) => {
    const dropped = new Set<PageBlock>();
    for (const { line, isBottom } of edges[at]!)
      if (isPageNumber(line.text, isBottom) || repeats(line, edges, at)) dropped.add(line);
    return { ...page, blocks: page.blocks.filter((block) => !dropped.has(block)) };
  });
}

interface EdgeLine {
  readonly line: PlacedLine;
  readonly isBottom: boolean;
}

/** Lines above or below everything else of a page, within its margins. */
function edgeLines({ blocks, height }: PdfPage): EdgeLine[] {
  const found: EdgeLine[] = [];
  for (const line of blocks) {
    if (line.kind !== "line" || line.base > MARGIN * height) break;
    found.push({ line, isBottom: false });
  }
  for (const line of blocks.toReversed()) {
    if (line.kind !== "line" || line.base < (1 - MARGIN) * height) break;
    found.push({ line, isBottom: true });
  }
  return found;
}

const NUMBER = "(?:\\d{1,4}|[ivx]{1,6}|[一二三四五六七八九十]{1,3})";
/** `- 3 -`, `3/12`, `第3页 共12页`, `Page 3 of 12`; without a sign around it only below the text. */
const SIGNED = new RegExp(
  `^(?:[-—–－―·•~～_]{1,3}${NUMBER}[-—–－―·•~～_]{1,3}|${NUMBER}/${NUMBER}页?|第${NUMBER}页[,，/]?(?:[（(]?共${NUMBER}页[）)]?)?|page${NUMBER}(?:of${NUMBER})?)$`,
  "iu",
);
const BARE = /^\d{1,3}$/;

function isPageNumber(text: string, isBottom: boolean): boolean {
  const dense = text.replaceAll(/\s/gu, "");
  return SIGNED.test(dense) || (isBottom && BARE.test(dense));
}

/** The same words, but for numbers, at the same height of most other pages of its kind: all, or the odd or even ones. */
function repeats(line: PlacedLine, edges: readonly (readonly EdgeLine[])[], page: number): boolean {
  const words = wordsOf(line);
  const isThere = (at: number) =>
    edges[at]!.some(
      ({ line: other }) => Math.abs(other.base - line.base) <= SAME_HEIGHT && wordsOf(other) === words,
    );
  const neighbours = [page - 2, page - 1, page + 1, page + 2].filter((at) => edges[at] !== undefined);
  return neighbours.some(isThere);
}

function wordsOf({ text }: PlacedLine): string {
  return text.replaceAll(/\s/gu, "").replaceAll(/\d{1,9}/g, "0");
}
