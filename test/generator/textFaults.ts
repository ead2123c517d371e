import { type Draft, sectionOf } from "./draft";
import { define, expect, type Fault, type Injection, one, type Setting } from "./fault";
import type { Paragraph } from "./prose";
import type { Random } from "./random";

/* Faults of the text itself: marks, words, numbers of persons, and what extraction leaves behind. */

/** The first paragraph of section one; every report has it, and it is prose without numbers that count. */
const opening = (draft: Draft): Paragraph => sectionOf(draft, "overview").blocks[0] as Paragraph;

const isHanzi = (char: string | undefined): boolean => char !== undefined && /[\u4e00-\u9fff]/.test(char);

/** Places between two Chinese characters of a text, in order, apart from each other. */
function places(text: string, count: number, random: Random): number[] {
  const all = Array.from(text, (_, at) => at).filter(
    (at) => at > 3 && at < text.length - 3 && isHanzi(text[at - 1]) && isHanzi(text[at]),
  );
  const chosen: number[] = [];
  for (const at of random.shuffle(all)) {
    if (chosen.length < count && chosen.every((other) => Math.abs(other - at) > 2)) chosen.push(at);
  }
  return chosen.sort((a, b) => a - b);
}

/** Puts `insert` at places of the opening paragraph; the first of them is where the finding stands. */
function inserted(draft: Draft, random: Random, count: number, insert: () => string): { marked: string } {
  const paragraph = opening(draft);
  const at = places(paragraph.text, count, random);
  let text = "";
  let marked = "";
  let from = 0;
  at.forEach((place, index) => {
    const what = insert();
    text += paragraph.text.slice(from, place) + what;
    marked += paragraph.text.slice(from, place) + (index === 0 ? `⟦${what}⟧` : what);
    from = place;
  });
  const rest = paragraph.text.slice(from);
  paragraph.text = text + rest;
  return { marked: marked + rest };
}

function strayBlanks(name: string, count: number, blank: string): Fault {
  return define("space-stray", name, (draft, { random }) =>
    one(
      expect(
        "space-stray",
        inserted(draft, random, count, () => blank),
      ),
      "text",
      true,
    ),
  );
}

/** Rewrites one occurrence of a pattern in the paragraphs and preface; `⟦⟧` in the replacement mark the finding. */
function rewritten(
  draft: Draft,
  pattern: RegExp,
  write: (found: string) => string,
): { marked: string } | undefined {
  const paragraphs = draft.sections.flatMap(({ blocks }) => blocks.filter((it) => it.kind === "paragraph"));
  for (const it of paragraphs) {
    const marked = it.text.replace(pattern, write);
    if (marked === it.text) continue;
    it.text = marked.replace(/[⟦⟧]/g, "");
    return { marked };
  }
  const at = draft.preface.findIndex((text) => pattern.test(text));
  if (at < 0) return undefined;
  const marked = draft.preface[at]!.replace(pattern, write);
  draft.preface[at] = marked.replace(/[⟦⟧]/g, "");
  return { marked };
}

const rewrites = (
  rule: string,
  variant: string,
  pattern: RegExp,
  write: (found: string) => string,
  fix: "text" | "none" = "text",
  limits: Parameters<typeof define>[3] = {},
): Fault =>
  define(
    rule,
    variant,
    (draft): Injection | undefined => {
      const place = rewritten(draft, pattern, write);
      return place && one(expect(rule, place), fix, fix === "text" ? true : undefined);
    },
    limits,
  );

const TRADITIONAL: Readonly<Record<string, string>> = {
  务: "務",
  众: "眾",
  实: "實",
  进: "進",
  决: "決",
  执: "執",
  规: "規",
  项: "項",
  稳: "穩",
};

