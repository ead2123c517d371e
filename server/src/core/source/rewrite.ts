import { diffArrays } from "diff";
import type { Edit } from "../text/text";
import type { Change, Refusal, Source, WriteOptions, Written } from "./source";

/** A file with another text; `refused` has where in that text what it cannot take stands. */
export interface Rewritten extends Written {
  readonly places: readonly (Refusal & { readonly start: number; readonly end: number })[];
}

/**
 * A source that says another text. Each run of lines that differ is a change of its own: what is refused is so alone, and
 * is told where it stands in the new text. Lines end as those of the source do.
 */
export function rewriteSource(source: Source, text: string, options?: WriteOptions): Rewritten {
  const hunks = hunksBetween(source.text, text.replaceAll("\r\n", "\n"));
  const written = source.write(
    hunks.map(({ change }) => change),
    options,
  );
  const places = written.refused.map((refusal) => {
    const { start, end } = hunks.find(({ change }) => change === refusal.change)!;
    return { ...refusal, start, end };
  });
  return { ...written, places };
}

/** Lines that differ: what becomes of them, and where they stand afterwards. */
interface Hunk {
  readonly change: Change;
  readonly start: number;
  readonly end: number;
}

function hunksBetween(before: string, after: string): Hunk[] {
  const hunks: Hunk[] = [];
  let from = 0;
  let to = 0;
  let open: { start: number; from: number; text: string; removed: number } | undefined;
  const close = () => {
    if (open === undefined) return;
    const edit: Edit = { span: { start: open.from, end: open.from + open.removed }, text: open.text };
    hunks.push({ change: [edit], start: open.start, end: open.start + open.text.replace(/\n$/, "").length });
    open = undefined;
  };
  for (const { value, added, removed } of diffArrays(linesOf(before), linesOf(after))) {
    const text = value.join("");
    if (!added && !removed) {
      close();
      from += text.length;
      to += text.length;
      continue;
    }
    open ??= { start: to, from, text: "", removed: 0 };
    if (added) {
      open.text += text;
      to += text.length;
    } else {
      open.removed += text.length;
      from += text.length;
    }
  }
  close();
  return hunks;
}

/** With their ends, which together are the text again. */
const linesOf = (text: string) => text.split(/(?<=\n)/);
