import { Parser } from "htmlparser2";
import type { Span } from "../text/text";
import { SourceError } from "./source";

/*
 * XML with the place of everything in it. Names are known by namespace, not by the prefix that a file happens to use: each is
 * given here under the usual prefix, in ordinary and in strict Office Open XML alike.
 */

/** An element. All offsets are UTF-16, into the XML. */
export interface Element extends Span {
  /** Under the usual prefix: `w:p`, whatever the file calls it. */
  readonly name: string;
  /** As the file calls it. */
  readonly written: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: Element | undefined;
  readonly children: readonly Element[];
  /** Between its tags; of an element without content where it ends. */
  readonly inner: { start: number; end: number };
  end: number;
  /** `<w:p/>` */
  isEmpty: boolean;
}

/** Namespaces by the prefix that is usual for them: the ordinary ones, and those of strict files. */
const NAMESPACES: Prefixes = asPrefixes({
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
  "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
  "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
  "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
  "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
  "http://purl.oclc.org/ooxml/spreadsheetml/main": "x",
  "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
  "http://purl.oclc.org/ooxml/drawingml/main": "a",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
  "http://purl.oclc.org/ooxml/officeDocument/math": "m",
  "urn:schemas-microsoft-com:vml": "v",
  "http://www.w3.org/XML/1998/namespace": "xml",
});

/** No report nests deeper, is longer or has more in it; a file that does means harm, and would take all memory. */
const DEEPEST = 500;
const LONGEST = 16 * 1024 * 1024;
const MOST_PARTS = 200_000;
const MOST_PREFIXES = 500;

type Prefixes = Readonly<Record<string, string>>;

/** Without what every object inherits, whose names a file may use. */
function asPrefixes(prefixes: Prefixes): Record<string, string> {
  return Object.assign(Object.create(null), prefixes);
}

/** Reads XML; throws a {@link SourceError} where it is cut off, badly nested, or brings definitions of its own. */
export function parseXml(xml: string): Element {
  if (xml.length > LONGEST) throw xmlTooLarge();
  const reader = new TreeReader(xml);
  const parser = new Parser(reader, { xmlMode: true, decodeEntities: false });
  reader.listenTo(parser);
  parser.write(xml);
  parser.end();
  return reader.root();
}

/** Most elements have neither children nor attributes: they share these. */
const NO_CHILDREN: readonly Element[] = [];
const NO_ATTRIBUTES: Readonly<Record<string, string>> = {};

type OpenElement = Element & { children: readonly Element[]; parent: OpenElement | undefined };

class TreeReader {
  private parser!: Parser;
  private top: Element | undefined;
  private open: OpenElement | undefined;
  private depth = 0;
  /** Elements and attributes so far. */
  private count = 0;
  private readonly prefixes: Prefixes[] = [asPrefixes({ xml: "xml" })];

  constructor(private readonly xml: string) {}

  listenTo(parser: Parser): void {
    this.parser = parser;
  }

  root(): Element {
    if (this.top === undefined || this.open !== undefined) throw damaged();
    return this.top;
  }

  onprocessinginstruction(name: string): void {
    // Definitions can name other files, and make a short file endless.
    if (name.toLowerCase() === "!doctype") throw new SourceError("文件内部带有 DTD 定义，不安全，没有读");
  }

  onattribute(): void {
    if (++this.count > MOST_PARTS) throw xmlTooLarge();
  }

  onopentag(written: string, attribs: Record<string, string>): void {
    if (++this.count > MOST_PARTS) throw xmlTooLarge();
    if (++this.depth > DEEPEST) throw new SourceError("文件内部嵌套过深，没有读");
    if (this.open === undefined && this.top !== undefined) throw damaged();
    const prefixes = withDeclared(this.prefixes.at(-1)!, attribs);
    this.prefixes.push(prefixes);
    const { startIndex: start, endIndex } = this.parser;
    const end = endIndex + 1;
    const element: OpenElement = {
      name: usual(written, prefixes),
      written,
      attributes: usualNames(attribs, prefixes),
      parent: this.open,
      children: NO_CHILDREN,
      start,
      inner: { start: end, end },
      end,
      isEmpty: false,
    };
    if (this.open === undefined) this.top = element;
    else if (this.open.children === NO_CHILDREN) this.open.children = [element];
    else (this.open.children as Element[]).push(element);
    this.open = element;
  }

