import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { ruleIds } from "../../server/src/core/rules/index";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { builtInStandards } from "../../server/src/core/standard/index";
import { FAULTS, generate, inject, LAYOUTS, STANDARDS, type StandardId } from "../generator";
import type { Random } from "../generator/random";

/* Where texts come from. */

/** Samples of ours, and real reports where there are any. */
export function corpusTexts(root: string): string[] {
  const seeds = process.env.DISCLOSURE_SEEDS ?? join(root, "../shared/corpus/seeds");
  const folders = ["clean", "faulty", "other"].map((name) => join(root, "test/corpus", name));
  const files = [...folders, seeds].flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .sort()
          .map((name) => join(folder, name))
      : [],
  );
  return files.filter((file) => !file.endsWith(".out")).map((file) => readFileSync(file, "utf8"));
}

/** A report as the generator writes it, with a fault put in where there is one that fits. */
export function generatedText(random: Random): string {
  const seed = random.int(0, 2 ** 30);
  const layout = random.pick(LAYOUTS);
  const standard = random.pick(Object.keys(STANDARDS) as StandardId[]);
  const filling = random.pick(["rich", "sparse", "zero"] as const);
  // Faults choose how many numbers they need.
  const injected = random.chance(0.6) && inject(seed, { layout, standard }, random.pick(FAULTS));
  return (injected ? injected.faulty : generate(seed, { layout, standard, filling })).text;
}

const LABELS = builtInStandards
  .flatMap(({ sections, tables: { disclosure, requests, litigation } }) => [
    ...sections.flatMap(({ ordinal, title, variants }) => [`${ordinal}、${title}`, title, ...variants]),
    ...disclosure.blocks.flatMap(({ caption, header, columns, rows }) => [
      caption,
      header,
      ...columns.map(({ label }) => label),
      ...rows.map(({ label }) => label),
    ]),
    requests.corner,
    requests.header,
    ...requests.columns.flatMap(({ label, group }) => [label, group ?? ""]),
    ...requests.rows.flatMap(({ number, label, groups }) => [number + label, label, ...groups]),
    ...litigation.groups.flatMap(({ label, within }) => [label, ...within]),
    ...litigation.columns.map(({ label }) => label),
  ])
  .filter((label) => label !== "");

const ROWS = EXAMPLE.split("\n").filter((line) => line.startsWith("|"));
const SENTENCES = EXAMPLE.split("\n").filter((line) => line.includes("。"));

