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
  /** A number for a tracked change that no other has. */
  nextId(): number;
}

export function namesOf(root: Element, xml: string): Names {
  const colon = root.written.indexOf(":");
  const prefix = root.written.slice(0, colon + 1);
  let last = 0;
  for (const [, id] of xml.matchAll(/:id="(\d{1,9})"/g)) last = Math.max(last, Number(id));
  return { prefix, nextId: () => ++last };
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

  /** Who made a tracked change, and when. */
  private author(): string {
    const { prefix } = this.names;
    const { name, date } = this.track!;
    return ` ${prefix}id="${this.names.nextId()}" ${prefix}author="${escapeXml(name)}" ${prefix}date="${date}"`;
  }

  /** A mark that something was inserted or deleted, or what is put around it. */
  revision(kind: "ins" | "del", content = ""): string {
    return this.tag(kind, content, this.author());
  }

  text(text: string, isDeleted = false): string {
    const name = isDeleted ? "delText" : "t";
    // Tabs are elements of their own.
    return text
      .split(/(\t)/)
      .filter((part) => part !== "")
      .map((part) =>
        part === "\t" ? this.tag("tab", "") : this.tag(name, escapeXml(part), ' xml:space="preserve"'),
      )
      .join("");
  }

  /** A run with the properties of another. */
  run(text: string, properties: string): string {
    const run = this.tag("r", properties + this.text(text));
    return this.track === undefined ? run : this.revision("ins", run);
  }

  /** The properties of a run as they are written, without what says that it was inserted or deleted. */
  runProperties(element: Element | undefined): string {
    return this.properties(element, REVISIONS);
  }

  /** The paragraph properties of a model for a new paragraph. `more` goes in front of all. */
  paragraphProperties(model: Element | undefined, without: ReadonlySet<string> = ONCE): string {
    const own = childOf(model, "w:pPr");
    const mark = this.track === undefined ? "" : this.revision("ins");
    const kept = (own?.children ?? []).filter(({ name }) => !without.has(name) && !LAST.has(name));
    const ofMark = childOf(own, "w:rPr");
    const markProperties = (ofMark?.children ?? []).filter(({ name }) => !REVISIONS.has(name));
    const ofRun = mark + markProperties.map((child) => this.slice(child)).join("");
    const content =
      kept.map((child) => this.slice(child)).join("") + (ofRun === "" ? "" : this.tag("rPr", ofRun));
    return content === "" ? "" : this.tag("pPr", content);
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
export const UNNUMBERED: ReadonlySet<string> = new Set([...ONCE, "w:numPr"]);
/** These stand behind all others in a paragraph's properties, in an order of their own. */
const LAST: ReadonlySet<string> = new Set(["w:rPr", "w:sectPr", "w:pPrChange"]);
