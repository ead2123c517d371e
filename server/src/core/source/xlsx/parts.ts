import { SourceError } from "../source";
import { type Element, parseXml } from "../xml";
import type { Package } from "../zip";

/* Parts of a workbook's package: their XML, and what they lean on. */

/** A part that was read: offsets of its elements are into its XML. */
export interface XmlPart {
  readonly xml: string;
  readonly root: Element;
}

/** One part leaning on another: the last word of the relation's type is its kind. */
export interface Relation {
  readonly id: string;
  readonly kind: string;
  /** Name of the other part in the package. */
  readonly target: string;
}

/** An element costs some hundred bytes of memory. No report has so many; what has is filled with blank cells. */
const MOST_TAGS = 400_000;
/** Cells and rows with nothing in them but their looks. */
const BLANK = /<(?:[a-z]{1,10}:)?(?:c|row)(?: [^<>]{0,500})?\/>/g;
const BLANK_ROW = /<(?:[a-z]{1,10}:)?row(?: [^<>]{0,500})?>\s{0,20}<\/(?:[a-z]{1,10}:)?row>/g;

/** The XML of a part; undefined where there is none. Throws a {@link SourceError} for what is no XML or far too much. */
export function partXml(opened: Package, name: string | undefined): XmlPart | undefined {
  if (name === undefined || !opened.names.includes(name)) return undefined;
  let xml = partText(opened, name);
  if (hasManyTags(xml)) xml = xml.replace(BLANK, "").replace(BLANK_ROW, "");
  if (hasManyTags(xml)) throw new SourceError("表格太大，不像是年报，没有读");
  try {
    return { xml, root: parseXml(xml) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new SourceError(error.message.replace("Word 或 WPS", "Excel 或 WPS").replace(".docx", ".xlsx"));
  }
}

function hasManyTags(xml: string): boolean {
  let count = 0;
  for (let at = xml.indexOf("<"); at >= 0; at = xml.indexOf("<", at + 1))
    if (++count > MOST_TAGS) return true;
  return false;
}

/** XML is UTF-8, or UTF-16 with a mark. */
function partText(opened: Package, name: string): string {
  const bytes = opened.part(name)!;
  const encoding = bytes[0] === 0xff ? "utf-16le" : bytes[0] === 0xfe ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new SourceError(`文件已损坏：“${name}”不是文字；请用 Excel 或 WPS 打开、修复后另存为 .xlsx`);
  }
}

/** The relations of a part, of the package itself for "". What stands outside the file is left out. */
export function relationsFrom(opened: Package, part: string): Relation[] {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const found = partXml(opened, `${folder}_rels/${part.slice(folder.length)}.rels`);
  return (found?.root.children ?? []).flatMap(({ name, attributes }) => {
    const { Id: id = "", Type: type = "", Target: target = "", TargetMode: mode } = attributes;
    if (name !== "rel:Relationship" || mode === "External") return [];
    return [{ id, kind: type.slice(type.lastIndexOf("/") + 1), target: within(folder, target) }];
  });
}

/** A target is named from the folder of its part, or from the top. */
function within(folder: string, target: string): string {
  const names: string[] = [];
  for (const name of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (name === "..") names.pop();
    else if (name !== "." && name !== "") names.push(name);
  }
  return names.join("/");
}
