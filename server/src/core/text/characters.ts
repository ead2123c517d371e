import { foldUnit, isHanzi, isSpace } from "./normalise";

/*
 * What characters are to those who go through a text character by character, in one small table: looking a character up
 * is most of what reading a report's layout costs.
 */

/** What a character is, as bits; most Chinese characters are no more than that. */
export const CHAR = {
  /** White space as cells and lines are trimmed of it; see `isSpace`. */
  space: 1 << 0,
  lineEnd: 1 << 1,
  tab: 1 << 2,
  /** What divides cells: `|`, full-width and box drawing ones too. */
  pipe: 1 << 3,
  /** `<` and `&`: what tags and entities start with. */
  markup: 1 << 4,
  /** Wide ones too. */
  digit: 1 << 5,
  /** Traditional ones too. */
  hanzi: 1 << 6,
} as const;

/** By code unit. */
const KINDS = classify();

function classify(): Uint8Array {
  const kinds = new Uint8Array(65536);
  for (let code = 0; code < kinds.length; code++)
    kinds[code] = (isSpace(code) ? CHAR.space : 0) | (isHanzi(foldUnit(code)) ? CHAR.hanzi : 0);
  const add = (chars: string, kind: number) => {
    for (const char of chars) kinds[char.charCodeAt(0)]! |= kind;
  };
  add("\n\r", CHAR.lineEnd);
  add("\t", CHAR.tab);
  add("|｜│┃║", CHAR.pipe);
  add("<&", CHAR.markup);
  add("0123456789０１２３４５６７８９", CHAR.digit);
  return kinds;
}

/** What a character is, as bits of {@link CHAR}; 0 for what is not a code unit. */
export function kindsOf(code: number): number {
  return KINDS[code] ?? 0;
}

/** What the characters of a part of a text are, as bits of {@link CHAR}. */
export function kindsIn(text: string, from: number, to: number): number {
  let kinds = 0;
  for (let at = from; at < to; at++) kinds |= kindsOf(text.charCodeAt(at));
  return kinds;
}