const typography: Fault[] = [
  rewrites(
    "bracket-mixed",
    "both",
    /（[^（）]*[\u4e00-\u9fff][^（）]*）/,
    (it) => `⟦(${it.slice(1, -1)})⟧`,
    "text",
    { noise: { halfWidth: false } },
  ),
  rewrites(
    "bracket-mixed",
    "one",
    /（[^（）]*[\u4e00-\u9fff][^（）]*）/,
    (it) => `⟦${it.slice(0, -1)})⟧`,
    "text",
    { noise: { halfWidth: false } },
  ),
  rewrites(
    "bracket-unbalanced",
    "open",
    /（[^（）]*[\u4e00-\u9fff][^（）]*）/,
    (it) => `⟦（⟧${it.slice(1, -1)}`,
    "none",
  ),
  rewrites(
    "bracket-unbalanced",
    "close",
    /（[^（）]*[\u4e00-\u9fff][^（）]*）/,
    (it) => `${it.slice(1, -1)}⟦）⟧`,
    "none",
  ),
  rewrites("mark-doubled", "stop", /。/, () => "⟦。。⟧"),
  rewrites("mark-doubled", "comma", /，/, () => "⟦，，⟧", "text", { noise: { halfWidth: false } }),
  rewrites("mark-doubled", "title", /《(?=中华)/, () => "⟦《《⟧"),
  rewrites("mark-doubled", "title-end", /》/, () => "⟦》》⟧"),
  rewrites("word-doubled", "particle", /(?<=[\u4e00-\u9fff])(?<!目)的(?![的确士])/, () => "⟦的的⟧"),
  rewrites("word-doubled", "term", /(?<!共和国)政府信息公开(?=工作|申请)/, () => "政府信⟦息息⟧公开"),
  rewrites("word-doubled", "phrase", /[\u4e00-\u9fff]{8,14}(?=[，。])/, (it) => `⟦${it}${it}⟧`),
  rewrites("word-doubled", "", /贯穿|坚持|平稳|更加?扎实|改进|编写|暂时/, (it) => `⟦${it}${it}⟧`),
  strayBlanks("word", 1, " "),
  strayBlanks("wide", 1, "　"),
  strayBlanks("many", 6, " "),
  rewrites("space-stray", "comma", /，(?=[\u4e00-\u9fff])/, () => "，⟦ ⟧"),
  define("traditional-character", "", (draft, { random }) => {
    const paragraph = opening(draft);
    const found = random
      .shuffle([...paragraph.text].map((_, at) => at))
      .find((at) => TRADITIONAL[paragraph.text[at]!]);
    if (found === undefined) return undefined;
    const [before, after] = [paragraph.text.slice(0, found), paragraph.text.slice(found + 1)];
    const char = TRADITIONAL[paragraph.text[found]!]!;
    paragraph.text = before + char + after;
    return one(expect("traditional-character", { marked: `${before}⟦${char}⟧${after}` }), "text", true);
  }),
  rewrites("word-nonstandard", "", /其他(?=需要)/, () => "⟦其它⟧"),
  define("paragraph-unended", "", (draft) => {
    const paragraph = opening(draft);
    const text = paragraph.text.slice(0, -1);
    paragraph.text = text;
    return one(expect("paragraph-unended", { marked: `${text.slice(0, -8)}⟦${text.slice(-8)}⟧` }), "none");
  }),
];

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.int(0, 9)).join("");

/** A citizen's number with the check digit that makes the weighted sum 1 modulo 11. */
function citizen(random: Random): string {
  const body = `3301${random.int(10, 29)}19${random.int(50, 99)}${String(random.int(1, 12)).padStart(2, "0")}${random.int(10, 28)}${digits(random, 3)}`;
  let sum = 0;
  // The weight of a place is a power of two modulo 11, counted from the right.
  for (let at = 0; at < 17; at++) sum += Number(body[at]) * (2 ** (17 - at) % 11);
  const last = (12 - (sum % 11)) % 11;
  return body + (last === 10 ? "X" : last);
}

/** A card number of 19 digits with the last that Luhn's check asks for. */
function card(random: Random): string {
  const body = `622202${digits(random, 12)}`;
  for (let last = 0; last < 10; last++) {
    const sum = [...`${body}${last}`]
      .reverse()
      .map((digit, at) => Number(digit) * (at % 2 === 1 ? 2 : 1))
      .flatMap((value) => [...String(value)])
      .reduce((total, digit) => total + Number(digit), 0);
    if (sum % 10 === 0) return `${body}${last}`;
  }
  return body;
}

const personal = (rule: string, variant: string, words: string, number: (random: Random) => string): Fault =>
  define(rule, variant, (draft, { random }: Setting) => {
    const paragraph = opening(draft);
    const written = number(random);
    const marked = `${paragraph.text.slice(0, -1)}，${words.replace("…", `⟦${written}⟧`)}。`;
    paragraph.text = marked.replace(/[⟦⟧]/g, "");
    return one(expect(rule, { marked }), "none");
  });

const privacy: Fault[] = [
  personal("id-number", "", "代办人员身份证号…已经核对", citizen),
  personal(
    "mobile-number",
    "",
    "走访了村民李某（…）等人",
    (random) => `1${random.int(3, 9)}${digits(random, 9)}`,
  ),
  personal("bank-card", "", "退款已转入其卡号…", card),
];