/** Pieces of text that some part of the reader or some rule looks for, the more important kinds first. */
export const PIECES: Readonly<Record<string, readonly string[]>> = {
  marks: [..."一二三十（）()、，。：；！？,.:;!?|/\\\t -—－_*#`~>+=×%％“”\"‘’'《》「」[]{}<&^$\0"],
  lines: ["\n", "\r\n", "\r", "\n\n", "\u2028", "\u0085", "\v", "\f"],
  numbers: [..."0123456789０９〇零两百千"].concat(
    "12",
    "007",
    "1,234",
    "1，234",
    "3.5",
    "-1",
    "＋2",
    "１２",
    "O",
    "l0",
    "99999999999999999999",
    "十二",
    "1 2",
    "1e9",
  ),
  units: ["件", "条", "项", "万元", "元", "%", "件次", "人", "年", "月", "日", "宗"],
  labels: LABELS,
  rows: ROWS,
  sentences: SENTENCES,
  headings: [
    "# ",
    "## ",
    "### ",
    "###### ",
    "一、",
    "二、",
    "六、",
    "十一、",
    "（一）",
    "（二）",
    "(三)",
    "1.",
    "2．",
    "3、",
    "①",
    "②",
    "第一部分 ",
    "附件",
  ],
  tables: [
    "| ",
    " | ",
    " |",
    "|\n|",
    "|---|",
    "|:-:|",
    "| --- | --- |\n",
    "\t\t",
    "    ",
    "\n|\n",
    "││",
    "||||",
  ],
  tags: [
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<td colspan=2>",
    '<td rowspan="3">',
    "<td rowspan=65535 colspan=65535>",
    "<th>",
    "<p>",
    "</p>",
    "<br>",
    "<br/>",
    "<div>",
    "</div>",
    "<h1>",
    "<h2>",
    "</h2>",
    "<span>",
    "</span>",
    "<html><body>",
    "</body>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<!doctype html>",
    "<",
    ">",
    "</",
    "<a href='x'>",
    "<pre>",
    "<title>",
    "</title>",
  ],
  entities: [
    "&nbsp;",
    "&#48;",
    "&#x4e00;",
    "&amp;",
    "&lt;",
    "&quot;",
    "&",
    "&#",
    "&nbsp",
    "&ensp;",
    "&#0;",
    "&#x10ffff;",
    "&notit;",
  ],
  dates: [
    "2023年",
    "2023年度",
    "2024年1月15日",
    "2023年1月1日至2023年12月31日",
    "2月30日",
    "二〇二四年一月二十日",
    "2024-01-31",
    "××月××日",
    "2019年",
    "2020年",
    "2021年",
  ],
  prose: [
    "收到政府信息公开申请",
    "其中",
    "分别为",
    "均已办结",
    "占",
    "上年结转",
    "结转下年度继续办理",
    "予以公开",
    "行政复议",
    "行政诉讼",
    "《中华人民共和国政府信息公开条例》",
    "《条例",
    "未收取任何费用",
    "收取信息处理费",
    "存在的问题",
    "政府信息公开工作年度报告",
    "云溪镇人民政府",
    "公开公开",
    "的的",
    "待补充",
    "打印本页",
    "第 1 页 共 3 页",
    "- 2 -",
    "锛銆",
    "(xiàn)",
    "統計",
  ],
  privacy: ["13812345678", "110101199003078515", "6222021234567890128"],
  code: ["```", "```\n", "~~~", "    ", "> ", "- ", "* ", "**", "[x](y)", "\\|"],
  comments: [
    ...ruleIds.map((id) => `<!-- disclosure-lint-disable-next-line ${id} -- 原因 -->`),
    "<!-- disclosure-lint-disable-section row-total, space-stray -- 原因 -->\n",
    "<!-- disclosure-lint-disable-file cell-thousands -->",
    "<!-- disclosure-lint-disable-next-line",
    "<!-- disclosure-lint-disable-x y -->",
  ],
  odd: [
    "\ufeff",
    "\u3000",
    "\u00a0",
    "\u200b",
    "\u00ad",
    "\ud83d",
    "\ude00",
    "😀",
    "𠮷",
    "\ufffd",
    "\u202e",
    "e\u0301",
    "\0",
    "\uffff",
    "\ufdd0",
    "\u1680",
    "\u{10ffff}",
  ],
};

const KINDS = Object.values(PIECES);

/** Of all that Unicode has; `fc.string` would first make a table of it. */
export const anyCharacters = fc
  .array(fc.nat(0x10ffff), { maxLength: 4 })
  .map((codes) => String.fromCodePoint(...codes));

/** Any text, made up of pieces; of any characters as well, but rarely, as they hardly ever mean anything to the reader. */
export const anyText: fc.Arbitrary<string> = (() => {
  const pieces = KINDS.map((kind) => ({ arbitrary: fc.constantFrom(...kind), weight: 4 }));
  const piece = fc.oneof(
    ...pieces,
    { arbitrary: anyCharacters, weight: 1 },
    { arbitrary: fc.nat(100_000).map(String), weight: 4 },
    { arbitrary: fc.constant("\n"), weight: 12 },
    { arbitrary: fc.constant("|"), weight: 6 },
  );
  const body = fc.array(piece, { maxLength: 120, size: "max" }).map((parts) => parts.join(""));
  const start = fc.constantFrom(
    "",
    "",
    "云溪镇2022年政府信息公开工作年度报告\n",
    "<table><tr><td>",
    "<html><body>",
  );
  return fc.tuple(start, body).map(([before, text]) => before + text);
})();

/** Some piece of text. */
export function anyPiece(random: Random): string {
  return random.pick(random.pick(KINDS));
}
