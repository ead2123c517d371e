import { Converter } from "opencc-js/cn2t";
import { createBuilder, type TextBuilder, type Written, withLineEnds } from "./builder";
import type { Draft, DraftHeading, DraftSection, DraftTable } from "./draft";
import { type Grid, type GridCell, gridOf, type Marks, type Part, type Slot } from "./grid";
import { decide } from "./random";

/** What differs between published reports and is no fault. */
export interface Noise {
  /** Half-width brackets, commas and colons throughout, as extraction leaves them. */
  halfWidth: boolean;
  /** After arabic row numbers; `（` puts them in brackets, nothing leaves them out. */
  numberMark: "." | "、" | "．" | ". " | "（" | "";
  /** After Chinese row numbers. */
  chineseMark: "、" | "." | "．" | "、 ";
  /** Rows and groups without their numbers, as automatic numbering is lost on conversion. */
  bareLabels: boolean;
  /** Labels with an explanation of the place's own in brackets behind them. */
  explained: boolean;
  /** Around the numerals of section headings. */
  ordinalMarks: readonly [before: string, after: string];
  /** Stray spaces inside labels, as a wrap leaves them. */
  labelSpaces: boolean;
  crlf: boolean;
  bom: boolean;
  traditional: boolean;
  /** Section headings without their numerals. */
  unnumbered: boolean;
  /** Blank lines between paragraphs. */
  blankLines: boolean;
  /** In front of each paragraph. */
  indent: "" | "　　" | "    ";
  /** Behind each paragraph. */
  trailing: "" | " " | "　";
  /** Around the numbers of headings of the second level. */
  subNumber: readonly [before: string, after: string];
  /** Characters in a line of running text, where a printed page was copied; 0 leaves paragraphs whole. */
  wrapAt: number;
  /** A blank between Chinese characters and numbers. */
  digitSpaces: boolean;
}

export const NO_NOISE: Noise = {
  halfWidth: false,
  numberMark: ".",
  chineseMark: "、",
  bareLabels: false,
  explained: false,
  ordinalMarks: ["", "、"],
  labelSpaces: false,
  crlf: false,
  bom: false,
  traditional: false,
  unnumbered: false,
  blankLines: false,
  indent: "",
  trailing: "",
  subNumber: ["", "."],
  wrapAt: 0,
  digitSpaces: false,
};

/** What a layout can show; a fault names what it needs. */
export type Ability =
  /** A cell left empty is seen as a cell. */
  | "blank"
  /** A row with nothing but empty cells is told from the first half of a broken row. */
  | "blank-rows"
  /** Words in a value cell are seen to stand in a cell. */
  | "words"
  /** A single Chinese numeral is. */
  | "numeral-word"
  /** A row may lack a cell without a blank in its place. */
  | "too-few"
  /** The header of the requests and litigation tables is legible. */
  | "header"
  /** The outermost group's label stands in one piece. */
  | "group";

export interface Layout {
  readonly id: string;
  readonly abilities: readonly Ability[];
  readonly format: "text" | "markdown" | "html";
  readonly table: (table: DraftTable, context: Context) => void;
}

interface Context {
  readonly b: TextBuilder;
  readonly noise: Noise;
  readonly seed: number;
  readonly marks: Marks;
}

const EVERY: readonly Ability[] = [
  "blank",
  "blank-rows",
  "words",
  "numeral-word",
  "too-few",
  "header",
  "group",
];
const without = (...missing: Ability[]): Ability[] => EVERY.filter((ability) => !missing.includes(ability));

