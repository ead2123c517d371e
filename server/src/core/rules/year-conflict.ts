import type { Finding, Severity } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { type Period, yearOfPeriod } from "../report/outline/period";
import { namedReport } from "../report/outline/preface";
import type { Report } from "../report/report";
import { chineseDate } from "../text/date";
import type { Span } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";
import { afterTitle } from "./support/preface";
import { sentenceAfter, sentenceBefore } from "./support/sentence";
import { staleYears } from "./support/staleYear";

export const yearConflict: Rule = {
  id: "year-conflict",
  category: "document",
  title: "年度前后不一致",
  why: "条例第四十九条要求每年公布上一年度的报告：标题的年度、统计期限的年度应相同，落款日期应在次年。多半是沿用了上一年的文字。",
  whenOff: "成批转换旧报告、只关心表格数字时。",
  severity: "error",
  bad: exampleWith("2023年1月1日起至2023年12月31日止", "2022年1月1日起至2022年12月31日止"),
  good: EXAMPLE,

  *check(report) {
    const sources = agree(report) ? [] : sourcesOf(report);
    const wrong = deviating(sources);
    if (wrong !== undefined) {
      yield conflict(wrong, sources);
      return;
    }
    yield* leftFromLastYear(report);
  },
};

/** Title, period and date, as far as they are there, speak of one year, and the date is of the spring after it. */
function agree({ title, period, signature: { date } }: Report): boolean {
  const year = title?.year;
  if (year === undefined || (period !== undefined && yearOfPeriod(period) !== year)) return false;
  return date === undefined || date.year === year + 1;
}

/** A place that tells the report's year. */
interface Source {
  readonly span: Span;
  readonly said: string;
  /** Whether it can stand in a report on that year. */
  fits(year: number): boolean;
  /** The year that it speaks for. */
  readonly year: number;
}

function sourcesOf({ title, period, signature: { date } }: Report): Source[] {
  const sources: Source[] = [];
  if (title?.year !== undefined && title.yearSpan !== undefined)
    sources.push(plain(title.yearSpan, title.year, `标题写${title.year}年`));
  const ofPeriod = period && yearOfPeriod(period);
  if (ofPeriod !== undefined) sources.push(plain(period as Period, ofPeriod, `统计期限是${ofPeriod}年`));
  if (date !== undefined) {
    const { year, month } = date;
    sources.push({
      span: { start: date.start, end: date.end },
      said: `落款是${date.day === undefined ? `${year}年${month}月` : chineseDate({ year, month, day: date.day })}`,
      year: month >= 10 ? year : year - 1,
      // One signed in the last months of its own year is early, and no other year's.
      fits: (reported) => reported === year - 1 || (reported === year && month >= 10),
    });
  }
  return sources;
}

function plain({ start, end }: Span, year: number, said: string): Source {
  return { span: { start, end }, said, year, fits: (reported) => reported === year };
}

/** The one that the others outvote; where nothing tells, the later of two. */
function deviating(sources: readonly Source[]): Source | undefined {
  const [first, second, third] = sources;
  if (first === undefined || second === undefined || sources.every((source) => source.fits(first.year)))
    return undefined;
  if (third === undefined || !second.fits(first.year)) {
    const isFirstWrong = third?.fits(second.year) && !third.fits(first.year);
    return isFirstWrong ? first : second;
  }
  return third;
}

function conflict(wrong: Source, sources: readonly Source[]): Finding {
  const others = sources.filter((source) => source !== wrong);
  return {
    span: wrong.span,
    message: `${wrong.said}，而${others.map(({ said }) => said).join("，")}。`,
    why: "这几处说的不是同一年度的报告，要核对哪一处写错：标题和统计期限的年度应相同，落款日期应在次年。",
    related: others.map(({ span, said }) => ({ span, message: said })),
  };
}

/** What the preface and the text have kept of last year's report. */
function* leftFromLastYear(report: Report): Iterable<Finding & { readonly severity: Severity }> {
  yield* otherReport(report);
  const [first, ...others] = staleYears(report);
  if (first === undefined) return;
  const [year, last] = [report.year!, report.year! - 1];
  yield {
    span: first,
    severity: "warning",
    message: `这里说的是${last}年的情况，报告是${year}年度的。`,
    why: "多半是沿用了上一年的文字，年度和数字都要核对。",
    related: others.map((span) => ({ span, message: `这里也写作${last}年` })),
  };
}

/** Says that the report is the one made or published here. */
const PRESENTED =
  /(?:现(?!场|有|行)[^。;]{0,50}|(?:编制|形成|制作|拟定|撰写)(?:了|完成|形成)?)[^。;,]{0,30}$/;
/** What is made by it, or on it, is another paper. */
const ANOTHER = /^[^。;,]{0,24}(?:报告|年报)》?的?(?:要求|通知|格式|模板|基础|工作要求|安排|部署)/;

/** The preface presents the report of another year. */
function* otherReport(report: Report): Iterable<Finding & { readonly severity: Severity }> {
  const { passages, year } = report;
  if (year === undefined) return;
  for (const passage of passages) {
    if (passage.section >= 0) return;
    const from = afterTitle(report, passage);
    const text = passage.text.slice(from);
    const named = namedReport(text);
    if (named?.year === undefined || named.year === year) continue;
    const at = text.indexOf(String(named.year), named.at);
    if (!PRESENTED.test(sentenceBefore(text, at)) || ANOTHER.test(sentenceAfter(text, at))) continue;
    yield {
      span: passage.span(from + at, from + at + 4),
      severity: "warning",
      message: `前言公布的是${named.year}年度的报告，应为${year}年度。`,
      why: `这是${year}年度的报告。前言多半是沿用了往年的文字，要核对年度。`,
    };
  }
}
