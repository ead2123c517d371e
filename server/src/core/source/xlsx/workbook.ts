import { relationsFrom } from "../parts";
import { SourceError } from "../source";
import { childOf, type Element, xmlText } from "../xml";
import type { Package } from "../zip";
import { BUILT_IN, type NumberLook } from "./numberFormat";
import { partXml, type XmlPart } from "./parts";

/* A workbook: its sheets in their order, and what the cells of all of them lean on. */

/** What is shared by the sheets of a workbook. */
export interface Workbook {
  /** Those that are shown, in the order of their tabs. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly strings: readonly string[];
  /** By the number that a cell has for its looks. */
  readonly looks: readonly CellLook[];
  /** Days are counted from 1904. */
  readonly is1904: boolean;
}

/** How a cell looks, as far as it tells what is shown. */
export interface CellLook {
  readonly number: NumberLook;
  readonly hasBorder: boolean;
}

/** Opens a workbook; throws a {@link SourceError} for what is none. */
export function openWorkbook(opened: Package): Workbook {
  const main =
    relationsFrom(opened, "").find(({ kind }) => kind === "officeDocument")?.target ?? "xl/workbook.xml";
  if (main.endsWith(".bin"))
    throw new SourceError("是二进制工作簿（.xlsb），读不了；请用 Excel 或 WPS 打开，另存为 .xlsx");
  const workbook = partXml(opened, main);
  if (workbook?.root.name !== "x:workbook")
    throw new SourceError("不是 Excel 工作簿：没有工作表；请用 Excel 或 WPS 另存为 .xlsx");
  const relations = relationsFrom(opened, main);
  const shared = (kind: string) => partXml(opened, relations.find((it) => it.kind === kind)?.target);
  const sheets = (childOf(workbook.root, "x:sheets")?.children ?? []).flatMap(({ attributes }) => {
    const relation = relations.find(({ id, kind }) => id === attributes["r:id"] && kind === "worksheet");
    const isShown = attributes.state === undefined || attributes.state === "visible";
    return relation !== undefined && isShown
      ? [{ name: xmlText(attributes.name ?? ""), part: relation.target }]
      : [];
  });
  const date1904 = childOf(workbook.root, "x:workbookPr")?.attributes.date1904;
  return {
    sheets,
    strings: stringsOf(shared("sharedStrings")),
    looks: looksOf(shared("styles")),
    is1904: isTrue(date1904),
  };
}

/** A truth of XML. */
export function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}

function stringsOf(part: XmlPart | undefined): string[] {
  return part === undefined ? [] : part.root.children.map((item) => richText(item, part.xml));
}

/** The text of a string, whose runs may look differently. How it is pronounced is no text. */
export function richText(item: Element, xml: string): string {
  let text = "";
  for (const child of item.children) {
    if (child.name === "x:t") text += escapes(xmlText(xml.slice(child.inner.start, child.inner.end)));
    else if (child.name === "x:r") text += richText(child, xml);
  }
  return text;
}

/** Characters that XML cannot hold are written `_x000D_`. */
function escapes(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function looksOf(part: XmlPart | undefined): CellLook[] {
  const root = part?.root;
  const own = new Map(
    (childOf(root, "x:numFmts")?.children ?? []).map(({ attributes }) => [
      Number(attributes.numFmtId),
      xmlText(attributes.formatCode ?? ""),
    ]),
  );
  const borders = (childOf(root, "x:borders")?.children ?? []).map((border) =>
    border.children.some(({ attributes: { style } }) => style !== undefined && style !== "none"),
  );
  return (childOf(root, "x:cellXfs")?.children ?? []).map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0);
    return {
      number: own.get(id) ?? BUILT_IN[id] ?? "General",
      hasBorder: borders[Number(attributes.borderId ?? 0)] ?? false,
    };
  });
}
