import type { Heading } from "../../core/report/outline/headings";
import type { Report } from "../../core/report/report";
import type { Span } from "../../core/text/text";

/** A heading with all that belongs to it. */
export interface Part<Of> extends Span {
  readonly of: Of;
}

/** The sections, each from its heading to the next section's heading. */
export function sectionParts({ sections, text }: Report): Part<Report["sections"][number]>[] {
  return sections.map((of) => part(of, of.heading.start, of.body.end, text));
}

/** The parts under the headings below the sections: each up to the next heading not below it, or its section's end. */
export function headingParts({ headings, sections, title, text }: Report): Part<Heading>[] {
  const shown = headings.filter((it) => !title || it.end <= title.start || it.start >= title.end);
  const ends = shown.map(({ section }) => {
    const bound = section >= 0 ? sections[section]?.body.end : sections[0]?.heading.start;
    return bound ?? text.length;
  });
  const open: number[] = [];
  for (const [index, { section, level, start }] of shown.entries()) {
    while (open.length > 0) {
      const last = shown[open.at(-1)!]!;
      if (last.section === section && last.level < level) break;
      const closed = open.pop()!;
      ends[closed] = Math.min(ends[closed]!, start);
    }
    open.push(index);
  }
  return shown.map((of, index) => part(of, of.start, ends[index]!, text));
}

/** Longer marks before a heading do not occur; the bound keeps a text of one endless line linear. */
const longestMark = 200;

/** Ends the part before the line of the next heading, where only that heading's marks (`## `, a tag) stand on it. */
function part<Of>(of: Of, start: number, end: number, text: string): Part<Of> {
  const tail = text.slice(Math.max(start, end - longestMark), end);
  const marks = tail.slice(Math.max(tail.lastIndexOf("\n"), tail.lastIndexOf("\r")) + 1);
  const isMarksOnly = marks.length < tail.length && !/[\p{L}\p{N}]/u.test(marks.replace(/<[^<>]*>/g, ""));
  return { of, start, end: Math.max(start, isMarksOnly ? end - marks.length : end) };
}
