import { relationsOf, xmlOfPart } from "../parts";
import type { Author } from "../source";
import { childOf, type Element, escapeXml, fitsXml, parseXml, xmlText } from "../xml";
import type { DocxDocument } from "./document";
import { Refused } from "./refused";
import { Splices } from "./splices";

/*
 * The parts of a package that comments are kept in: the comments themselves, the relation that leads to them, and what the
 * package says of the kind of each part. What is there stays; parts that are not there are made.
 */

/** A comment in the margin: its number, and what it says. */
export interface MarginComment {
  readonly id: number;
  readonly lines: readonly CommentLine[];
}

/** A paragraph of a comment. */
export interface CommentLine {
  /** In bold, in front of the text. */
  readonly head?: string | undefined;
  readonly text: string;
  /** Small and grey: for who wants to know more. */
  readonly isNote?: boolean;
}

/** A part as XML. */
interface Part {
  readonly name: string;
  readonly xml: string;
  readonly root: Element;
}

const CONTENT_TYPES = "[Content_Types].xml";
const COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
const STRICT = "http://purl.oclc.org/ooxml/";
const ORDINARY = "http://schemas.openxmlformats.org/";

/** The parts that change for some comments to be there, with what is then in them. Throws {@link Refused}. */
export function commentParts(
  document: DocxDocument,
  comments: readonly MarginComment[],
  author: Author,
): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>();
  const put = (name: string, xml: string) => parts.set(name, new TextEncoder().encode(xml));
  const known = relatedPart(document, "comments");
  const name = known?.name ?? newName(document);
  const old = known ?? opened(name, `${PROLOG}<w:comments xmlns:w="${namespaceOf(document)}"/>`);
  const written = new CommentWriter(document, old.root, author, commentStyles(document));
  put(name, withInside(old, comments.map((comment) => written.comment(comment)).join("")));
  if (known === undefined) {
    const relations = withRelation(document, name);
    put(relations.name, relations.xml);
  }
  const types = withType(document, name);
  if (types !== undefined) put(CONTENT_TYPES, types);
  return parts;
}

/** A part that the main part leans on; undefined where there is none. */
export function relatedPart({ package: archive, related }: DocxDocument, kind: string): Part | undefined {
  const name = related.get(kind);
  const xml = name === undefined ? undefined : xmlOfPart(archive, name);
  return name === undefined || xml === undefined ? undefined : opened(name, xml);
}

function opened(name: string, xml: string): Part {
  return { name, xml, root: parseXml(xml) };
}

const PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The namespace of Word's elements in a document: strict files have one of their own. */
function namespaceOf({ root, xml }: Pick<DocxDocument, "root" | "xml">): string {
  const head = xml.slice(root.start, root.inner.start);
  return head.includes(`${STRICT}wordprocessingml/main`)
    ? `${STRICT}wordprocessingml/main`
    : `${ORDINARY}wordprocessingml/2006/main`;
}

function isStrict(document: DocxDocument): boolean {
  return namespaceOf(document).startsWith(STRICT);
}

/** `w:`, or whatever a part calls it; empty where its elements need none. */
function prefixOf(root: Element): string {
  return root.written.slice(0, root.written.indexOf(":") + 1);
}

/** For marks with attributes: no attribute is in a default namespace, so where elements need no prefix one is declared. */
export function attributePrefix(
  root: Element,
  document: DocxDocument,
): { readonly prefix: string; readonly declaration: string } {
  const prefix = prefixOf(root);
  if (prefix !== "") return { prefix, declaration: "" };
  return { prefix: "w:", declaration: ` xmlns:w="${namespaceOf(document)}"` };
}

