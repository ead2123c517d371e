import type { Partition } from "./facts";
import { type MeasureFound, PERSONS, ROW_NAMES, VERBS } from "./kinds";
import { has, hasTag, isOne, type Token, tagSet } from "./words";

/*
 * Parts and their whole: 收到25件，其中现场6件、邮寄7件、网上12件. People list in many ways: parts of parts behind
 * them or in brackets, groups parted by ；, a second way of dividing the same whole, another whole with parts of its
 * own. A sum is wrong only if no reading makes it right.
 */

const ORGANISATION = tagSet("legalPerson", "otherOrganisation", "enterprise");
const NO_SUM = tagSet("open", "etc", "some", "partsOf", "foreign", VERBS);
const OPENERS = tagSet("partsOf", "respectively");

/** Longer lists are none that a person wrote. */
const LONGEST_LIST = 80;
/** So many sums of a list are followed. */
const MOST_SUMS = 200;
/** So many numbers are looked back over for the whole of a list. */
const FARTHEST_WHOLE = 6;

/** Lists of parts: those behind 其中, 包括, a colon or a bracket, and those before 合计. */
export function findPartitions(tokens: readonly Token[], measures: readonly MeasureFound[]): Partition[] {
  // A bracket that was opened and is lost: what it held cannot be told.
  if (hasStrayClose(tokens)) return [];
  const partitions: Partition[] = [];
  const depths = depthsOf(tokens);
  /** Numbers of a list that is not parted by ；: what follows 其中 there may go on with the list. */
  const listed = new Set<MeasureFound>();
  for (let i = 0; i + 1 < measures.length; i++) {
    const opening = openingOf(tokens, measures, i, depths);
    if (opening === undefined) continue;
    const items = listedItems(tokens, measures, i + 1, opening, depths);
    if (items.length < opening.fewest) continue;
    const isApart = depths[items[0]!.measure.at]! > depths[opening.whole.at]!;
    partitions.push(...readList(opening, items, !isApart && listed.has(opening.whole)));
    if (!items.some(({ isGroup }) => isGroup)) for (const { measure } of items) listed.add(measure);
  }
  return partitions.concat(sumsBefore(tokens, measures));
}

/** A bracket is closed that none opened, and it does not number an item: `1)`. */
function hasStrayClose(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const { tag, text } = tokens[at]!;
    if (tag !== "break") continue;
    if (text === "(") depth++;
    if (text !== ")") continue;
    const isNumber = tokens[at - 1]?.tag === "number" && (tokens[at - 2]?.tag ?? "break") === "break";
    if (depth === 0 && !isNumber) return true;
    if (depth > 0) depth--;
  }
  return false;
}

/** How many brackets are open at each token. */
function depthsOf(tokens: readonly Token[]): Int32Array {
  const depths = new Int32Array(tokens.length);
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const { tag, text } = tokens[at]!;
    if (tag === "break" && text === ")") depth--;
    depths[at] = depth;
    if (tag === "break" && text === "(") depth++;
  }
  return depths;
}

interface Opening {
  readonly whole: MeasureFound;
  /** What else the parts may be of: numbers further off, and the sums of numbers side by side. */
  readonly others: readonly number[];
  /** What the whole and the numbers side by side with it come to: 新收20件，上年结转3件，其中…. */
  readonly most: number;
  /** 分别为: the parts are all there is. */
  readonly isDivision: boolean;
  /** 包括, 主要: some may be left out. */
  readonly isOpen: boolean;
  /** 其中：…；…: the list goes on over ；. */
  readonly isColon: boolean;
  /** Numbers that make a list: a bracket alone may hold any. */
  readonly fewest: number;
}

