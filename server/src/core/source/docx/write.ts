import type { Author } from "../source";
import { childOf, type Element, escapeXml, fitsXml } from "../xml";
import { modelFor, modelRow, newParagraph, newRow, newTable, runPropertiesIn } from "./blocks";
import { type Cut, type LetterChange, letterChanges, type Put, runOf } from "./letters";
import type { CellPlace, Line, Piece, RowLine, TextLine } from "./lines";
import { Markup, namesOf } from "./markup";
import type { DocxText } from "./read";
import { Refused } from "./refused";
import { Splices } from "./splices";
import { type Step, stepsBetween, type WrittenLine } from "./steps";

/*
 * The XML of a document for it to read as another text. Where characters alone change, only what is inside `w:t` does.
 */

/** What a document is made of, as far as writing needs to know. */
export interface Writable extends DocxText {
  readonly xml: string;
  readonly root: Element;
}

/** What must stand in the text, in order: blank lines and the rulings of Markdown tables are no part of a Word file. */
export function writtenLines(text: string): WrittenLine[] {
  return text
    .split(/\r\n?|\n/)
    .map((line) => ({ text: line.trimEnd(), isRow: /^\s*\|/.test(line) }))
    .filter(({ text, isRow }) => text.trim() !== "" && !(isRow && isRuling(text)));
}

/** The line of dashes under a Markdown table's head. */
function isRuling(row: string): boolean {
  return row.includes("-") && /^[\s|:-]+$/.test(row);
}

/** Whether two texts are the same file: cells may be padded otherwise. */
export function saysTheSame(a: string, b: string): boolean {
  const [first, second] = [writtenLines(a), writtenLines(b)];
  return first.length === second.length && first.every((line, at) => isSame(line, second[at]!));
}

function isSame(a: WrittenLine, b: WrittenLine): boolean {
  if (a.text === b.text) return true;
  return a.isRow && b.isRow && cellTexts(a.text).join("\n") === cellTexts(b.text).join("\n");
}

/** The cells of a row as it is written with bars. */
function cellTexts(row: string): string[] {
  const cells = row
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "")
    .split(/(?<!\\)\|/);
  return cells.map((cell) => cell.trim());
}

/** Parting and joining paragraphs changes what is where; each is done by itself, and the rest on what then stands there. */
export interface Round {
  readonly xml: string;
  readonly isDone: boolean;
}

/** One round of making a document read as a text. Throws {@link Refused} for what the file cannot take. */
export function writeRound(document: Writable, text: string, track: Author | undefined): Round {
  if (!fitsXml(text)) throw new Refused("有 Word 文件里不能有的控制字符");
  const before = document.lines.map((line) => ({
    text: document.text.slice(line.start, line.end),
    isRow: line.kind === "row",
  }));
  const after = writtenLines(text);
  const steps = stepsBetween(before.map(normalised), after.map(normalised));
  const writer = new Writer(document, track);
  const parting = steps.find(({ kind }) => kind === "split" || kind === "join");
  if (parting !== undefined) {
    writer.part(parting);
    return { xml: writer.finish(), isDone: false };
  }
  writer.make(steps);
  return { xml: writer.finish(), isDone: true };
}

/** How cells are padded is no difference. */
function normalised(line: WrittenLine): WrittenLine {
  return line.isRow ? { ...line, text: `| ${cellTexts(line.text).join(" | ")} |` } : line;
}

class Writer {
  private readonly splices = new Splices();
  private readonly markup: Markup;
  /** By `w:t`, and by run: what of it changes. */
  private readonly texts = new Map<Element, LetterChange[]>();
  private readonly runs = new Map<Element, LetterChange[]>();
  private readonly lines: readonly Line[];

  constructor(
    private readonly document: Writable,
    private readonly track: Author | undefined,
  ) {
    this.lines = document.lines;
    this.markup = new Markup(document.xml, namesOf(document.root, document.xml), track);
  }

  finish(): string {
    for (const [element, changes] of this.texts) this.writeText(element, changes);
    for (const [run, changes] of this.runs) this.writeRun(run, changes);
    const xml = this.splices.applyTo(this.document.xml);
    if (xml === undefined) throw new Refused("几处改动互相重叠");
    return xml;
  }

