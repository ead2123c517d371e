import type { Element } from "../xml";

/*
 * Fonts of symbols have characters of their own in a private area; of those that people tick and list with it is known
 * what they show.
 */

type Symbols = Readonly<Record<number, string>>;

const WINGDINGS: Symbols = {
  108: "●",
  110: "■",
  111: "□",
  112: "□",
  113: "□",
  114: "□",
  117: "◆",
  119: "◆",
  158: "·",
  159: "•",
  161: "○",
  167: "■",
  168: "□",
  216: "➢",
  251: "✗",
  252: "✓",
  253: "☒",
  254: "☑",
};
const WINGDINGS_2: Symbols = {
  79: "✗",
  80: "✓",
  81: "☒",
  82: "☑",
  83: "☒",
  84: "☒",
  42: "□",
  163: "□",
};
const SYMBOL: Symbols = {
  163: "≤",
  176: "°",
  177: "±",
  179: "≥",
  180: "×",
  183: "•",
  184: "÷",
};
const FONTS: ReadonlyMap<string, Symbols> = new Map([
  ["wingdings", WINGDINGS],
  ["wingdings 2", WINGDINGS_2],
  ["symbol", SYMBOL],
]);

/** What a `w:sym` shows; a box where nobody knows. */
export function symbolOf({ attributes }: Element): string {
  const code = Number.parseInt(attributes["w:char"] ?? "", 16);
  const isPrivate = code >= 0xf000 && code <= 0xf0ff;
  const symbols = FONTS.get((attributes["w:font"] ?? "").toLowerCase());
  const known = symbols?.[isPrivate ? code - 0xf000 : code];
  if (known !== undefined) return known;
  const isCharacter = code >= 0x20 && code <= 0xffff && !(code >= 0xd800 && code <= 0xf8ff);
  return isCharacter ? String.fromCharCode(code) : "□";
}