/** One writer for each layout that published reports were found in. */
export const LAYOUTS: readonly Layout[] = [
  { id: "pipes-ragged", format: "text", abilities: without("too-few"), table: raggedPipes },
  { id: "pipes-outer", format: "text", abilities: without("too-few"), table: outerPipes },
  { id: "bars", format: "text", abilities: without("too-few"), table: bars },
  { id: "grid", format: "markdown", abilities: without("too-few"), table: drawn },
  { id: "gfm-1", format: "markdown", abilities: without("too-few"), table: gfm(1) },
  { id: "gfm-3", format: "markdown", abilities: without("too-few"), table: gfm(3) },
  {
    id: "lines-pipe",
    format: "text",
    abilities: without("blank", "blank-rows", "words"),
    table: lines(" |\n"),
  },
  {
    id: "lines-bare",
    format: "text",
    abilities: without("blank", "blank-rows", "words"),
    table: lines("\n"),
  },
  {
    id: "lines-blank",
    format: "text",
    abilities: without("blank", "blank-rows", "words"),
    table: lines("\n\n"),
  },
  {
    id: "lines-alternating",
    format: "text",
    abilities: without("blank", "blank-rows", "too-few"),
    table: alternating,
  },
  { id: "tabs", format: "text", abilities: EVERY, table: tabs },
  { id: "tsv-wrapped", format: "text", abilities: without("blank-rows", "too-few"), table: tsv("wrapped") },
  {
    id: "tsv-split",
    format: "text",
    abilities: without("blank-rows", "too-few", "group"),
    table: tsv("split"),
  },
  {
    id: "pdf",
    format: "text",
    abilities: without("blank", "blank-rows", "words", "numeral-word"),
    table: pdf("plain"),
  },
  {
    id: "pdf-wrapped",
    format: "text",
    abilities: without("blank", "blank-rows", "words", "numeral-word", "header"),
    table: pdf("wrapped"),
  },
  { id: "label-line", format: "text", abilities: without("blank-rows"), table: labelLines },
  { id: "html", format: "html", abilities: EVERY, table: html },
  { id: "md-html", format: "markdown", abilities: EVERY, table: html },
];

/** Writes a draft in a layout. The seed decides the noise at each place. */
export function write(draft: Draft, layout: Layout, noise: Noise, seed: number): Written {
  const b = createBuilder(styleOf(noise));
  const marks: Marks = {
    arabic: noise.numberMark,
    chinese: noise.chineseMark,
    bare: noise.bareLabels,
    explain: (label) => {
      const explanation = EXPLANATIONS[label];
      return noise.explained && explanation && decide(seed, `explain:${label}`) < 0.5 ? explanation : "";
    },
    space: (text, name) => {
      if (!noise.labelSpaces || text.length < 4 || decide(seed, `space:${name}`) > 0.25) return text;
      const at = 2 + Math.floor(decide(seed, `at:${name}`) * (text.length - 3));
      return `${text.slice(0, at)} ${text.slice(at)}`;
    },
  };
  const context: Context = { b, noise, seed, marks };
  if (layout.format === "html") writeHtml(draft, layout, context);
  else writeText(draft, layout, context);
  return withLineEnds(b.done(), noise.crlf, noise.bom);
}

/** What places add to labels, by the label. */
const EXPLANATIONS: Record<string, string> = {
  规章: "（仅限有权机关填写）",
  行政规范性文件: "（含联合发文）",
  行政许可: "（含备案）",
  行政处罚: "（含委托执法）",
  行政强制: "（不含申请法院强制执行）",
  行政事业性收费: "（含代收）",
  自然人: "（含个体工商户）",
  本年处理决定数量: "（单位：件）",
  本年新收政府信息公开申请数量: "（含补正后受理的）",
  结转下年度继续办理: "（未到答复期限）",
  予以公开: "（包括告知获取途径的）",
  属于国家秘密: "（含工作秘密）",
  属于行政查询事项: "（如不动产登记资料）",
  不予公开: "（不含部分公开）",
  无法提供: "（下列三种情形）",
  重复申请: "（已作出答复的）",
  本机关不掌握相关政府信息: "（含信息不存在）",
};

const HALF: Record<string, string> = { "（": "(", "）": ")", "：": ":", "；": ";", "，": "," };
const toTraditional = Converter({ from: "cn", to: "t" });

function styleOf({ halfWidth, traditional }: Noise): (text: string) => string {
  const narrow = (text: string) => text.replace(/[（）：；，]/g, (mark) => HALF[mark]!);
  if (!traditional) return halfWidth ? narrow : (text) => text;
  const known = new Map<string, string>();
  const convert = (char: string): string => {
    const other = toTraditional(char);
    known.set(char, other.length === char.length ? other : char);
    return known.get(char)!;
  };
  return (text) =>
    Array.from(halfWidth ? narrow(text) : text, (char) => known.get(char) ?? convert(char)).join("");
}

