import type { Rule } from "../findings/rule";
import { EXAMPLE, exampleWith } from "./support/example";
import { latestDay, signedInYear } from "./support/signed";

export const dateEarly: Rule = {
  id: "date-early",
  category: "document",
  title: "落款早于统计期限结束",
  why: "年度报告反映全年的情况，全年还没有过完，表格的数字就不可能是全年的。",
  whenOff: "机关在年底前撤并、提前编制报告时。",
  severity: "warning",
  bad: exampleWith("2024年1月15日", "2023年12月20日"),
  good: EXAMPLE,

  *check(report) {
    const { year, period, signature } = report;
    const date = signedInYear(signature.date, year);
    if (date === undefined || date.month < 10) return; // Signed in spring: the year is wrong, see year-conflict.
    const lastDay = period?.to.startsWith(`${year}-`) ? period.to : `${year}-12-31`;
    if (latestDay(date) > lastDay) return;
    yield {
      span: { start: date.start, end: date.end },
      message: `落款日期“${date.text}”时，${year}年的统计期限还没有结束，报告应在${year! + 1}年1月1日之后成文。请核对日期；提前编制的，应按全年数据更新。`,
    };
  },
};
