import { openDocx } from "../../server/src/core/source/docx/document";
import { xmlOfPart } from "../../server/src/core/source/parts";
import { type Element, parseXml, xmlText } from "../../server/src/core/source/xml";
import { openPackage } from "../../server/src/core/source/zip";

/*
 * What Word does with tracked changes and comments, on XML in the prefix `w` as text: apart from the code under test.
 */

/** The XML of the main part. */
export function mainXml(bytes: Uint8Array): string {
  return openDocx(openPackage(bytes)).xml;
}

/** All comments taken out. */
export function withoutComments(xml: string): string {
  return xml
    .replace(/<w:r>(?:<w:rPr><w:rStyle [^>]*\/><\/w:rPr>)?<w:commentReference [^>]*\/><\/w:r>/g, "")
    .replace(/<w:commentRange(?:Start|End) [^>]*\/>/g, "");
}

/** The characters of each paragraph, as the XML has them. */
export function paragraphs(xml: string): string[] {
  return xml
    .split(/<\/w:p>|<w:p\/>/)
    .map((part) => [...part.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(""));
}

/** What each comment is about, by its number: the characters between its marks that are not deleted. */
export function commented(xml: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [mark, id] of xml.matchAll(/<w:commentRangeStart [^>]*?w:id="(\d+)"\/>/g)) {
    const from = xml.indexOf(mark) + mark.length;
    const to = xml.search(new RegExp(`<w:commentRangeEnd [^>]*?w:id="${id}"/>`));
    texts.set(id!, xmlText(paragraphs(xml.slice(from, to)).join("")));
  }
  return texts;
}

/** A comment as it is read: who wrote it, and its paragraphs. */
export interface ReadComment {
  readonly author: string;
  readonly lines: readonly string[];
}

/** The comments of a file by number. */
export function commentsIn(bytes: Uint8Array): Map<string, ReadComment> {
  const archive = openPackage(bytes);
  const name = openDocx(archive).related.get("comments");
  const xml = name === undefined ? undefined : xmlOfPart(archive, name);
  const all = new Map<string, ReadComment>();
  for (const { name: kind, attributes, children } of xml === undefined ? [] : parseXml(xml).children) {
    if (kind !== "w:comment") continue;
    const lines = children.map((paragraph) => textIn(paragraph, xml!));
    all.set(attributes["w:id"]!, { author: xmlText(attributes["w:author"] ?? ""), lines });
  }
  return all;
}

function textIn(element: Element, xml: string): string {
  if (element.name === "w:t") return xmlText(xml.slice(element.inner.start, element.inner.end));
  return element.children.map((child) => textIn(child, xml)).join("");
}