// The report around its tables.

type Item =
  | { kind: "title" }
  | { kind: "paragraph"; text: string; name?: string }
  | { kind: "section"; section: DraftSection }
  | { kind: "heading"; heading: DraftHeading }
  | { kind: "table"; table: DraftTable }
  | { kind: "image" };

/** `joined`: on the same line as the item before. */
type Placed = Item & { joined?: boolean };

function itemsOf(draft: Draft): Placed[] {
  const items: Placed[] = [];
  if (draft.title) items.push({ kind: "title" });
  for (const text of draft.preface) items.push({ kind: "paragraph", text, name: "preface" });
  for (const section of draft.sections) {
    items.push({ kind: "section", section, joined: section.inline === "before" });
    section.blocks.forEach((block, index) => {
      const joined = section.inline === "after" && index === 0;
      items.push(
        block.kind === "heading" ? { kind: "heading", heading: block, joined } : { ...block, joined },
      );
    });
  }
  if (draft.signature) items.push({ kind: "paragraph", text: draft.signature, name: "signature" });
  if (draft.date) items.push({ kind: "paragraph", text: draft.date, name: "date" });
  return items;
}

/** `broken` is what breaks the line in long titles. */
function addTitle({ title }: Draft, { b, seed }: Context, broken: string): void {
  const wraps = broken && decide(seed, "title-wrap") < 0.2;
  b.open("report-title");
  b.add(title!.agency);
  b.add(title!.year, "year");
  if (wraps) b.add(broken);
  b.add(title!.rest);
  b.close("report-title");
}

function addSection({ name, ordinal, title }: DraftSection, { b, noise }: Context, between = ""): void {
  b.open(`heading:${name}`);
  if (!noise.unnumbered) {
    const [before, after] = noise.ordinalMarks;
    b.add(before);
    b.add(ordinal, `ordinal:${name}`);
    b.add(`${after}${between}`);
  }
  b.add(title, `title:${name}`);
  b.close(`heading:${name}`);
}

/** Chinese numerals from 0 to 10, by their value. */
export const NUMERALS = "〇一二三四五六七八九十";

/** A paragraph with the blanks that reports have in and around them. Four spaces would be code in Markdown. */
function addParagraph(
  text: string,
  name: string | undefined,
  context: Context,
  format: Layout["format"],
): void {
  const { b, noise } = context;
  if (format === "text" || noise.indent !== "    ") b.add(noise.indent);
  if (name === "signature" || name === "date") b.add(text, name);
  else addProse(text, name, context, format);
  b.add(noise.trailing);
}

/** Running text, wrapped as a printed page is. */
function addProse(
  text: string,
  name: string | undefined,
  { b, noise }: Context,
  format: Layout["format"],
): void {
  const spaced = noise.digitSpaces ? withDigitSpaces(text) : text;
  const width = format === "text" && noise.wrapAt > 0 ? noise.wrapAt : spaced.length;
  for (let from = 0; from < spaced.length; from += width) {
    if (from > 0) b.add("\n");
    b.add(spaced.slice(from, from + width), name);
  }
}

/** `2023年5月` as `2023 年 5 月`. */
const withDigitSpaces = (text: string): string =>
  text.replace(/([\u4e00-\u9fff])(\d)/g, "$1 $2").replace(/(\d)([\u4e00-\u9fff])/g, "$1 $2");

function addHeading(
  { level, value, title, body, name }: DraftHeading,
  context: Context,
  format: Layout["format"],
): void {
  const { b, noise } = context;
  if (level === 1) {
    b.add("（");
    b.add(NUMERALS[value]!, `numeral:${name}`);
    b.add("）");
  } else {
    const [before, after] = noise.subNumber;
    b.add(before);
    b.add(String(value), `numeral:${name}`);
    b.add(after);
  }
  b.add(title, `subheading:${name}`);
  if (body) addProse(body, undefined, context, format);
}

