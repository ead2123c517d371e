import type { Rule } from "../findings/rule";
import { lineEnd } from "../text/edit";
import type { Edit } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";

export const sectionInline: Rule = {
  id: "section-inline",
  category: "sections",
  title: "标题没有单独成行",
  why: "标题混在段落里，读者和网站目录都看不出分节；多半是粘贴时丢了换行。",
  whenOff: "文本由网页或 PDF 复制而来，只核对内容、不再用于发布时。",
  severity: "info",
  bad: exampleWith("六、其他需要报告的事项\n\n2023", "六、其他需要报告的事项 2023"),
  good: EXAMPLE.replace("六、其他需要报告的事项\n\n2023", "六、其他需要报告的事项\n2023"),

  *check({ sections, text, document, runTogether }) {
    const lineBreak = document.format === "html" ? "<br>" : lineEnd(text);
    const { rows } = document;
    let at = 0;
    for (const { inline, heading, title } of sections) {
      if (!inline.before && !inline.after) continue;
      // Where a table was run together, so was its heading.
      if (runTogether.some(({ start, end }) => start <= heading.start && heading.end <= end)) continue;
      while (at + 1 < rows.length && rows[at]!.end < heading.end) at++;
      const { kind } = rows[at]!;
      // Of a table row in Markdown with HTML in it, a tag is a part.
      const eol = kind === "pipes" ? lineEnd(text) : lineBreak;
      const edits: Edit[] = [];
      if (inline.before) edits.push({ span: spaceBefore(text, heading.start), text: eol });
      if (inline.after) edits.push({ span: spaceAfter(text, heading.end), text: eol });
      yield {
        span: heading,
        message: `标题“${title.text}”与正文同行，应单独成行。`,
        // In a cell a line break leaves the heading where it is.
        fixes: kind === "html" ? [] : [{ title: "把标题单独成行", safe: true, edits }],
      };
    }
  },
};

function spaceBefore(text: string, at: number): { start: number; end: number } {
  let start = at;
  while (start > 0 && /[ \t\u3000]/.test(text[start - 1]!)) start--;
  return { start, end: at };
}

function spaceAfter(text: string, at: number): { start: number; end: number } {
  let end = at;
  while (end < text.length && /[ \t\u3000]/.test(text[end]!)) end++;
  return { start: at, end };
}
