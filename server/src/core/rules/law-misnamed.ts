import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import type { Passage } from "../report/prose/prose";
import type { Report } from "../report/report";
import { distanceWithin } from "../text/similar";
import { allMatches, type Edit } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";

export const lawMisnamed: Rule = {
  id: "law-misnamed",
  category: "document",
  title: "法规或文件的名称、文号有误",
  why: "报告的依据是《中华人民共和国政府信息公开条例》（2019年国务院令第711号修订公布）。报告格式在2019、2020年度用国办公开办函〔2019〕60号的试行格式，2021年度起用国办公开办函〔2021〕30号的格式。",
  whenOff: "检查年代较早、按旧文件编写的报告时。",
  severity: "warning",
  bad: exampleWith("《中华人民共和国政府信息公开条例》", "《政府信息公开工作条例》"),
  good: EXAMPLE,

  *check(report) {
    if (report.standard === undefined) return;
    for (const passage of report.passages) {
      if (passage.text.includes("《")) yield* titles(passage);
      if (passage.text.includes("例")) yield* names(passage);
      if (passage.text.includes("令")) yield* decrees(passage);
      if (/[函试]/.test(passage.text)) yield* notices(passage, report);
    }
  },
};

const STATE = "中华人民共和国";
const SHORT = "政府信息公开条例";
const FULL = STATE + SHORT;

/** The passage in which something is wrong, and what should stand in its place: pairs of bounds and text. */
type Change = readonly [from: number, to: number, text: string];

function finding(
  passage: Passage,
  from: number,
  to: number,
  message: string,
  title: string,
  changes: readonly Change[],
): Finding {
  const edits = changes.map(([start, end, text]) => edit(passage, start, end, text));
  return { span: passage.span(from, to), message, fixes: [{ title, safe: true, edits }] };
}

function edit(passage: Passage, from: number, to: number, text: string): Edit {
  if (from < to) return { span: passage.span(from, to), text };
  const { start } = passage.span(from, from + 1);
  return { span: { start, end: start }, text };
}

/** Only what differs is replaced, so that wraps and markup inside the name stay. */
function difference(text: string, from: number, to: number, replacement: string): Change {
  let start = 0;
  const shorter = Math.min(to - from, replacement.length);
  while (start < shorter && text[from + start] === replacement[start]) start++;
  let kept = 0;
  while (kept < shorter - start && text[to - 1 - kept] === replacement[replacement.length - 1 - kept]) kept++;
  return [from + start, to - kept, replacement.slice(start, replacement.length - kept)];
}

const LONGEST_NAME = 30;

/** Names in 《》. */
function* titles(passage: Passage): Iterable<Finding> {
  const { text } = passage;
  for (let open = text.indexOf("《"); open >= 0; open = text.indexOf("《", open + 1)) {
    if (!"中政".includes(text[open + 1] ?? "?")) continue;
    const close = text.indexOf("》", open + 1);
    if (close < 0) return;
    if (close - open - 1 <= LONGEST_NAME && isMisnamed(text.slice(open + 1, close)))
      yield misnamed(passage, open + 1, close);
  }
}

const WRONG_NAME = "政府信息公开工作条例";

/** Without 《》 only a name that no local rule has. */
function* names(passage: Passage): Iterable<Finding> {
  const { text } = passage;
  for (let at = text.indexOf(WRONG_NAME); at >= 0; at = text.indexOf(WRONG_NAME, at + 1)) {
    const start = text.startsWith(STATE, at - STATE.length) ? at - STATE.length : at;
    if (start === at && at > 0 && !",。:;、据照按彻实施行守落循".includes(text[at - 1]!)) continue;
    if (text[start - 1] !== "《") yield misnamed(passage, start, at + WRONG_NAME.length);
  }
}

function misnamed(passage: Passage, from: number, to: number): Finding {
  const name = passage.text.slice(from, to);
  const isState = name.startsWith(STATE);
  const changes = isState
    ? [difference(passage.text, from, to, FULL)]
    : [[from, from, STATE] as const, difference(passage.text, from, to, SHORT)];
  const edits = changes.filter(([start, end, text]) => start < end || text !== "");
  return finding(
    passage,
    from,
    to,
    `法规名称“${name}”有误，应为《${FULL}》。`,
    `改为“${FULL}”`,
    edits.length > 1 && edits[0]![0] === edits[1]![0]
      ? [[edits[1]![0], edits[1]![1], edits[0]![2] + edits[1]![2]]]
      : edits,
  );
}

/** Close to the law's name, and the name of nothing else. */
function isMisnamed(name: string): boolean {
  if (name === FULL) return false;
  if (!/(?:条例|条列|条令|法|规定)(?:\((?:试行|暂行|修订)\))?$/.test(name)) return false;
  if (/^中.{2,3}[共民]和?国/.test(name))
    return !name.startsWith(FULL) && !/[办方]法$/.test(name) && distanceWithin(name, FULL, 3) <= 3;
  if (name.includes(SHORT) || /[办方]法$|规定$/.test(name)) return false;
  return /^政[府务]/.test(name) && distanceWithin(name, SHORT, 2) <= 2;
}

const DECREE = /国务院令第?(\d{1,4})号|国务院第(\d{1,4})号令|国令第?(\d{1,4})号/g;
const CURRENT = "711";
/** Number of the law until May 2019. */
const FORMER = "492";
/** The sentence speaks of what the law used to be. */
const OF_THE_PAST = /原(?!则|因|始|件|文)|旧|修[订改]|废止|取代|此前|200[78]年/;