function writeText(draft: Draft, layout: Layout, context: Context): void {
  const { b, noise, seed } = context;
  const markdown = layout.format === "markdown";
  const bold = markdown && decide(seed, "bold") < 0.3;
  const level = 1 + Math.floor(decide(seed, "heading-level") * 3);
  const [open, close] = bold
    ? ["**", "**"]
    : ([
        [`${"#".repeat(level)} `, ""],
        [`${"#".repeat(level)} **`, "**"],
        [`${"#".repeat(level)} `, ` ${"#".repeat(level)}`],
      ][Math.floor(decide(seed, "heading-marks") * 3)] as [string, string]);
  const titleBold = markdown && decide(seed, "title-bold") < 0.3;
  const gap = markdown || noise.blankLines ? "\n\n" : "\n";
  const items = itemsOf(draft);
  items.forEach((item, index) => {
    const before = items[index - 1];
    const joined = item.joined || items[index + 1]?.joined;
    if (item.joined) b.add(" ");
    else if (before) b.add(before.kind === "table" ? (markdown ? "\n" : "") : gap);
    switch (item.kind) {
      case "title":
        if (markdown) b.add(titleBold ? "**" : "# ");
        addTitle(draft, context, markdown ? "" : gap);
        if (titleBold) b.add("**");
        break;
      case "paragraph":
        addParagraph(item.text, item.name, context, layout.format);
        break;
      case "section":
        if (markdown && !joined) b.add(open);
        addSection(item.section, context);
        if (markdown && !joined) b.add(close);
        break;
      case "heading":
        if (markdown && item.heading.body === undefined && !joined)
          b.add(`${"#".repeat(item.heading.level + level)} `);
        addHeading(item.heading, context, layout.format);
        break;
      case "table":
        layout.table(item.table, context);
        break;
      case "image":
        b.add(markdown ? "![](table.png)" : "［图片］");
        break;
    }
  });
  b.add("\n");
}

function writeHtml(draft: Draft, layout: Layout, context: Context): void {
  const { b, seed } = context;
  const headings = decide(seed, "html-headings") < 0.5;
  b.add('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>信息公开</title>\n');
  b.add('<style>td { border: 1px solid #000; }</style>\n</head>\n<body>\n<div class="article">\n');
  const items = itemsOf(draft);
  items.forEach((item, index) => {
    const next = items[index + 1]?.joined;
    const open = (tag: string) => b.add(item.joined ? "　" : tag);
    const close = (tag: string) => b.add(next ? "" : `${tag}\n`);
    switch (item.kind) {
      case "title":
        open('<h1 style="text-align:center">');
        addTitle(draft, context, "<br>");
        close("</h1>");
        break;
      case "paragraph":
        open("<p>");
        b.add(item.text, item.name);
        close("</p>");
        break;
      case "section": {
        const plain = item.joined || next || !headings;
        open(plain ? "<p>" : "<h2>");
        if (!plain || item.joined || next) addSection(item.section, context);
        else {
          b.add("<strong>");
          addSection(item.section, context, "</strong><strong>");
          b.add("</strong>");
        }
        close(plain ? "</p>" : "</h2>");
        break;
      }
      case "heading":
        open("<p>");
        addHeading(item.heading, context, layout.format);
        close("</p>");
        break;
      case "table":
        layout.table(item.table, context);
        break;
      case "image":
        b.add('<p><img src="table.png" alt=""></p>\n');
        break;
    }
  });
  b.add("</div>\n</body>\n</html>\n");
}

// Tables.

const addParts = (b: TextBuilder, parts: readonly Part[]) => {
  for (const { text, names } of parts) b.add(text, ...names);
};

/** A cell between borders; an empty value has the whole blank for its place. */
function addCell(b: TextBuilder, cell: GridCell | undefined, left: string, right: string): void {
  const text = cell?.parts.map((part) => part.text).join("") ?? "";
  if (text === "") b.add(left + right, ...(cell?.parts[0]?.names ?? []));
  else {
    b.add(left);
    addParts(b, cell!.parts);
    b.add(right);
  }
}

