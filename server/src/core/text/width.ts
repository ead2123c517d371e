import { eastAsianWidth } from "get-east-asian-width";

/** Columns that a character takes in an editor. Quotes and dashes that are wide in some fonts only count as narrow. */
export function characterWidth(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x300) return 1;
  return /[\p{Mn}\p{Me}\p{Cf}]/u.test(character) ? 0 : eastAsianWidth(code);
}

/** Columns that a text takes in an editor. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}
