/*
 * Writing GB18030. Node can read it but not write it, so the way back is made from the reader itself: every code is
 * decoded once. What this writes is therefore read back as the same text.
 */

const FIRST_FOUR_BYTE = 0x81308130;
/** Codes of four bytes below U+10000; the ones above are counted through from 0x90308130. */
const FOUR_BYTE_COUNT = 39_420;
const FIRST_ASTRAL = 0x90308130;
/** What the reader gives for an unassigned code; its own code has to be known beforehand. */
const REPLACEMENT = 0xfffd;
const REPLACEMENT_CODE = 0x8431a437;

/** Bytes of a text without lone surrogates. Undefined where a character has no code. */
export function encodeGb18030(text: string): Uint8Array | undefined {
  const codes = codesByCharacter();
  const bytes = new Uint8Array(text.length * 4);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      bytes[length++] = unit;
      continue;
    }
    const character = text.codePointAt(at)!;
    if (character > 0xffff) at++;
    const code = character > 0xffff ? fourByteCode(FIRST_ASTRAL, character - 0x10000) : codes.get(character);
    if (code === undefined) return undefined;
    length = putCode(bytes, length, code);
  }
  return bytes.subarray(0, length);
}

let known: Map<number, number> | undefined;

/** Codes by character from U+0080 to U+FFFF; a code of two bytes goes before one of four. */
function codesByCharacter(): Map<number, number> {
  if (known) return known;
  const codes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codes.push((lead << 8) | trail);
  }
  for (let index = 0; index < FOUR_BYTE_COUNT; index++) codes.push(fourByteCode(FIRST_FOUR_BYTE, index));
  known = decodeAll(codes);
  return known;
}

/** The code that stands `index` places after a first one: its bytes count in 10, 126, 10. */
function fourByteCode(first: number, index: number): number {
  const fourth = index % 10;
  const third = Math.floor(index / 10) % 126;
  const second = Math.floor(index / 1260) % 10;
  const lead = Math.floor(index / 12600);
  return first + lead * 0x1000000 + second * 0x10000 + third * 0x100 + fourth;
}

function decodeAll(codes: readonly number[]): Map<number, number> {
  // A line feed after each code ends it, so an unassigned code cannot swallow its neighbour.
  const bytes = new Uint8Array(codes.length * 5);
  let length = 0;
  for (const code of codes) {
    length = putCode(bytes, length, code);
    bytes[length++] = 0x0a;
  }
  const map = new Map([[REPLACEMENT, REPLACEMENT_CODE]]);
  const characters = new TextDecoder("gb18030").decode(bytes.subarray(0, length)).split("\n");
  for (const [index, character] of characters.entries()) {
    const value = character.charCodeAt(0);
    if (character.length === 1 && value !== REPLACEMENT && !map.has(value)) map.set(value, codes[index]!);
  }
  return map;
}

/** Puts a code of two or four bytes, and gives the place behind it. */
function putCode(bytes: Uint8Array, at: number, code: number): number {
  let end = at;
  for (let shift = code > 0xffff ? 24 : 8; shift >= 0; shift -= 8) bytes[end++] = (code >>> shift) & 0xff;
  return end;
}
