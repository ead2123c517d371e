import type { Fix } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { hasNoLines } from "../report/describe";
import type { Report } from "../report/report";
import { lineEnd } from "../text/edit";
import { EXAMPLE } from "./support/example";

export const titleMissing: Rule = {
  id: "title-missing",
  category: "document",
  title: "没有标题",
  why: "年度报告应有标题，写明编制机关和年度；第五十条所说的是“上一年度”的报告，没有标题就不知道是哪个机关、哪一年的报告。",
  whenOff: "标题由网站栏目自动生成、正文不带标题时。",
  severity: "warning",
  bad: EXAMPLE.slice(EXAMPLE.indexOf("本报告")),
  good: EXAMPLE,

  *check(report) {
    if (report.title !== undefined || hasNoLines(report)) return;
    const first = report.document.rows[0];
    if (first === undefined) return;
    yield {
      span: { start: first.start, end: first.end },
      message: "正文之前没有标题，应写明机关、年度和“政府信息公开工作年度报告”。",
      fixes: insertTitle(report),
    };
  },
};

/** Only with a known year; the agency is left as ×× where the text does not tell it, to be filled in. */
function insertTitle(report: Report): Fix[] {
  if (report.year === undefined) return [];
  const agency = (report.agency ?? "××").replace(/人民政府$/, "");
  const name = `${agency}${report.year}年政府信息公开工作年度报告`;
  const eol = lineEnd(report.text);
  const at = report.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const isHtml = report.document.format === "html";
  const text = isHtml
    ? `<h1>${name}</h1>${eol}`
    : `${report.document.rows.some((row) => row.level > 0) ? "# " : ""}${name}${eol}${eol}`;
  return [{ title: `在开头加标题“${name}”`, safe: false, edits: [{ span: { start: at, end: at }, text }] }];
}