  make(steps: readonly Step[]): void {
    for (let at = 0; at < steps.length; at++) {
      const step = steps[at]!;
      if (step.kind === "change") this.change(this.lines[step.old]!, step.text);
      else if (step.kind === "remove") this.remove(step.old, steps);
      else if (step.kind === "insert") {
        const texts = [step.text];
        for (
          let next = steps[at + 1];
          next?.kind === "insert" && next.old === step.old;
          next = steps[at + 1]
        ) {
          texts.push(next.text);
          at++;
        }
        this.insert(step.old, texts);
      }
    }
  }

  // ── Characters ──

  private change(line: Line, text: string): void {
    if (line.kind === "text") {
      this.changeLetters(line.pieces, text, () => line.paragraph);
      return;
    }
    const texts = cellTexts(text);
    if (texts.length !== line.cells.length) throw new Refused("表格这一行的格数变了，要在 Word 里增减格");
    line.cells.forEach((place, column) => {
      const before = this.document.text.slice(place.start, place.end).trim();
      if (before !== texts[column]) this.changeCell(place, texts[column]!);
    });
  }

  private changeCell({ cell, pieces }: CellPlace, text: string): void {
    if (cell === undefined) throw new Refused("这一格已并入旁边的格，写不进字");
    const paragraph = firstParagraph(cell);
    if (paragraph === undefined) throw new Refused("这一格里没有段落，写不进字");
    this.changeLetters(pieces, text, () => paragraph, cell);
  }

  private changeLetters(
    pieces: readonly Piece[],
    text: string,
    paragraph: () => Element,
    cell?: Element,
  ): void {
    for (const change of letterChanges(pieces, text)) {
      if (change.kind === "put" && change.at === undefined) this.putRun(change.text, paragraph(), cell);
      else this.note(change);
    }
  }

  private note(change: LetterChange): void {
    const piece = change.kind === "cut" ? change.piece : change.at!.piece;
    const run = runOf(piece);
    if (this.track !== undefined) {
      if (run === undefined) throw new Refused("这里不能留修订痕迹");
      add(this.runs, run, change);
    } else if (piece.xml === undefined) this.splices.replace(piece.element!, "");
    else add(this.texts, piece.element!, change);
  }

  /** A run of its own, at the end of a paragraph. */
  private putRun(text: string, paragraph: Element, cell: Element | undefined): void {
    const run = this.markup.run(text, runPropertiesIn(this.markup, paragraph, cell));
    if (paragraph.isEmpty) {
      const open = this.document.xml.slice(paragraph.start, paragraph.end).replace(/\/>$/, ">");
      this.splices.replace(paragraph, `${open}${run}</${paragraph.written}>`);
    } else this.splices.insert(paragraph.inner.end, run);
  }

  /** The characters of one `w:t`, all changes at once: blanks at its ends must be declared. */
  private writeText(element: Element, changes: readonly LetterChange[]): void {
    const { xml } = this.document;
    const inner = new Splices();
    for (const change of changes) {
      if (change.kind === "cut") inner.replace(xmlOf(change), "");
      else inner.insert(placeOf(change), this.typed(element, change.text));
    }
    const whole = inner.applyTo(xml.slice(0, element.inner.end));
    if (whole === undefined) throw new Refused("几处改动互相重叠");
    const content = whole.slice(element.inner.start);
    this.splices.replace(element.inner, content);
    if (/^\s|\s$/.test(content) && element.attributes["xml:space"] === undefined)
      this.splices.insert(element.inner.start - 1, ' xml:space="preserve"');
  }

  private typed(element: Element, text: string): string {
    if (!text.includes("\t")) return escapeXml(text);
    const open = `<${element.written} xml:space="preserve">`;
    return text
      .split("\t")
      .map(escapeXml)
      .join(`</${element.written}>${this.markup.tag("tab", "")}${open}`);
  }

  /** A run as tracked changes: parted into what stays, what goes and what comes, each with the run's properties. */
  private writeRun(run: Element, changes: readonly LetterChange[]): void {
    const properties = this.markup.runProperties(childOf(run, "w:rPr"));
    const parts: { kind: "keep" | "del" | "ins"; xml: string }[] = [];
    const push = (kind: "keep" | "del" | "ins", xml: string) => {
      const last = parts.at(-1);
      if (xml === "") return;
      if (last?.kind === kind) last.xml += xml;
      else parts.push({ kind, xml });
    };
    for (const child of run.children) {
      if (child.name === "w:rPr") continue;
      const own = changes.filter((change) => elementOf(change) === child);
      if (own.length === 0) push("keep", this.markup.slice(child));
      else if (child.name === "w:t") this.partText(child, own, push);
      else push("del", this.markup.slice(child));
    }
    const open = this.document.xml.slice(run.start, run.inner.start);
    const whole = (content: string) => `${open}${properties}${content}</${run.written}>`;
    const xml = parts.map(({ kind, xml }) =>
      kind === "keep" ? whole(xml) : this.markup.revision(kind, whole(xml)),
    );
    this.splices.replace(run, xml.join(""));
  }

