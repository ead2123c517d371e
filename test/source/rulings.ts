/** A text of a document without the rulings below the first rows of its tables, which each reader adds. */
export function withoutRulings(text: string): string {
  return text.replaceAll(/^\|(?: --- \|)+\n/gm, "");
}
