import type { Fix } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { firstSections } from "../report/describe";
import type { Section } from "../report/outline/sections";
import type { Report } from "../report/report";
import { lineEnd } from "../text/edit";
import type { Span } from "../text/text";
import { EXAMPLE } from "./support/example";

/** Sentences to start from; they are to be made true by who writes the report. */
const TEMPLATES: Record<string, readonly string[]> = {
  overview: [
    "（一）主动公开。",
    "（二）依申请公开。",
    "（三）政府信息管理。",
    "（四）政府信息公开平台建设。",
    "（五）监督保障。",
  ],
  problems: ["（一）存在的主要问题。", "（二）改进情况。"],
  other: ["无其他需要报告的事项。"],
};

export const sectionEmpty: Rule = {
  id: "section-empty",
  category: "sections",
  title: "章节没有内容",
  why: "条例第五十条要求报告总体情况、存在的主要问题和改进情况；没有其他事项的，也应写明“无”。",
  whenOff: "起草阶段，正文还没有写时。",
  severity: "error",
  bad: EXAMPLE.slice(0, EXAMPLE.indexOf("2023年未收取")) + EXAMPLE.slice(EXAMPLE.indexOf("云溪镇人民政府")),
  good: EXAMPLE,

  *check(report) {
    for (const section of firstSections(report)) {
      if (section.spec.table !== undefined || hasContent(report, section)) continue;
      const isLast = section.key === report.standard?.sections.at(-1)?.key;
      yield {
        span: section.heading,
        severity: isLast ? "warning" : "error",
        message: `“${section.title.text}”一节没有内容，${isLast ? "没有事项也要写明" : "应补充"}。`,
        fixes: insertTemplate(report, section),
      };
    }
  },
};

/** Since 2021 the last section also says whether fees were asked for; where the table counts some, a person must. */
function templateOf({ year, cells }: Report, key: string): readonly string[] | undefined {
  const asksForFees = key === "other" && year !== undefined && year >= 2021;
  if (!asksForFees || cells.get("requests.feeUnpaid.total")?.value) return TEMPLATES[key];
  return [`${year}年未收取信息处理费，${TEMPLATES[key]![0]}`];
}

function insertTemplate(report: Report, { key, heading }: Section): Fix[] {
  const { text, document } = report;
  const lines = templateOf(report, key);
  if (lines === undefined) return [];
  const eol = lineEnd(text);
  const isHtml = document.format === "html";
  const close = isHtml
    ? /^[^<]*(?:<\/[a-z0-9]+>\s*)+/i.exec(text.slice(heading.end, heading.end + 200))
    : null;
  const at = heading.end + (close?.[0].trimEnd().length ?? 0);
  const inserted = isHtml
    ? lines.map((line) => `${eol}<p>${line}</p>`).join("")
    : eol + lines.map((line) => `${eol}${line}`).join(eol);
  return [
    {
      title: lines.length > 1 ? "插入各部分的小标题" : `填写“${lines[0]}”`,
      safe: false,
      edits: [{ span: { start: at, end: at }, text: inserted }],
    },
  ];
}

function hasContent({ document, signature }: Report, { body }: Section): boolean {
  const { rows, text } = document;
  const end = Math.min(body.end, signature.start);
  for (let at = firstRowAfter(rows, body.start); at < rows.length && rows[at]!.start < end; at++) {
    for (const cell of rows[at]!.cells) {
      if (cell.end <= body.start || cell.start >= body.end) continue;
      const written = cell.start < body.start ? text.slice(body.start, cell.end) : cell.text;
      if (SOMETHING.test(written)) return true;
    }
  }
  return false;
}

const SOMETHING = /[\p{L}\p{N}]/u;

/** Index of the first row that ends after a place. */
function firstRowAfter(rows: readonly Span[], place: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.end <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
