import { CHAR } from "../characters";
import { lineEnd } from "../edit";
import { fold } from "../normalise";
import { leadingOrdinal } from "../report/ordinal";
import type { Passage } from "../report/prose";
import type { Report, Section } from "../report/report";
import type { Fix, Rule } from "../rule";
import type { Edit } from "../text";
import { EXAMPLE, exampleWith } from "./support/example";
import { firstSlip, type Numbered, siblingGroups, spell } from "./support/numbering";
import { passagesOf } from "./support/passages";
import { blockStart, insertParagraph } from "./support/placement";

export const aspectMissing: Rule = {
  id: "aspect-missing",
  category: "content",
  title: "总体情况缺少规定的方面",
  why: "格式文件（国办公开办函〔2021〕30号）要求总体情况综述主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面；各级人民政府的工作考核、社会评议和责任追究结果也写在监督保障中。",
  whenOff: "本地要求按其他提纲写总体情况时。",
  severity: "info",
  bad: exampleWith(
    "（三）政府信息管理。落实公开属性源头认定和发布前审查。\n\n（四）平台建设。政务新媒体账号1个，由专人维护。\n\n（五）",
    "（三）平台建设。政务新媒体账号1个，由专人维护。\n\n（四）",
  ),
  good: EXAMPLE,

  *check(report) {
    const section = report.sections.find(({ key }) => key === "overview");
    if (section === undefined) return;
    const passages = passagesOf(report, "overview");
    // With nothing in it at all, section-empty has said so.
    if (!passages.some(isWritten)) return;
    const { missing, untold, wanted } = missingAspects(passages);
    if (missing.length <= numbersLeftOut(report, section)) return;
    yield {
      span: section.heading,
      severity: untold >= GRAVE ? "warning" : "info",
      message: `总体情况没有写${missing.map(({ name }) => `“${name}”`).join("、")}。格式文件规定的五个方面都应写到，没有发生的也要说明。`,
      fixes: insertion(report, section, wanted),
    };
  },
};

function isWritten({ kinds, text }: Passage): boolean {
  return (kinds & CHAR.hanzi) !== 0 || LETTER.test(text);
}

const LETTER = /[\p{L}\p{N}]/u;

/** So many missing are a warning. */
const GRAVE = 3;

export interface Aspect {
  readonly name: string;
  /** A heading that says so much is about it. */
  readonly headed: RegExp;
  /** A sentence that says so much tells something of it; a list of duties or a system's name does not. */
  readonly told: RegExp;
}

export const ASPECTS: readonly Aspect[] = [
  {
    name: "主动公开",
    headed: /主动公开|公开(?:的)?(?:内容|信息|范围|重点)|信息发布|重点领域|政策解读|解读回应|公开情况/,
    told: /(?<![、和及])主动公开(?![、和及])|主动公[示布]|(?:公开|公布|发布|推送)[^。;,]{0,20}\d{1,9}余?[条件篇份项期次个]|(?:通过|利用|依托|借助)[^。;,]{0,40}(?:公开|发布|公布)/,
  },
  {
    name: "依申请公开",
    headed: /依?申请/,
    told: /(?<![、和及])依申请公开(?![、和及受])|(?:收到|受理|办理|办结|答复|接收|接到|处理|新收|没有|[未无])[^。;,、]{0,20}申请(?!(?:提起的?|的)?行政|复议)|申请[^。;,]{0,16}[\d零一两二三四五六七八九十]余?件/,
  },
  {
    name: "政府信息管理",
    headed:
      /信息(?:公开)?(?:资源)?管理|规范性文件|信息目录|公开目录|源头管理|公开属性|审[查核]|规范管理|清单|档案/,
    told: /(?:政府|政务)信息(?:公开)?(?:资源)?管理|公开属性|保密审查|三审三校|三级审核|审[查核批]|清理|动态调整|公开目录|信息目录|归档|规范性文件/,
  },
  {
    name: "政府信息公开平台建设",
    headed: /平[台臺]|载体|載體|[网網]站|新媒[体體]|渠道|阵地|专栏|公众号|公开栏/,
    told: /平[台臺]|载体|載體|[网網]站|网页|门户|新媒体|公众号|微信|微博|公开栏|宣传栏|公示栏|查阅[点室]|专栏|栏目|客户端/,
  },
  {
    name: "监督保障",
    headed: /监督|保障|组织|领导|考核|评议|责任|培训|队伍|机制|制度/,
    told: /监督|考核|评议|追责|责任|培训|领导小组|督[查促导]|检查|专人|专职|通报/,
  },
];

/** A section that heads so many aspects is ordered by them, and what it heads not is missing. */
const ORDERED = 3;

interface Missing {
  readonly missing: readonly Aspect[];
  /** How many the text does not even touch upon. */
  readonly untold: number;
  /** Those that a heading is to be inserted for, so that the section is whole. */
  readonly wanted: readonly Aspect[];
}

