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
  const tree = new TreeReader();
  for (let at = xml.indexOf("<"); at >= 0; at = xml.indexOf("<", at)) at = readMarkup(xml, at, tree);
  return tree.root();
}

/** Reads what starts with a `<`, and gives where it ends. The XML of Office is plain: a general parser takes five times as long. */
function readMarkup(xml: string, at: number, tree: TreeReader): number {
  switch (xml.charCodeAt(at + 1)) {
    case SLASH: {
      const end = endOf(xml, ">", at);
      tree.close(xml.slice(at + 2, end - 1).trimEnd(), at, end);
      return end;
    }
    case QUESTION:
      return endOf(xml, "?>", at);
    case EXCLAMATION:
      if (xml.startsWith("<!--", at)) return endOf(xml, "-->", at + 4);
      if (xml.startsWith("<![CDATA[", at)) return endOf(xml, "]]>", at);
      // Definitions can name other files, and make a short file endless.
      throw new SourceError("文件内部带有 DTD 定义，不安全，没有读");
    default:
      return readOpening(xml, at, tree);
  }
}

/** Behind the first `mark` from an offset on. */
function endOf(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw damaged();
  return at + mark.length;
}

function readOpening(xml: string, start: number, tree: TreeReader): number {
  let at = endOfName(xml, start + 1);
  const written = xml.slice(start + 1, at);
  if (written === "") throw damaged();
  let attributes: Record<string, string> | undefined;
  for (;;) {
    at = skipBlank(xml, at);
    const code = xml.charCodeAt(at);
    if (code === CLOSE || code === SLASH) break;
    const nameEnd = endOfName(xml, at);
    const name = xml.slice(at, nameEnd);
    const equals = skipBlank(xml, nameEnd);
    const from = skipBlank(xml, equals + 1) + 1;
    const quote = xml[from - 1];
    if (name === "" || xml.charCodeAt(equals) !== EQUALS || (quote !== '"' && quote !== "'")) throw damaged();
    at = endOf(xml, quote, from);
    attributes ??= {};
    // What is said first counts, as to parsers that put up with a second time.
    if (!Object.hasOwn(attributes, name)) attributes[name] = xml.slice(from, at - 1);
    tree.count();
  }
  const isEmpty = xml.charCodeAt(at) === SLASH;
  const end = at + (isEmpty ? 2 : 1);
  if (xml.charCodeAt(end - 1) !== CLOSE) throw damaged();
  tree.open(written, attributes, { start, end });
  if (isEmpty) tree.closeEmpty();
  return end;
}

const SLASH = 47;
const QUESTION = 63;
const EXCLAMATION = 33;
const EQUALS = 61;
const CLOSE = 62;

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function skipBlank(xml: string, from: number): number {
  let at = from;
  while (isBlank(xml.charCodeAt(at))) at++;
  return at;
}

/** At a blank, `/`, `>`, `=` or `<`, or the end of the text. */
function endOfName(xml: string, from: number): number {
  let at = from;
  for (; at < xml.length; at++) {
    const code = xml.charCodeAt(at);
    if (isBlank(code) || code === SLASH || (code >= 60 && code <= 62)) break;
  }
  return at;
}

/** Most elements have neither children nor attributes: they share these. */
const NO_CHILDREN: readonly Element[] = [];
const NO_ATTRIBUTES: Readonly<Record<string, string>> = {};

type OpenElement = Element & { children: readonly Element[]; parent: OpenElement | undefined };

class TreeReader {
  private top: Element | undefined;
  private current: OpenElement | undefined;
  private depth = 0;
  /** Elements and attributes so far. */
  private parts = 0;
  private readonly scopes: Scope[] = [{ prefixes: asPrefixes({ xml: "xml" }), names: new Map() }];

  root(): Element {
    if (this.top === undefined || this.current !== undefined) throw damaged();
    return this.top;
  }

  count(): void {
    if (++this.parts > MOST_PARTS) throw xmlTooLarge();
  }

  open(written: string, attribs: Record<string, string> | undefined, { start, end }: Span): void {
    this.count();
    if (++this.depth > DEEPEST) throw new SourceError("文件内部嵌套过深，没有读");
    if (this.current === undefined && this.top !== undefined) throw damaged();
    const scope = attribs === undefined ? this.scopes.at(-1)! : withDeclared(this.scopes.at(-1)!, attribs);
    this.scopes.push(scope);
    const element: OpenElement = {
      name: usual(written, scope),
      written,
      attributes: attribs === undefined ? NO_ATTRIBUTES : usualNames(attribs, scope),
      parent: this.current,
      children: NO_CHILDREN,
      start,
      inner: { start: end, end },
      end,
      isEmpty: false,
    };
    if (this.current === undefined) this.top = element;
    else if (this.current.children === NO_CHILDREN) this.current.children = [element];
    else (this.current.children as Element[]).push(element);
    this.current = element;
  }

  closeEmpty(): void {
    this.current!.isEmpty = true;
    this.leave();
  }

  close(written: string, start: number, end: number): void {
    const element = this.current;
    if (element === undefined || element.written !== written) throw damaged();
    element.inner.end = start;
    element.end = end;
    this.leave();
  }

  private leave(): void {
    this.current = this.current!.parent;
    this.scopes.pop();
    this.depth--;
  }
}

/** Prefixes that count for an element, and names that were met under them. */
interface Scope {
  readonly prefixes: Prefixes;
  readonly names: Map<string, string>;
}

function damaged(): SourceError {
  return new SourceError("文件已损坏：内部的 XML 不完整；请用 Word 或 WPS 打开、修复后另存为 .docx");
}

/** What is said of files whose XML would take all memory. */
export function xmlTooLarge(): SourceError {
  return new SourceError("文件内部的 XML 过大，不像是年报，没有读");
}

function withDeclared(scope: Scope, attribs: Record<string, string>): Scope {
  let declared: Record<string, string> | undefined;
  for (const name in attribs) {
    if (name !== "xmlns" && !name.startsWith("xmlns:")) continue;
    declared ??= asPrefixes(scope.prefixes);
    declared[name === "xmlns" ? "" : name.slice(6)] = NAMESPACES[attribs[name]!.trim()] ?? "?";
  }
  if (declared === undefined) return scope;
  // Each level of elements has prefixes of its own: many of them on many levels would be endless.
  if (Object.keys(declared).length > MOST_PREFIXES) throw xmlTooLarge();
  return { prefixes: declared, names: new Map() };
}

/** A name without a prefix is in the default namespace, if there is one. */
function usual(written: string, { prefixes, names }: Scope): string {
  const known = names.get(written);
  if (known !== undefined) return known;
  const colon = written.indexOf(":");
  const prefix = prefixes[colon < 0 ? "" : written.slice(0, colon)] ?? "?";
  const name = `${prefix}:${colon < 0 ? written : written.slice(colon + 1)}`;
  names.set(written, name);
  return name;
}

/** An attribute without a prefix has none. */
function usualNames(attribs: Record<string, string>, scope: Scope): Record<string, string> {
  const names: Record<string, string> = {};
  for (const name in attribs) names[name.includes(":") ? usual(name, scope) : name] = attribs[name]!;
  return names;
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
