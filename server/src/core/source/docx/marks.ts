import type { Element } from "../xml";
import type { Markup } from "./markup";
import { Refused } from "./refused";

/*
 * Marks in a paragraph that goes: of a pair that stands half in it, the other half must not be left alone.
 */

/** The marks of a paragraph whose other half stands elsewhere, as XML that can stand between blocks and in a paragraph. */
export function marksKept(markup: Markup, paragraph: Element): string {
  const marks = [...inside(paragraph)].filter(({ name }) => PAIR.test(name));
  const ids = new Map<string, number>();
  for (const mark of marks) ids.set(pairOf(mark), (ids.get(pairOf(mark)) ?? 0) + 1);
  const kept = marks.filter((mark) => ids.get(pairOf(mark)) === 1);
  const comments = new Set(
    kept.flatMap(({ name, attributes }) => (name.startsWith("w:commentRange") ? [attributes["w:id"]] : [])),
  );
  for (const { name, attributes } of inside(paragraph))
    if (name === "w:commentReference" && comments.has(attributes["w:id"]))
      throw new Refused("批注从别的段落一直注到这一段，要在 Word 里删");
  return markup.slices(kept);
}

const PAIR = /^w:[A-Za-z]{1,40}(?:Start|End)$/;

function pairOf({ name, attributes }: Element): string {
  return `${name.replace(/(?:Start|End)$/, "")} ${attributes["w:id"]}`;
}

/** Whether a paragraph has nothing in it but text and marks: no pictures, boxes, or fields that end elsewhere. */
export function textMarksOnly(paragraph: Element): boolean {
  if (paragraph.name !== "w:p") return false;
  let open = 0;
  for (const { name, attributes } of inside(paragraph)) {
    if (OBJECTS.has(name)) return false;
    if (name !== "w:fldChar") continue;
    const type = attributes["w:fldCharType"];
    open += type === "begin" ? 1 : type === "end" ? -1 : 0;
    if (open < 0) return false;
  }
  return open === 0;
}

const OBJECTS: ReadonlySet<string> = new Set(["w:drawing", "w:pict", "w:object"]);

/** All elements in an element, in the order of the file. */
function* inside(element: Element): Generator<Element> {
  for (const child of element.children) {
    yield child;
    yield* inside(child);
  }
}
