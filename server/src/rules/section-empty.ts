import { lineEnd } from "../edit";
import type { Report, Section } from "../report/report";
import type { Rule } from "../rule";
import { EXAMPLE } from "./support/example";

/** Sentences to start from; they are to be made true by who writes the report. */
const TEMPLATES: Record<string, string> = { other: "无其他需要报告的事项。" };

export const sectionEmpty: Rule = {
  id: "section-empty",
  category: "sections",
  title: "章节没有内容",
  why: "条例第五十条要求报告总体情况、存在的主要问题和改进情况；没有其他事项的，也应写明“无”。",
  severity: "error",
  bad: EXAMPLE.slice(0, EXAMPLE.indexOf("2023年未收取")) + EXAMPLE.slice(EXAMPLE.indexOf("云溪镇人民政府")),
  good: EXAMPLE,

  *check(report) {
    for (const section of report.sections) {
      if (section.spec.table !== undefined || hasContent(report, section)) continue;
      const isLast = section.key === report.standard?.sections.at(-1)?.key;
      const template = TEMPLATES[section.key];
      const at = section.heading.end;
      yield {
        span: section.heading,
        severity: isLast ? "warning" : "error",
        message: `“${section.title.text}”一节没有内容${isLast ? "，没有需要报告的事项也应写明" : "，应补充"}。`,
        fixes:
          template === undefined || report.document.format === "html"
            ? []
            : [
                {
                  title: `填写“${template}”`,
                  safe: false,
                  edits: [
                    {
                      span: { start: at, end: at },
                      text: `${lineEnd(report.text)}${lineEnd(report.text)}${template}`,
                    },
                  ],
                },
              ],
      };
    }
  },
};

function hasContent({ document, signature }: Report, { body }: Section): boolean {
  return document.rows.some(
    (row) =>
      row.end > body.start &&
      row.start < body.end &&
      row.start < signature.start &&
      row.cells.some(
        (cell) =>
          cell.end > body.start &&
          cell.start < body.end &&
          /[\p{L}\p{N}]/u.test(
            cell.start < body.start ? document.text.slice(body.start, cell.end) : cell.text,
          ),
      ),
  );
}
