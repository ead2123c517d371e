import type { Document } from "../../document/document";
import { fold } from "../../text/normalise";
import { agencyName } from "./agency";
import { lonePhrase } from "./lines";

/*
 * What the preface says of the report itself: 现公布××局2022年政府信息公开工作年度报告. Where there is no title, this
 * tells the body and the year.
 */

/** A report as a sentence names it. */
export interface NamedReport {
  readonly year: number | undefined;
  readonly agency: string | undefined;
}

/** The report that the text before a place names as the one published here; undefined where it names none. */
export function reportInPreface({ rows, text }: Document, end: number): NamedReport | undefined {
  let preface = "";
  for (const row of rows) {
    if (row.start >= end) break;
    preface += lonePhrase(row, text)?.text ?? "";
  }
  return namedReport(fold(preface));
}

/** Papers named in a sentence are not the report, unless the report itself stands in 《》. */
const PAPER = /《[^《》]{1,80}(?:通知|格式(?:\(试行\))?|条例|办法|意见|规定|方案|要点)》/g;
const NAME =
  /([\u4e00-\u9fff()《]{0,30})(20\d\d)年度?([\u4e00-\u9fff]{0,24}?)(?:本级)?的?政府信息(?:主动)?公开(?:年度)?(?:工作)?(?:情况)?的?年?度?(?:工作)?报告(?!格式|编制|的?通知)/;
/** What says that a report is made or published, up to the name of the body. */
const BEFORE_AGENCY =
  /^.*(?:公布|编制|发布|公开|形成|撰写|拟定|制定|制作|报送|公告|现将|将|了|由|为|关于|《|\)|社会|公众)/;

/** Who says so of itself: 本报告由××局编制. */
const MADE_BY = /本(?:年度)?(?:报告|年报)由([\u4e00-\u9fff]{3,30}?)(?:负责)?编制/;

/** The first report that a folded text names as made or published here. */
function namedReport(folded: string): NamedReport | undefined {
  const match = NAME.exec(folded.replace(PAPER, "，"));
  if (match === null) {
    const agency = agencyName(MADE_BY.exec(folded)?.[1] ?? "");
    return agency === undefined ? undefined : { year: undefined, agency };
  }
  const [, before, year, after] = match as unknown as [string, string, string, string];
  const agency =
    agencyName(after.replace(/(?:关于|的)$/, "")) ??
    agencyName(before.replace(BEFORE_AGENCY, "").replace(/(?:关于|的)$/, ""));
  return { year: Number(year), agency };
}
