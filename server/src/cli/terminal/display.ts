/*
 * How text looks on a terminal. A report may hold anything: control characters are shown, not obeyed, so that no
 * text can move the cursor, change colours or hide behind a direction mark.
 */

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const FORMAT = /\p{Cf}/u;

/** A text with its invisible characters shown, on one line. */
export function printable(text: string): string {
  let result = "";
  for (const character of text) result += shown(character);
  return result;
}

/**
 * What goes to standard output as it is, a text or a table meant for another program: with its invisible characters
 * shown only where a terminal would obey them.
 */
export function untouched(data: string | Uint8Array): string | Uint8Array {
  if (process.stdout.isTTY !== true) return data;
  const text = typeof data === "string" ? data : Buffer.from(data).toString();
  return text.replaceAll(/\r(?!\n)|[^\t\r\n]+/g, printable);
}

/** One character as it is shown; a tab is left to who lays out the line. */
export function shown(character: string): string {
  const code = character.codePointAt(0)!;
  if (code >= 0x20 && code < 0x7f) return character;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (CONTROL.test(character)) return "␡";
  return FORMAT.test(character) ? "␣" : character;
}
