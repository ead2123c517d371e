import type { Passage } from "../../report/prose/prose";
import { vocabulary } from "../../report/prose/vocabulary";
import type { Report } from "../../report/report";
import { isHanzi } from "../../text/normalise";
import type { Span } from "../../text/text";
import { isInTable } from "./traces";

/* What is written again at once where nobody doubles: long phrases, particles, parts of terms that every report has. */

/** A word that is written again, and where it stands after the first time. */
export interface Doubled {
  readonly word: string;
  readonly span: Span;
  readonly others: Span;
  readonly copies: number;
  /** The term that it is a part of, written as it should be. */
  readonly term?: string;
}

/** What a passage repeats. */
export function repeatsIn(report: Report, passage: Passage): Doubled[] {
  const { text: source, title } = report;
  // Debris of a table's head says the same for each of its groups.
  const found = isInTable(report, passage) ? [] : [...phrases(passage.text), ...parts(passage.text)];
  return found.flatMap(({ at, length, term }) => {
    const first = passage.span(at, at + length);
    const others = passage.span(at + length, at + length * 2);
    const span = { start: first.start, end: others.end };
    const written = source.slice(first.start, first.end);
    const word = /[\r\n<]/.test(written) ? passage.text.slice(at, at + length) : written;
    const between = source.slice(first.end, others.start);
    // Of the title another rule speaks.
    if (title !== undefined && span.start < title.end && span.end > title.start) return [];
    // Apart in a line they are two; across a line's end, one was written again.
    return between === "" || /[\r\n]/.test(between) ? { word, span, others, copies: 2, term } : [];
  });
}

interface Repeat {
  readonly at: number;
  readonly length: number;
  readonly term?: string;
}

const SHORTEST_PHRASE = 8;
const LONGEST_PHRASE = 80;
/** Fewer different characters make a pattern, no phrase. */
const LEAST_CHARACTERS = 5;
/** Heads of tables say the same for each of their groups. */
const IN_HEADS = /结果维持|尚未审结|处理决定数量|信息内容/;

/** So many characters that come again say how long the phrase may be. */
const SEED = 4;

/** Phrases that stand twice on end. */
function phrases(text: string): Repeat[] {
  const found: Repeat[] = [];
  const seen = new Map<string, number>();
  let end = 0;
  for (let at = 0; at + SEED <= text.length; at++) {
    const seed = text.slice(at, at + SEED);
    const length = at - (seen.get(seed) ?? at);
    seen.set(seed, at);
    if (length < SHORTEST_PHRASE || length > LONGEST_PHRASE || at < end) continue;
    const from = repeatFrom(text, at - length, length);
    if (from < end || !isPhrase(text.slice(from, from + length))) continue;
    found.push({ at: from, length });
    end = from + length * 2;
  }
  return found;
}

/** Where a text of that length starts that stands twice and has the place in it; -1 where none does. */
function repeatFrom(text: string, place: number, length: number): number {
  const isAgain = (at: number) => at >= 0 && text[at] === text[at + length];
  let from = place;
  while (place - from < length && isAgain(from - 1)) from--;
  let to = place;
  while (to - from < length && isAgain(to)) to++;
  return to - from < length ? -1 : from;
}

const YEAR = /20\d\d年/g;

/** Numbers but those of years are repeated by right, and so are heads of tables. */
function isPhrase(text: string): boolean {
  let hanzi = 0;
  for (let at = 0; at < text.length; at++) if (isHanzi(text.charCodeAt(at))) hanzi++;
  if (hanzi < SHORTEST_PHRASE || /\d/.test(text.replace(YEAR, "")) || IN_HEADS.test(text)) return false;
  return new Set(text).size >= LEAST_CHARACTERS;
}

const LONGEST_PART = 4;

/** Particles, and parts of terms. */
function parts(text: string): Repeat[] {
  const found: Repeat[] = [];
  for (let at = 0; at + 1 < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isHanzi(code)) continue;
    for (let length = 1; length <= LONGEST_PART; length++) {
      if (text.charCodeAt(at + length) !== code) continue;
      const word = text.slice(at, at + length);
      if (!text.startsWith(word, at + length)) continue;
      const term = termAround(text, at, length);
      if (term === undefined ? !isParticle(text, at, length) : isLawInMarks(text, at, term)) continue;
      found.push({ at, length, term });
      at += length * 2 - 1;
      break;
    }
  }
  return found;
}

/** Of a law's name between 《 and 》 another rule speaks. */
function isLawInMarks(text: string, at: number, term: string): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_TERM), at);
  return term.endsWith("条例") && before.lastIndexOf("《") > before.lastIndexOf("》");
}

/** Particles that nobody writes twice, and what stands before and after them where two words meet. */
const PARTICLES: Readonly<Record<string, { readonly before: string; readonly after: string }>> = {
  // 目的的, 的的确确
  的: { before: "目", after: "确士" },
  // 为了了解, 不了了之, 了了不起
  了: { before: "为除不明未终", after: "解之却然事断结得不" },
};

function isParticle(text: string, at: number, length: number): boolean {
  const by = length === 1 ? PARTICLES[text[at]!] : undefined;
  return (
    by !== undefined && !by.before.includes(text[at - 1] ?? "。") && !by.after.includes(text[at + 2] ?? "。")
  );
}

/** Terms that a report is bound to use, folded. */
const TERMS = [
  ...Object.values(vocabulary.rows).flatMap(({ words }) => words.flatMap((line) => line.split(" "))),
  ..."中华人民共和国政府信息公开条例 政府信息公开条例 政府信息公开工作年度报告 政府信息公开年度报告 政府信息公开工作 政府信息公开申请".split(
    " ",
  ),
  ..."政府信息公开指南 政府信息公开目录 政府信息公开平台建设 主动公开政府信息 主动公开政府信息情况 政府信息管理 监督保障 依申请公开".split(
    " ",
  ),
  ..."收到和处理政府信息公开申请情况 政府信息公开行政复议 行政复议、行政诉讼情况 存在的主要问题及改进情况 其他需要报告的事项".split(
    " ",
  ),
  ..."政府信息公开 政府网站 政府门户网站 政务公开工作 信息公开工作 政务新媒体 微信公众号 行政机关".split(" "),
  ..."信息处理费 行政规范性文件 规范性文件 行政事业性收费 行政复议 行政诉讼 商业秘密 个人隐私 商业企业 科研机构 社会公益组织 法律服务机构".split(
    " ",
  ),
  ..."申请人情况 本年新收政府信息公开申请数量 上年结转政府信息公开申请数量 本年度办理结果 结转下年度继续办理 未经复议直接起诉 复议后起诉".split(
    " ",
  ),
].filter((term) => term.length > 3);
const LONGEST_TERM = Math.max(...TERMS.map(({ length }) => length));

/** The longest term that goes over a part on both sides, once the part stands only once. */
function termAround(text: string, at: number, length: number): string | undefined {
  const before = text.slice(Math.max(0, at - LONGEST_TERM), at);
  const word = text.slice(at, at + length);
  const once = before + word + text.slice(at + length * 2, at + length * 2 + LONGEST_TERM);
  let longest: string | undefined;
  for (const term of TERMS) {
    for (
      let from = once.indexOf(term);
      from >= 0 && from < before.length;
      from = once.indexOf(term, from + 1)
    ) {
      const isOver = from + term.length > before.length + length;
      if (isOver && term.length > (longest?.length ?? 0)) longest = term;
    }
  }
  return longest;
}
