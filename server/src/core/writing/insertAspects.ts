import type { Fix } from "../findings/finding";
import { ASPECTS, type Aspect } from "../report/outline/aspects";
import { type Numbered, siblingGroups, spell } from "../report/outline/numbering";
import type { Section } from "../report/outline/sections";
import type { Report } from "../report/report";
import { lineEnd } from "../text/edit";
import { fold } from "../text/normalise";
import { type Edit, lineStartAt } from "../text/text";
import { blockStart, insertParagraph } from "./placement";

/** A heading for each missing aspect, at its place among those there, which are renumbered. */
export function insertAspects(report: Report, section: Section, missing: readonly Aspect[]): Fix[] {
  const group = numberedHeadings(report, section);
  const title = `补上${missing.map(({ name }) => `“${name}”`).join("、")}的小标题`;
  const edits =
    group === undefined ? appended(report, section, missing) : amongHeadings(report, section, group, missing);
  return [{ title, safe: false, edits }];
}

/** The section's headings of the first level, if they count from one without a gap. */
function numberedHeadings(report: Report, section: Section): readonly Numbered[] | undefined {
  const index = report.sections.indexOf(section);
  const groups = siblingGroups(report.headings).filter(
    ([first]) => first!.section === index && first!.level === 1,
  );
  const [group] = groups;
  const counts = group?.every(({ ordinal }, at) => ordinal.value === at + 1);
  return groups.length === 1 && counts ? group : undefined;
}

function amongHeadings(
  report: Report,
  section: Section,
  group: readonly Numbered[],
  missing: readonly Aspect[],
): Edit[] {
  const edits: Edit[] = [];
  const left = [...missing];
  let number = 1;
  for (const heading of group) {
    const later = ASPECTS.findIndex(({ headed }) => headed.test(fold(heading.title)));
    while (left.length > 0 && later > ASPECTS.indexOf(left[0]!))
      edits.push(
        insertParagraph(report, heading.start, headingLike(report, group[0]!, number++, left.shift()!)),
      );
    const { ordinal } = heading;
    if (ordinal.value !== number)
      edits.push({ span: { start: ordinal.start, end: ordinal.end }, text: spell(number, ordinal) });
    number++;
  }
  const rest = left.map((aspect) => headingLike(report, group[0]!, number++, aspect));
  return merged([...edits, ...atEnd(report, section, rest)]);
}

/** Edits at one place are one edit. */
function merged(edits: readonly Edit[]): Edit[] {
  const result: Edit[] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    if (last !== undefined && last.span.start === edit.span.start && last.span.end === edit.span.end)
      result[result.length - 1] = { span: last.span, text: last.text + edit.text };
    else result.push(edit);
  }
  return result;
}

/** `（三）政府信息管理。`, with the marks of another heading. */
function headingLike({ text, document }: Report, model: Numbered, number: number, { name }: Aspect): string {
  const { ordinal, start } = model;
  const line = document.format === "html" ? start : lineStartAt(text, start);
  const open = text.slice(line, ordinal.start).trimStart();
  const close = /^\s?[)）、.．]\s?/.exec(text.slice(ordinal.end, ordinal.end + 3))?.[0] ?? "、";
  const isAlone = /^[ \t]*(?:[\r\n<]|$)/.test(text.slice(model.end, model.end + 4));
  return `${open}${spell(number, ordinal)}${close}${name}${isAlone ? "" : "。"}`;
}

function appended(report: Report, section: Section, missing: readonly Aspect[]): Edit[] {
  return merged(
    atEnd(
      report,
      section,
      missing.map(({ name }) => `${name}。`),
    ),
  );
}

/** New paragraphs in front of the next section, or behind the last line where there is none. */
function atEnd(report: Report, section: Section, blocks: readonly string[]): Edit[] {
  const next = report.sections[report.sections.indexOf(section) + 1];
  if (next !== undefined && !next.inline.before)
    return blocks.map((block) => insertParagraph(report, next.start, block));
  const eol = lineEnd(report.text);
  const place = next === undefined ? blockStart(report, report.signature.start) : next.start;
  return blocks.map((block) => ({ span: { start: place, end: place }, text: `${eol}${block}${eol}` }));
}