const ownCells = (row: readonly Slot[]): GridCell[] =>
  row.flatMap((slot) =>
    slot?.kind === "own" && (slot.cell.role !== "group" || hasText(slot.cell)) ? [slot.cell] : [],
  );

const hasText = (cell: GridCell): boolean => cell.parts.some((part) => part.text !== "");

function raggedPipes(table: DraftTable, { b, marks }: Context): void {
  const grid = gridOf(table, 3, marks);
  grid.rows.forEach((row, index) => {
    const cells = ownCells(row);
    cells.forEach((cell, at) => {
      addCell(b, cell, at === 0 ? "" : " ", " ");
      b.add("|");
    });
    const pads = index === grid.rows.length - 1 ? 0 : usualWidth(grid) - cells.length;
    if (pads > 0) b.add(` ${"|".repeat(pads)}`);
    b.add("\n");
  });
}

function addFullRow(b: TextBuilder, row: readonly Slot[], width: number, border = "|"): void {
  b.add(border);
  for (let at = 0; at < Math.max(width, row.length); at++) {
    const slot = row[at];
    addCell(b, slot?.kind === "own" ? slot.cell : undefined, " ", " ");
    b.add(border);
  }
  b.add("\n");
}

/** Full-width or box drawing bars, as pasted tables have them. */
function bars(table: DraftTable, { b, marks, seed }: Context): void {
  const grid = gridOf(table, 3, marks);
  const border = decide(seed, "bar") < 0.5 ? "｜" : "│";
  for (const row of grid.rows) addFullRow(b, row, usualWidth(grid), border);
}

/** A table that is drawn, as pandoc writes those that Markdown has no form for; its borders do not stand one below another. */
function drawn(table: DraftTable, { b, marks }: Context): void {
  const { rows } = gridOf(table, 3, marks);
  const width = Math.max(...rows.map((row) => row.length));
  const rule = (mark: string) => b.add(`+${`${mark.repeat(20)}+`.repeat(width)}\n`);
  rule("-");
  rows.forEach((row, index) => {
    addFullRow(b, row, width);
    rule(index === 0 ? "=" : "-");
  });
  b.add("\n");
}

/** The width that most rows have; a row with a cell too many does not widen its table. */
function usualWidth({ rows }: Grid): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}

function outerPipes(table: DraftTable, { b, marks }: Context): void {
  const grid = gridOf(table, 3, marks);
  for (const row of grid.rows) addFullRow(b, row, usualWidth(grid));
}

function gfm(labelColumns: 1 | 3) {
  return (table: DraftTable, { b, marks, seed }: Context): void => {
    const grid = gridOf(table, labelColumns, marks);
    const width = usualWidth(grid);
    const apart = decide(seed, "blocks-apart") < 0.3;
    grid.rows.forEach((row, index) => {
      const isCaption = row[0]?.cell.role === "caption";
      if (apart && isCaption && index > 0) b.add("\n");
      addFullRow(b, row, width);
      if (index === 0 || (apart && isCaption)) b.add(`|${" --- |".repeat(width)}\n`);
    });
  };
}

function lines(end: string) {
  return (table: DraftTable, { b, marks }: Context): void => {
    for (const row of gridOf(table, 3, marks).rows) {
      for (const cell of ownCells(row)) {
        addCell(b, cell, "", "");
        b.add(end);
      }
    }
  };
}

function alternating(table: DraftTable, { b, marks }: Context): void {
  const grid = gridOf(table, 3, marks);
  for (const row of grid.rows) {
    const cells = ownCells(row);
    cells.forEach((cell, at) => {
      addCell(b, cell, "", "");
      b.add(at < cells.length - 1 ? "\n|\n" : "\n");
    });
    b.add(`${"|".repeat(1 + Math.max(0, usualWidth(grid) - cells.length))}\n`);
  }
}

