import type { Author } from "../source";
import { childOf, type Element, escapeXml } from "../xml";

/*
 * Markup that we write: runs, paragraphs, rows and tables, in the prefix of the file and with the properties of what stands
 * next to them. Nothing is copied that must stand only once: no bookmarks, comments or ids.
 */

/** The names and numbers that a file has for what we write into it. */
export interface Names {
  /** `w:`, or whatever the file calls it. */
  readonly prefix: string;
  /** The same, of attributes. */
  readonly attributePrefix: string;
  /** A number for a tracked change that no other has. */
  nextId(): number;
}

export function namesOf(root: Element, xml: string): Names {
  const colon = root.written.indexOf(":");
  const prefix = root.written.slice(0, colon + 1);
  let last: number | undefined;
  const highest = () => {
    let found = 0;
    for (const [, id] of xml.matchAll(/:id="(\d{1,9})"/g)) found = Math.max(found, Number(id));
    return found;
  };
  const nextId = () => {
    last = (last ?? highest()) + 1;
    return last;
  };
  return { prefix, attributePrefix: prefix === "" ? declaredPrefix(root, xml) : prefix, nextId };
}

/** An attribute has no default namespace: a file that writes elements without a prefix has one for these. */
function declaredPrefix({ start, inner }: Element, xml: string): string {
  const open = xml.slice(start, inner.start);
  const own = /\sxmlns="([^"]*)"/.exec(open)?.[1];
  for (const [, prefix, namespace] of open.matchAll(/\sxmlns:([^\s=]+)="([^"]*)"/g))
    if (namespace === own) return `${prefix}:`;
  return "";
}

/** Writes elements of one file. */
export class Markup {
  constructor(
    private readonly xml: string,
    readonly names: Names,
    /** Whose tracked changes everything is; undefined where it is simply written. */
    readonly track: Author | undefined,
  ) {}

  tag(name: string, content: string, attributes = ""): string {
    const written = `${this.names.prefix}${name}`;
    return content === "" ? `<${written}${attributes}/>` : `<${written}${attributes}>${content}</${written}>`;
  }

  /** An element with attributes and nothing in it. */
  empty(name: string, attributes: Readonly<Record<string, string | number>> = {}): string {
    const written = Object.entries(attributes).map(
      ([key, value]) => ` ${this.names.attributePrefix}${key}="${escapeXml(String(value))}"`,
    );
    return this.tag(name, "", written.join(""));
  }

  /** Who made a tracked change, and when. */
  private author(): string {
    const { attributePrefix: prefix } = this.names;
    const { name, date } = this.track!;
    return ` ${prefix}id="${this.names.nextId()}" ${prefix}author="${escapeXml(name)}" ${prefix}date="${date}"`;
  }

  /** A mark that something was inserted or deleted, or what is put around it. */
  revision(kind: "ins" | "del", content = ""): string {
    return this.tag(kind, content, this.author());
  }

  /** Text as it stands in a run; tabs are elements of their own. */
  text(text: string): string {
    return text
      .split(/(\t)/)
      .filter((part) => part !== "")
      .map((part) => (part === "\t" ? this.tag("tab", "") : this.kept("t", escapeXml(part))))
      .join("");
  }

  /** Characters as XML has them, blanks at their ends kept. */
  kept(name: "t" | "delText", xml: string): string {
    return xml === "" ? "" : this.tag(name, xml, ' xml:space="preserve"');
  }

  /** A run with the properties of another. */
  run(text: string, properties: string): string {
    if (text === "") return "";
    const run = this.tag("r", properties + this.text(text));
    return this.track === undefined ? run : this.revision("ins", run);
  }

  /** The properties of a run as they are written, without what says that it was inserted or deleted. */
  runProperties(element: Element | undefined): string {
    return this.properties(element, REVISIONS);
  }

  /** The paragraph properties of a model for another paragraph; one that is tracked as new where changes are tracked. */
  paragraphProperties(
    model: Element | undefined,
    { without = UNNUMBERED, more = "" }: LikeModel = {},
  ): string {
    const own = childOf(model, "w:pPr");
    const kept = (own?.children ?? []).filter(({ name }) => !without.has(name) && !LAST.has(name));
    const front = kept.filter(({ name }) => BEFORE_NUMBER.has(name));
    const back = kept.filter(({ name }) => !BEFORE_NUMBER.has(name));
    const revision = this.track === undefined ? "" : this.revision("ins");
    const ofMark = childOf(own, "w:rPr")?.children.filter(({ name }) => !REVISIONS.has(name)) ?? [];
    const mark = revision + this.slices(ofMark);
    const content =
      this.slices(front) + more + this.slices(back) + (mark === "" ? "" : this.tag("rPr", mark));
    return content === "" ? "" : this.tag("pPr", content);
  }

  /** Takes a paragraph out of the list that its style puts it in; stands behind {@link BEFORE_NUMBER}. */
  noNumber(): string {
    return this.tag("numPr", this.empty("numId", { val: 0 }));
  }

  /** An element of properties, without some of its children. */
  properties(element: Element | undefined, without: ReadonlySet<string>): string {
    if (element === undefined) return "";
    if (!element.children.some(({ name }) => without.has(name))) return this.slice(element);
    const kept = element.children.filter(({ name }) => !without.has(name));
    const open = this.xml.slice(element.start, element.inner.start);
    return kept.length === 0
      ? ""
      : `${open}${kept.map((child) => this.slice(child)).join("")}</${element.written}>`;
  }

  slice({ start, end }: Element): string {
    return this.xml.slice(start, end);
  }

  slices(elements: readonly Element[]): string {
    return elements.map((element) => this.slice(element)).join("");
  }
}

/** How a paragraph differs from its model: what of the model's properties it has not, and what it has instead of `numPr`. */
interface LikeModel {
  readonly without?: ReadonlySet<string>;
  readonly more?: string;
}

/** Of a run's properties: who inserted or deleted it, or changed how it looks. */
export const REVISIONS: ReadonlySet<string> = new Set([
  "w:ins",
  "w:del",
  "w:moveFrom",
  "w:moveTo",
  "w:rPrChange",
]);
/** Of a paragraph's: what must not stand twice. */
export const ONCE: ReadonlySet<string> = new Set([
  "w:sectPr",
  "w:pPrChange",
  "w:pageBreakBefore",
  "w:framePr",
]);
/** The same, and its place in a list. */
const UNNUMBERED: ReadonlySet<string> = new Set([...ONCE, "w:numPr"]);
/** These stand behind all others in a paragraph's properties, in an order of their own. */
const LAST: ReadonlySet<string> = new Set(["w:rPr", "w:sectPr", "w:pPrChange"]);
/** These stand in front of a paragraph's place in a list. */
const BEFORE_NUMBER: ReadonlySet<string> = new Set([
  "w:pStyle",
  "w:keepNext",
  "w:keepLines",
  "w:pageBreakBefore",
  "w:framePr",
  "w:widowControl",
]);