  onclosetag(written: string): void {
    const element = this.open;
    const { startIndex, endIndex } = this.parser;
    if (element === undefined || element.written !== written) throw damaged();
    const end = endIndex + 1;
    element.isEmpty = end === element.inner.start && this.xml[end - 2] === "/";
    if (!element.isEmpty) {
      // What is closed only because the text ends, or because something around it does, has no tag of its own.
      if (!this.xml.startsWith(`</${written}`, startIndex) || this.xml[endIndex] !== ">") throw damaged();
      element.inner.end = startIndex;
      element.end = end;
    }
    this.open = element.parent;
    this.prefixes.pop();
    this.depth--;
  }
}

function damaged(): SourceError {
  return new SourceError("文件已损坏：内部的 XML 不完整；请用 Word 或 WPS 打开、修复后另存为 .docx");
}

/** What is said of files whose XML would take all memory. */
export function xmlTooLarge(): SourceError {
  return new SourceError("文件内部的 XML 过大，不像是年报，没有读");
}

function withDeclared(prefixes: Prefixes, attribs: Record<string, string>): Prefixes {
  let declared: Record<string, string> | undefined;
  for (const name in attribs) {
    if (name !== "xmlns" && !name.startsWith("xmlns:")) continue;
    declared ??= asPrefixes(prefixes);
    declared[name === "xmlns" ? "" : name.slice(6)] = NAMESPACES[attribs[name]!.trim()] ?? "?";
  }
  // Each level of elements has prefixes of its own: many of them on many levels would be endless.
  if (declared !== undefined && Object.keys(declared).length > MOST_PREFIXES) throw xmlTooLarge();
  return declared ?? prefixes;
}

/** A name without a prefix is in the default namespace, if there is one. */
function usual(written: string, prefixes: Prefixes): string {
  const colon = written.indexOf(":");
  const prefix = prefixes[colon < 0 ? "" : written.slice(0, colon)] ?? "?";
  return `${prefix}:${colon < 0 ? written : written.slice(colon + 1)}`;
}

/** An attribute without a prefix has none. */
function usualNames(attribs: Record<string, string>, prefixes: Prefixes): Record<string, string> {
  let names: Record<string, string> | undefined;
  for (const name in attribs) {
    names ??= {};
    names[name.includes(":") ? usual(name, prefixes) : name] = attribs[name]!;
  }
  return names ?? NO_ATTRIBUTES;
}

/** The first child of a name. */
export function childOf(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((child) => child.name === name);
}

/** A value that is switched on by being there, unless it says otherwise: `<w:b/>`, `<w:b w:val="0"/>`. */
export function isOn(element: Element | undefined): boolean {
  if (element === undefined) return false;
  const value = element.attributes["w:val"];
  return value === undefined || (value !== "0" && value !== "false" && value !== "off" && value !== "none");
}

const ENTITY = /&(?:lt|gt|amp|quot|apos|#[0-9]{1,7}|#x[0-9a-f]{1,6});/gi;
const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Calls with each stretch of a piece of XML text: plain ones, and entities with the character that each stands for. */
export function eachStretch(
  xml: string,
  { start, end }: Span,
  call: (text: string, start: number, end: number) => void,
): void {
  const text = xml.slice(start, end);
  if (!text.includes("&")) {
    if (text !== "") call(text, start, end);
    return;
  }
  let from = 0;
  for (const { 0: entity, index } of text.matchAll(ENTITY)) {
    if (index > from) call(text.slice(from, index), start + from, start + index);
    from = index + entity.length;
    call(decoded(entity), start + index, start + from);
  }
  if (from < text.length) call(text.slice(from), start + from, end);
}

function decoded(entity: string): string {
  const body = entity.slice(1, -1);
  if (!body.startsWith("#")) return NAMED[body] ?? entity;
  const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
  return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : "\uFFFD";
}

/** XML text as it reads. */
export function xmlText(written: string): string {
  return written.includes("&") ? written.replaceAll(ENTITY, decoded) : written;
}

/** Text as XML writes it; what XML cannot hold at all is left out by nobody: such text must not come here. */
export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Whether XML can hold a text: no control characters, no half surrogates. */
export function fitsXml(text: string): boolean {
  for (const char of text) {
    const code = char.codePointAt(0)!;
    const isBlank = code === 9 || code === 10 || code === 13;
    if ((code < 32 && !isBlank) || (code >= 0xd800 && code < 0xe000) || code === 0xfffe || code === 0xffff)
      return false;
  }
  return true;
}