/** What stands between a number and the next that says that parts follow. */
function openingOf(
  tokens: readonly Token[],
  measures: readonly MeasureFound[],
  at: number,
  depths: Int32Array,
): Opening | undefined {
  const from = measures[at]!.at + 1;
  const next = measures[at + 1]!;
  const between = tokens.slice(from, next.at);
  const opener = between.findIndex((token) => isOne(token, OPENERS) || isInclusion(token));
  if (between.slice(Math.max(opener, 0)).some(isOverlap)) return undefined;
  const marks = marksOf(between);
  const isColon = /:$/.test(marks) || between[opener]?.text.endsWith(":") === true;
  if (opener < 0) {
    const whole = measures[at]!;
    if (!/^[(:]$/.test(marks) || whole.unit !== next.unit || has(between, REST)) return undefined;
    return { whole, others: [], most: whole.value, isDivision: false, isOpen: false, isColon, fewest: 2 };
  }
  const isDivision = hasTag(between, "respectively");
  const isParts = isDivision || hasTag(between, "partsOf");
  if (!isParts && /[;。)]/.test(marks)) return undefined;
  const found = wholeBefore(tokens, measures, at, next, depths, depths[from + opener]!);
  const isOpen = between.some(isInclusion) || between.some(({ text }) => text === "主要");
  return found && { ...found, isDivision, isOpen, isColon, fewest: isParts ? 1 : 2 };
}

/** 60条，比上年增加10条。其中…: the parts are of the 60. */
function wholeBefore(
  tokens: readonly Token[],
  measures: readonly MeasureFound[],
  at: number,
  { unit, value: first }: MeasureFound,
  depths: Int32Array,
  depth: number,
): Pick<Opening, "whole" | "others" | "most"> | undefined {
  const near = measures
    .slice(Math.max(0, at - FARTHEST_WHOLE), at + 1)
    .reverse()
    .filter((it) => it.unit === unit && unit !== "" && depths[it.at]! <= depth && !hasTag(it.words, "delta"));
  const [last, ...before] = near;
  if (last === undefined) return undefined;
  // 网站754条，新媒体2808条，其他54条。其中微信1205条: no part of the 54.
  const whole = near.find(({ value }) => value >= first) ?? last;
  const others = near.filter((it) => it !== whole).map(({ value }) => value);
  const beside = before.findIndex((it) => {
    const between = tokens.slice(it.at, last.at);
    return (
      /[;。]/.test(marksOf(between)) || between.some((token) => token.tag === "partsOf" || isInclusion(token))
    );
  });
  const most = Math.max(whole.value, sumOf([last, ...before.slice(0, beside < 0 ? before.length : beside)]));
  return { whole, others: [...others, ...runningSums(near.map(({ value }) => value))], most };
}

/** A number of a list, and how it stands to the one before it. */
interface Item {
  readonly measure: MeasureFound;
  /** Behind ；. */
  readonly isGroup: boolean;
  /** Behind 、: it belongs to the list as the number before it does. */
  readonly isListed: boolean;
  /** Behind a 其中 or 含 of its own: a part of a part, or a second way of dividing the whole. */
  readonly isInner: boolean;
  /** Something else stands between: another unit, several clauses, another sort of number. */
  readonly isLoose: boolean;
  /** 等 behind it. */
  readonly isLast: boolean;
}

/** The numbers of a list in its own bracket; what stands in further brackets are parts of parts. */
function listedItems(
  tokens: readonly Token[],
  measures: readonly MeasureFound[],
  from: number,
  { whole }: Opening,
  depths: Int32Array,
): Item[] {
  const items: Item[] = [];
  const first = measures[from]!;
  const depth = depths[first.at]!;
  let before = whole.at;
  let isApart = false;
  for (let i = from; i < measures.length; i++) {
    const measure = measures[i]!;
    const between = tokens.slice(measures[i - 1]!.at + 1, measure.at);
    if (i > from && endsList(between, measure, depths, depth)) break;
    if (i - from > LONGEST_LIST) return [];
    if (depths[measure.at]! > depth || hasTag(measure.words, "delta") || isSum(measure)) continue;
    if (measure.unit !== whole.unit) {
      isApart = true;
      continue;
    }
    if (measure.words.some(isOverlap) || TAKEN_UP.test(measure.label)) return [];
    const since = tokens.slice(before + 1, measure.at).filter((_, at) => depths[before + 1 + at] === depth);
    const marks = marksOf(since);
    const isFirst = items.length === 0;
    items.push({
      measure,
      isGroup: !isFirst && marks.includes(";"),
      isListed: !isFirst && !/[,;]/.test(marks) && since.some(({ text }) => text === "、"),
      isInner: !isFirst && since.some((token) => token.tag === "partsOf" || isInclusion(token)),
      isLoose:
        !isFirst && (isApart || /,.*,/.test(marks) || sortOf(measure) !== sortOf(items.at(-1)!.measure)),
      isLast: tokens[measure.at + 1]?.tag === "etc",
    });
    before = measure.at;
    isApart = false;
    if (items.at(-1)!.isLast) break;
  }
  return items;
}

