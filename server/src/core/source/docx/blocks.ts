import { leadingOrdinal } from "../../text/ordinal";
import { childOf, type Element } from "../xml";
import type { TextLine } from "./lines";
import { type Markup, ONCE } from "./markup";
import { AUTOMATIC, type DocxText } from "./read";

/*
 * New paragraphs, made like those that are there.
 */

/** How new headings get their numbers where those of the file are automatic: from the list, or as text. */
export type NewNumbers = "counted" | "written";

/** A paragraph with some text, like the one of a line; without one, in the file's ordinary style. */
export function newParagraph(
  markup: Markup,
  text: string,
  model: TextLine | undefined,
  numbers: NewNumbers,
): string {
  const ordinal = isNumbered(model) ? leadingOrdinal(text) : undefined;
  const isCounted = numbers === "counted" && ordinal !== undefined;
  const shown = isCounted ? text.slice(ordinal.after) : text;
  const properties = markup.paragraphProperties(
    model?.paragraph,
    isCounted ? { without: ONCE } : isNumbered(model) ? { more: markup.noNumber() } : {},
  );
  const run = markup.run(shown, markup.runProperties(firstRunProperties(model?.paragraph)));
  return markup.tag("p", properties + run);
}

/** Whether a line starts with an automatic number. */
export function isNumbered(line: TextLine | undefined): boolean {
  return line?.pieces[0]?.locked === AUTOMATIC;
}

/** A title as official documents have it: in the middle, of the second size, in the letters of the headings. */
export function newTitle(markup: Markup, text: string, model: TextLine | undefined): string {
  const revision = markup.track === undefined ? "" : markup.tag("rPr", markup.revision("ins"));
  const fonts = childOf(firstRunProperties(model?.paragraph), "w:rFonts");
  const size = [markup.empty("sz", { val: TITLE_SIZE }), markup.empty("szCs", { val: TITLE_SIZE })].join("");
  const properties = (fonts === undefined ? "" : markup.slice(fonts)) + markup.empty("b") + size;
  const place = markup.tag("pPr", markup.empty("jc", { val: "center" }) + revision);
  return markup.tag("p", place + markup.run(text, markup.tag("rPr", properties)));
}

/** 二号, in half points. */
const TITLE_SIZE = 44;

export function isTitle(text: string): boolean {
  return /(?:报告|年报)\s*$/.test(text) && text.length < 60 && leadingOrdinal(text) === undefined;
}

/** The properties of the first run that shows text. */
function firstRunProperties(element: Element | undefined): Element | undefined {
  for (const child of element?.children ?? []) {
    if (child.name === "w:r" && childOf(child, "w:t") !== undefined) return childOf(child, "w:rPr");
    const deeper = child.name === "w:pPr" ? undefined : firstRunProperties(child);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/** A line as some other line may be like it: a heading of a level is like headings of that level, a sentence like sentences. */
function kindOfLine(text: string): string {
  const ordinal = leadingOrdinal(text);
  if (ordinal !== undefined && !/[。；]/.test(text)) return `heading ${ordinal.style}`;
  return text.length > 30 || /[。；：]$/.test(text) ? "text" : "other";
}

/** The line of the file that a new one should look like: the nearest of its kind, else the one in front of it. */
export function modelFor({ lines, text: whole }: DocxText, at: number, text: string): TextLine | undefined {
  const kind = kindOfLine(text);
  let alike: number | undefined;
  let before: number | undefined;
  let any: number | undefined;
  const isNearer = (index: number, best: number | undefined) =>
    best === undefined || Math.abs(index - at) < Math.abs(best - at);
  lines.forEach((line, index) => {
    if (line.kind !== "text") return;
    if (isNearer(index, any)) any = index;
    if (index < at) before = index;
    if (isNearer(index, alike) && kindOfLine(whole.slice(line.start, line.end)) === kind) alike = index;
  });
  const found = alike ?? before ?? any;
  return found === undefined ? undefined : (lines[found] as TextLine);
}

/** For a run in a blank paragraph of a cell: as the paragraph's mark looks, else as the cells beside it. */
export function runPropertiesIn(
  markup: Markup,
  paragraph: Element | undefined,
  cell: Element | undefined,
): string {
  const own = firstRunProperties(paragraph) ?? childOf(childOf(paragraph, "w:pPr"), "w:rPr");
  const beside = own ?? firstRunProperties(cell?.parent) ?? firstRunProperties(ancestorOf(cell, "w:tbl"));
  return markup.runProperties(beside);
}

/** The nearest element of a name that an element is or stands in. */
export function ancestorOf(element: Element | undefined, name: string): Element | undefined {
  let at = element;
  while (at !== undefined && at.name !== name) at = at.parent;
  return at;
}
