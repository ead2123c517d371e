import type { Fix } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { hasNoLines } from "../report/describe";
import type { Paragraph } from "../report/prose/prose";
import type { Report } from "../report/report";
import { fold } from "../text/normalise";
import type { Edit } from "../text/text";
import { insertParagraph } from "../writing/placement";
import { EXAMPLE, exampleWith } from "./support/example";
import { periodSentence } from "./support/period";

export const periodMissing: Rule = {
  id: "period-missing",
  category: "document",
  title: "没有写明统计期限",
  why: "年度报告反映的是上一年度1月1日至12月31日的情况（条例第四十九条）。不写统计期限，读者无从判断表格数字的起止时间；通行的做法是在正文之前写明。",
  whenOff: "本地的报告模板不写统计期限时。",
  severity: "warning",
  bad: exampleWith("，所列数据的统计期限自2023年1月1日起至2023年12月31日止", ""),
  good: EXAMPLE,

  *check(report) {
    const [first] = report.sections;
    if (first === undefined || report.period !== undefined || isStated(report) || hasNoLines(report)) return;
    yield {
      span: first.heading,
      message: `正文之前没有写统计期限${report.year === undefined ? "" : `，应为${report.year}年1月1日至12月31日`}。`,
      fixes: insertion(report),
    };
  },
};

/** In words that are no range of dates: 统计期限为2023年度, 数据截至2023年12月31日. */
const STATED =
  /统计(?:的?(?:起止|截止|所属))?(?:期限|时限|时间|时段|周期|期间|日期|区间|范围|年度|截至|截止)|报告期|数据.{0,6}(?:截至|截止|起止)|20\d\d年1月.{0,8}12月/;
/** The words stand in the preface, the first section or with what is said at the end. */
function isStated({ text, passages, sections }: Report): boolean {
  if (!/统计|統計|报告期|数据|12\s*月/.test(text)) return false;
  return passages.some(
    ({ section, text: said }) =>
      (section < 0 || sections[section]!.spec.table === undefined) && STATED.test(said),
  );
}

function insertion(report: Report): Fix[] {
  const { year } = report;
  const [first] = report.sections;
  if (year === undefined || first === undefined) return [];
  const sentence = periodSentence(year);
  const preface = report.paragraphs.findLast((paragraph) => isPreface(report, paragraph));
  const edit: Edit =
    preface === undefined
      ? insertParagraph(report, first.start, sentence)
      : { span: { start: preface.end, end: preface.end }, text: sentence };
  return [{ title: "写明统计期限", safe: false, edits: [edit] }];
}

/** A whole paragraph before the first section, which a sentence can be added to. */
function isPreface({ sections }: Report, { section, text, end }: Paragraph): boolean {
  return section < 0 && end <= sections[0]!.start && text.length >= 15 && fold(text).endsWith("。");
}
