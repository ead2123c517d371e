import { SourceError } from "./source";
import { parseXml } from "./xml";
import type { Package } from "./zip";

/* Parts of an Office package: their XML, and which of them lean on which. */

/** One part leaning on another: the last word of the relation's type is its kind: `styles`, `comments`. */
export interface Relation {
  readonly id: string;
  readonly kind: string;
  /** Name of the other part in the package. */
  readonly target: string;
}

/** Where the relations of a part stand, those of the package itself for "". */
export function relationsOf(part: string): string {
  const slash = part.lastIndexOf("/") + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** The relations of a part. What stands outside the file is left out. */
export function relationsFrom(opened: Package, part: string): Relation[] {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const xml = xmlOfPart(opened, relationsOf(part));
  if (xml === undefined) return [];
  return parseXml(xml).children.flatMap(({ name, attributes }) => {
    const { Id: id = "", Type: type = "", Target: target = "", TargetMode: mode } = attributes;
    if (name !== "rel:Relationship" || mode === "External") return [];
    return [{ id, kind: type.slice(type.lastIndexOf("/") + 1), target: resolved(folder, target) }];
  });
}

/** A target is named from the folder of its part, or from the top. */
function resolved(folder: string, target: string): string {
  const names: string[] = [];
  for (const name of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (name === "..") names.pop();
    else if (name !== "." && name !== "") names.push(name);
  }
  return names.join("/");
}

/** No report's XML is longer, by far: 250 KB is usual. */
const MOST_BYTES = 16 * 1024 * 1024;
const DECLARED = /^\uFEFF?<\?xml [^<>]{0,200}encoding=["']/;

/**
 * The XML of a part; undefined where there is none. It is UTF-8 or UTF-16, and written as UTF-8, so that is what its first
 * line is made to say. Throws a {@link SourceError} for what is no text, or longer than `most` bytes.
 */
export function xmlOfPart(opened: Package, name: string, most = MOST_BYTES): string | undefined {
  const bytes = opened.names.includes(name) ? opened.part(name, most) : undefined;
  if (bytes === undefined) return undefined;
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
