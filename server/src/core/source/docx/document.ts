import { relationsFrom, xmlOfPart } from "../parts";
import { SourceError } from "../source";
import { childOf, type Element, parseXml } from "../xml";
import type { Package } from "../zip";
import { hiddenStyles, numberingOf, stylesOf } from "./numbering";
import { type DocxText, readDocx } from "./read";

/** A Word file that was opened: its package, and the part with the text. */
export interface DocxDocument extends DocxText {
  readonly package: Package;
  /** Name and XML of the part with the text. */
  readonly main: string;
  readonly xml: string;
  readonly root: Element;
  /** Names of the parts that the main part leans on, by the last word of their relation: `styles`, `comments`. */
  readonly related: ReadonlyMap<string, string>;
}

/** Opens a .docx or .docm; throws a {@link SourceError} for what is none. */
export function openDocx(opened: Package): DocxDocument {
  const main = mainPart(opened);
  const xml = xmlOfPart(opened, main)!;
  const root = parseXml(xml);
  const body = childOf(root, "w:body");
  if (root.name !== "w:document" || body === undefined)
    throw new SourceError("不是 Word 文档：没有正文；请用 Word 或 WPS 另存为 .docx");
  const related = relatedParts(opened, main);
  const part = (kind: string) => optionalPart(opened, related.get(kind));
  const styles = stylesOf(part("styles"));
  const numbers = part("numbering");
  const numbering = () => numberingOf(numbers, styles);
  const text = readDocx(body, { xml, numbering, hidden: hiddenStyles(styles) });
  return { package: opened, main, xml, root, related, ...text };
}

/** The part with the text is named by a relation, and stands at its usual place in files that have lost it. */
function mainPart(opened: Package): string {
  const main = relatedParts(opened, "").get("officeDocument") ?? "word/document.xml";
  if (!opened.names.includes(main))
    throw new SourceError("不是 Word 文档：没有正文；请用 Word 或 WPS 另存为 .docx");
  return main;
}

/** The parts that a part leans on by kind: the first of each. */
function relatedParts(opened: Package, part: string): Map<string, string> {
  return new Map(
    relationsFrom(opened, part)
      .reverse()
      .map(({ kind, target }) => [kind, target]),
  );
}

function optionalPart(opened: Package, name: string | undefined): Element | undefined {
  const xml = name === undefined ? undefined : xmlOfPart(opened, name);
  return xml === undefined ? undefined : parseXml(xml);
}
