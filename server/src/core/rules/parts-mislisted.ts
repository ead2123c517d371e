import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { type PartsListed, partsListed } from "../report/outline/parts";
import type { Passage } from "../report/prose/prose";
import type { Report } from "../report/report";
import type { SectionSpec } from "../standard/schema";
import { toChinese } from "../text/numeral";
import { exampleWith } from "./support/example";

const PARTS =
  "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项";
const listed = (parts: string) => exampleWith("编制，所列", `编制，由${parts}六个部分组成，所列`);

export const partsMislisted: Rule = {
  id: "parts-mislisted",
  category: "document",
  title: "前言列的部分不对",
  why: "格式文件把年度报告分为六个部分。前言写“由……六个部分组成”而只列出五个，或者说的个数与列出的不同，多半是沿用旧文时漏了一个。",
  whenOff: "本地的报告另分部分，前言按本地的部分列举时。",
  severity: "warning",
  bad: listed(PARTS.replace("存在的主要问题及改进情况、", "")),
  good: listed(PARTS),

  *check(report) {
    const { standard, passages, sections } = report;
    if (standard === undefined) return;
    for (const [at, passage] of passages.entries()) {
      if (passage.section >= 0 && sections[passage.section]!.key !== "overview") return;
      const list = partsListed(passage.text + restOfSentence(passages.slice(at, at + MOST_LINES)));
      if (list === undefined || list.from >= passage.text.length) continue;
      const mistake = mistakeIn(report, list, standard.sections);
      const to = Math.min(list.to, passage.text.length);
      if (mistake !== undefined) yield { span: passage.span(list.from, to), ...mistake };
      return;
    }
  },
};

/** A list is written over so many lines. */
const MOST_LINES = 6;

/** What follows a passage up to the end of its sentence: the items of a list may stand on lines of their own. */
function restOfSentence([first, ...others]: readonly Passage[]): string {
  let text = first!.text;
  let rest = "";
  for (const next of others) {
    if (text.endsWith("。") || next.section !== first!.section) break;
    ({ text } = next);
    rest += text;
  }
  return rest;
}

function mistakeIn(
  { sections }: Report,
  { count, keys, isOpen, hasOthers }: PartsListed,
  specs: readonly SectionSpec[],
): Pick<Finding, "message" | "why"> | undefined {
  // What else is listed may stand for any of the six.
  if (hasOthers) return undefined;
  const missing = specs.filter(({ key }) => !keys.has(key));
  const total = toChinese(specs.length);
  if (missing.length === 0) {
    if (count === undefined || count === specs.length) return undefined;
    return {
      message: `前言说有${toChinese(count)}个部分，列出了${total}个。`,
      why: `格式文件规定的部分共${total}个，前言说的个数要改。`,
    };
  }
  // 等 stands for what comes after the last that is named.
  const last = specs.findLastIndex(({ key }) => keys.has(key));
  const left = isOpen ? missing.filter((spec) => specs.indexOf(spec) < last) : missing;
  if (left.length === 0) return undefined;
  const isConsistent = count === undefined || count === keys.size;
  // A report that has these parts and no others: section-missing tells.
  if (isConsistent && left.every(({ key }) => !sections.some((section) => section.key === key)))
    return undefined;
  const names = left.map(({ title }) => `“${title}”`).join("、");
  const listed = toChinese(keys.size);
  const said = isConsistent
    ? `前言列了${listed}个部分，`
    : `前言说有${toChinese(count)}个部分，只列了${listed}个，`;
  const short = left.length === 1 ? names : `“${left[0]!.title}”等 ${left.length} 个`;
  return { message: `${said}漏了${short}。`, why: `格式文件规定的部分共${total}个，应补上${names}。` };
}
