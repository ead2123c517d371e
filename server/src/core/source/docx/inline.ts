import type { Span } from "../../text/text";
import { childOf, type Element, eachStretch, isOn, xmlText } from "../xml";
import type { Stretch } from "./lines";
import { symbolOf } from "./symbols";

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

/** A field that has begun: what it calculates, and whether its result has been reached. */
interface OpenField {
  readonly begin: Element;
  code: string;
  isResult: boolean;
}

/** What paragraphs share that are read one after the other. */
export interface InlineContext {
  readonly xml: string;
  /** Fields go on over paragraphs: which are open, the innermost last. */
  readonly fields: OpenField[];
  /** Where fields begin that never end: they are none. */
  readonly endless: ReadonlySet<Element>;
  /** Styles whose text is hidden. */
  readonly hidden: ReadonlySet<string>;
  /** Told of each stretch and cell that is made; throws where there are too many for memory. */
  spend(pieces: number): void;
}

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

/** Word opens no more fields inside fields. */
const MOST_FIELDS = 20;

const NUMBER = "是自动计算的域，要在 Word 里改";
const CONTROL = "内容控件锁定了这里，要在 Word 里解除锁定";
const MATHS = "是公式，要在 Word 里改";
const SIGN = "是特殊符号，要在 Word 里改";
const UNUSUAL = "在文件里的写法少见，改不了；请用 Word 打开后另存一次";

/** The characters of a paragraph. */
export function readInline(paragraph: Element, context: InlineContext): Inline {
  const reader = new InlineReader(context, isHiddenBy(childOf(paragraph, "w:pPr"), "w:pStyle", context));
  reader.read(paragraph, undefined);
  return reader;
}

/** What a content control holds; nothing where it only asks for something to be put in. */
export function contentOf(control: Element): Element | undefined {
  if (isOn(childOf(childOf(control, "w:sdtPr"), "w:showingPlcHdr"))) return undefined;
  return childOf(control, "w:sdtContent");
}

/** Of a text that stands twice, the second time for older programs, the first. */
export function chosenOf(alternate: Element): Element | undefined {
  return childOf(alternate, "mc:Choice") ?? childOf(alternate, "mc:Fallback");
}

function isHiddenBy(properties: Element | undefined, name: string, { hidden }: InlineContext): boolean {
  return hidden.size > 0 && hidden.has(childOf(properties, name)?.attributes["w:val"] ?? "");
}

class InlineReader implements Inline {
  readonly lines: Stretch[][] = [[]];
  readonly breaks: Element[] = [];
  readonly boxes: Element[] = [];
  hasPicture = false;

  constructor(
    private readonly context: InlineContext,
    /** The paragraph's style hides what does not say otherwise. */
    private readonly isStyleHidden: boolean,
  ) {}

  /** Reads what stands in an element; `locked` says why it cannot be changed. */
  read(element: Element, locked: string | undefined): void {
    for (const child of element.children) this.readChild(child, locked);
  }

  private readChild(child: Element, locked: string | undefined): void {
    const { name } = child;
    if (name === "w:r") {
      if (this.isShown(child)) this.read(child, locked);
    } else if (name === "w:sdt") {
      const content = contentOf(child);
      if (content !== undefined) this.read(content, lockOf(child) ?? locked);
    } else if (name === "w:fldSimple")
      this.read(child, isLink(child.attributes["w:instr"] ?? "") ? locked : NUMBER);
    else if (name === "m:f") this.readFraction(child);
    else if (name.startsWith("m:o")) this.read(child, MATHS);
    else if (THROUGH.has(name) || (locked === MATHS && name.startsWith("m:") && name !== "m:t"))
      this.read(child, locked);
    else if (name === "mc:AlternateContent") {
      const chosen = chosenOf(child);
      if (chosen !== undefined) this.read(chosen, locked);
    } else if (name === "w:del" || name === "w:moveFrom") this.passFields(child);
    else this.readMark(child, locked);
  }

  private isShown(run: Element): boolean {
    const properties = childOf(run, "w:rPr");
    const own = childOf(properties, "w:vanish");
    if (own !== undefined) return !isOn(own);
    return !this.isStyleHidden && !isHiddenBy(properties, "w:rStyle", this.context);
  }

