import { leadingOrdinal } from "../../text/ordinal";
import { childOf, type Element } from "../xml";
import { ancestorOf, isNumbered, runPropertiesIn } from "./blocks";
import { type LetterChange, letterChanges, type PlaceInPiece, runOf } from "./letters";
import type { Line, Piece, TextLine } from "./lines";
import { marksKept, textMarksOnly } from "./marks";
import { AUTOMATIC } from "./read";
import { Refused } from "./refused";
import type { Work } from "./work";

/*
 * Paragraphs that change, part, join or go.
 */

export class ParagraphWriter {
  /** How often each paragraph is parted. */
  private readonly partings = new Map<Element, number>();

  constructor(private readonly work: Work) {}

  /** The text of a line; line breaks in it end paragraphs. */
  change(line: TextLine, text: string): void {
    this.changeLetters(line.pieces, text, line.paragraph, undefined, line);
  }

  changeLetters(
    pieces: readonly Piece[],
    text: string,
    paragraph: Element,
    cell?: Element,
    line?: TextLine,
  ): void {
    const own = uncounted(pieces, text);
    for (const change of letterChanges(own.pieces, own.text)) {
      if (change.kind === "part") this.part(change, line);
      else if (change.kind === "put" && change.at === undefined) this.putRun(change.text, paragraph, cell);
      else this.work.letters.note(change);
    }
  }

  /** A run of its own, at the end of a paragraph. */
  putRun(text: string, paragraph: Element, cell: Element | undefined): void {
    const { markup, splices, document } = this.work;
    const run = markup.run(text, runPropertiesIn(markup, paragraph, cell));
    if (paragraph.isEmpty) {
      const open = document.xml.slice(paragraph.start, paragraph.end).replace(/\s{0,9}\/>$/, ">");
      splices.replace(paragraph, `${open}${run}</${paragraph.written}>`);
    } else splices.insert(paragraph.inner.end, run);
  }

  // ── Parting ──

  private part(change: LetterChange & { kind: "part" }, line: TextLine | undefined): void {
    if (line === undefined) throw new Refused("格里不能分段，要在 Word 里分");
    const { paragraph } = line;
    if (this.work.markup.track !== undefined && isNumbered(line))
      throw new Refused("自动编号的段落不能以修订方式分段");
    const number = this.partings.get(paragraph) ?? 0;
    if (number === 0) this.endFirstPart(paragraph);
    this.partings.set(paragraph, number + 1);
    const between = () => this.between(line, number);
    const edge = edgeAt(change.at, line);
    if (edge === undefined) this.work.letters.note(change, between);
    else this.later.push({ at: edge, between });
  }

  private readonly later: { at: number; between: () => string }[] = [];

  /** What can be written only when all is known. */
  finish(): void {
    for (const { at, between } of this.later) this.work.splices.insert(at, between());
  }

  /** The first part of a paragraph has no longer what belongs to its end. */
  private endFirstPart(paragraph: Element): void {
    const { markup, splices } = this.work;
    const own = childOf(paragraph, "w:pPr");
    if (markup.track === undefined && childOf(own, "w:sectPr") === undefined) return;
    const properties = markup.paragraphProperties(paragraph, { without: NOTHING });
    splices.replace(own ?? { start: paragraph.inner.start, end: paragraph.inner.start }, properties);
  }

  /** The end of one part and the start of the next. The last has the end of the whole. */
  private between(line: TextLine, number: number): string {
    const { markup } = this.work;
    const { paragraph } = line;
    const isLast = number === this.partings.get(paragraph)! - 1;
    const own = childOf(paragraph, "w:pPr");
    const properties = isNumbered(line)
      ? markup.paragraphProperties(paragraph, { more: markup.noNumber() })
      : isLast
        ? markup.properties(own, NOT_TWICE)
        : markup.paragraphProperties(paragraph);
    return `</${paragraph.written}><${paragraph.written}>${properties}`;
  }

  // ── Joining ──

  /** Lines that follow one another become one. */
  join(lines: readonly TextLine[], text: string): void {
    for (const [at, line] of lines.entries()) if (at > 0) this.joinTwo(lines[at - 1]!, line);
    const pieces = lines.flatMap(({ pieces }, at) =>
      at === 0 ? pieces : pieces.filter(({ locked }) => locked !== AUTOMATIC),
    );
    this.changeLetters(pieces, text, lines[0]!.paragraph);
  }

