import { childOf, type Element, escapeXml } from "../xml";
import { type LetterChange, runOf } from "./letters";
import type { Piece } from "./lines";
import type { Markup } from "./markup";
import { Refused } from "./refused";
import { Splices } from "./splices";

/*
 * Changes of characters in the XML. Written plainly only what is inside `w:t` changes; as tracked changes a run is parted into
 * what stays, what goes and what comes, each with the run's properties.
 */

type Kind = "keep" | "del" | "ins" | "part";
type Push = (kind: Kind, xml: string) => void;

/** What stands where a paragraph is parted, between the two. */
export type ParagraphEnd = () => string;

interface Noted {
  readonly change: LetterChange;
  readonly between: ParagraphEnd | undefined;
}

/** Collects changes of characters, and writes those of one `w:t` or of one run together. */
export class RunWriter {
  private readonly texts = new Map<Element, Noted[]>();
  private readonly runs = new Map<Element, Noted[]>();

  constructor(
    private readonly xml: string,
    private readonly markup: Markup,
    private readonly splices: Splices,
  ) {}

  /** A change in a piece; `between` for one that parts the paragraph. */
  note(change: LetterChange, between?: ParagraphEnd): void {
    const piece = change.kind === "cut" ? change.piece : change.at!.piece;
    const run = runOf(piece);
    if (this.markup.track !== undefined && !this.isOurs(run)) {
      if (run === undefined) throw new Refused("这里不能留修订痕迹");
      add(this.runs, run, { change, between });
    } else if (piece.xml === undefined) this.splices.replace(piece.element!, "");
    else add(this.texts, piece.element!, { change, between });
  }

  /** An element that stands for characters, such as a line break, goes. */
  remove(element: Element): void {
    const piece = { text: "\n", element, xml: undefined, locked: undefined, start: 0, end: 1 };
    this.note({ kind: "cut", piece, from: 0, to: 1 });
  }

  finish(): void {
    for (const [element, noted] of this.texts) this.writeText(element, noted);
    for (const [run, noted] of this.runs) this.writeRun(run, noted);
  }

  /** What the same author has inserted is changed as one's own text is, without a trace. */
  private isOurs(run: Element | undefined): boolean {
    const around = run?.parent;
    return around?.name === "w:ins" && around.attributes["w:author"] === escapeXml(this.markup.track!.name);
  }

  /** The characters of one `w:t`, all changes at once: blanks at its ends must be declared. */
  private writeText(element: Element, noted: readonly Noted[]): void {
    const inner = new Splices();
    for (const { change, between } of noted) {
      if (change.kind === "cut") inner.replace(placeOf(change), "");
      else if (change.kind === "put") inner.insert(placeOf(change).start, this.typed(element, change.text));
      else inner.insert(placeOf(change).start, this.parted(element, between!));
    }
    const content = inner.applyTo(this.xml, element.inner);
    this.splices.replace(element.inner, content);
    const isApart = /^\s|\s$/.test(content) || noted.some(({ change }) => change.kind === "part");
    if (isApart && element.attributes["xml:space"] === undefined)
      this.splices.insert(element.inner.start - 1, ' xml:space="preserve"');
  }

  private typed(element: Element, text: string): string {
    if (!text.includes("\t")) return escapeXml(text);
    const open = `<${element.written} xml:space="preserve">`;
    const tab = `</${element.written}>${this.markup.tag("tab", "")}${open}`;
    return text.split("\t").map(escapeXml).join(tab);
  }

  /** The end of a paragraph inside a run, which goes on behind it. */
  private parted(element: Element, between: ParagraphEnd): string {
    const run = element.parent!;
    const close = `</${element.written}></${run.written}>`;
    return `${close}${between()}${this.openRun(run)}<${element.written} xml:space="preserve">`;
  }

  private openRun(run: Element): string {
    return this.xml.slice(run.start, run.inner.start) + this.markup.runProperties(childOf(run, "w:rPr"));
  }

  private writeRun(run: Element, noted: readonly Noted[]): void {
    const parts: { kind: Kind; xml: string }[] = [];
    const push: Push = (kind, xml) => {
      const last = parts.at(-1);
      if (xml === "") return;
      if (last?.kind === kind) last.xml += xml;
      else parts.push({ kind, xml });
    };
    for (const child of run.children) {
      if (child.name === "w:rPr") continue;
      const own = noted.filter(({ change }) => elementOf(change) === child);
      if (own.length === 0) push("keep", this.markup.slice(child));
      else if (child.name === "w:t") this.partText(child, own, push);
      else push("del", this.markup.slice(child));
    }
    const own = childOf(run, "w:rPr");
    const open = this.xml.slice(run.start, own?.end ?? run.inner.start);
    const opens = { keep: open, del: open, ins: this.openRun(run) };
    const xml = parts.map(({ kind, xml }) => {
      if (kind === "part") return xml;
      const whole = `${opens[kind]}${xml}</${run.written}>`;
      return kind === "keep" ? whole : this.revised(run, kind, whole);
    });
    this.splices.replace(run, xml.join(""));
  }

  /** A tracked change. What comes is no part of what somebody else has inserted. */
  private revised(run: Element, kind: "ins" | "del", xml: string): string {
    const revision = this.markup.revision(kind, xml);
    const around = run.parent;
    if (kind === "del" || (around?.name !== "w:ins" && around?.name !== "w:moveTo")) return revision;
    return `</${around.written}>${revision}${this.xml.slice(around.start, around.inner.start)}`;
  }

  private partText(element: Element, noted: readonly Noted[], push: Push): void {
    const places = noted
      .map((it) => ({ ...it, ...placeOf(it.change) }))
      .sort((a, b) => a.start - b.start || b.end - a.end);
    let at = element.inner.start;
    const waiting: Noted[] = [];
    // What comes for what goes stands behind it.
    const come = () => {
      for (const { change, between } of waiting.splice(0)) {
        if (change.kind === "put") push("ins", this.markup.text(change.text));
        else push("part", between!());
      }
    };
    for (const { change, between, start, end } of places) {
      if (start > at) {
        come();
        push("keep", this.markup.kept("t", this.xml.slice(at, start)));
        at = start;
      }
      if (change.kind === "cut") {
        push("del", this.markup.kept("delText", this.xml.slice(start, end)));
        at = end;
      } else waiting.push({ change, between });
    }
    come();
    push("keep", this.markup.kept("t", this.xml.slice(at, element.inner.end)));
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

/** Where the characters of a change stand in the XML; an entity goes as a whole. */
function placeOf(change: LetterChange): { start: number; end: number } {
  if (change.kind === "cut") {
    const { piece, from, to } = change;
    const xml = piece.xml!;
    return isPlain(change.piece) ? { start: xml.start + from, end: xml.start + to } : xml;
  }
  const { piece, offset } = change.at!;
  const xml = piece.xml!;
  const at = isPlain(piece) ? xml.start + offset : offset === 0 ? xml.start : xml.end;
  return { start: at, end: at };
}

function isPlain({ xml, text }: Piece): boolean {
  return xml!.end - xml!.start === text.length;
}
