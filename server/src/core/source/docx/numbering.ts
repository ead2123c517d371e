import { toChinese } from "../../text/numeral";
import { childOf, type Element, isOn, xmlText } from "../xml";

/*
 * Automatic numbers: 一、 that Word counts by itself and that stands nowhere in the text. Counted per abstract list and not
 * per list, as Word does: headings of one document often belong to several lists that share their counting.
 */

/** The number of a paragraph as it is shown; empty where it shows none. */
export type Numbering = (paragraph: Element) => string;

interface Level {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  readonly suffix: string;
  readonly isLegal: boolean;
  /** Starts again behind a number of this level or a higher one; 0: never. */
  readonly restart: number;
  /** The style of paragraphs that are on this level without saying so. */
  readonly style: string | undefined;
}

interface List {
  readonly abstract: string;
  readonly levels: ReadonlyMap<number, Level>;
  /** By level: where this list starts counting of its own. */
  readonly starts: ReadonlyMap<number, number>;
}

/** What gives paragraphs their numbers, for one reading of a document from its start. */
export function numberingOf(numbering: Element | undefined, styles: Styles): Numbering {
  const lists = readLists(numbering);
  const counters = new Map<string, number[]>();
  const begun = new Set<string>();
  return (paragraph) => {
    const place = placeOf(paragraph, styles, lists);
    const list = place && lists.get(place.list);
    const level = place && list?.levels.get(place.level);
    if (place === undefined || list === undefined || level === undefined) return "";
    const counts = countersOf(counters, list.abstract);
    const own = list.starts.get(place.level);
    const isFirst = !begun.has(`${place.list} ${place.level}`);
    begun.add(`${place.list} ${place.level}`);
    const before = own !== undefined && isFirst ? undefined : counts[place.level];
    counts[place.level] = before === undefined ? (own ?? level.start) : before + 1;
    for (const [deeper, { restart }] of list.levels)
      if (deeper > place.level && restart > place.level) delete counts[deeper];
    return shown(level, list.levels, counts);
  };
}

/**
 * Programs that convert old files lose what numbers look like: no format is left, or `?` for each Chinese mark. Such a number
 * is not known, and better not shown than shown wrong.
 */
function isLost(format: string, text: string): boolean {
  return (format === "none" && text.includes("%")) || text.includes("?");
}

function countersOf(counters: Map<string, number[]>, key: string): number[] {
  const known = counters.get(key);
  if (known !== undefined) return known;
  const counts: number[] = [];
  counters.set(key, counts);
  return counts;
}

/** Numbers, bullets left out: `%1、` with what each level counts. */
function shown(
  { format, text, suffix, isLegal }: Level,
  levels: ReadonlyMap<number, Level>,
  counts: number[],
): string {
  if (isLost(format, text)) return "";
  if (format === "none") return text;
  if (format === "bullet") return "• ";
  const number = text.replaceAll(/%([1-9])/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    const level = levels.get(at);
    return spell(counts[at] ?? level?.start ?? 1, isLegal ? "decimal" : (level?.format ?? "decimal"));
  });
  // Chinese marks bring their own space.
  const isApart = number === "" || suffix === "nothing" || /[、，．。）】〕：）]$/.test(number);
  return isApart ? number : `${number} `;
}

const CHINESE = new Set([
  "chineseCounting",
  "chineseCountingThousand",
  "japaneseCounting",
  "taiwaneseCounting",
  "taiwaneseCountingThousand",
]);
/** 10 is 一〇. */
const CHINESE_DIGITS = new Set(["ideographDigital", "taiwaneseDigital", "koreanDigital2"]);

/** No list of a report is longer. */
const MOST_COUNTED = 9999;

function spell(value: number, format: string): string {
  if (!(value >= 0 && value <= MOST_COUNTED)) return "";
  if (CHINESE.has(format)) return toChinese(value);
  const digits = String(value);
  if (CHINESE_DIGITS.has(format))
    return digits.replaceAll(/\d/g, (digit) => "〇一二三四五六七八九"[Number(digit)]!);
  switch (format) {
    case "decimalFullWidth":
    case "decimalFullWidth2":
      return [...digits].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join("");
    case "decimalEnclosedCircle":
    case "decimalEnclosedCircleChinese":
      return value >= 1 && value <= 20 ? String.fromCharCode(0x245f + value) : digits;
    case "decimalEnclosedParen":
      return `(${digits})`;
    case "decimalZero":
      return digits.padStart(2, "0");
    case "ideographTraditional":
      return "甲乙丙丁戊己庚辛壬癸"[(value - 1) % 10] ?? digits;
    case "ideographZodiac":
      return "子丑寅卯辰巳午未申酉戌亥"[(value - 1) % 12] ?? digits;
    case "chineseLegalSimplified":
    case "ideographLegalTraditional":
      return [...toChinese(value)].map((digit) => LEGAL[digit] ?? digit).join("");
    case "upperLetter":
      return letters(value);
    case "lowerLetter":
      return letters(value).toLowerCase();
    case "upperRoman":
      return roman(value);
    case "lowerRoman":
      return roman(value).toLowerCase();
    default:
      return digits;
  }
}

const LEGAL: Readonly<Record<string, string>> = {
  一: "壹",
  二: "贰",
  三: "叁",
  四: "肆",
  五: "伍",
  六: "陆",
  七: "柒",
  八: "捌",
  九: "玖",
  十: "拾",
  百: "佰",
  千: "仟",
};

function letters(value: number): string {
  if (value < 1) return "";
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.min(Math.ceil(value / 26), 20));
}