  private partText(
    element: Element,
    changes: readonly LetterChange[],
    push: (kind: "keep" | "del" | "ins", xml: string) => void,
  ): void {
    const { xml } = this.document;
    const places = changes
      .map((change) => ({
        change,
        ...(change.kind === "cut" ? xmlOf(change) : { start: placeOf(change), end: placeOf(change) }),
      }))
      .sort((a, b) => a.start - b.start || b.end - a.end);
    const wrap = (name: string, content: string) =>
      content === ""
        ? ""
        : `<${this.markup.names.prefix}${name} xml:space="preserve">${content}</${this.markup.names.prefix}${name}>`;
    let at = element.inner.start;
    const puts: Put[] = [];
    for (const { change, start, end } of places) {
      // What comes for what goes stands behind it.
      if (start > at) {
        for (const put of puts.splice(0)) push("ins", this.markup.text(put.text));
        push("keep", wrap("t", xml.slice(at, start)));
        at = start;
      }
      if (change.kind === "put") puts.push(change);
      else {
        push("del", wrap("delText", xml.slice(start, end)));
        at = end;
      }
    }
    for (const put of puts) push("ins", this.markup.text(put.text));
    push("keep", wrap("t", xml.slice(at, element.inner.end)));
  }

  // ── Lines ──

  private remove(old: number, steps: readonly Step[]): void {
    const line = this.lines[old]!;
    if (line.kind === "row") this.removeRow(line, steps);
    else this.removeText(old, line, steps);
  }

  private removeText(old: number, line: TextLine, steps: readonly Step[]): void {
    const { paragraph } = line;
    const isGone = (at: number) => steps.some((step) => step.kind === "remove" && step.old === at);
    const others = this.lines.filter(
      (other, at) => other.kind === "text" && other.paragraph === paragraph && !isGone(at),
    );
    const first = this.lines.findIndex((other) => other.kind === "text" && other.paragraph === paragraph);
    if (others.length > 0 || isAlone(paragraph) || this.track !== undefined) {
      this.changeLetters(
        line.pieces.filter(({ element }) => element !== undefined),
        "",
        () => paragraph,
      );
      if (others.length > 0) this.removeBreak(old);
      else if (this.track !== undefined && !isAlone(paragraph)) this.markParagraph(paragraph);
      return;
    }
    if (childOf(childOf(paragraph, "w:pPr"), "w:sectPr") !== undefined)
      throw new Refused("这一段带有分节符，要在 Word 里删");
    if (first === old) this.splices.replace(paragraph, "");
  }

  private removeBreak(old: number): void {
    const line = this.lines[old] as TextLine;
    const next = this.lines[old + 1];
    const element =
      line.break ?? (next?.kind === "text" && next.paragraph === line.paragraph ? next.break : undefined);
    if (element === undefined) return;
    if (this.track !== undefined) throw new Refused("换行符不能以修订方式删");
    this.splices.replace(element, "");
  }

  /** A tracked deletion of a paragraph's end. */
  private markParagraph(paragraph: Element): void {
    const own = childOf(paragraph, "w:pPr");
    const mark = childOf(own, "w:rPr");
    const revision = this.markup.revision("del");
    if (own === undefined)
      this.splices.insert(paragraph.inner.start, this.markup.tag("pPr", this.markup.tag("rPr", revision)));
    else if (mark !== undefined && !mark.isEmpty) this.splices.insert(mark.inner.start, revision);
    else if (mark !== undefined) this.splices.replace(mark, this.markup.tag("rPr", revision));
    else throw new Refused("这一段不能以修订方式删");
  }

  private removeRow({ row, table }: RowLine, steps: readonly Step[]): void {
    const rows = this.rowsOf(table);
    const below = rows[rows.findIndex((other) => other.row === row) + 1];
    if (below !== undefined && startsMerge(row, below.row))
      throw new Refused("这一行的格与下面的行合并，要在 Word 里删");
    if (this.track === undefined) {
      const isLast = rows.every((other) =>
        steps.some(({ kind, old }) => kind === "remove" && this.lines[old] === other),
      );
      if (!isLast) this.splices.replace(row, "");
      else if (rows[0]!.row === row) this.splices.replace(tableAround(row), "");
      return;
    }
    const own = childOf(row, "w:trPr");
    const mark = this.markup.revision("del");
    if (own === undefined || own.isEmpty) {
      const at = childOf(row, "w:tblPrEx")?.end ?? row.inner.start;
      this.splices.replace(own ?? { start: at, end: at }, this.markup.tag("trPr", mark));
    } else this.splices.insert(own.inner.end, mark);
  }

