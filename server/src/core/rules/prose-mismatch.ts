import type { Rule } from "../findings/rule";
import { columnOf, quoted } from "../report/describe";
import type { Fact } from "../report/prose/facts";
import { describeSums, mismatch, type Sum } from "../report/statements";
import { exampleWith } from "./support/example";
import { relatedCells } from "./support/statements";

export const proseMismatch: Rule = {
  id: "prose-mismatch",
  category: "prose",
  title: "正文的数与表格不符",
  why: "正文说的申请、办理、复议、诉讼件数，规范性文件制发、废止、现行有效件数，许可、处罚、强制决定数和收费金额，来自同一份统计，应与表格一致；总计格空着的，按各列相加比对。同一句话有几种算法的（如“收到”可以含或不含上年结转），只要有一种与表格相符就不报。",
  whenOff: "正文按另一口径统计（如只说本级、表格含下属单位）而不便说明时，可以关闭。",
  severity: "warning",
  bad: exampleWith("依法办理政府信息公开申请，", "全年收到政府信息公开申请9件，"),
  good: exampleWith("依法办理政府信息公开申请，", "全年收到政府信息公开申请7件，"),

  *check(report) {
    for (const fact of report.facts.counts) {
      const sums = mismatch(report, fact);
      if (sums === undefined) continue;
      yield {
        span: fact.span,
        message: `正文说${said(report.text, fact)}，表里是 ${counted(report.text, fact, sums)}。`,
        why: `表中${describeSums(sums)}。正文和表格来自同一份统计，应当一致，核对后改正文或表格。`,
        cell: sums[0]!.reading.length === 1 ? sums[0]!.reading[0] : undefined,
        related: relatedCells(sums),
      };
    }
  },
};

/** A number and its unit. */
const NUMBER = /^(\d+(?:\.\d+)?)\s*([\u4e00-\u9fff]+)$/;

/** 新收 9 件; a number that is written otherwise as it is, and of a statement that there was none its words. */
function said(text: string, { what, span, value }: Fact): string {
  const words = text.slice(span.start, span.end);
  const number = NUMBER.exec(words);
  if (number !== null) return `${what} ${number[1]} ${number[2]}`;
  return /\d|[一二三四五六七八九十百]/.test(words) || value !== 0 ? `${what}${words}` : `${quoted(words)}`;
}

/** What the table has, each number once, in the unit of the text; of money the table's own. */
function counted(text: string, { span }: Fact, sums: readonly Sum[]): string {
  const column = columnOf(sums[0]!.cells[0]!);
  const written = NUMBER.exec(text.slice(span.start, span.end))?.[2] ?? "件";
  const unit = column?.type === "money" ? "万元" : written;
  const numbers = new Set(sums.map(({ value }) => value));
  return `${[...numbers].join(" 或 ")} ${unit}`;
}
