import { foldUnit, isHanzi, isSpace } from "./normalise";
import traditional from "./traditional.json";

/*
 * What characters are, in one table for all who go through a text character by character. Text in Chinese touches a great
 * many places of any table that has a place for each character; one small table stays in the processor's cache where
 * several do not, and to look a character up is most of what reading a report costs.
 */

/** What a character is, as bits; most Chinese characters are no more than that. */
export const CHAR = {
  /** White space as cells and lines are trimmed of it; see `isSpace`. */
  space: 1 << 0,
  lineEnd: 1 << 1,
  tab: 1 << 2,
  pipe: 1 << 3,
  /** `<` and `&`: what tags and entities start with. */
  markup: 1 << 4,
  /** Wide ones too. */
  digit: 1 << 5,
  hanzi: 1 << 6,
  traditional: 1 << 7,
  /** What decoding leaves of characters that it does not know, and of wrong decodings. */
  strange: 1 << 8,
  /** Latin letters with the tone marks of pinyin. */
  toned: 1 << 9,
  wideBracket: 1 << 10,
  narrowBracket: 1 << 11,
  /** Folded, one of the brackets that stand in pairs. */
  bracket: 1 << 12,
  /** Brackets and quotation marks, of which two in a row may be one too many. */
  mark: 1 << 13,
  /** Stops within and at the end of a sentence. */
  stop: 1 << 14,
  fullStop: 1 << 15,
  /** Blanks as they may stand between words. */
  blank: 1 << 16,
  /** Folding drops it or makes another of it. */
  folds: 1 << 17,
  /** What numbers, and statements that there is none or that all is done, are written with. */
  number: 1 << 18,
  /** What a watched word starts with, see `watchWords`. */
  watched: 1 << 19,
  /** What words, numbers and marks of statements start with, see `words.ts`. */
  token: 1 << 20,
  /** Characters that few passages have, and that much is said with. */
  title: 1 << 21,
  decree: 1 << 22,
  letter: 1 << 23,
  trial: 1 << 24,
  rule: 1 << 25,
  fee: 1 << 26,
} as const;

/** Latin letters with tone marks. */
const TONES = "àáāǎèéēěêìíīǐòóōǒùúūǔüǘǚǜǖńňǹḿ";

/** The simplified character for a traditional one. */
export const SIMPLIFIED: ReadonlyMap<string, string> = readTable();

function readTable(): Map<string, string> {
  const table = new Map<string, string>();
  for (const pairs of [traditional.pairs, traditional.others]) {
    for (let i = 0; i < pairs.length; i += 2)
      if (!traditional.valid.includes(pairs[i]!)) table.set(pairs[i]!, pairs[i + 1]!);
  }
  return table;
}

/** The class of each code unit: those that are the same in every respect share one. */
const CLASSES = new Uint8Array(65536);
/** What the members of a class are. */
const KINDS = new Int32Array(256);
const classOf = new Map<number, number>([[0, 0]]);
/** Code units that are folded to another, by that one. */
const variants = new Map<number, number[]>();
classify();

/** What a character is, as bits of {@link CHAR}; 0 for what is not a code unit. */
export function kindsOf(code: number): number {
  return KINDS[CLASSES[code]!]!;
}

/** Says of characters that they are something more. For modules, when they are loaded. */
export function addKind(chars: Iterable<string>, kind: number): void {
  for (const char of chars) addKindOf(char.charCodeAt(0), kind);
}

/** The same of all that is folded to one of the characters. */
export function addFoldedKind(chars: Iterable<string>, kind: number): void {
  for (const char of chars) {
    const code = char.charCodeAt(0);
    for (const variant of variants.get(code) ?? []) addKindOf(variant, kind);
    addKindOf(code, kind);
  }
}

function addKindOf(code: number, kind: number): void {
  const kinds = kindsOf(code) | kind;
  let found = classOf.get(kinds);
  if (found === undefined) {
    found = classOf.size;
    if (found > 255) throw new Error("too many classes of characters");
    classOf.set(kinds, found);
    KINDS[found] = kinds;
  }
  CLASSES[code] = found;
}

function classify(): void {
  for (let code = 0; code < 65536; code++) {
    const folded = foldUnit(code);
    let kinds = folded === code ? 0 : CHAR.folds;
    if (isSpace(code)) kinds |= CHAR.space;
    if (isHanzi(folded)) kinds |= CHAR.hanzi;
    if (code >= 0xe000 && code < 0xf900) kinds |= CHAR.strange;
    if (kinds !== 0) addKindOf(code, kinds);
    if (folded === code || folded === 0) continue;
    const known = variants.get(folded);
    if (known === undefined) variants.set(folded, [code]);
    else known.push(code);
  }
  addKind("\n\r", CHAR.lineEnd);
  addKind("\t", CHAR.tab);
  addKind("|", CHAR.pipe);
  addKind("<&", CHAR.markup);
  addKind("0123456789０１２３４５６７８９", CHAR.digit);
  addKind(SIMPLIFIED.keys(), CHAR.traditional);
  // The two commonest wrong decodings, and a swallowed bracket.
  addKind("\ufffd锟锛銆烫ÃÂåæçèéäï?", CHAR.strange);
  addKind(TONES, CHAR.toned);
  addKind("（）", CHAR.wideBracket);
  addKind("()", CHAR.narrowBracket);
  addKind("《》“”〈〉〔〕【】（）", CHAR.mark);
  addKind("。，、；：,", CHAR.stop);
  addKind("。", CHAR.fullStop);
  addKind(" \t\u00a0\u3000\u2002\u2003", CHAR.blank);
  addFoldedKind("()《》〈〉〔〕【】", CHAR.bracket);
  addFoldedKind("0123456789件宗起未没无存部已", CHAR.number);
  addFoldedKind("《", CHAR.title);
  addFoldedKind("令", CHAR.decree);
  addFoldedKind("函", CHAR.letter);
  addFoldedKind("试", CHAR.trial);
  addFoldedKind("例", CHAR.rule);
  addFoldedKind("费", CHAR.fee);
}

/** Whether the text has a character of a kind, given as bits of {@link CHAR}. */
export function hasKind(text: string, kind: number): boolean {
  for (let at = 0; at < text.length; at++) if ((kindsOf(text.charCodeAt(at)) & kind) !== 0) return true;
  return false;
}

/** What the characters of a part of a text are, as bits of {@link CHAR}. */
export function kindsIn(text: string, from: number, to: number): number {
  let kinds = 0;
  for (let at = from; at < to; at++) kinds |= kindsOf(text.charCodeAt(at));
  return kinds;
}