  private rowsOf(table: number): RowLine[] {
    return this.lines.filter((line): line is RowLine => line.kind === "row" && line.table === table);
  }

  /** New lines in front of line `old`. */
  private insert(old: number, texts: readonly string[]): void {
    const [before, after] = [this.lines[old - 1], this.lines[old]];
    const inTable = before?.kind === "row" && after?.kind === "row" && before.table === after.table;
    const rows = texts.map((text) => /^\s*\|/.test(text));
    if (rows.every(Boolean)) {
      const beside = besideRow(before, after, cellTexts(texts[0]!).length, texts.length);
      if (beside !== undefined) {
        this.insertRows(beside, beside === before, texts);
        return;
      }
    }
    if (inTable) throw new Refused("表格的两行之间插不进段落");
    this.insertBlocks(old, this.blocks(old, texts));
  }

  private insertRows(beside: RowLine, below: boolean, texts: readonly string[]): void {
    const rows = this.rowsOf(beside.table);
    const xml = texts.map((text) => {
      const cells = cellTexts(text);
      const model = modelRow(rows, beside.number + (below ? 0.4 : -0.4), cells);
      return newRow(this.markup, model, cells, below && model.number <= beside.number);
    });
    this.splices.insert(below ? beside.row.end : beside.row.start, xml.join(""));
  }

  /** Paragraphs, and tables of lines that are rows. */
  private blocks(old: number, texts: readonly string[]): string {
    const table = this.lines.find((line) => line.kind === "row");
    const model = table?.kind === "row" ? tableAround(table.row) : undefined;
    let xml = "";
    for (let at = 0; at < texts.length; ) {
      const rows: string[][] = [];
      while (at < texts.length && /^\s*\|/.test(texts[at]!)) rows.push(cellTexts(texts[at++]!));
      // Between a table and what follows, and at the end of a cell, a paragraph must stand.
      if (rows.length > 0) xml += newTable(this.markup, rows, model) + this.markup.tag("p", "");
      else xml += newParagraph(this.markup, texts[at]!.trim(), modelFor(this.document, old, texts[at++]!));
    }
    return xml;
  }

  private insertBlocks(old: number, xml: string): void {
    const [before, after] = [this.lines[old - 1], this.lines[old]];
    if (
      after?.kind === "text" &&
      after.break === undefined &&
      !(before?.kind === "text" && before.paragraph === after.paragraph)
    )
      this.splices.insert(blockOf(after.paragraph).start, xml);
    else if (after?.kind === "row" && after.number === 1)
      this.splices.insert(tableAround(after.row).start, xml);
    else if (before?.kind === "text") this.splices.insert(blockOf(before.paragraph).end, xml);
    else if (before?.kind === "row") this.splices.insert(tableAround(before.row).end, xml);
    else throw new Refused("文件里没有可以插入段落的地方");
  }

  // ── Parting and joining ──

  part(step: Step): void {
    const line = this.lines[step.old] as TextLine;
    if (step.kind === "split") this.split(line, step.texts);
    else this.join(line, this.lines[step.old + 1] as TextLine);
  }

  /** Where the first text ends, the paragraph does; what its runs look like, they look like behind as well. */
  private split(line: TextLine, [first]: readonly [string, string]): void {
    const whole = line.pieces.map(({ text }) => text).join("");
    const at = line.start + endOfFirst(whole, first);
    const piece = line.pieces.find((candidate) => candidate.start <= at && candidate.end > at);
    const run = piece && runOf(piece);
    if (piece?.xml === undefined || piece.locked !== undefined || run?.parent !== line.paragraph)
      throw new Refused("这里不能分段，要在 Word 里分");
    const { xml } = this.document;
    const place = placeOf({ kind: "put", text: "", at: { piece, offset: at - piece.start } });
    const text = piece.element!;
    const own = childOf(run, "w:rPr");
    const properties = childOf(line.paragraph, "w:pPr");
    const close = `</${text.written}></${run.written}></${line.paragraph.written}>`;
    const open = xml.slice(run.start, run.inner.start) + (own === undefined ? "" : this.markup.slice(own));
    const next = `<${line.paragraph.written}>${this.markup.paragraphProperties(line.paragraph)}${open}<${text.written} xml:space="preserve">`;
    this.splices.insert(place, close + next);
    if (childOf(properties, "w:sectPr") !== undefined)
      throw new Refused("这一段带有分节符，要在 Word 里分段");
    if (this.track !== undefined) throw new Refused("分段不能留修订痕迹");
  }

