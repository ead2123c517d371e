import type { Span } from "../../text/text";
import type { Author, Source } from "../source";
import { childOf, type Element, escapeXml } from "../xml";
import { openPackage } from "../zip";
import { type Anchor, AnchorFinder } from "./commentAnchors";
import {
  attributePrefix,
  commentParts,
  commentStyles,
  type MarginComment,
  relatedPart,
} from "./commentParts";
import { type DocxDocument, openDocx } from "./document";
import { Refused } from "./refused";
import { docxSource } from "./source";
import { Splices } from "./splices";

/*
 * Comments in the margin of a Word file, in two steps, so that changes can be made in between and the comments can tell of
 * them: their places first, what they say last. Neither changes any text.
 */

/** A file with places for comments. Nobody else must see it before they are written. */
export interface Anchored {
  readonly source: Source;
  /** By span, in the order given: the number of its comment. */
  readonly ids: readonly number[];
}

/** Makes places for comments at spans of a Word file's text. Throws {@link Refused} where the file cannot take them. */
export function anchorComments(source: Source, spans: readonly Span[]): Anchored {
  if (spans.length === 0) return { source, ids: [] };
  const document = openDocx(openPackage(source.bytes));
  const freeId = freeIdsOf(document);
  const finder = new AnchorFinder(document.xml, document.root, document.lines);
  const marks = new Marks(document, freeId);
  const ids = spans.map((span) => {
    const { start, end } = finder.around(span);
    return marks.add(start, end);
  });
  const xml = marks.writtenInto(document.xml);
  const parts = new Map([[document.main, new TextEncoder().encode(xml)]]);
  return { source: readAgain(document, parts, source.text), ids };
}

/** Writes what the comments say whose places are there. Throws {@link Refused} where the file cannot take them. */
export function writeComments(source: Source, comments: readonly MarginComment[], author: Author): Source {
  if (comments.length === 0) return source;
  const document = openDocx(openPackage(source.bytes));
  return readAgain(document, commentParts(document, comments, author), source.text);
}

/** By span of the text: the numbers of the comments that are about something in it, the closest first. */
export function commentsAround(source: Source, spans: readonly Span[]): number[][] {
  if (spans.length === 0) return [];
  const document = openDocx(openPackage(source.bytes));
  const finder = new AnchorFinder(document.xml, document.root, document.lines);
  const ranges = [...commentRanges(document.root)];
  return spans.map((span) => {
    const { start, end } = finder.around(span);
    return ranges
      .map(([id, range]) => ({ id, common: Math.min(range.end, end.at) - Math.max(range.start, start.at) }))
      .filter(({ common }) => common >= 0)
      .sort((a, b) => b.common - a.common)
      .map(({ id }) => id);
  });
}

/** By comment: from one of its marks to the other, both included. */
function commentRanges(root: Element): Map<number, Span> {
  const starts = new Map<string, number>();
  const ranges = new Map<number, Span>();
  const visit = ({ name, attributes, children, start, end }: Element): void => {
    const id = attributes["w:id"] ?? "";
    const from = starts.get(id);
    if (name === "w:commentRangeStart") starts.set(id, start);
    else if (name === "w:commentRangeEnd" && from !== undefined) ranges.set(Number(id), { start: from, end });
    children.forEach(visit);
  };
  visit(root);
  return ranges;
}

function readAgain(document: DocxDocument, parts: ReadonlyMap<string, Uint8Array>, text: string): Source {
  const source = docxSource(document.package.replaced(parts));
  if (source.text !== text) throw new Refused("加上批注后读出来的文字与原来不一样，没有写");
  return source;
}

/** Gives the lowest numbers that nothing in the document or its comments has: Word wants those of all marks to differ. */
function freeIdsOf(document: DocxDocument): () => number {
  const taken = new Set<number>();
  const visit = ({ attributes, children }: Element): void => {
    if (attributes["w:id"] !== undefined) taken.add(Number(attributes["w:id"]));
    children.forEach(visit);
  };
  visit(document.root);
  const comments = relatedPart(document, "comments");
  if (comments !== undefined) visit(comments.root);
  let id = 0;
  return () => {
    while (taken.has(id)) id++;
    return id++;
  };
}

/** What is to stand at one place. */
interface MarksHere {
  readonly anchor: Anchor;
  readonly ends: number[];
  /** Comments on no characters. */
  readonly points: number[];
  readonly starts: number[];
}

