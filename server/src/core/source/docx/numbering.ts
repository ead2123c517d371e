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
  if (format === "none") return "";
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
  "ideographDigital",
  "taiwaneseDigital",
  "koreanDigital2",
]);

function spell(value: number, format: string): string {
  if (CHINESE.has(format)) return toChinese(value);
  const digits = String(value);
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
  let style = styles.get(childOf(properties, "w:pStyle")?.attributes["w:val"] ?? "");
  for (let i = 0; i < MOST_ANCESTORS && style !== undefined && list === undefined; i++) {
    const inherited = childOf(childOf(style, "w:pPr"), "w:numPr");
    list = settingOf(inherited, "w:numId");
    level ??= settingOf(inherited, "w:ilvl");
    style = styles.get(childOf(style, "w:basedOn")?.attributes["w:val"] ?? "");
  }
  // Number 0 takes a paragraph out of the list of its style.
  if (list === undefined || list === "0" || !lists.has(list)) return undefined;
  return { list, level: Number(level ?? 0) };
}

function settingOf(element: Element | undefined, name: string): string | undefined {
  return childOf(element, name)?.attributes["w:val"];
}

function readLists(numbering: Element | undefined): ReadonlyMap<string, List> {
  const abstracts = new Map<string, Element>();
  const lists = new Map<string, List>();
  for (const element of numbering?.children ?? []) {
    const id = element.attributes["w:abstractNumId"];
    if (element.name === "w:abstractNum" && id !== undefined) abstracts.set(id, element);
  }
  for (const element of numbering?.children ?? []) {
    const id = element.attributes["w:numId"];
    const abstract = settingOf(element, "w:abstractNumId");
    if (element.name !== "w:num" || id === undefined || abstract === undefined) continue;
    const levels = new Map<number, Level>();
    const starts = new Map<number, number>();
    addLevels(abstracts.get(abstract)?.children ?? [], levels);
    for (const override of element.children) {
      if (override.name !== "w:lvlOverride") continue;
      addLevels(override.children, levels);
      const start = settingOf(override, "w:startOverride");
      if (start !== undefined) starts.set(Number(override.attributes["w:ilvl"] ?? 0), Number(start));
    }
    lists.set(id, { abstract, levels, starts });
  }
  return lists;
}

function addLevels(elements: readonly Element[], levels: Map<number, Level>): void {
  for (const element of elements) {
    if (element.name !== "w:lvl") continue;
    const at = Number(element.attributes["w:ilvl"] ?? 0);
    levels.set(at, {
      start: Number(settingOf(element, "w:start") ?? 1),
      format: settingOf(element, "w:numFmt") ?? "decimal",
      text: xmlText(settingOf(element, "w:lvlText") ?? ""),
      suffix: settingOf(element, "w:suff") ?? "tab",
      isLegal: isOn(childOf(element, "w:isLgl")),
      restart: Number(settingOf(element, "w:lvlRestart") ?? at),
    });
  }
}