const TONED = ["xiàn", "zhèn", "gōng", "wù", "lǚ", "kāi", "shí"];

const RADICALS: Readonly<Record<string, string>> = { 人: "⼈", 工: "⼯", 方: "⽅", 行: "⾏" };

/** A paragraph of its own, where the layout has one a line; a web page that is whole has its navigation by right. */
const line = (rule: string, variant: string, text: string, safe = true): Fault =>
  define(rule, variant, (draft, { layout }) => {
    if (rule === "web-chrome" && layout.id === "html") return undefined;
    const blocks = sectionOf(draft, "overview").blocks;
    blocks.splice(1, 0, { kind: "paragraph", text });
    const mends = layout.id !== "html" && layout.id !== "md-html";
    return one(expect(rule, { marked: `⟦${text}⟧` }), mends ? "text" : "any", mends ? safe : undefined);
  });

const extraction: Fault[] = [
  define("pinyin-annotation", "one", (draft, { random }) =>
    one(
      expect(
        "pinyin-annotation",
        inserted(draft, random, 1, () => `(${random.pick(TONED)})`),
      ),
      "text",
      true,
    ),
  ),
  define("pinyin-annotation", "many", (draft, { random }) =>
    one(
      expect(
        "pinyin-annotation",
        inserted(draft, random, 7, () => `(${random.pick(TONED)})`),
      ),
      "text",
      true,
    ),
  ),
  ...(
    [
      ["one", 1, "\u200b"],
      ["direction", 1, "\u200e"],
      ["hyphen", 1, "\u00ad"],
      ["many", 7, "\u2060"],
    ] as const
  ).map(([name, count, mark]) =>
    define("invisible-mark", name, (draft, { random }) =>
      one(
        expect(
          "invisible-mark",
          inserted(draft, random, count, () => mark),
        ),
        "text",
        true,
      ),
    ),
  ),
  rewrites(
    "compatibility-character",
    "radical",
    /[人工方行](?=[\u4e00-\u9fff])/,
    (it) => `⟦${RADICALS[it]}⟧`,
  ),
  line("web-chrome", "font", "【字体：大 中 小】"),
  line("web-chrome", "place", "您现在的位置：首页 > 政务公开 > 年度报告"),
  line("web-chrome", "share", "分享到：微信 微博"),
  line("web-chrome", "login", "登录    注册"),
  line("web-chrome", "elders", "无障碍浏览 | 长者模式"),
  line("web-chrome", "path", "首页 > 信息公开 > 年报"),
  line("web-chrome", "empty-font", "【字体：    】 打印"),
  line("web-chrome", "code", "用微信扫描二维码分享至好友和朋友圈"),
  line("web-chrome", "count", "浏览次数：125次", false),
  line("web-chrome", "fields", "发布时间：2024-01-12 10:23 来源：政府办 浏览量：8", false),
  line("web-chrome", "index", "索引号：0024/2024-00012 主题分类：政务公开", false),
  line("page-number", "dashes", "- 2 -"),
  line("page-number", "wide", "— 12 —"),
  line("page-number", "word", "第 3 页"),
  define("pipe-run", "", (draft, { layout, random }) => {
    if (layout.format === "html") return undefined;
    const pipes = "|".repeat(random.int(40, 300));
    const last = draft.preface.length - 1;
    draft.preface[last] += ` ${pipes}`;
    return one(expect("pipe-run", { marked: `⟦${pipes}⟧` }), "text", true);
  }),
  define("mojibake", "lost", (draft, { random }) => {
    const place = inserted(draft, random, 1, () => "\ufffd\ufffd");
    return one(expect("mojibake", place), "none");
  }),
  define("mojibake", "shifted", (draft, { random }) => {
    const place = inserted(draft, random, 1, () => "?zhí)");
    return one(expect("mojibake", place), "none");
  }),
  define("paragraph-broken", "", (draft, { layout }) => {
    if (layout.format === "html" || layout.id === "md-html") return undefined;
    const paragraph = opening(draft);
    const at = paragraph.text.indexOf("，", 16) + 1;
    if (at === 0) return undefined;
    const [first, rest] = [paragraph.text.slice(0, at), paragraph.text.slice(at)];
    paragraph.text = `${first}\n\n${rest}`;
    return one(expect("paragraph-broken", { marked: `⟦${first}⟧\n\n${rest}` }), "text", true);
  }),
];

/** Faults of typography, privacy and extraction. */
export const textFaults: readonly Fault[] = [...typography, ...privacy, ...extraction];
