import type { Rule } from "../findings/rule";
import { yearOfPeriod } from "../report/outline/period";
import type { Report } from "../report/report";
import type { CompiledStandard } from "../standard/compiled";
import { EXAMPLE } from "./support/example";

export const standardMismatch: Rule = {
  id: "standard-mismatch",
  category: "document",
  title: "表格用错了年度格式",
  why: "2019、2020年度报告用国办公开办函〔2019〕60号的试行格式，2021年度起用国办公开办函〔2021〕30号的格式，两者的主动公开情况表和“其他处理”的行不同。",
  whenOff: "上级要求沿用旧格式时。",
  severity: "error",
  bad: EXAMPLE.replaceAll("2024", "2021").replaceAll("2023", "2020"),
  good: EXAMPLE,

  *check(report) {
    const { standard, tableStandard, foreignMarkers, year } = report;
    const [first, ...others] = foreignMarkers;
    if (first === undefined || standard === undefined || tableStandard === undefined) return;
    if (isPeriodOf(report, tableStandard)) return;
    const { document, name } = standard.standard;
    yield {
      span: { start: first.start, end: first.end },
      message: `表格是${shortNumber(tableStandard)}的，${year}年度应用${shortNumber(standard)}的。`,
      why: `${year}年度报告应使用${document}《${name}》的表格，这里的“${first.text}”只见于${tableStandard.standard.document}的表格。换用正确的表格后再填数。`,
      related: others.slice(0, 8).map(({ start, end, text }) => ({
        span: { start, end },
        message: `“${text}”只见于${tableStandard.standard.document}的表格`,
      })),
    };
  },
};

/** 〔2021〕30号: both formats are of one office. */
const shortNumber = ({ standard }: CompiledStandard): string =>
  standard.document.replace(/^国办公开办函/, "");

/** The tables are right for the statistical period, and the title's year is what is wrong: see year-conflict. */
function isPeriodOf({ period, title }: Report, { standard: { years } }: CompiledStandard): boolean {
  const year = period && yearOfPeriod(period);
  if (year === undefined || title?.year === undefined || title.year === year) return false;
  return years[0] <= year && (years[1] === null || year <= years[1]);
}