/** Beside the main part, under a name that no other part has. */
function newName({ package: archive, main }: DocxDocument): string {
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const taken = new Set(archive.names.map((name) => name.toLowerCase()));
  for (let number = 0; ; number++) {
    const name = `${folder}comments${number === 0 ? "" : number}.xml`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** A part with something more at the end of its content. */
function withInside({ xml, root }: Part, more: string): string {
  const splices = new Splices();
  if (!root.isEmpty) splices.insert(root.inner.end, more);
  else
    splices.replace(
      root,
      `${xml.slice(root.start, root.end).replace(/\s?\/>$/, ">")}${more}</${root.written}>`,
    );
  return splices.applyTo(xml)!;
}

function withRelation(document: DocxDocument, target: string): { name: string; xml: string } {
  const { package: archive, main } = document;
  const name = relationsOf(main);
  const none = `${PROLOG}<Relationships xmlns="${RELATIONS}"/>`;
  const part = opened(name, xmlOfPart(archive, name) ?? none);
  const ids = new Set(part.root.children.map(({ attributes }) => attributes.Id));
  let number = ids.size + 1;
  while (ids.has(`rId${number}`)) number++;
  const type = `${isStrict(document) ? `${STRICT}officeDocument` : `${ORDINARY}officeDocument/2006`}/relationships/comments`;
  const file = target.slice(target.lastIndexOf("/") + 1);
  const relation = `<${prefixOf(part.root)}Relationship Id="rId${number}" Type="${type}" Target="${file}"/>`;
  return { name, xml: withInside(part, relation) };
}

/** Undefined where the package says already what the part is. */
function withType({ package: archive }: DocxDocument, name: string): string | undefined {
  const xml = xmlOfPart(archive, CONTENT_TYPES);
  if (xml === undefined)
    throw new Refused("文件里没有内容类型表（[Content_Types].xml），加不了批注；请用 Word 或 WPS 打开后另存");
  const part = opened(CONTENT_TYPES, xml);
  const isSaid = part.root.children.some(
    ({ name: kind, attributes }) =>
      kind === "ct:Override" && attributes.PartName?.toLowerCase() === `/${name}`.toLowerCase(),
  );
  if (isSaid) return undefined;
  const override = `<${prefixOf(part.root)}Override PartName="/${name}" ContentType="${COMMENTS_TYPE}"/>`;
  return withInside(part, override);
}

/** Styles that programs have for comments, by their id in the file; missing where the file has none. */
interface CommentStyles {
  readonly reference?: string;
  readonly text?: string;
}

/** Known by name: their ids differ by program and language. */
export function commentStyles(document: DocxDocument): CommentStyles {
  const styles: { reference?: string; text?: string } = {};
  for (const style of relatedPart(document, "styles")?.root.children ?? []) {
    const id = style.attributes["w:styleId"];
    const name = childOf(style, "w:name")?.attributes["w:val"]?.toLowerCase();
    if (style.name !== "w:style" || id === undefined) continue;
    const kind = style.attributes["w:type"];
    if (name === "annotation reference" && kind === "character") styles.reference = xmlText(id);
    else if (name === "annotation text" && kind === "paragraph") styles.text = xmlText(id);
  }
  return styles;
}

/** Writes comments in the prefix of their part. */
class CommentWriter {
  private readonly w: string;
  private readonly declaration: string;

  constructor(
    document: DocxDocument,
    root: Element,
    private readonly author: Author,
    private readonly styles: CommentStyles,
  ) {
    const { prefix, declaration } = attributePrefix(root, document);
    this.w = prefix;
    this.declaration = declaration;
  }

  comment({ id, lines }: MarginComment): string {
    const { name, date } = this.author;
    const by = ` ${this.w}id="${id}"${this.named("author", name)}${this.named("date", date)}${this.named("initials", initialsOf(name))}`;
    const whole = lines.flatMap((line) => parted(line));
    const paragraphs = whole.map((line, at) => this.paragraph(line, at === 0));
    return `<${this.w}comment${this.declaration}${by}>${paragraphs.join("")}</${this.w}comment>`;
  }

  private named(name: string, value: string): string {
    return ` ${this.w}${name}="${escapeXml(shown(value))}"`;
  }

  private tag(name: string, attributes = "", content = ""): string {
    const written = `${this.w}${name}${attributes}`;
    return content === "" ? `<${written}/>` : `<${written}>${content}</${this.w}${name}>`;
  }

  private valued(name: string, value: string): string {
    return this.tag(name, this.named("val", value));
  }

  private paragraph({ head, text, isNote = false }: CommentLine, isFirst: boolean): string {
    const runs = [
      isFirst ? this.tag("r", "", this.referenceLook() + this.tag("annotationRef")) : "",
      head === undefined ? "" : this.run(head, this.tag("b") + this.tag("bCs") + this.size()),
      this.run(text, isNote ? this.valued("color", "7F7F7F") + this.size("18") : this.size()),
    ];
    return this.tag("p", "", this.tag("pPr", "", this.paragraphLook()) + runs.join(""));
  }

  private run(text: string, look: string): string {
    if (text === "") return "";
    const properties = look === "" ? "" : this.tag("rPr", "", look);
    const characters = this.tag("t", ' xml:space="preserve"', escapeXml(shown(text)));
    return this.tag("r", "", properties + characters);
  }

  private referenceLook(): string {
    const { reference } = this.styles;
    return reference === undefined ? "" : this.tag("rPr", "", this.valued("rStyle", reference));
  }

  /** Without a style of its own a comment would look as the report does: indented, in large letters. */
  private paragraphLook(): string {
    if (this.styles.text !== undefined) return this.valued("pStyle", this.styles.text);
    const spacing = `${this.named("before", "0")}${this.named("after", "0")}${this.named("line", "240")}${this.named("lineRule", "auto")}`;
    const indent = `${this.named("left", "0")}${this.named("firstLineChars", "0")}${this.named("firstLine", "0")}`;
    return this.tag("spacing", spacing) + this.tag("ind", indent) + this.valued("jc", "left");
  }

  /** In half points. */
  private size(halfPoints = this.styles.text === undefined ? "21" : undefined): string {
    return halfPoints === undefined ? "" : this.valued("sz", halfPoints) + this.valued("szCs", halfPoints);
  }
}

/** A line of a comment is a paragraph; what it quotes may have several. */
function parted(line: CommentLine): CommentLine[] {
  const [first = "", ...more] = line.text.split(/\r\n?|\n/);
  return [{ ...line, text: first }, ...more.map((text) => ({ ...line, head: undefined, text }))];
}

/** What XML cannot hold is shown as a box. */
function shown(text: string): string {
  return fitsXml(text) ? text : [...text].map((char) => (fitsXml(char) ? char : "□")).join("");
}

/** As Word has them: of a Chinese name its first character, of others the first letter of each word. */
function initialsOf(name: string): string {
  const words = name.split(/\s/).filter((word) => word !== "");
  return words
    .map((word) => String.fromCodePoint(word.codePointAt(0)!))
    .slice(0, 3)
    .join("");
}