  private readFraction(fraction: Element): void {
    const [above, below] = [childOf(fraction, "m:num"), childOf(fraction, "m:den")];
    if (above !== undefined) this.read(above, MATHS);
    this.add({ text: "/", element: undefined, xml: undefined, locked: MATHS });
    if (below !== undefined) this.read(below, MATHS);
  }

  /** What was deleted is no text, but fields may end in it that began in front. */
  private passFields(element: Element): void {
    for (const child of element.children) {
      if (child.name === "w:fldChar") this.turnField(child);
      else this.passFields(child);
    }
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
        this.add({ text: symbolOf(element), element, xml: undefined, locked: locked ?? SIGN });
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
    const { fields, xml } = this.context;
    const field = fields.at(-1);
    if (field !== undefined && !field.isResult) field.code += xml.slice(inner.start, inner.end);
  }

  private addText(element: Element, locked: string | undefined): void {
    if (this.isHidden()) return;
    const { xml } = this.context;
    const span = withoutOuterBlanks(element, xml);
    const written = xml.slice(span.start, span.end);
    if (written.includes("<")) {
      this.add({ text: asShown(textOfMarkup(written)), element, xml: undefined, locked: locked ?? UNUSUAL });
      return;
    }
    eachStretch(xml, span, (text, start, end) => {
      this.add({ text: asShown(text), element, xml: { start, end }, locked });
    });
  }

  private add(stretch: Stretch): void {
    if (this.isHidden()) return;
    this.context.spend(1);
    this.lines.at(-1)!.push(stretch);
  }

  /** In a field's instructions nothing is shown. */
  private isHidden(): boolean {
    return this.context.fields.some(({ isResult }) => !isResult);
  }

  private fieldLock(): string | undefined {
    return this.context.fields.some(({ code }) => !isLink(code)) ? NUMBER : undefined;
  }

  private turnField(element: Element): void {
    const { fields, endless } = this.context;
    const type = element.attributes["w:fldCharType"];
    const field = fields.at(-1);
    if (type === "begin") {
      if (!endless.has(element) && fields.length < MOST_FIELDS)
        fields.push({ begin: element, code: "", isResult: false });
    } else if (type === "separate" && field !== undefined) field.isResult = true;
    else if (type === "end") fields.pop();
  }

  /** Pictures, and boxes of text beside the paragraph. */
  private lookInto(element: Element): void {
    for (const child of element.children) {
      if (child.name === "w:txbxContent") this.boxes.push(child);
      else if (child.name === "a:blip" || child.name === "v:imagedata") this.hasPicture = true;
      else if (child.name === "mc:AlternateContent") this.lookInto(chosenOf(child) ?? child);
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

/** Line ends and tabs in XML are no more than blanks. */
function asShown(text: string): string {
  return /[\r\n\t]/.test(text) ? text.replaceAll(/[\r\n\t]/g, " ") : text;
}

/** Blanks at both ends count only where the file says so. */
function withoutOuterBlanks(element: Element, xml: string): Span {
  let { start, end } = element.inner;
  const isBlank = (at: number) => /[ \t\r\n]/.test(xml[at]!);
  if (start === end || (!isBlank(start) && !isBlank(end - 1)) || keepsBlanks(element)) return { start, end };
  while (start < end && isBlank(start)) start++;
  while (end > start && isBlank(end - 1)) end--;
  return { start, end };
}

function keepsBlanks(element: Element): boolean {
  for (let at: Element | undefined = element; at !== undefined; at = at.parent) {
    const space = at.attributes["xml:space"];
    if (space !== undefined) return space === "preserve";
  }
  return false;
}

/** XML text with comments, instructions and `<![CDATA[ ]]>` in it. */
function textOfMarkup(written: string): string {
  let text = "";
  let at = 0;
  while (at < written.length) {
    const open = written.indexOf("<", at);
    const from = open < 0 ? written.length : open;
    text += xmlText(written.slice(at, from));
    const [start, end] = MARKUP.find(([mark]) => written.startsWith(mark, from)) ?? ["<", ">"];
    const close = written.indexOf(end, from + start.length);
    const to = close < 0 ? written.length : close;
    if (start === "<![CDATA[") text += written.slice(from + start.length, to);
    at = to + end.length;
  }
  return text;
}

const MARKUP = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const;
