import type { Rule } from "../findings/rule";
import { kindOfAgency } from "../report/outline/agency";
import { areTwoBodies } from "../report/outline/bodies";
import { namedReport } from "../report/outline/preface";
import type { Report } from "../report/report";
import { fold } from "../text/normalise";
import { allMatches, lineEndAt, type Span } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";
import { afterTitle } from "./support/preface";
import { sentenceAfter, sentenceBefore } from "./support/sentence";

export const agencyOther: Rule = {
  id: "agency-other",
  category: "document",
  title: "写成了别的机关",
  why: "报告应说明本机关的情况。标题是一个机关，正文或落款却是另一个同类机关，多半是套用别处的报告，或机构改革前的名称没有改。",
  whenOff: "几个机关合编一份报告时。",
  severity: "warning",
  bad: exampleWith("\n云溪镇人民政府\n", "\n望山镇人民政府\n"),
  good: EXAMPLE,

  *check(report) {
    const named = report.title?.agency ?? report.signature.agency;
    if (named === undefined) return;
    const own = fold(named);
    const [first, ...others] = [
      ...mentions(report, own).filter(({ name }) => areTwoBodies(own, name)),
      ...pronouns(report, own),
    ];
    if (first === undefined) return;
    yield {
      span: first.span,
      message: `这里写了“${first.name}”，报告的机关是“${named}”。`,
      why: `标题或落款说这是“${named}”的报告，这里却是另一个机关。多半是套用了别的机关的报告，或用了改名、合并之前的名称。`,
      related: others.map(({ span, name }) => ({ span, message: `这里也写作“${name}”` })),
    };
  },
};

/** A place where the text says whose report it is. */
interface Mention {
  readonly name: string;
  readonly span: Span;
}

function mentions(report: Report, own: string): Mention[] {
  const found: Mention[] = [];
  for (const passage of report.passages) {
    const isPreface = passage.section < 0;
    if (!isPreface && report.sections[passage.section]!.key !== "overview") break;
    const from = afterTitle(report, passage);
    const text = passage.text.slice(from);
    for (const { name, at } of isPreface ? makersIn(text) : subjectsIn(text)) {
      if (isAccountedFor(text, at, own)) continue;
      found.push({ name, span: passage.span(from + at, from + at + name.length) });
    }
  }
  const signed = signatureMention(report);
  return signed === undefined ? found : [...found, signed];
}

/** A town that calls itself 我局, a bureau that calls itself 我镇. 自我局限 and 我乡村 are no such words. */
const OF_BUREAUS = /(?<![“"‘自])我局(?![限部面势])/g;
const OF_TOWNS = /(?<![“"‘自])我(?:镇|街道|乡(?![村土亲情贤]))/g;

/** How the text speaks of itself, where no body of that kind can. */
function pronouns({ passages }: Report, own: string): Mention[] {
  const kind = kindOfAgency(own);
  const isTown = kind === "township" || kind === "street";
  const foreign = isTown ? OF_BUREAUS : own.endsWith("局") ? OF_TOWNS : undefined;
  if (foreign === undefined) return [];
  return passages.flatMap((passage) =>
    allMatches(passage.text, foreign).map(({ 0: name, index }) => ({
      name,
      span: passage.span(index, index + name.length),
    })),
  );
}

interface Name {
  readonly name: string;
  readonly at: number;
}

/** Whom to ask. */
const CONTACT =
  /(?:与|联系|咨询|致电)(?:单位|部门|方式)?[:,]?([\u4e00-\u9fff]{2,20}?(?:[镇乡县区]人民政府|街道办事处|局))(?=办公室|联系|[(,。;:]|地址)/g;
/** Who answers questions for all bodies of a place. */
const FOR_ALL = /政务|数据|审批|公开|档案|信访|督查|信息/;

/** Whose report the preface says that it is. */
function makersIn(text: string): Name[] {
  const report = namedReport(text);
  const maker = report?.agency;
  const contacts = allMatches(text, CONTACT)
    .map(({ 0: whole, 1: name, index }) => ({ name: name!, at: index + whole.indexOf(name!) }))
    .filter(({ name }) => !FOR_ALL.test(name));
  return maker === undefined ? contacts : [{ name: maker, at: text.indexOf(maker, report!.at) }, ...contacts];
}

/** 2023年，××局认真贯彻…, at the start of a paragraph. */
const SUBJECT =
  /^20\d\d年(?:度|以来|来)?,?([\u4e00-\u9fff]{2,20}?(?:人民政府|局|委员会))(?=认真|坚持|严格|深入|围绕|以|在|按照|高度|全面|积极|持续|切实|政府信息|不断|进一步|紧紧|贯彻)/g;
/** Of towns and streets at the start of any sentence: they have no other towns to speak of. */
const TOWN =
  /(?:^|。|20\d\d年(?:度|以来|来)?,?)((?:[\u4e00-\u9fff]{2,4}[县市区])?[\u4e00-\u9fff]{1,4}(?:街道办事处|街道|[镇乡](?:人民政府)?))(?=认真|坚持|严格|深入|围绕|在|按照|高度|全面|积极|持续|切实|政府信息|不断|进一步|紧紧|贯彻|共|通过)/g;

/** 全年我镇, 各乡镇, 特色小镇: no names. */
const NO_NAME = /[全年月日我本该各内对在由向为是等和与及的]|[乡村集城小]镇|(?:中心|重点|示范|特色)[镇乡]/;

/** Who is said to have done the year's work. */
function subjectsIn(text: string): Name[] {
  return [...allMatches(text, SUBJECT), ...allMatches(text, TOWN)]
    .map(({ 0: whole, 1: name, index }) => ({ name: name!, at: index + whole.lastIndexOf(name!) }))
    .filter(({ name }) => !NO_NAME.test(name));
}

/** The sentence names the report's own body too, or tells of a change of names. */
function isAccountedFor(text: string, at: number, own: string): boolean {
  const before = sentenceBefore(text, at);
  const sentence = before + sentenceAfter(text, at);
  return (
    before.endsWith("原") ||
    /更名|改名|合并|划转|并入|撤[并销]|整合|加挂|挂牌|机构改革|委托|代编|牵头|会同|联合|配合|支持|协助|指导|督促/.test(
      sentence,
    ) ||
    sentence.includes(own.replace(/人民政府$|办事处$/, ""))
  );
}

function signatureMention({ signature, text }: Report): Mention | undefined {
  const { agency, start } = signature;
  if (agency === undefined) return undefined;
  const at = text.indexOf(agency, start);
  // With blanks between its characters, the line it stands on.
  const span = at < 0 ? { start, end: lineEndAt(text, start) } : { start: at, end: at + agency.length };
  return { name: agency, span };
}
