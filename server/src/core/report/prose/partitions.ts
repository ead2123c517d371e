import type { Partition } from "./facts";
import { type MeasureFound, PERSONS, ROW_NAMES, VERBS } from "./kinds";
import { has, hasTag, type Token, tagSet } from "./words";

/* Parts and their whole: 收到25件，其中现场6件、邮寄7件、网上12件. */

const NO_PARTS = tagSet("delta", "proportion", "rest");
const OPEN = tagSet("open", "etc", "some");
const OPEN_END = tagSet("etc", "open");
const ORGANISATION = tagSet("legalPerson", "enterprise");
const NO_SUM = tagSet("open", "etc", "some", "partsOf", "foreign", VERBS);

/** Lists of parts: those behind 其中, a colon or a bracket, and those before 合计. */
export function findPartitions(tokens: readonly Token[], measures: readonly MeasureFound[]): Partition[] {
  const partitions: Partition[] = [];
  for (let i = 0; i + 1 < measures.length; i++) {
    const whole = measures[i]!;
    const opening = openingOf(tokens, whole, measures[i + 1]!);
    if (opening === undefined) continue;
    const parts = listedParts(tokens, measures, i + 1, opening.isBracket);
    if (parts.length < opening.fewest || isOpenList(tokens, whole, parts)) continue;
    const exact = [whole, ...parts].every(({ bound }) => bound === "exact");
    if (exact) partitions.push({ whole, parts, isComplete: isComplete(whole, parts, opening.isDivision) });
  }
  return partitions.concat(sumsBefore(tokens, measures));
}

interface Opening {
  readonly isBracket: boolean;
  /** 分别为: the parts are all there is. */
  readonly isDivision: boolean;
  /** Numbers that make a list: a bracket alone may hold any. */
  readonly fewest: number;
}

/** What between a number and the next says that parts follow. */
function openingOf(tokens: readonly Token[], whole: MeasureFound, next: MeasureFound): Opening | undefined {
  const between = tokens.slice(whole.at + 1, next.at);
  if (next.unit !== whole.unit || whole.unit === "" || has(between, NO_PARTS)) return undefined;
  const marks = between.filter(({ tag }) => tag === "break").map(({ text }) => text);
  if (marks.includes(";") || marks.includes(")")) return undefined;
  const isDivision = hasTag(between, "respectively");
  const isBracket = marks.includes("(");
  if (isDivision || hasTag(between, "partsOf")) return { isBracket, isDivision, fewest: 1 };
  return marks.length === 1 && (isBracket || marks[0] === ":")
    ? { isBracket, isDivision, fewest: 2 }
    : undefined;
}

/** Words between two numbers after which the second is no further part of the list. */
const ENDING = tagSet("partsOf", "respectively", "delta", "total", "percent");

function listedParts(
  tokens: readonly Token[],
  measures: readonly MeasureFound[],
  from: number,
  isBracket: boolean,
): MeasureFound[] {
  const parts: MeasureFound[] = [measures[from]!];
  for (let i = from + 1; i < measures.length; i++) {
    const before = measures[i - 1]!;
    const next = measures[i]!;
    const between = tokens.slice(before.at + 1, next.at);
    const marks = between.filter(({ tag }) => tag === "break").map(({ text }) => text);
    if (next.unit !== parts[0]!.unit || has(between, ENDING)) break;
    if (marks.includes(")") && isBracket) break;
    if (
      marks.length > 1 ||
      marks.includes("(") ||
      marks.includes(":") ||
      familyOf(next) !== familyOf(parts[0]!)
    )
      break;
    parts.push(next);
  }
  return parts;
}

/** 等, 主要, 包括, 涉及: not all parts are named. */
function isOpenList(tokens: readonly Token[], whole: MeasureFound, parts: readonly MeasureFound[]): boolean {
  const last = parts.at(-1)!;
  const inside = tokens.slice(whole.at + 1, last.at);
  return has(inside, OPEN) || has(last.after, OPEN_END);
}

/** What sort of part a number is; parts of one list are of one sort. */
function familyOf({ words, after, kind }: MeasureFound): string {
  const all = [...words, ...after];
  if (hasTag(all, "channel")) return "channel";
  if (has(all, PERSONS)) return "person";
  if (has(all, ROW_NAMES)) return "row";
  if (kind === undefined) return has(all, VERBS) ? "verb" : "other";
  return kind.family === "new" || kind.family === "carried" ? "source" : kind.family;
}

/** Whether the parts must add up: a list that is known to name all, or that differs by a slip only. */
function isComplete(whole: MeasureFound, parts: readonly MeasureFound[], isDivision: boolean): boolean {
  if (parts.length < 2) return false;
  if (isDivision) return true;
  const family = familyOf(parts[0]!);
  if (family === "source") return true;
  if (family === "person")
    return (
      parts.some(({ words }) => hasTag(words, "naturalPerson")) &&
      parts.some(({ words }) => has(words, ORGANISATION))
    );
  if (family === "row" || family === "verb" || family === "handled") return false;
  const isRest = parts.some(({ label }) => /其[他它]/.test(label));
  const missing = whole.value - parts.reduce((sum, { value }) => sum + value, 0);
  return isRest || family === "channel" || missing * 4 <= whole.value;
}

/** 现场6件、邮寄7件，共13件. */
function sumsBefore(tokens: readonly Token[], measures: readonly MeasureFound[]): Partition[] {
  const at = measures.findIndex(({ label }) => /^(?:以上|等)?(?:合计|总计|共计|共)$/.test(label));
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
  if ([whole, ...parts].some(({ bound, unit }) => bound !== "exact" || unit !== whole.unit)) return [];
  if (parts.some((part) => familyOf(part) !== familyOf(first))) return [];
  return [{ whole, parts, isComplete: true }];
}

function adjoins(tokens: readonly Token[], before: MeasureFound, next: MeasureFound): boolean {
  if (before.unit !== next.unit) return false;
  const marks = tokens.slice(before.at + 1, next.at).filter(({ tag }) => tag === "break");
  return marks.length <= 1 && marks.every(({ text }) => "、,".includes(text));
}
