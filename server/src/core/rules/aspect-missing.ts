import type { Rule } from "../findings/rule";
import { ASPECTS, type Aspect } from "../report/outline/aspects";
import { firstSlip, siblingGroups } from "../report/outline/numbering";
import { withoutPreface } from "../report/outline/preface";
import type { Section } from "../report/outline/sections";
import type { Passage } from "../report/prose/prose";
import type { Report } from "../report/report";
import { fold } from "../text/normalise";
import { leadingOrdinal } from "../text/ordinal";
import { insertAspects } from "../writing/insertAspects";
import { EXAMPLE, exampleWith } from "./support/example";
import { passagesOf } from "./support/passages";

export const aspectMissing: Rule = {
  id: "aspect-missing",
  category: "content",
  title: "总体情况有缺项",
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
    const { missing, untold } = missingAspects(passages.map(contentOf));
    if (missing.length <= numbersLeftOut(report, section)) return;
    yield {
      span: section.heading,
      severity: untold >= GRAVE ? "warning" : "info",
      message: `总体情况没有写${missing.map(({ name }) => `“${name}”`).join("、")}。`,
      why: "格式文件（国办公开办函〔2021〕30号）规定的五个方面都应写到，没有发生的也要说明。",
      fixes: insertAspects(report, section, missing),
    };
  },
};

/** A passage as far as it tells something of the work. A preface that stands here lists the aspects and tells nothing. */
type Content = Pick<Passage, "heading" | "text">;

function contentOf({ heading, text }: Passage): Content {
  return { heading, text: heading === undefined ? withoutPreface(text) : text };
}

function isWritten({ text }: Passage): boolean {
  return LETTER.test(text);
}

const LETTER = /[\p{L}\p{N}]/u;

/** So many missing are a warning. */
const GRAVE = 3;

/** A section that heads so many aspects, and writes of them, is ordered by them: what it neither heads nor names is missing. */
const ORDERED = 3;

interface Missing {
  readonly missing: readonly Aspect[];
  /** How many the text does not even touch upon. */
  readonly untold: number;
}

function missingAspects(passages: readonly Content[]): Missing {
  const titles = passages.flatMap((passage, at) => {
    const title = titleOf(passage);
    return title === undefined ? [] : { title, isEmpty: isEmpty(passage, title, passages[at + 1]) };
  });
  const heads = ({ headed }: Aspect) => titles.filter(({ title }) => headed.test(title));
  const isToldBy = (pattern: RegExp) => passages.some(({ text }) => pattern.test(text));
  const unheaded = ASPECTS.filter((aspect) => heads(aspect).length === 0);
  // Most reports head every aspect, and their text need not be searched.
  const untold = unheaded.filter(({ told }) => !isToldBy(told));
  const written = ASPECTS.filter((aspect) => heads(aspect).some(({ isEmpty }) => !isEmpty));
  const missing = written.length >= ORDERED ? unheaded.filter(({ named }) => !isToldBy(named)) : untold;
  return { missing, untold: untold.length };
}

/** Nothing stands below a heading, behind it or in a paragraph of its own. */
function isEmpty({ text }: Content, title: string, next: Content | undefined): boolean {
  const at = text.indexOf(title);
  if (LETTER.test(text.slice(at + title.length))) return false;
  return next === undefined || titleOf(next) !== undefined;
}

/** What a passage is headed, folded. The line may have run into the next section's heading. */
function titleOf({ heading, text }: Content): string | undefined {
  if (heading !== undefined) return fold(heading.title);
  const after = leadingOrdinal(text)?.after;
  return after === undefined ? undefined : /^[^。:;,]{2,30}/.exec(text.slice(after, after + 30))?.[0];
}

/** How many headings were lost by their numbers: numbering-gap speaks of these. At least 0. */
function numbersLeftOut(report: Report, section: Section): number {
  const index = report.sections.indexOf(section);
  for (const group of siblingGroups(report.headings)) {
    if (group[0]!.section !== index || group[0]!.level !== 1) continue;
    const slip = firstSlip(report, group);
    if (slip?.kind === "gap") return group[slip.at]!.ordinal.value - slip.expected;
  }
  return 0;
}