  private joinTwo(first: TextLine, second: TextLine): void {
    if (first.paragraph === second.paragraph) {
      if (second.break === undefined) throw new Refused("这两行合不到一起");
      this.work.letters.remove(second.break);
      return;
    }
    const { markup, splices } = this.work;
    const between = this.siblingsBetween(first.paragraph, second.paragraph);
    const own = childOf(second.paragraph, "w:pPr");
    if (markup.track !== undefined) {
      for (const element of [first.paragraph, ...between.filter(({ name }) => name === "w:p")])
        this.markDeleted(element);
      return;
    }
    if (childOf(own, "w:sectPr") !== undefined) throw new Refused("后一段带有分节符，要在 Word 里合并");
    const start = first.paragraph.inner.end;
    const end = own?.end ?? second.paragraph.inner.start;
    splices.replace(
      { start, end },
      between
        .map((element) => (isMark(element) ? markup.slice(element) : marksKept(markup, element)))
        .join(""),
    );
  }

  /** What stands between two paragraphs that are to be one: blank ones, and marks. */
  private siblingsBetween(first: Element, second: Element): Element[] {
    const siblings = first.parent!.children;
    const [from, to] = [siblings.indexOf(first), siblings.indexOf(second)];
    const between = siblings.slice(from + 1, Math.max(to, 0));
    const isBreak = (element: Element) => childOf(childOf(element, "w:pPr"), "w:sectPr") !== undefined;
    const isFine = to > from && [first, ...between].every((element) => !isBreak(element));
    if (!isFine || !between.every((element) => isMark(element) || textMarksOnly(element)))
      throw new Refused("这两段不在一处，合不到一起");
    return between;
  }

  // ── Removing ──

  /** Takes away line `old`, and its paragraph with the last of its lines. */
  remove(old: number): void {
    const { lines } = this.work.document;
    const line = lines[old] as TextLine;
    const isMate = (at: number) => isTextOf(lines[at], line.paragraph);
    let [first, last] = [old, old];
    while (isMate(first - 1)) first--;
    while (isMate(last + 1)) last++;
    const isGone = (at: number) => this.work.gone.has(at);
    let isWhole = true;
    for (let at = first; at <= last; at++) if (!isGone(at)) isWhole = false;
    if (!isWhole) {
      this.cutText(line.pieces);
      let start = old;
      while (start > first && isGone(start - 1)) start--;
      const after = start === first ? (lines[old + 1] as TextLine) : line;
      if (after.break !== undefined) this.work.letters.remove(after.break);
    } else if (first === old) this.removeParagraph(line, lines.slice(first, last + 1) as TextLine[]);
  }

  private removeParagraph({ paragraph }: TextLine, lines: readonly TextLine[]): void {
    const { markup, splices } = this.work;
    const isOutside = ({ element }: Piece) => element !== undefined && !contains(paragraph, element);
    const pieces = lines.flatMap(({ pieces }) => pieces);
    if (mustStay(paragraph)) {
      this.cutText(pieces);
      for (const { break: element } of lines) if (element !== undefined) this.work.letters.remove(element);
      return;
    }
    if (!textMarksOnly(paragraph)) throw new Refused("这一段里有图片、文本框或者没有完的域，要在 Word 里删");
    if (markup.track !== undefined) {
      this.cutText(pieces);
      for (const { break: element } of lines) if (element !== undefined) this.work.letters.remove(element);
      this.markDeleted(paragraph);
      return;
    }
    this.cutText(pieces.filter(isOutside));
    splices.replace(paragraph, marksKept(markup, paragraph));
  }

  private cutText(pieces: readonly Piece[]): void {
    const own = pieces.filter(({ locked }) => locked !== AUTOMATIC);
    for (const change of letterChanges(own, "")) this.work.letters.note(change);
  }

  /** A tracked deletion of a paragraph's end, which joins it with the next. */
  markDeleted(paragraph: Element): void {
    const { markup, splices } = this.work;
    const own = childOf(paragraph, "w:pPr");
    const mark = childOf(own, "w:rPr");
    const revision = markup.revision("del");
    if (paragraph.isEmpty) {
      const open = markup.slice(paragraph).replace(/\s{0,9}\/>$/, ">");
      const properties = markup.tag("pPr", markup.tag("rPr", revision));
      splices.replace(paragraph, `${open}${properties}</${paragraph.written}>`);
    } else if (own === undefined || own.isEmpty)
      splices.replace(
        own ?? { start: paragraph.inner.start, end: paragraph.inner.start },
        markup.tag("pPr", markup.tag("rPr", revision)),
      );
    else if (mark === undefined) {
      const behind = own.children.find(({ name }) => name === "w:sectPr" || name === "w:pPrChange");
      splices.insert(behind?.start ?? own.inner.end, markup.tag("rPr", revision));
    } else if (mark.isEmpty) splices.replace(mark, markup.tag("rPr", revision));
    else splices.insert(childOf(mark, "w:ins")?.end ?? mark.inner.start, revision);
  }
}

