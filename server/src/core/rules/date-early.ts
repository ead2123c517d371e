import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import type { Report } from "../report/report";
import { isoDate } from "../text/date";
import { allMatches } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";
import { sentenceAfter, sentenceBefore } from "./support/sentence";
import { latestDay, signedInYear } from "./support/signed";

export const dateEarly: Rule = {
  id: "date-early",
  category: "document",
  title: "日期早于全年结束",
  why: "年度报告反映全年的情况，全年还没有过完，表格的数字就不可能是全年的。",
  whenOff: "机关在年底前撤并、提前编制报告时。",
  severity: "warning",
  bad: exampleWith("2024年1月15日", "2023年12月20日"),
  good: EXAMPLE,

  *check(report) {
    yield* publishedEarly(report);
    const { year, signature } = report;
    const date = signedInYear(signature.date, year);
    if (date === undefined || date.month < 10) return; // Signed in spring: the year is wrong, see year-conflict.
    if (latestDay(date) > lastDayOf(report)) return;
    yield {
      span: { start: date.start, end: date.end },
      message: `落款是${date.text}，应在${year}年12月31日之后。`,
      why: `那时${year}年的统计期限还没有结束，表格的数字不可能是全年的。日期没有写错、报告是提前编制的，应按全年的数更新。`,
    };
  },
};

function lastDayOf({ year, period }: Report): string {
  return period?.to.startsWith(`${year}-`) ? period.to : `${year}-12-31`;
}

const DAY =
  /(?:[于在,。;:]|^)(20\d\d)年(\d{1,2})月(?:(\d{1,2})日)?(?:[之以]?前|底前|底|初|中旬|[上下]旬)?(?![至到~—-])/g;
const FINISHED = /^,?[^,。;]{0,24}?(?:公布|公开|发布|公示|报送|上报|完成|编制|印发|挂网|上传)/;
/** In the last weeks of the year a draft may be finished, but nothing published. */
const PUBLISHED = /^,?[^,。;]{0,24}?(?:公布|发布|公示|挂网)/;

/** The prose says that this report was out before its year was over. */
function* publishedEarly(report: Report): Iterable<Finding> {
  const { year, passages } = report;
  if (year === undefined) return;
  for (const passage of passages) {
    const { text } = passage;
    if (!text.includes("报")) continue;
    for (const match of allMatches(text, DAY)) {
      const [whole, writtenYear, month, day] = match;
      const date = { year: Number(writtenYear), month: Number(month), day: Number(day ?? 31) };
      if (isoDate(date) > lastDayOf(report)) continue;
      const to = match.index + whole.length;
      const before = sentenceBefore(text, match.index + 1);
      const after = sentenceAfter(text, to);
      if (!(date.month > 10 ? PUBLISHED : FINISHED).test(after) || !speaksOfThisReport(before, after, year))
        continue;
      const from = match.index + whole.indexOf(writtenYear!);
      yield {
        span: passage.span(from, to),
        message: `正文说${text.slice(from, to)}已公布或编成，那时全年还没有过完。`,
        why: `这是${year}年度的报告，全年过完之前不可能公布或编成。多半是沿用了往年的文字，日期和报告的年度都要核对。`,
      };
    }
  }
}

/** A year's report on disclosure. */
const NAMED =
  /(20\d\d)年度?(?:[^,。;\d]{0,12}(?:公开|年度)[^,。;\d]{0,8}报告|[^,。;\d]{0,12}年报)|公开[^,。;\d]{0,6}(?:报告|年报)\((20\d\d)年度?\)/g;
const OTHERS = /(?:报告|年报)[^,。;]{0,16}(?:通知|方案|要求|培训|会议|任务|格式|模板)|上一?年度?|去年/;
const ITSELF_BEFORE = /本(?:年度)?(?:报告|年报)(?:全文|电子版)?(?:已经?|将|现)?[,于在至]{0,2}$/;
const ITSELF_AFTER = /^[^,。;]{0,24}本(?:报告|年报)/;

/** The report of that year, or the report itself, and no other year's nor a notice on reports. */
function speaksOfThisReport(before: string, after: string, year: number): boolean {
  if (OTHERS.test(before + after)) return false;
  const named = allMatches(before + after, NAMED);
  return named.length > 0
    ? named.every(([, of, behind]) => Number(of ?? behind) === year)
    : ITSELF_BEFORE.test(before) || ITSELF_AFTER.test(after);
}