/** The list's bracket or sentence is over, or another list begins. */
function endsList(
  between: readonly Token[],
  { at }: MeasureFound,
  depths: Int32Array,
  depth: number,
): boolean {
  for (let back = 1; back <= between.length; back++) if (depths[at - back]! < depth) return true;
  return (
    /[。:]/.test(marksOf(between)) ||
    hasTag(between, "respectively") ||
    between.some((token) => token.tag === "open" && !isInclusion(token))
  );
}

/** What a list says, and of groups the lists in them. */
function readList(opening: Opening, items: readonly Item[], isInList: boolean): Partition[] {
  const { whole, others, most } = opening;
  const values = [whole, ...items.map(({ measure }) => measure)];
  if (values.some(({ bound, isRounded }) => bound !== "exact" || isRounded)) return [];
  const readings = readingsOf(opening, items).map((parts) => ({
    parts,
    sum: sumOf(parts),
    isComplete: isComplete(opening, parts, items),
  }));
  const natural = readings.reduce((best, it) =>
    Math.abs(it.sum - whole.value) < Math.abs(best.sum - whole.value) ? it : best,
  );
  const wholes = [whole.value, ...others];
  const isRight =
    (isInList && items[0]!.measure.value <= whole.value) ||
    readings.some(({ sum, isComplete }) => sum <= most && !(isComplete && sum < whole.value)) ||
    reaches(items, wholes);
  const { parts } = natural;
  const list = { whole, parts, isComplete: natural.isComplete, isRight };
  return [list, ...innerLists(opening, items, parts)];
}

/** The parts as people may mean them: all, those of the first group, the first of each group, those up to a break. */
function readingsOf({ isColon }: Opening, items: readonly Item[]): MeasureFound[][] {
  const groups = groupsOf(items);
  // 财政类40条，预算10条，决算30条；民生类60条，…: where each group adds up in itself, its first number is a part.
  const hasOwn = (group: readonly Item[]) => group[1]?.isInner === true;
  if (groups.length > 1 && groups.every((group) => addsUp(group) && !hasOwn(group)))
    return [groups.map(([item]) => item!.measure)];
  const [first, ...more] = groups.map(withoutInner);
  const readings: MeasureFound[][] = [];
  const isEnumeration = first!.length === 1 && (isColon || isOneSort(groups) || groups.every(hasOwn));
  if (more.length > 0 && !isEnumeration) readings.push(measuresOf(first!));
  // 复议9件，其中…；诉讼6件，其中…: the second is a whole of its own.
  const isAnother = groups.some((group, at) => at > 0 && hasOwn(group)) && !hasOwn(groups[0]!);
  if (!isAnother || readings.length === 0) {
    readings.push(measuresOf([first!, ...more].flat()));
    if (groups.length > 1) readings.push(groups.map((group) => group[0]!.measure));
  }
  const loose = first!.findIndex(({ isLoose }) => isLoose);
  if (loose > 0) readings.push(measuresOf(first!.slice(0, loose)));
  return readings;
}

/** 网上15件，占60%；信函10件，占40%: of one number each, all channels or all persons, or the last 其他. */
function isOneSort(groups: readonly (readonly Item[])[]): boolean {
  if (groups.some(({ length }) => length > 1)) return false;
  const [first, ...more] = groups.map(([item]) => familyOf(item!.measure));
  if (REST_NAME.test(groups.at(-1)![0]!.measure.label)) return true;
  return first !== "other" && more.every((family) => family === first);
}

/** Whether the first number is the sum of two or more others. */
function addsUp([first, ...rest]: readonly Item[]): boolean {
  return rest.length > 1 && first!.measure.value > 0 && first!.measure.value === sumOf(measuresOf(rest));
}

const measuresOf = (items: readonly Item[]) => items.map(({ measure }) => measure);

