import { characterStart, firstAt, type Span } from "../../text/text";
import { childOf, type Element } from "../xml";
import type { CellPlace, Line, Piece, TextLine } from "./lines";
import { Refused } from "./refused";

/*
 * Where in the XML of a document a comment on a span of its text begins and ends. Comments begin and end between runs, or
 * inside a run that is parted there; never inside a text box, a formula, a field or a control that Word fills by itself: a
 * comment on something there goes around the whole.
 */

/** A place for marks between runs. */
export interface Anchor {
  /** UTF-16, into the XML. */
  readonly at: number;
  /** The run that is parted here, if one is. */
  readonly run?: Element;
  /** Of that run the `w:t` that is parted as well. */
  readonly text?: Element;
  /** A paragraph without content, `<w:p/>`, that has to be opened. */
  readonly paragraph?: Element;
}

/** Both ends of a comment; the same one for a place where something is missing. */
export interface Anchors {
  readonly start: Anchor;
  readonly end: Anchor;
}

/** What gives the ends of comments in one document. */
export class AnchorFinder {
  private readonly pieces: readonly Piece[];
  private readonly fields: readonly Field[];

  constructor(
    private readonly xml: string,
    root: Element,
    private readonly lines: readonly Line[],
  ) {
    const all = lines.flatMap((line) =>
      line.kind === "text" ? line.pieces : line.cells.flatMap(({ pieces }) => pieces),
    );
    this.pieces = all.filter(isInFile);
    this.fields = fieldsIn(root);
  }

  /** Around the characters of a span; where it has none in the file, the place next to it. Throws {@link Refused}. */
  around(span: Span): Anchors {
    const from = firstAt(this.pieces, ({ end }) => end > span.start);
    const to = firstAt(this.pieces, ({ start }) => start >= span.end);
    const [first, last] = [this.pieces[from], this.pieces[to - 1]];
    if (span.end <= span.start || from >= to || first === undefined || last === undefined)
      return this.beside(span.start);
    const start = this.anchor(first, span.start, "start");
    const end = this.anchor(last, span.end, "end");
    // What stands in a text box is read behind its paragraph.
    return start.at <= end.at ? { start, end } : { start, end: start };
  }

  /** In the line that the offset is in, or in the nearest before or behind it that has a place. */
  private beside(offset: number): Anchors {
    const own = Math.max(0, firstAt(this.lines, ({ start }) => start > offset) - 1);
    for (const line of [...this.lines.slice(0, own + 1).reverse(), ...this.lines.slice(own + 1)]) {
      const anchors = line.kind === "row" ? this.inCell(line.cells, offset) : this.inLine(line, offset);
      if (anchors !== undefined) return anchors;
    }
    throw new Refused("文件里没有文字，没有可以加批注的地方");
  }

  /** Of a picture the whole paragraph. */
  private inLine({ paragraph, pieces }: TextLine, offset: number): Anchors {
    const inFile = pieces.filter(isInFile);
    return inFile.length > 0 ? both(this.behind(inFile, offset)) : around(paragraph);
  }

  /** Undefined in a row whose cells are all merged into those above. */
  private inCell(cells: readonly CellPlace[], offset: number): Anchors | undefined {
    const real = cells.filter(({ cell }) => cell !== undefined);
    const place = real[Math.max(0, firstAt(real, ({ start }) => start > offset) - 1)];
    const paragraph = place?.cell && firstParagraph(place.cell);
    if (place === undefined || paragraph === undefined) return undefined;
    const inFile = place.pieces.filter(isInFile);
    return both(inFile.length > 0 ? this.behind(inFile, offset) : around(paragraph).start);
  }

  /** Where characters at an offset would come: behind those before it. */
  private behind(pieces: readonly Piece[], offset: number): Anchor {
    const before = pieces.findLast(({ start }) => start < offset);
    if (before === undefined) return this.anchor(pieces[0]!, pieces[0]!.start, "start");
    return this.anchor(before, Math.min(offset, before.end), "end");
  }

  /** One end of a span that begins or ends in a piece. */
  private anchor(piece: Piece, offset: number, side: Side): Anchor {
    const element = piece.element!;
    const node = anchoredNode(element);
    const field = piece.locked === undefined ? undefined : this.fieldAround(node);
    if (field !== undefined) return { at: field[side] };
    if (node.name !== "w:r" || element.parent !== node) return { at: node[side] };
    if (piece.xml === undefined) return besideChild(node, element, side);
    const at = this.offsetInXml(piece, offset, side);
    if (at <= element.inner.start) return besideChild(node, element, "start");
    if (at >= element.inner.end) return besideChild(node, element, "end");
    return this.mayPart(element) ? { at, run: node, text: element } : { at: node[side] };
  }

