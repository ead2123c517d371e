import type { Fix } from "../findings/finding";
import { spell } from "../report/outline/numbering";
import type { Ordinal } from "../text/ordinal";

/** Numbers headings or items on from `first`. Not safe: the gap may be a paragraph that is missing. */
export function renumber(items: readonly { readonly ordinal: Ordinal }[], first: number): Fix[] {
  const edits = items.map(({ ordinal }, i) => ({
    span: { start: ordinal.start, end: ordinal.end },
    text: spell(first + i, ordinal),
  }));
  return [{ title: "自此顺次改正序号", safe: false, edits }];
}
