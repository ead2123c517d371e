import { openDocx } from "../../server/src/core/source/docx/document";
import { relationsOf, xmlOfPart } from "../../server/src/core/source/parts";
import { type Element, parseXml } from "../../server/src/core/source/xml";
import { openPackage } from "../../server/src/core/source/zip";

/*
 * What Word asks of a file and LibreOffice does not: where it is broken, Word says that the file is damaged. Kept as rules
 * here, since no Word runs in tests.
 */

/** What is wrong in a .docx, in words; none in a good one. */
export function docxFaults(bytes: Uint8Array): string[] {
  const archive = openPackage(bytes);
  const document = openDocx(archive);
  const faults: string[] = [];
  for (const name of archive.names) if (/\.(?:xml|rels)$/.test(name)) parseXml(xmlOfPart(archive, name)!);
  const elements = [...below(document.root)];
  faults.push(...markFaults(elements), ...orderFaults(elements), ...textFaults(elements));
  const commentsName = document.related.get("comments");
  const references = idsOf(elements, "w:commentReference");
  if (commentsName === undefined) {
    if (references.length > 0) faults.push("references to comments, and no part with comments");
    return faults;
  }
  const comments = [...below(parseXml(xmlOfPart(archive, commentsName)!))];
  const ids = idsOf(comments, "w:comment");
  faults.push(...twice(ids).map((id) => `comment ${id} stands twice`));
  faults.push(...orderFaults(comments), ...textFaults(comments));
  for (const id of ids) if (!references.includes(id)) faults.push(`comment ${id} is nowhere referred to`);
  for (const id of references) if (!ids.includes(id)) faults.push(`there is no comment ${id}`);
  for (const { name, children } of comments)
    if (name === "w:comment" && children.at(-1)?.name !== "w:p") faults.push("a comment without a paragraph");
  const types = xmlOfPart(archive, "[Content_Types].xml")!;
  const named = types.split(`PartName="/${commentsName}"`).length - 1;
  if (named !== 1) faults.push(`${commentsName} has ${named} content types`);
  const relations = [...below(parseXml(xmlOfPart(archive, relationsOf(document.main))!))];
  const relationIds = relations.flatMap(({ attributes: { Id } }) => Id ?? []);
  faults.push(...twice(relationIds).map((id) => `relation ${id} stands twice`));
  return faults;
}

function* below(element: Element): Generator<Element> {
  yield element;
  for (const child of element.children) yield* below(child);
}

const idsOf = (elements: readonly Element[], name: string) =>
  elements.filter((element) => element.name === name).map(({ attributes }) => attributes["w:id"]!);

const twice = (ids: readonly string[]) => ids.filter((id, at) => ids.indexOf(id) !== at);

/** Where runs may stand, marks of comments may. */
const HOLDERS = new Set([
  "w:p",
  "w:hyperlink",
  "w:ins",
  "w:del",
  "w:moveTo",
  "w:moveFrom",
  "w:smartTag",
  "w:customXml",
  "w:sdtContent",
  "w:dir",
  "w:bdo",
  "w:fldSimple",
  "w:body",
  "w:tc",
]);
const REVISIONS = /^w:(?:ins|del|moveFrom|moveTo|[a-z]{1,5}PrChange)$/;

function markFaults(elements: readonly Element[]): string[] {
  const faults: string[] = [];
  const starts = idsOf(elements, "w:commentRangeStart");
  const ends = idsOf(elements, "w:commentRangeEnd");
  const references = idsOf(elements, "w:commentReference");
  for (const [what, ids] of Object.entries({ starts, ends, references }))
    faults.push(...twice(ids).map((id) => `${what} ${id} twice`));
  const placeOf = (name: string, id: string) =>
    elements.findIndex((element) => element.name === name && element.attributes["w:id"] === id);
  for (const id of new Set([...starts, ...ends])) {
    const [start, end, reference] = ["w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"].map(
      (name) => placeOf(name, id),
    ) as [number, number, number];
    if (start < 0 || end < start || reference < end)
      faults.push(`comment ${id}: ${start} to ${end}, reference ${reference}`);
  }
  for (const { name, parent } of elements) {
    if (name.startsWith("w:commentRange") && !HOLDERS.has(parent!.name))
      faults.push(`${name} in ${parent!.name}`);
    if (name === "w:commentReference" && parent!.name !== "w:r") faults.push(`${name} in ${parent!.name}`);
  }
  for (const element of elements)
    if (
      element.name.startsWith("w:comment") &&
      ancestors(element).some(({ name }) => name === "w:txbxContent")
    )
      faults.push(`${element.name} in a text box`);
  const revisions = elements.filter(({ name }) => REVISIONS.test(name));
  const marks = [...starts, ...revisions.map(({ attributes }) => attributes["w:id"]!)];
  return [...faults, ...twice(marks).map((id) => `number ${id} is that of two marks`)];
}

function* ancestorsOf(element: Element): Generator<Element> {
  for (let at = element.parent; at !== undefined; at = at.parent) yield at;
}

const ancestors = (element: Element) => [...ancestorsOf(element)];

/** Children in the order that the schema gives them; those not named may stand anywhere. */
const ORDERS: Readonly<Record<string, readonly string[]>> = {
  "w:p": ["w:pPr", "*"],
  "w:r": ["w:rPr", "*"],
  "w:tc": ["w:tcPr", "*"],
  "w:tr": ["w:tblPrEx", "w:trPr", "*"],
  "w:tbl": ["w:tblPr", "w:tblGrid", "*"],
  "w:pPr": (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs " +
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd " +
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment " +
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
  )
    .split(" ")
    .map((name) => `w:${name}`),
  "w:rPr": (
    "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint " +
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText " +
    "vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
  )
    .split(" ")
    .map((name) => `w:${name}`),
};

function orderFaults(elements: readonly Element[]): string[] {
  return elements.flatMap(({ name, children }) => {
    const order = ORDERS[name];
    if (order === undefined) return [];
    const places = children
      .map((child) => (order.includes(child.name) ? order.indexOf(child.name) : order.indexOf("*")))
      .filter((place) => place >= 0);
    const isOrdered = places.every((place, at) => at === 0 || places[at - 1]! <= place);
    return isOrdered ? [] : [`${name} has ${children.map((child) => child.name).join(" ")}`];
  });
}

function textFaults(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    const isDeleted = ancestors(element).some(({ name }) => name === "w:del");
    if (element.name === "w:t" && isDeleted) return ["deleted text that is no w:delText"];
    if (element.name === "w:delText" && !isDeleted) return ["w:delText that is not deleted"];
    if (element.name === "w:r" && element.parent?.name === "w:r") return ["a run in a run"];
    const isFirst = element.name === "w:tc" && !element.children.some(({ name }) => name === "w:p");
    return isFirst && !element.children.some(({ name }) => name === "w:sdt")
      ? ["a cell without a paragraph"]
      : [];
  });
}
