import type { Fix } from "../findings/finding";
import { type Numbered, spell } from "../report/outline/numbering";

/** Numbers the group on from one of its headings. Not safe: the gap may be a paragraph that is missing. */
export function renumber(group: readonly Numbered[], from: number, first: number): Fix[] {
  const edits = group.slice(from).map(({ ordinal }, i) => ({
    span: { start: ordinal.start, end: ordinal.end },
    text: spell(first + i, ordinal),
  }));
  return [{ title: "自此顺次改正序号", safe: false, edits }];
}