const ROMAN = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
] as const;

function roman(value: number): string {
  let left = Math.min(Math.max(value, 0), 3999);
  let result = "";
  for (const [worth, sign] of ROMAN) {
    for (; left >= worth; left -= worth) result += sign;
  }
  return result;
}

/** Styles of paragraphs by their id. */
export type Styles = ReadonlyMap<string, Element>;

/** The styles of a document; without a part for them, none. */
export function stylesOf(part: Element | undefined): Styles {
  const styles = new Map<string, Element>();
  for (const style of part?.children ?? []) {
    const id = style.attributes["w:styleId"];
    if (style.name === "w:style" && id !== undefined) styles.set(id, style);
  }
  return styles;
}

const MOST_ANCESTORS = 20;

/** A style and those that it is based on, itself first. */
function* ancestry(styles: Styles, id: string): Generator<Element> {
  let style = styles.get(id);
  for (let i = 0; i < MOST_ANCESTORS && style !== undefined; i++) {
    yield style;
    style = styles.get(settingOf(style, "w:basedOn") ?? "");
  }
}

/** Styles of which the text is hidden. */
export function hiddenStyles(styles: Styles): ReadonlySet<string> {
  const hidden = new Set<string>();
  for (const id of styles.keys()) {
    for (const style of ancestry(styles, id)) {
      const vanish = childOf(childOf(style, "w:rPr"), "w:vanish");
      if (vanish === undefined) continue;
      if (isOn(vanish)) hidden.add(id);
      break;
    }
  }
  return hidden;
}

/** The list and the level that a paragraph is in: what it says itself, else what its style says, or one that this is based on. */
function placeOf(
  paragraph: Element,
  styles: Styles,
  lists: ReadonlyMap<string, List>,
): { list: string; level: number } | undefined {
  const properties = childOf(paragraph, "w:pPr");
  const own = childOf(properties, "w:numPr");
  let list = settingOf(own, "w:numId");
  let level = settingOf(own, "w:ilvl");
  let named: string | undefined;
  if (list === undefined) {
    for (const style of ancestry(styles, settingOf(properties, "w:pStyle") ?? "")) {
      const inherited = childOf(childOf(style, "w:pPr"), "w:numPr");
      list = settingOf(inherited, "w:numId");
      level ??= settingOf(inherited, "w:ilvl");
      named = style.attributes["w:styleId"];
      if (list !== undefined) break;
    }
  }
  // Number 0 takes a paragraph out of the list of its style.
  const found = list === undefined || list === "0" ? undefined : lists.get(list);
  if (list === undefined || found === undefined) return undefined;
  // A level may name the style that it is for, instead.
  const byStyle = [...found.levels].find(([, { style }]) => style !== undefined && style === named)?.[0];
  return { list, level: level === undefined ? (byStyle ?? 0) : Number(level) };
}

function settingOf(element: Element | undefined, name: string): string | undefined {
  return childOf(element, name)?.attributes["w:val"];
}

function readLists(numbering: Element | undefined): ReadonlyMap<string, List> {
  const abstracts = readAbstracts(numbering);
  const lists = new Map<string, List>();
  for (const element of numbering?.children ?? []) {
    const id = element.attributes["w:numId"];
    const abstract = settingOf(element, "w:abstractNumId");
    if (element.name !== "w:num" || id === undefined || abstract === undefined) continue;
    const levels = new Map<number, Level>();
    const starts = new Map<number, number>();
    const described = abstracts.get(abstract);
    addLevels(described?.children ?? [], levels);
    for (const override of element.children) {
      if (override.name !== "w:lvlOverride") continue;
      addLevels(override.children, levels);
      const start = settingOf(override, "w:startOverride");
      if (start !== undefined) starts.set(Number(override.attributes["w:ilvl"] ?? 0), Number(start));
    }
    const key = described?.attributes["w:abstractNumId"] ?? abstract;
    lists.set(id, { abstract: key, levels, starts });
  }
  return lists;
}

/** Descriptions of lists by their id. One that only names a list style is described where that style is. */
function readAbstracts(numbering: Element | undefined): ReadonlyMap<string, Element> {
  const abstracts = new Map<string, Element>();
  const styled = new Map<string, Element>();
  for (const element of numbering?.children ?? []) {
    const id = element.attributes["w:abstractNumId"];
    if (element.name !== "w:abstractNum" || id === undefined) continue;
    abstracts.set(id, element);
    const style = settingOf(element, "w:styleLink");
    if (style !== undefined) styled.set(style, element);
  }
  for (const [id, element] of abstracts) {
    const described = styled.get(settingOf(element, "w:numStyleLink") ?? "");
    if (described !== undefined) abstracts.set(id, described);
  }
  return abstracts;
}

/** As many as Word has. */
const MOST_LEVELS = 9;

function addLevels(elements: readonly Element[], levels: Map<number, Level>): void {
  for (const element of elements) {
    if (element.name !== "w:lvl") continue;
    const at = Number(element.attributes["w:ilvl"] ?? 0);
    if (!(at >= 0 && at < MOST_LEVELS)) continue;
    levels.set(at, {
      start: Number(settingOf(element, "w:start") ?? 1),
      format: settingOf(element, "w:numFmt") ?? "decimal",
      text: xmlText(settingOf(element, "w:lvlText") ?? ""),
      suffix: settingOf(element, "w:suff") ?? "tab",
      isLegal: isOn(childOf(element, "w:isLgl")),
      restart: Number(settingOf(element, "w:lvlRestart") ?? at),
      style: settingOf(element, "w:pStyle"),
    });
  }
}