function tabs(table: DraftTable, { b, marks, seed }: Context): void {
  for (const row of gridOf(table, 3, marks).rows) {
    row.forEach((slot, at) => {
      if (slot && slot.cell === row[at - 1]?.cell) return;
      b.add("\t");
      if (slot?.kind === "own") {
        const wraps = slot.cell.role === "column" && decide(seed, `wrap:${nameOf(slot.cell)}`) < 0.4;
        const [first, rest] = wraps ? split(slot.cell.parts, 3) : [slot.cell.parts, []];
        addParts(b, first);
        if (rest.length) b.add("\n");
        addParts(b, rest);
      }
      b.add("\n");
    });
    b.add("\n");
  }
}

const nameOf = (cell: GridCell): string => cell.parts.at(-1)?.names[0] ?? "";
const lengthOf = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + part.text.length, 0);

/** Divides a cell's text at a character; a name whose text is divided has two pieces. Short text stays whole. */
function split(parts: readonly Part[], at: number): [Part[], Part[]] {
  if (lengthOf(parts) < at + 2) return [[...parts], []];
  const first: Part[] = [];
  const rest: Part[] = [];
  let left = at;
  for (const { text, names } of parts) {
    if (left > 0) first.push({ text: text.slice(0, left), names });
    if (text.length > left) rest.push({ text: text.slice(Math.max(0, left)), names });
    left -= text.length;
  }
  return [first, rest];
}

/** Labels that a narrow column breaks. */
const wrapsAt = (cell: GridCell, seed: number, kind: string): number => {
  const length = lengthOf(cell.parts);
  const wraps = cell.role === "label" && length >= 10 && decide(seed, `${kind}:${nameOf(cell)}`) < 0.5;
  return wraps ? Math.max(6, Math.floor(length * 0.6)) : 0;
};

function tsv(mode: "wrapped" | "split") {
  return (table: DraftTable, { b, marks, seed }: Context): void => {
    const grid = gridOf(table, 3, marks);
    const width = usualWidth(grid);
    const vertical = mode === "split" && table.kind === "requests" ? [..."三、本年度办理结果"] : [];
    for (const row of grid.rows) {
      const size = Math.max(width, row.length);
      const own = (at: number) => (row[at]?.kind === "own" ? row[at].cell : undefined);
      const label = row.findIndex((slot) => slot?.kind === "own" && slot.cell.role === "label");
      const isData = row.some((slot) => slot?.cell.role === "value") && label >= 0;
      const splits = mode === "split" && isData && decide(seed, `page:${nameOf(row[label]!.cell)}`) < 0.2;
      const at = isData && !splits ? wrapsAt(row[label]!.cell, seed, "wrap") : 0;
      const [first, rest] = isData && at ? split(row[label]!.cell.parts, at) : [[], []];
      for (let place = 0; place < size; place++) {
        if (place > 0) b.add("\t");
        const cell = own(place);
        // The outermost group is set vertically, a character a row.
        if (place === 0 && vertical.length && row[0]?.cell.role === "group") b.add(vertical.shift()!);
        else if (place === label && at) addParts(b, first);
        else if (!cell) continue;
        else if (splits && cell.role === "value") continue;
        else addCell(b, cell, "", "");
      }
      b.add("\n");
      if (splits) {
        b.add("\n");
        for (let place = 0; place < size; place++) {
          if (place > 0) b.add("\t");
          const cell = own(place);
          if (cell?.role === "value") addCell(b, cell, "", "");
        }
        b.add("\n");
      }
      if (at) {
        b.add("\t".repeat(label));
        addParts(b, rest);
        b.add(`${"\t".repeat(size - 1 - label)}\n`);
      }
    }
    b.add("\n");
  };
}

const UNREADABLE = {
  requests: [
    "申请人情况",
    "自 法人或其他组织 总",
    "然 商业 科研 社会公 法律服 其 计",
    "人 企业 机构 益组织 务机构 他",
  ],
  litigation: [
    "行政复议 行政诉讼",
    "结 结 其 尚 未经复议直接起诉 复议后起诉",
    "果 果 他 未 总 结 结 其 尚 结 结 其 尚",
  ],
} as const;

