import type { Document } from "../../document/document";
import { fold } from "../../text/normalise";
import { agencyName } from "./agency";
import { lonePhrase } from "./lines";
import { partsListed } from "./parts";

/*
 * What the preface says of the report itself: 现公布××局2022年政府信息公开工作年度报告. Where there is no title, this
 * tells the body and the year.
 */

/** A report as a sentence names it. */
export interface NamedReport {
  readonly year: number | undefined;
  readonly agency: string | undefined;
  /** Where in the text it is named. */
  readonly at: number;
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

/** Who says so of itself: 本报告由××局编制, ××局现向社会公布…. */
const MADE_BY =
  /本(?:年度)?(?:报告|年报)由([\u4e00-\u9fff]{3,30}?)(?:负责|(?:根据|依据|按照)[^。]{0,200}?)?编[制写]/;
const PUBLISHED_BY = /([\u4e00-\u9fff]{3,24}?)(?:现特?|特)(?:向社会|将|予以|公布|发布|公开)/;

/** The first report that a folded text names as made or published here. */
export function namedReport(folded: string): NamedReport | undefined {
  const match = NAME.exec(folded.replace(PAPER, (paper) => "，".repeat(paper.length)));
  const [, before = "", year, after = ""] = match ?? [];
  const agency =
    agencyName(after.replace(/(?:关于|的)$/, "")) ??
    agencyName(before.replace(BEFORE_AGENCY, "").replace(/(?:关于|的)$/, "")) ??
    agencyName(PUBLISHED_BY.exec(before)?.[1] ?? "");
  const made = agency === undefined ? MADE_BY.exec(folded) : null;
  const at = made?.index ?? match?.index;
  if (at === undefined) return undefined;
  const maker = agency ?? agencyName(made?.[1] ?? "");
  return { year: year === undefined ? undefined : Number(year), agency: maker, at };
}

/** What a preface says: the basis, the parts, the period, where the report is to be read. Both must be in a sentence. */
const ABOUT_ITSELF: readonly (readonly [RegExp, RegExp])[] = [
  [/[本此](?:年度)?(?:报告|年报)/, /编[制写]|撰写|形成|组成|构成|统计|期限|下载|查阅|联系/],
  [/统计的?(?:期限|时限|时间|周期|期间)/, /日|年/],
  [/^(?:根据|按照|依据)/, /现[^。]{0,40}(?:公布|报告)如下/],
  [/如[有对]/, /疑问|意见|建议/],
  [/电子版|全文/, /下载|查阅/],
];

/** Folded text without the sentences that speak of the report itself; they are no content wherever they stand. */
export function withoutPreface(text: string): string {
  const isPreface = (sentence: string) =>
    ABOUT_ITSELF.some((both) => both.every((pattern) => pattern.test(sentence))) ||
    partsListed(sentence) !== undefined;
  return text
    .split("。")
    .filter((sentence) => !isPreface(sentence))
    .join("。");
}
