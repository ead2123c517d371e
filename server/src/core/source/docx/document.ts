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
  const xml = textOf(opened, main);
  const root = parseXml(xml);
  const body = childOf(root, "w:body");
  if (root.name !== "w:document" || body === undefined)
    throw new SourceError("不是 Word 文档：没有正文；请用 Word 或 WPS 另存为 .docx");
  const related = relations(opened, relationsOf(main));
  const part = (kind: string) => optionalPart(opened, related.get(kind));
  const styles = stylesOf(part("styles"));
  const numbers = part("numbering");
  const numbering = () => numberingOf(numbers, styles);
  const text = readDocx(body, { xml, numbering, hidden: hiddenStyles(styles) });
  return { package: opened, main, xml, root, related, ...text };
}

/** The part with the text is named by a relation, and stands at its usual place in files that have lost it. */
function mainPart(opened: Package): string {
  const main = relations(opened, "_rels/.rels").get("officeDocument") ?? "word/document.xml";
  if (!opened.names.includes(main))
    throw new SourceError("不是 Word 文档：没有正文；请用 Word 或 WPS 另存为 .docx");
  return main;
}

/** Where the relations of a part stand. */
export function relationsOf(part: string): string {
  const slash = part.lastIndexOf("/") + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** The XML of a part; undefined where there is none. */
export function xmlOfPart(opened: Package, name: string): string | undefined {
  return opened.names.includes(name) ? textOf(opened, name) : undefined;
}

/** Parts that a part leans on, by the last word of the relation's type. What stands outside the file is left out. */
function relations(opened: Package, name: string): Map<string, string> {
  const targets = new Map<string, string>();
  const folder = name.replace(/_rels\/[^/]*$/, "");
  for (const { name: kind, attributes } of optionalPart(opened, name)?.children ?? []) {
    const { Type: type = "", Target: target = "", TargetMode: mode } = attributes;
    if (kind !== "rel:Relationship" || mode === "External") continue;
    const word = type.slice(type.lastIndexOf("/") + 1);
    if (!targets.has(word)) targets.set(word, resolved(folder, target));
  }
  return targets;
}

/** A target is named from the folder of its part, or from the top. */
function resolved(folder: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

function optionalPart(opened: Package, name: string | undefined): Element | undefined {
  if (name === undefined || !opened.names.includes(name)) return undefined;
  return parseXml(textOf(opened, name));
}

/** No report's XML is longer, by far: 250 KB is usual. */
const MOST_BYTES = 16 * 1024 * 1024;
const DECLARED = /^\uFEFF?<\?xml [^<>]{0,200}encoding=["']/;

/** XML is UTF-8 or UTF-16. It is written as UTF-8, so that is what its first line is made to say. */
function textOf(opened: Package, name: string): string {
  const bytes = opened.part(name, MOST_BYTES)!;
  const encoding = encodingOf(bytes);
  try {
    const xml = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
    if (encoding === "utf-8") return xml;
    const at = DECLARED.exec(xml)?.[0].length ?? 0;
    return at === 0 ? xml : xml.slice(0, at) + xml.slice(at).replace(/^UTF-16(?:[LB]E)?/i, "UTF-8");
  } catch {
    throw new SourceError(`文件已损坏：“${name}”不是文字；请用 Word 或 WPS 打开、修复后另存为 .docx`);
  }
}

/** By the mark, or by how `<` is written. */
function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff || second === 0) return "utf-16le";
  return first === 0xfe || first === 0 ? "utf-16be" : "utf-8";
}
