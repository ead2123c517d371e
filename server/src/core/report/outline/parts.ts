import { readChinese } from "../../text/numeral";
import { allMatches } from "../../text/text";

/*
 * The preface lists what the report consists of: 由总体情况、…、其他需要报告的事项六个部分组成. Titles have 、 and 和
 * in them, so the list is not cut up: each title is known by its own words.
 */

/** A list of the report's parts in folded text. */
export interface PartsListed {
  /** Bounds of the list and what is said of it. */
  readonly from: number;
  readonly to: number;
  /** How many parts the text says there are; undefined where it gives no number. */
  readonly count: number | undefined;
  /** Keys of the sections that are listed. */
  readonly keys: ReadonlySet<string>;
  /** The list goes on after what is named: 等. */
  readonly isOpen: boolean;
  /** Something else is listed as well. */
  readonly hasOthers: boolean;
}

/** What is left of each title when words that others have too are left aside. In the order of the standard. */
const WORDS: readonly (readonly [key: string, words: RegExp])[] = [
  ["overview", /总体(?:工作)?(?:情况|概况)?|概述|概况|综述|基本情况/],
  ["litigation", /复议[、,]?(?:以及|[和及或与])?(?:被?提起)?(?:行政)?诉讼|复议|诉讼/],
  ["disclosure", /主动公开/],
  ["requests", /收到和?处理|依申请|公开申请|(?:办理|受理)[^、,;]{0,8}申请/],
  [
    "problems",
    /(?:问题|不足|困难)(?:[、,]?(?:以及|[和及与])?(?:改进|整改|下一步)(?:情况|措施|工作|打算|计划)*)?/,
  ],
  ["other", /其[他它](?:需要|应当)?(?:报告|说明)?的?(?:事项|情况|内容)?|需要(?:报告|说明)的(?:事项|情况)/],
];

/** …等六个部分组成, …六部分; …组成 without a number. */
const BEHIND =
  /(?:由|从|包括|包含|分为|涵盖)([^。]{16,260}?)(等)?(?:共|这|以上|共计|合计)?(?:([二两三四五六七八九十\d]{1,2})(?:个|大|项|方面)?的?(?:部分|方面|章节|章|内容)(?:组成|构成)?|组成|构成|几?个?部分)/g;
/** 分六个部分：…, 由六个部分组成，包括…. */
const IN_FRONT =
  /([二两三四五六七八九十\d]{1,2})(?:个|大|项|方面)?的?(?:部分|方面|章节|章|内容)(?:组成|构成)?(?:内容)?[,:](?:分别)?(?:为|是|即|包括)?:?([^。]{16,260})/g;

/** Titles that must be listed before a list is one of a report's parts. */
const FEWEST = 3;

/** The first list of the report's parts in folded text; undefined where there is none. */
export function partsListed(text: string): PartsListed | undefined {
  for (const match of allMatches(text, BEHIND)) {
    const [whole, list, open, number] = match as unknown as [string, string, string?, string?];
    const found = readList(list, number, open !== undefined);
    if (found !== undefined) return { ...found, from: match.index, to: match.index + whole.length };
  }
  for (const match of allMatches(text, IN_FRONT)) {
    const [whole, number, list] = match as unknown as [string, string, string];
    const found = readList(list, number, /等(?:方面|内容)?$/.test(list));
    if (found !== undefined) return { ...found, from: match.index, to: match.index + whole.length };
  }
  return undefined;
}

/** Words around titles that are none. */
const FILLING =
  /组成|构成|部分|包括|政府|政务|信息|公开|工作|行政|机关|情况|申请|中?存在的?|主要|改进|措施|事项|处理|收到|因|被|提起|方面|内容|以及|分别|[一二三四五六\d]|[、,;:.()的和及与等为是"]/g;

function readList(
  list: string,
  number: string | undefined,
  isOpen: boolean,
): Omit<PartsListed, "from" | "to"> | undefined {
  const keys = new Set<string>();
  let rest = list;
  for (const [key, words] of WORDS) {
    const left = rest.replace(words, "、");
    if (left !== rest) keys.add(key);
    rest = left;
  }
  if (keys.size < FEWEST) return undefined;
  const count = number === undefined ? undefined : /\d/.test(number) ? Number(number) : readChinese(number);
  return { count, keys, isOpen, hasOthers: rest.replace(FILLING, "").length >= 2 };
}