/** The marks of all comments, put together by place: a run is parted once at each. */
class Marks {
  private readonly places = new Map<number, MarksHere>();
  private readonly prefix: string;
  private readonly declaration: string;
  private readonly style: string | undefined;

  constructor(
    document: DocxDocument,
    private readonly freeId: () => number,
  ) {
    const { prefix, declaration } = attributePrefix(document.root, document);
    this.prefix = prefix;
    this.declaration = declaration;
    this.style = commentStyles(document).reference;
  }

  /** The number of a new comment. */
  add(start: Anchor, end: Anchor): number {
    const id = this.freeId();
    if (start.at === end.at) this.at(start).points.push(id);
    else {
      this.at(start).starts.push(id);
      this.at(end).ends.push(id);
    }
    return id;
  }

  writtenInto(xml: string): string {
    const splices = new Splices();
    const spaced = this.spacedTexts(xml);
    for (const element of spaced)
      if (element.attributes["xml:space"] === undefined)
        splices.insert(element.inner.start - 1, ' xml:space="preserve"');
    for (const here of this.places.values()) {
      const { at, paragraph } = here.anchor;
      const marks = this.marksAt(here);
      if (paragraph === undefined) splices.insert(at, this.parting(xml, here.anchor, marks, spaced));
      else {
        const open = xml.slice(paragraph.start, paragraph.end).replace(/\s?\/>$/, ">");
        splices.replace(paragraph, `${open}${marks}</${paragraph.written}>`);
      }
    }
    const written = splices.applyTo(xml);
    if (written === undefined) throw new Refused("几处批注互相重叠");
    return written;
  }

  private at(anchor: Anchor): MarksHere {
    const known = this.places.get(anchor.at);
    if (known !== undefined) return known;
    const here: MarksHere = { anchor, ends: [], points: [], starts: [] };
    this.places.set(anchor.at, here);
    return here;
  }

  /** Texts that are parted next to a blank: it must be declared, since it then stands at an end. */
  private spacedTexts(xml: string): Set<Element> {
    const spaced = new Set<Element>();
    for (const { anchor } of this.places.values())
      if (anchor.text !== undefined && /\s/.test(xml.slice(anchor.at - 1, anchor.at + 1)))
        spaced.add(anchor.text);
    return spaced;
  }

  private marksAt({ ends, points, starts }: MarksHere): string {
    const end = (id: number) => this.mark("commentRangeEnd", id) + this.reference(id);
    return [
      ...ends.map(end),
      ...points.map((id) => this.mark("commentRangeStart", id) + end(id)),
      ...starts.map((id) => this.mark("commentRangeStart", id)),
    ].join("");
  }

  private mark(name: string, id: number): string {
    return `<${this.prefix}${name}${this.declaration} ${this.prefix}id="${id}"/>`;
  }

  /** A run of its own, which stands for the comment. */
  private reference(id: number): string {
    const w = this.prefix;
    const look =
      this.style === undefined ? "" : `<${w}rPr><${w}rStyle ${w}val="${escapeXml(this.style)}"/></${w}rPr>`;
    return `<${w}r${this.declaration}>${look}<${w}commentReference ${w}id="${id}"/></${w}r>`;
  }

  /** Marks, with the run that they part closed in front of them and opened again behind them, as it was. */
  private parting(xml: string, { run, text }: Anchor, marks: string, spaced: ReadonlySet<Element>): string {
    if (run === undefined) return marks;
    const open = xml.slice(run.start, run.inner.start) + this.look(xml, childOf(run, "w:rPr"));
    if (text === undefined) return `</${run.written}>${marks}${open}`;
    const isSpaced = spaced.has(text) || text.attributes["xml:space"] === "preserve";
    const again = `<${text.written}${isSpaced ? ' xml:space="preserve"' : ""}>`;
    return `</${text.written}></${run.written}>${marks}${open}${again}`;
  }

  /** The properties of a run once more; a tracked change of them gets a number of its own. */
  private look(xml: string, properties: Element | undefined): string {
    if (properties === undefined) return "";
    const change = childOf(properties, "w:rPrChange");
    if (change === undefined) return xml.slice(properties.start, properties.end);
    const head = xml.slice(change.start, change.inner.start);
    const renumbered = head.replace(/:id=(?:"[^"]{0,20}"|'[^']{0,20}')/, `:id="${this.freeId()}"`);
    return (
      xml.slice(properties.start, change.start) + renumbered + xml.slice(change.inner.start, properties.end)
    );
  }
}