function groupsOf(items: readonly Item[]): Item[][] {
  const groups: Item[][] = [];
  for (const item of items) {
    if (groups.length === 0 || item.isGroup) groups.push([]);
    groups.at(-1)!.push(item);
  }
  return groups;
}

/** Without the parts of its parts: those behind 其中, as many as fit into what they are parts of. */
function withoutInner(group: readonly Item[]): Item[] {
  const kept: Item[] = [];
  let room = 0;
  for (const item of group) {
    const { value } = item.measure;
    if (item.isInner && kept.length > 0) room = kept.at(-1)!.measure.value;
    if (kept.length > 0 && value > 0 && value <= room) room = round(room - value);
    else {
      kept.push(item);
      room = 0;
    }
  }
  return kept;
}

/**
 * Whether some way of taking numbers as parts of the number before them makes the rest come to one of the wholes. What
 * stands at the end may be left out, unless it goes on with the list: 网站10条、公众号20条、视频号5条 are no 30.
 */
function reaches(items: readonly Item[], wholes: readonly number[]): boolean {
  const values = items.map(({ measure }) => measure.value);
  const sums: Set<number>[] = values.map(() => new Set<number>());
  const largest = Math.max(...wholes);
  sums[0]!.add(0);
  for (let at = 0; at < items.length; at++) {
    const ways = nextParts(items, at);
    const nexts = ways.flatMap((next) => sums[next] ?? []);
    const canEnd = ways.some((next) => items[next]?.isListed !== true);
    for (const before of sums[at]!) {
      const sum = round(before + values[at]!);
      if (wholes.includes(sum) && canEnd) return true;
      if (sum > largest) continue;
      for (const next of nexts) if (next.size < MOST_SUMS) next.add(sum);
    }
  }
  return false;
}

/** Where the list can go on behind a number: at once, behind numbers that come to it, behind those of its group. */
function nextParts(items: readonly Item[], at: number): number[] {
  const whole = items[at]!.measure.value;
  const { isInner: isOwn = false, isListed = false } = items[at + 1] ?? {};
  const nexts = isOwn ? [] : [at + 1];
  let sum = 0;
  for (let to = at + 1; to < items.length; to++) {
    sum = round(sum + items[to]!.measure.value);
    if (sum > whole) break;
    const isEnd = !isListed && (items[to + 1]?.isGroup === true || to + 1 === items.length);
    if ((to > at + 1 && sum === whole) || isOwn || isEnd) nexts.push(to + 1);
  }
  return nexts;
}

/** 复议7件，维持6件，未审结1件；诉讼4件，…: where the first numbers make the whole, the others make those. */
function innerLists(opening: Opening, items: readonly Item[], parts: readonly MeasureFound[]): Partition[] {
  const groups = groupsOf(items);
  if (groups.length < 2 || sumOf(parts) !== opening.whole.value) return [];
  if (parts.length !== groups.length || groups.some((group, at) => group[0]!.measure !== parts[at]))
    return [];
  return groups.flatMap(([first, ...rest]) => {
    if (rest.length < 2 || rest.some(({ isInner, isLoose }) => isInner || isLoose)) return [];
    const whole = first!.measure;
    const inner = measuresOf(rest);
    const of: Opening = { ...opening, whole, others: [], most: whole.value, isOpen: false };
    const complete = isComplete(of, inner, rest);
    const isRight = reaches(rest, [whole.value]) || (sumOf(inner) < whole.value && !complete);
    return [{ whole, parts: inner, isComplete: complete, isRight }];
  });
}

/** 包括, 含, 主要是: a list follows that may leave some out. */
function isInclusion({ tag, text }: Token): boolean {
  return tag === "open" && /包[括含]$|^含$|^主要[有是]$/.test(text);
}

/** One request may be about several matters: their numbers do not add up. */
function isOverlap({ tag, text }: Token): boolean {
  return tag === "some" && text === "涉及";
}

/** One piece is printed by several papers, and some number is the highest. */
const TAKEN_UP = /采用|录用|刊[发登载]|入选|获奖|最[高多]|单[条篇日]/;

/** 共11件 at the end of a list is its sum. */
const isSum = ({ label }: MeasureFound): boolean => /^(?:以上|等)?(?:合计|总计|共计|共)$/.test(label);

