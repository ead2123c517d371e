import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { type Period, yearOfPeriod } from "../report/outline/period";
import type { Report } from "../report/report";
import { chineseDate } from "../text/date";
import type { Span } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";

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
    if (agree(report)) return;
    const sources = sourcesOf(report);
    const wrong = deviating(sources);
    if (wrong === undefined) return;
    yield conflict(wrong, sources);
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
    sources.push(plain(title.yearSpan, title.year, `标题写的是${title.year}年`));
  const ofPeriod = period && yearOfPeriod(period);
  if (ofPeriod !== undefined) sources.push(plain(period as Period, ofPeriod, `统计期限在${ofPeriod}年`));
  if (date !== undefined) {
    const { year, month } = date;
    sources.push({
      span: { start: date.start, end: date.end },
      said: `落款日期是${date.day === undefined ? `${year}年${month}月` : chineseDate({ year, month, day: date.day })}`,
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
    message: `${wrong.said}，而${others.map(({ said }) => said).join("，")}，不是同一年度的报告。请核对哪一处写错。`,
    related: others.map(({ span, said }) => ({ span, message: said })),
  };
}
