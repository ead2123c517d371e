import { formatPatch, OMIT_HEADERS, type StructuredPatchHunk, structuredPatch } from "diff";

/*
 * Unified diffs, as `patch` and `git apply` read them. Lines end with \n only, as for those tools; a \r stays part
 * of its line.
 */

/** Beyond this many differing lines the search for the shortest diff costs more than it tells. */
const MAX_DIFFERENCES = 1000;

/** The lines of a unified diff, without line ends; none where the texts are equal. */
export function unifiedDiff(path: string, before: string, after: string): string[] {
  if (before === after) return [];
  const options = { context: 3, maxEditLength: MAX_DIFFERENCES };
  const shortest = structuredPatch(path, path, before, after, undefined, undefined, options);
  const hunks = shortest?.hunks ?? [wholeHunk(before, after)];
  const patch = { oldFileName: path, newFileName: path, oldHeader: undefined, newHeader: undefined, hunks };
  // The library's own head would write Chinese names as octal numbers.
  const body = formatPatch(patch, OMIT_HEADERS).split("\n").slice(0, -1);
  return [`--- ${path}`, `+++ ${path}`, ...body];
}

/** All lines of the old text give way to all of the new one. */
function wholeHunk(before: string, after: string): StructuredPatchHunk {
  const old = linesOf(before);
  const fresh = linesOf(after);
  const lines = [...marked("-", old), ...marked("+", fresh)];
  return { oldStart: 1, oldLines: old.length, newStart: 1, newLines: fresh.length, lines };
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function marked(mark: string, lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    line.endsWith("\n") ? [mark + line.slice(0, -1)] : [mark + line, "\\ No newline at end of file"],
  );
}