function marksOf(tokens: readonly Token[]): string {
  return tokens.reduce(
    (marks, { tag, text }) => (tag === "break" && text !== "、" ? marks + text : marks),
    "",
  );
}

/** What sort of part a number is. */
function familyOf({ words, after, kind }: MeasureFound): string {
  const all = [...words, ...after];
  if (hasTag(all, "channel")) return "channel";
  if (has(all, PERSONS)) return "person";
  if (has(all, ROW_NAMES)) return "row";
  if (kind === undefined || kind.family === "disclosure") return has(all, VERBS) ? "verb" : "other";
  return kind.family === "new" || kind.family === "carried" ? "source" : kind.family;
}

/** Channels are named with any words: of what has no other sort, all may be one. */
function sortOf(measure: MeasureFound): string {
  const family = familyOf(measure);
  return family === "channel" || family === "verb" ? "other" : family;
}

/** Whether the parts must add up: a list that is known to name all, or that differs by a slip only. */
function isComplete(opening: Opening, parts: readonly MeasureFound[], items: readonly Item[]): boolean {
  if (parts.length < 2) return false;
  const { whole, isDivision, isOpen } = opening;
  const last = parts.at(-1)!;
  if (items.some(({ measure, isLast }) => isLast && measure === last)) return false;
  const family = familyOf(parts[0]!);
  const isRest = family !== "row" && REST_NAME.test(last.label);
  if (isDivision || isRest) return true;
  if (isOpen) return false;
  if (family === "source") return true;
  if (family === "person")
    return parts.some(isNatural) && parts.some(({ words }) => has(words, ORGANISATION));
  if (family === "row" || family === "verb" || family === "handled") return false;
  const missing = whole.value - sumOf(parts);
  return missing * (family === "channel" ? 2 : 5) <= whole.value;
}

const isNatural = ({ words }: MeasureFound): boolean =>
  hasTag(words, "naturalPerson") || hasTag(words, "citizen");
const REST = tagSet("rest");
/** A part that takes in all that was not named. */
const REST_NAME = /其[他它余]/;

const sumOf = (parts: readonly MeasureFound[]): number =>
  round(parts.reduce((sum, { value }) => sum + value, 0));

/** The sums of the first two numbers, of the first three, and so on. */
function runningSums([first, ...more]: readonly number[]): number[] {
  let sum = first ?? 0;
  return more.map((value) => {
    sum = round(sum + value);
    return sum;
  });
}

/** Money has two decimals; floating point has more. */
const round = (value: number): number => Math.round(value * 10000) / 10000;

/** 现场6件、邮寄7件，共13件: all numbers before, or those that stand nearest. */
function sumsBefore(tokens: readonly Token[], measures: readonly MeasureFound[]): Partition[] {
  const at = measures.findIndex(isSum);
  const whole = measures[at];
  if (whole === undefined || at < 2) return [];
  let from = at - 1;
  while (from > 0 && adjoins(tokens, measures[from - 1]!, measures[from]!)) from--;
  const parts = measures.slice(from, at);
  const first = parts[0]!;
  if (parts.length < 2 || !adjoins(tokens, parts.at(-1)!, whole)) return [];
  const start = tokens[first.at]!.start - first.label.length;
  const words = tokens.filter((token) => token.start >= start && token.start < tokens[whole.at]!.start);
  if (has(words, NO_SUM)) return [];
  const numbers = [whole, ...parts];
  if (numbers.some(({ bound, unit, isRounded }) => bound !== "exact" || isRounded || unit !== whole.unit))
    return [];
  if (parts.some((part) => familyOf(part) !== familyOf(first))) return [];
  const nearest = parts.map(({ value }) => value).reverse();
  return [{ whole, parts, isComplete: true, isRight: runningSums(nearest).includes(whole.value) }];
}

function adjoins(tokens: readonly Token[], before: MeasureFound, next: MeasureFound): boolean {
  if (before.unit !== next.unit) return false;
  const marks = tokens.slice(before.at + 1, next.at).filter(({ tag }) => tag === "break");
  return marks.length <= 1 && marks.every(({ text }) => "、,".includes(text));
}
