import { xmlOfPart } from "../parts";
import { SourceError } from "../source";
import { type Element, parseXml } from "../xml";
import type { Package } from "../zip";

/* Parts of a workbook: their XML, and how much of it is read. */

/** A part that was read: offsets of its elements are into its XML. */
export interface XmlPart {
  readonly xml: string;
  readonly root: Element;
}

/** An element costs some hundred bytes of memory. No report has so many; what has is filled with blank cells. */
const MOST_TAGS = 400_000;
/** Cells and rows with nothing in them but their looks. */
const BLANK = /<(?:[a-z]{1,10}:)?(?:c|row)(?: [^<>]{0,500})?\/>/g;
const BLANK_ROW = /<(?:[a-z]{1,10}:)?row(?: [^<>]{0,500})?>\s{0,20}<\/(?:[a-z]{1,10}:)?row>/g;

/** Sheets are read as far as a package may hold; what counts is how much stands in them. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The XML of a part; undefined where there is none. Throws a {@link SourceError} for what is no XML or far too much. */
export function partXml(opened: Package, name: string | undefined): XmlPart | undefined {
  try {
    let xml = name === undefined ? undefined : xmlOfPart(opened, name, MOST_BYTES);
    if (xml === undefined) return undefined;
    if (hasManyTags(xml)) xml = xml.replace(BLANK, "").replace(BLANK_ROW, "");
    if (hasManyTags(xml)) throw new SourceError("表格太大，不像是年报，没有读");
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