const NOTHING: ReadonlySet<string> = new Set();
/** Of the paragraph's start, and no matter of a later part. */
const NOT_TWICE: ReadonlySet<string> = new Set(["w:pageBreakBefore"]);

/** Without the automatic number in front, on both sides: what it comes to be is seen when the file is read again. */
function uncounted(pieces: readonly Piece[], text: string): { pieces: readonly Piece[]; text: string } {
  const [first, ...rest] = pieces;
  if (first?.locked !== AUTOMATIC) return { pieces, text };
  if (text.startsWith(first.text)) return { pieces: rest, text: text.slice(first.text.length) };
  const ordinal = leadingOrdinal(text);
  if (ordinal === undefined) throw new Refused(`“${first.text.trim()}”${AUTOMATIC}`);
  const isApart = first.text.endsWith(" ") && text[ordinal.after] === " ";
  return { pieces: rest, text: text.slice(ordinal.after + (isApart ? 1 : 0)) };
}

/** Where in the XML a paragraph is parted between two of its children; undefined for a place inside a run of its own. */
function edgeAt({ piece, offset }: PlaceInPiece, line: TextLine): number | undefined {
  const run = runOf(piece);
  const top = topOf(piece.element!, line.paragraph);
  const shown = line.pieces.filter(({ element, text }) => element !== undefined && text !== "");
  const own = shown.filter(({ element }) => contains(top, element!));
  const isBare = top === run && top.children.every(({ name }) => name === "w:rPr" || name === "w:t");
  if (offset === 0 && own[0] === piece && (isBare || top !== run)) return top.start;
  if (offset === piece.text.length && own.at(-1) === piece && (isBare || top !== run)) return top.end;
  if (top !== run) throw new Refused("这里在链接、内容控件或别人的修订里面，不能分段，要在 Word 里分");
  return undefined;
}

/** The child of a paragraph that an element is or stands in. */
function topOf(element: Element, paragraph: Element): Element {
  let at = element;
  while (at.parent !== undefined && at.parent !== paragraph) at = at.parent;
  if (at.parent === undefined) throw new Refused("这里不能分段，要在 Word 里分");
  return at;
}

function contains(outer: Element, inner: Element): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function isTextOf(line: Line | undefined, paragraph: Element): boolean {
  return line?.kind === "text" && line.paragraph === paragraph;
}

/** A mark between blocks, such as the start of a bookmark. */
function isMark({ name }: Element): boolean {
  return /(?:Start|End)$/.test(name) || name === "w:proofErr";
}

/** Whether a paragraph must stay though it has no text: where a section ends, as the last of a cell, or between two tables. */
function mustStay(paragraph: Element): boolean {
  if (childOf(childOf(paragraph, "w:pPr"), "w:sectPr") !== undefined) return true;
  const blocks = paragraph.parent!.children.filter(({ name }) => BLOCKS.has(name));
  const at = blocks.indexOf(paragraph);
  const [before, after] = [blocks[at - 1], blocks[at + 1]];
  const isLast = after === undefined || after.name === "w:sectPr";
  return (isLast && before === undefined) || (before?.name === "w:tbl" && (isLast || after.name === "w:tbl"));
}

const BLOCKS: ReadonlySet<string> = new Set(["w:p", "w:tbl", "w:sdt", "w:sectPr", "w:customXml"]);

/** Refuses to add blocks where a content control is locked. */
export function refuseInControl(block: Element): void {
  const control = ancestorOf(block.parent, "w:sdt");
  const properties = childOf(control, "w:sdtPr");
  const lock = childOf(properties, "w:lock")?.attributes["w:val"];
  if (lock === "contentLocked" || lock === "sdtContentLocked")
    throw new Refused("内容控件锁定了这里，要在 Word 里解除锁定");
  if (childOf(properties, "w:text") !== undefined) throw new Refused("这个内容控件只能有一段文字");
}