  /** Not where there is more than characters, and not where blanks at the ends would come to count. */
  private mayPart({ inner, attributes }: Element): boolean {
    const written = this.xml.slice(inner.start, inner.end);
    return !written.includes("<") && (attributes["xml:space"] === "preserve" || !/^\s|\s$/.test(written));
  }

  /** An entity, and a character of two units, stays whole. */
  private offsetInXml({ xml, text, start, end }: Piece, offset: number, side: Side): number {
    const place = xml!;
    if (offset <= start) return place.start;
    if (offset >= end) return place.end;
    if (place.end - place.start !== text.length) return place[side];
    const at = place.start + offset - start;
    const whole = characterStart(this.xml, at);
    return whole === at || side === "start" ? whole : at + 1;
  }

  private fieldAround({ start, end }: Span): Field | undefined {
    return this.fields.find((field) => field.start <= start && field.end >= end);
  }
}

type Side = "start" | "end";

const both = (anchor: Anchor): Anchors => ({ start: anchor, end: anchor });

/** Automatic numbers, and blanks that are ours, stand nowhere in the file. */
function isInFile({ element }: Piece): boolean {
  return element !== undefined;
}

/** Elements of a paragraph in which runs and marks go on. */
const THROUGH: ReadonlySet<string> = new Set([
  "w:hyperlink",
  "w:ins",
  "w:moveTo",
  "w:smartTag",
  "w:customXml",
  "w:sdtContent",
  "w:dir",
  "w:bdo",
]);

/** The outermost element below the paragraph that must not be parted, or the run. In a text box: what holds the box. */
function anchoredNode(element: Element): Element {
  const path: Element[] = [];
  for (let at: Element | undefined = element; at !== undefined; at = at.parent) path.push(at);
  const box = path.findLastIndex(({ name }) => name === "w:txbxContent");
  const paragraph = path.findIndex(({ name }, depth) => depth > box && name === "w:p");
  if (paragraph < 1) throw new Refused("这里加不了批注");
  let depth = paragraph - 1;
  while (depth > 0 && isThrough(path[depth]!)) depth--;
  return path[depth]!;
}

function isThrough(element: Element): boolean {
  return element.name === "w:sdt" ? isFree(element) : THROUGH.has(element.name);
}

/** What a control may have that holds whatever one types. */
const FREE: ReadonlySet<string> = new Set([
  "w:rPr",
  "w:alias",
  "w:tag",
  "w:id",
  "w:placeholder",
  "w:temporary",
  "w:showingPlcHdr",
  "w:label",
  "w:tabIndex",
  "w:richText",
  "w:group",
]);

/** A control of plain text, of choices, of a date, of other data: Word would write it anew, without marks in it. */
function isFree(control: Element): boolean {
  return childOf(control, "w:sdtPr")?.children.every(({ name }) => FREE.has(name)) ?? true;
}

/** Beside a child of a run: beside the run, if nothing else of it is on that side. */
function besideChild(run: Element, child: Element, side: Side): Anchor {
  const content = run.children.filter(({ name }) => name !== "w:rPr");
  const isOutermost = child === (side === "start" ? content[0] : content.at(-1));
  return isOutermost ? { at: run[side] } : { at: child[side], run };
}

/** All that a paragraph holds, be it nothing. */
function around(paragraph: Element): Anchors {
  if (insideBox(paragraph)) {
    const node = anchoredNode(paragraph);
    return { start: { at: node.start }, end: { at: node.end } };
  }
  if (paragraph.isEmpty) return both({ at: paragraph.start, paragraph });
  const start = childOf(paragraph, "w:pPr")?.end ?? paragraph.inner.start;
  return { start: { at: start }, end: { at: paragraph.inner.end } };
}

function insideBox(paragraph: Element): boolean {
  let at = paragraph.parent;
  while (at !== undefined && at.name !== "w:txbxContent") at = at.parent;
  return at !== undefined;
}

function firstParagraph(cell: Element): Element | undefined {
  for (const child of cell.children) {
    if (child.name === "w:p") return child;
    const deeper = firstParagraph(child);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/** A field from where its first run starts to where its last ends. */
type Field = Span;

/** Fields that begin and end in one place, the outermost of those in each other. */
function fieldsIn(root: Element): Field[] {
  const fields: Field[] = [];
  const open: Element[] = [];
  const visit = (element: Element): void => {
    for (const child of element.children) {
      if (child.name !== "w:fldChar") visit(child);
      else if (child.attributes["w:fldCharType"] === "begin") open.push(element);
      else if (child.attributes["w:fldCharType"] === "end") {
        const begin = open.pop();
        if (begin !== undefined && begin.parent === element.parent)
          fields.push({ start: begin.start, end: element.end });
      }
    }
  };
  visit(root);
  return fields.sort((a, b) => b.end - b.start - (a.end - a.start));
}