  /** The second paragraph's content goes behind that of the first. */
  private join(first: TextLine, second: TextLine): void {
    if (this.track !== undefined) throw new Refused("并段不能留修订痕迹");
    if (first.paragraph === second.paragraph) {
      if (second.break === undefined) throw new Refused("这两行合不到一起");
      this.splices.replace(second.break, "");
      return;
    }
    const own = childOf(second.paragraph, "w:pPr");
    if (first.paragraph.parent !== second.paragraph.parent || childOf(own, "w:sectPr") !== undefined)
      throw new Refused("这两段不在一处，合不到一起");
    const content = this.document.xml.slice(
      own?.end ?? second.paragraph.inner.start,
      second.paragraph.inner.end,
    );
    this.splices.insert(first.paragraph.inner.end, content);
    this.splices.replace(second.paragraph, "");
  }
}

function add<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function elementOf(change: LetterChange): Element | undefined {
  return change.kind === "cut" ? change.piece.element : change.at?.piece.element;
}

/** Where the characters of a cut stand in the XML; an entity goes as a whole. */
function xmlOf({ piece, from, to }: Cut): { start: number; end: number } {
  const xml = piece.xml!;
  const isPlain = xml.end - xml.start === piece.text.length;
  return isPlain ? { start: xml.start + from, end: xml.start + to } : xml;
}

function placeOf({ at }: Put): number {
  const { piece, offset } = at!;
  const xml = piece.xml!;
  if (xml.end - xml.start === piece.text.length) return xml.start + offset;
  return offset === 0 ? xml.start : xml.end;
}

function firstParagraph(cell: Element): Element | undefined {
  for (const child of cell.children) {
    if (child.name === "w:p") return child;
    const deeper = child.name === "w:tcPr" ? undefined : firstParagraph(child);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/** What must be replaced or moved with a paragraph: itself, or the content control that holds nothing else. */
function blockOf(paragraph: Element): Element {
  return paragraph;
}

/** A cell must have a paragraph. */
function isAlone(paragraph: Element): boolean {
  const { parent } = paragraph;
  return parent?.name === "w:tc" && parent.children.filter(({ name }) => name === "w:p").length === 1;
}

function tableAround(row: Element): Element {
  let at = row;
  while (at.name !== "w:tbl" && at.parent !== undefined) at = at.parent;
  return at;
}

/** Whether a cell of a row is merged with one of the row below, and starts with it. */
function startsMerge(row: Element, below: Element): boolean {
  const merges = (element: Element, value: string) =>
    element.children.some(
      (cell) =>
        cell.name === "w:tc" &&
        (childOf(childOf(cell, "w:tcPr"), "w:vMerge")?.attributes["w:val"] ??
          (childOf(childOf(cell, "w:tcPr"), "w:vMerge") === undefined ? "" : "continue")) === value,
    );
  return merges(row, "restart") && merges(below, "continue");
}

/** The row that new rows go next to: one of as many columns. A whole table that comes right behind another is one of its own. */
function besideRow(
  before: Line | undefined,
  after: Line | undefined,
  columns: number,
  count: number,
): RowLine | undefined {
  const fits = (line: Line | undefined): line is RowLine =>
    line?.kind === "row" && line.cells.length === columns;
  if (before?.kind === "row" && after?.kind === "row" && before.table === after.table)
    return fits(before) ? before : fits(after) ? after : undefined;
  if (count > 2) return undefined;
  return fits(before) ? before : fits(after) ? after : undefined;
}

/** How much of a text belongs to its first part: what both have in common from the start, as far as the part is long. */
function endOfFirst(whole: string, first: string): number {
  const best = { at: Math.min(first.length, whole.length), cost: Number.POSITIVE_INFINITY };
  const tail = first.slice(-6);
  for (let at = whole.indexOf(tail); at >= 0; at = whole.indexOf(tail, at + 1)) {
    const cost = Math.abs(at + tail.length - first.length);
    if (cost < best.cost) Object.assign(best, { at: at + tail.length, cost });
  }
  return best.at;
}
