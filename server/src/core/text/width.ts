import { eastAsianWidth } from "get-east-asian-width";

/** What takes no column of its own. */
const UNSEEN = /[\p{Mn}\p{Me}\p{Cf}]/u;

/**
 * Columns that a text takes in an editor or on a terminal: two for a Chinese character. Quotes and dashes that are wide in
 * some fonts only count as narrow.
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x300) width++;
    else if (!UNSEEN.test(character)) width += eastAsianWidth(code);
  }
  return width;
}
