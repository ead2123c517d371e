import { childOf, type Element, eachStretch, isOn } from "../xml";
import type { Stretch } from "./lines";

/*
 * The characters of a paragraph. What was deleted, moved away, hidden, or stands only for a field's instructions is no
 * text; what was inserted is.
 */

/** A paragraph as it reads: its lines, parted by breaks, and what stands in boxes beside it. */
export interface Inline {
  readonly lines: readonly (readonly Stretch[])[];
  /** What parts the lines: one less. */
  readonly breaks: readonly Element[];
  /** Contents of text boxes, each holding paragraphs. */
  readonly boxes: readonly Element[];
  readonly hasPicture: boolean;
}

/** Fields go on over paragraphs: which are open, the innermost last. */
export type OpenFields = { code: string; isResult: boolean }[];

/** Elements of a paragraph or of a run in which text goes on. */
const THROUGH = new Set([
  "w:r",
  "w:hyperlink",
  "w:ins",
  "w:moveTo",
  "w:smartTag",
  "w:customXml",
  "w:sdtContent",
  "w:dir",
  "w:bdo",
  "w:rubyBase",
  "w:ruby",
  "w:fldSimple",
  "m:oMath",
  "m:oMathPara",
]);

const NUMBER = "是自动计算的域，要在 Word 里改";
const CONTROL = "内容控件锁定了这里，要在 Word 里解除锁定";
const MATHS = "是公式，要在 Word 里改";
const SIGN = "是特殊符号，要在 Word 里改";

/** The characters of a paragraph. */
export function readInline(paragraph: Element, xml: string, fields: OpenFields): Inline {
  const reader = new InlineReader(xml, fields);
  reader.read(paragraph, undefined);
  return reader;
}

class InlineReader implements Inline {
  readonly lines: Stretch[][] = [[]];
  readonly breaks: Element[] = [];
  readonly boxes: Element[] = [];
  hasPicture = false;

  constructor(
    private readonly xml: string,
    private readonly fields: OpenFields,
  ) {}

  /** Reads what stands in an element; `locked` says why it cannot be changed. */
  read(element: Element, locked: string | undefined): void {
    for (const child of element.children) this.readChild(child, locked);
  }

  private readChild(child: Element, locked: string | undefined): void {
    const { name } = child;
    if (name === "w:r" && isOn(childOf(childOf(child, "w:rPr"), "w:vanish"))) return;
    if (name === "w:sdt") this.read(childOf(child, "w:sdtContent") ?? child, lockOf(child) ?? locked);
    else if (name === "w:fldSimple")
      this.read(child, isLink(child.attributes["w:instr"] ?? "") ? locked : NUMBER);
    else if (name.startsWith("m:o")) this.read(child, MATHS);
    else if (THROUGH.has(name) || (locked === MATHS && name.startsWith("m:") && name !== "m:t"))
      this.read(child, locked);
    else if (name === "mc:AlternateContent") this.readAlternate(child, locked);
    else this.readMark(child, locked);
  }

  /** The text of a text box stands twice, the second time for older programs. */
  private readAlternate(element: Element, locked: string | undefined): void {
    const chosen = childOf(element, "mc:Choice") ?? childOf(element, "mc:Fallback");
    if (chosen !== undefined) this.read(chosen, locked);
  }

  private readMark(element: Element, locked: string | undefined): void {
    switch (element.name) {
      case "w:t":
      case "m:t":
        this.addText(element, locked ?? this.fieldLock());
        break;
      case "w:tab":
      case "w:ptab":
        this.add({ text: "\t", element, xml: undefined, locked });
        break;
      case "w:br":
      case "w:cr":
        if (!this.isHidden()) this.breakLine(element);
        break;
      case "w:noBreakHyphen":
        this.add({ text: "-", element, xml: undefined, locked });
        break;
      case "w:sym":
        this.add({ text: symbol(element), element, xml: undefined, locked: locked ?? SIGN });
        break;
      case "w:fldChar":
        this.turnField(element);
        break;
      case "w:instrText":
        this.addCode(element);
        break;
      case "w:drawing":
      case "w:pict":
      case "w:object":
        this.lookInto(element);
        break;
      default:
    }
  }

  private breakLine(element: Element): void {
    this.lines.push([]);
    this.breaks.push(element);
  }

  private addCode({ inner }: Element): void {
    const field = this.fields.at(-1);
    if (field !== undefined && !field.isResult) field.code += this.xml.slice(inner.start, inner.end);
  }

  private addText(element: Element, locked: string | undefined): void {
    if (this.isHidden()) return;
    eachStretch(this.xml, element.inner, (text, start, end) => {
      // Line ends in XML are no more than blanks.
      const shown = /[\r\n\t]/.test(text) ? text.replaceAll(/[\r\n\t]/g, " ") : text;
      this.add({ text: shown, element, xml: { start, end }, locked });
    });
  }

  private add(stretch: Stretch): void {
    if (!this.isHidden()) this.lines.at(-1)!.push(stretch);
  }

  /** In a field's instructions nothing is shown. */
  private isHidden(): boolean {
    return this.fields.some(({ isResult }) => !isResult);
  }

  private fieldLock(): string | undefined {
    return this.fields.some(({ code }) => !isLink(code)) ? NUMBER : undefined;
  }

  private turnField(element: Element): void {
    const type = element.attributes["w:fldCharType"];
    const field = this.fields.at(-1);
    if (type === "begin") this.fields.push({ code: "", isResult: false });
    else if (type === "separate" && field !== undefined) field.isResult = true;
    else if (type === "end") this.fields.pop();
  }

  /** Pictures, and boxes of text beside the paragraph. */
  private lookInto(element: Element): void {
    for (const child of element.children) {
      if (child.name === "w:txbxContent") this.boxes.push(child);
      else if (child.name === "a:blip" || child.name === "v:imagedata") this.hasPicture = true;
      else if (child.name === "mc:AlternateContent")
        this.lookInto(childOf(child, "mc:Choice") ?? childOf(child, "mc:Fallback") ?? child);
      else this.lookInto(child);
    }
  }
}

function isLink(code: string): boolean {
  return /^\s*HYPERLINK\b/i.test(code);
}

function lockOf(control: Element): string | undefined {
  const lock = childOf(childOf(control, "w:sdtPr"), "w:lock")?.attributes["w:val"];
  return lock === "contentLocked" || lock === "sdtContentLocked" ? CONTROL : undefined;
}

/** Fonts of symbols have characters of their own in a private area, of which nobody else knows what they show. */
function symbol(element: Element): string {
  const code = Number.parseInt(element.attributes["w:char"] ?? "", 16);
  const isPrivate = !(code >= 0x20) || (code >= 0xe000 && code <= 0xf8ff) || code > 0xffff;
  return isPrivate ? "□" : String.fromCharCode(code);
}