function* decrees(passage: Passage): Iterable<Finding> {
  const { text } = passage;
  for (const match of allMatches(text, DECREE)) {
    const number = match[1] ?? match[2] ?? match[3]!;
    if (number === CURRENT || !isOfTheLaw(text, match, number)) continue;
    const from = match.index + match[0].indexOf(number);
    const to = from + number.length;
    yield finding(
      passage,
      from,
      to,
      `现行的《${FULL}》由国务院令第${CURRENT}号公布，不是第${number}号。`,
      `改为第${CURRENT}号`,
      [[from, to, CURRENT]],
    );
  }
}

/** The law's name in front of the decree. */
const LAW_BEFORE = new RegExp(`信息公开条例》?[(,]?(?:${STATE})?$`);

function isOfTheLaw(text: string, { 0: whole, index }: RegExpExecArray, number: string): boolean {
  const before = text.slice(Math.max(index - 24, 0), index);
  const after = text.slice(index + whole.length, index + whole.length + 24);
  if (OF_THE_PAST.test(before) || /^[^。]{0,12}(?:修[订改]|废止)/.test(after)) return false;
  if (number === FORMER) return true;
  return LAW_BEFORE.test(before) || /^\)?(?:公布的)?《(?:中华人民共和国)?政府信息公开条例/.test(after);
}

const NOTICE = /国办公开办函[〔[(【﹝](20\d\d)[〕\])】﹞]第?(\d{1,3})号/g;
const TRIAL = "(试行)";

/** Each format came with a notice of its own name. */
const NAMES = {
  "2019": "关于政府信息公开工作年度报告有关事项的通知",
  "2021": "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知",
} as const;
/** The name of a notice in front of its number. */
const NAME_BEFORE = /(关于政府信息公开工作年度报告有关事项的通知|年度报告格式(?:\(试行\))?)》?[(,]?$/;

/** Year and number of the notice that a report follows. */
const NUMBERS = { "2019": "60", "2021": "30" } as const;

function* notices(passage: Passage, { year: reported }: Report): Iterable<Finding> {
  if (reported === undefined) return;
  const { text } = passage;
  const year = reported < 2021 ? "2019" : "2021";
  let trialSaid = -1;
  for (const match of allMatches(text, NOTICE)) {
    const before = text.slice(Math.max(match.index - 30, 0), match.index);
    const name = NAME_BEFORE.exec(before);
    if (!isWrongNotice(text, match, year, name !== null) || OF_THE_PAST.test(before)) continue;
    const rename =
      year === "2021" && name !== null
        ? renaming(name[1]!, match.index - before.length + name.index)
        : undefined;
    if (rename?.[2] === "") trialSaid = rename[0];
    const { 0: whole, 1: oldYear, 2: oldNumber, index } = match;
    yield finding(
      passage,
      index,
      index + whole.length,
      `${reported}年度报告的格式由国办公开办函〔${year}〕${NUMBERS[year]}号规定，不是〔${oldYear}〕${oldNumber}号。`,
      `改为国办公开办函〔${year}〕${NUMBERS[year]}号`,
      [...(rename ? [rename] : []), ...renumbering(text, match, year)],
    );
  }
  if (year === "2021") yield* trialNames(passage, reported, trialSaid);
}

/** Behind the format's name any other number is wrong, elsewhere only that of the other format. */
function isWrongNotice(
  text: string,
  { 0: whole, 1: year, 2: number, index }: RegExpExecArray,
  asked: keyof typeof NUMBERS,
  isNamed: boolean,
): boolean {
  if (year === asked && number === NUMBERS[asked]) return false;
  const other = asked === "2019" ? "2021" : "2019";
  if (!isNamed && (year !== other || number !== NUMBERS[other])) return false;
  const end = index + whole.length;
  return !/^[^。]{0,10}废止/.test(text.slice(end, end + 16));
}

/** From the name of the trial format's notice, or from the trial format's own, to those of today. */
function renaming(name: string, at: number): Change | undefined {
  if (name === NAMES["2019"]) return [at, at + name.length, NAMES["2021"]];
  const from = at + name.length - TRIAL.length;
  return name.endsWith(TRIAL) ? [from, from + TRIAL.length, ""] : undefined;
}

function renumbering(text: string, match: RegExpExecArray, year: keyof typeof NUMBERS): Change[] {
  const yearAt = match.index + match[0].indexOf(match[1]!);
  const end = match.index + match[0].length - 1;
  return [
    difference(text, yearAt, yearAt + 4, year),
    difference(text, end - match[2]!.length, end, NUMBERS[year]),
  ].filter(([from, to, replacement]) => from < to || replacement !== "");
}

/** The format has not been on trial since 2021. */
function* trialNames(passage: Passage, year: number, said: number): Iterable<Finding> {
  const { text } = passage;
  const name = `年度报告格式${TRIAL}`;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const from = at + name.length - TRIAL.length;
    const rest = text.slice(from + TRIAL.length, from + 40);
    if (
      from === said ||
      OF_THE_PAST.test(text.slice(Math.max(at - 16, 0), at)) ||
      /^》?[^。]{0,12}废止/.test(rest)
    )
      continue;
    yield finding(
      passage,
      from,
      from + TRIAL.length,
      `${year}年度报告用的是2021年印发的正式格式，名称中没有“（试行）”。`,
      "删去“（试行）”",
      [[from, from + TRIAL.length, ""]],
    );
  }
}