function missingAspects(passages: readonly Passage[]): Missing {
  const titles = passages.flatMap((passage) => titleOf(passage) ?? []);
  const unheaded = ASPECTS.filter(({ headed }) => !titles.some((title) => headed.test(title)));
  // Most reports head every aspect, and their text need not be searched.
  const untold = unheaded.filter(({ told }) => !passages.some(({ text }) => told.test(text)));
  const headed = ASPECTS.length - unheaded.length;
  return {
    missing: headed >= ORDERED ? unheaded : untold,
    untold: untold.length,
    wanted: headed + untold.length >= ORDERED ? unheaded : untold,
  };
}

/** What a passage is headed, folded. The line may have run into the next section's heading. */
function titleOf({ heading, text }: Passage): string | undefined {
  if (heading !== undefined) return fold(heading.title);
  const after = leadingOrdinal(text)?.after;
  return after === undefined ? undefined : /^[^。:;,]{2,30}/.exec(text.slice(after, after + 30))?.[0];
}

/** How many headings were lost by their numbers: numbering-gap speaks of these. At least 0. */
function numbersLeftOut(report: Report, section: Section): number {
  const index = report.sections.indexOf(section);
  for (const group of siblingGroups(report)) {
    if (group[0]!.section !== index || group[0]!.level !== 1) continue;
    const slip = firstSlip(report, group);
    if (slip?.kind === "gap") return group[slip.at]!.ordinal.value - slip.expected;
  }
  return 0;
}

/** A heading for each missing aspect, at its place among those there, which are renumbered. */
function insertion(report: Report, section: Section, missing: readonly Aspect[]): Fix[] {
  const group = numberedHeadings(report, section);
  const title = `补上${missing.map(({ name }) => `“${name}”`).join("、")}的小标题`;
  const edits =
    group === undefined ? appended(report, section, missing) : amongHeadings(report, section, group, missing);
  return [{ title, safe: false, edits }];
}

/** The section's headings of the first level, if they count from one without a gap. */
function numberedHeadings(report: Report, section: Section): readonly Numbered[] | undefined {
  const index = report.sections.indexOf(section);
  const groups = siblingGroups(report).filter(([first]) => first!.section === index && first!.level === 1);
  const [group] = groups;
  const counts = group?.every(({ ordinal }, at) => ordinal.value === at + 1);
  return groups.length === 1 && counts ? group : undefined;
}

function amongHeadings(
  report: Report,
  section: Section,
  group: readonly Numbered[],
  missing: readonly Aspect[],
): Edit[] {
  const edits: Edit[] = [];
  const left = [...missing];
  let number = 1;
  for (const heading of group) {
    const later = ASPECTS.findIndex(({ headed }) => headed.test(fold(heading.title)));
    while (left.length > 0 && later > ASPECTS.indexOf(left[0]!))
      edits.push(
        insertParagraph(report, heading.start, headingLike(report, group[0]!, number++, left.shift()!)),
      );
    const { ordinal } = heading;
    if (ordinal.value !== number)
      edits.push({ span: { start: ordinal.start, end: ordinal.end }, text: spell(number, ordinal) });
    number++;
  }
  const rest = left.map((aspect) => headingLike(report, group[0]!, number++, aspect));
  return merged([...edits, ...atEnd(report, section, rest)]);
}

/** Edits at one place are one edit. */
function merged(edits: readonly Edit[]): Edit[] {
  const result: Edit[] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    if (last !== undefined && last.span.start === edit.span.start && last.span.end === edit.span.end)
      result[result.length - 1] = { span: last.span, text: last.text + edit.text };
    else result.push(edit);
  }
  return result;
}

/** `（三）政府信息管理。`, with the marks of another heading. */
function headingLike({ text, document }: Report, model: Numbered, number: number, { name }: Aspect): string {
  const { ordinal, start } = model;
  const line = document.format === "html" ? start : text.lastIndexOf("\n", start - 1) + 1;
  const open = text.slice(line, ordinal.start).trimStart();
  const close = /^\s?[)）、.．]\s?/.exec(text.slice(ordinal.end, ordinal.end + 3))?.[0] ?? "、";
  const isAlone = /^[ \t]*(?:[\r\n<]|$)/.test(text.slice(model.end, model.end + 4));
  return `${open}${spell(number, ordinal)}${close}${name}${isAlone ? "" : "。"}`;
}

function appended(report: Report, section: Section, missing: readonly Aspect[]): Edit[] {
  return merged(
    atEnd(
      report,
      section,
      missing.map(({ name }) => `${name}。`),
    ),
  );
}

/** New paragraphs in front of the next section, or behind the last line where there is none. */
function atEnd(report: Report, section: Section, blocks: readonly string[]): Edit[] {
  const next = report.sections[report.sections.indexOf(section) + 1];
  if (next !== undefined && !next.inline.before)
    return blocks.map((block) => insertParagraph(report, next.start, block));
  const eol = lineEnd(report.text);
  const place = next === undefined ? blockStart(report, report.signature.start) : next.start;
  return blocks.map((block) => ({ span: { start: place, end: place }, text: `${eol}${block}${eol}` }));
}