function pdf(mode: "plain" | "wrapped") {
  return (table: DraftTable, { b, marks, seed, noise }: Context): void => {
    const grid = gridOf(table, 1, marks);
    const inFront = decide(seed, "group-in-front") < 0.4;
    let pending: GridCell | undefined;
    let headed = false;
    for (const row of grid.rows) {
      const cells = ownCells(row);
      const isData = cells.some((cell) => cell.role === "value");
      if (!isData && cells[0]?.role === "group") {
        if (pending) addLine(b, [pending]);
        pending = cells[0];
        // Only the innermost group stands in front of its row.
        if (!inFront) {
          addLine(b, [pending]);
          pending = undefined;
        }
        continue;
      }
      if (!isData && mode === "wrapped" && table.kind !== "disclosure") {
        if (!headed) for (const line of UNREADABLE[table.kind]) b.add(`${line}\n`, `header:${table.kind}`);
        headed = true;
        continue;
      }
      const label = isData && table.kind !== "litigation" ? cells[0] : undefined;
      const at = label && mode === "wrapped" && !pending ? wrapsAt(label, seed, "wrap") : 0;
      if (at === 0) {
        addLine(b, pending ? [pending, ...cells] : cells);
        pending = undefined;
        continue;
      }
      const [first, rest] = split(label!.parts, at);
      const between = decide(seed, `between:${nameOf(label!)}`) < 0.4;
      addParts(b, first);
      b.add(between ? "\n" : " ");
      addLine(b, cells.slice(1));
      addParts(b, rest);
      b.add("\n");
    }
    if (noise.blankLines) b.add("\n");
  };
}

function addLine(b: TextBuilder, cells: readonly GridCell[]): void {
  cells.forEach((cell, at) => {
    if (at > 0) b.add(" ");
    addParts(b, cell.parts);
  });
  b.add("\n");
}

function labelLines(table: DraftTable, { b, marks, seed }: Context): void {
  const tab = decide(seed, "label-line-tab") < 0.5;
  for (const row of gridOf(table, 1, marks).rows) {
    const cells = ownCells(row);
    const isData = cells.some((cell) => cell.role === "value") && cells[0]?.role === "label";
    if (isData) {
      addParts(b, cells.shift()!.parts);
      b.add("\n");
    } else if (cells[0]?.role === "label" && cells.length > 1) {
      addParts(b, cells.shift()!.parts);
      b.add("\n");
    }
    cells.forEach((cell, at) => {
      if (at > 0) b.add(tab ? "\t" : "|");
      addCell(b, cell, at > 0 && !tab ? " " : "", tab || cells.length < 2 ? "" : " ");
    });
    b.add(tab || cells.length < 2 ? "\n" : "|\n");
  }
}

const CELL_FORMS: readonly (readonly [open: string, close: string])[] = [
  ["", ""],
  ["<p>", "</p>"],
  ['<p style="text-align:center"><span lang="EN-US">', "</span></p>"],
  ["\n  <p>&nbsp;<span>", "</span>&nbsp;</p>\n  "],
];

function html(table: DraftTable, { b, marks, seed }: Context): void {
  const form = Math.floor(decide(seed, `cell-form:${table.kind}`) * 4);
  const headerTag = decide(seed, "header-tag") < 0.3 ? "th" : "td";
  b.add('<table border="1" cellspacing="0">\n<tbody>\n');
  for (const row of gridOf(table, 3, marks).rows) {
    b.add("<tr>");
    for (const slot of row) {
      if (slot?.kind !== "own") continue;
      const { cell } = slot;
      const span = (name: string, size: number) => (size > 1 ? ` ${name}="${size}"` : "");
      const tag = cell.role === "column" ? headerTag : "td";
      b.add(`<${tag}${span("rowspan", cell.rowspan)}${span("colspan", cell.colspan)}>`);
      const [open, close] = CELL_FORMS[form]!;
      const breaks = cell.role !== "value" && decide(seed, `br:${nameOf(cell)}`) < 0.1;
      const [first, rest] = split(cell.parts, breaks ? 4 : Number.POSITIVE_INFINITY);
      addCell(b, { ...cell, parts: first }, open, rest.length ? "<br>" : close);
      if (rest.length) {
        addParts(b, rest);
        b.add(close);
      }
      b.add(`</${tag}>`);
    }
    b.add("</tr>\n");
  }
  b.add("</tbody>\n</table>\n");
}
