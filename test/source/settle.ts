import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { childOf, type Element, parseXml, xmlText } from "../../server/src/core/source/xml";

/*
 * What Word does when a person accepts or rejects tracked changes, for tests: by the rules of the format, and by none of what
 * writes them.
 */

export type Verdict = "accept" | "reject";

/** A .docx with an author's tracked changes settled, if none is named with all. */
export function settled(bytes: Uint8Array, verdict: Verdict, author?: string): Uint8Array {
  const parts = unzipSync(bytes);
  const xml = strFromU8(parts["word/document.xml"]!);
  parts["word/document.xml"] = strToU8(settledXml(xml, verdict, author));
  return zipSync(parts);
}

function settledXml(xml: string, verdict: Verdict, author: string | undefined): string {
  const root = parseXml(xml);
  return xml.slice(0, root.start) + new Settler(xml, verdict, author).element(root) + xml.slice(root.end);
}

class Settler {
  private readonly stays: string;
  private readonly goes: string;

  constructor(
    private readonly xml: string,
    verdict: Verdict,
    private readonly author: string | undefined,
  ) {
    [this.stays, this.goes] = verdict === "accept" ? ["w:ins", "w:del"] : ["w:del", "w:ins"];
  }

  element(element: Element): string {
    const { name, written } = element;
    const around = element.parent?.parent;
    if (name === "w:delText" && around !== undefined && this.is(around, "w:del"))
      return this.around(element, written.replace("delText", "t"), this.inner(element));
    if (element.isEmpty) return this.isMark(element) ? "" : this.slice(element);
    const content = element.children.some(({ name }) => name === "w:p" || name === "w:tr")
      ? this.blocks(element)
      : this.inner(element);
    if (name === "w:tbl" && !content.includes(`</${written.replace("tbl", "tr")}>`)) return "";
    return this.around(element, written, content);
  }

  private around({ start, inner, written }: Element, name: string, content: string): string {
    return `${this.xml.slice(start, inner.start).replace(`<${written}`, `<${name}`)}${content}</${name}>`;
  }

  private slice({ start, end }: Element): string {
    return this.xml.slice(start, end);
  }

  private isMark(element: Element): boolean {
    const { parent } = element;
    const isProperty = parent?.name === "w:rPr" || parent?.name === "w:trPr";
    return isProperty && (this.is(element, this.stays) || this.is(element, this.goes));
  }

  private is({ name, attributes }: Element, kind: string): boolean {
    return (
      name === kind && (this.author === undefined || xmlText(attributes["w:author"] ?? "") === this.author)
    );
  }

  private inner(element: Element): string {
    let result = "";
    let at = element.inner.start;
    for (const child of element.children) {
      result += this.xml.slice(at, child.start) + this.child(child);
      at = child.end;
    }
    return result + this.xml.slice(at, element.inner.end);
  }

  private child(child: Element): string {
    if (!this.isMark(child)) {
      if (this.is(child, this.goes)) return "";
      if (this.is(child, this.stays)) return this.inner(child);
    }
    return this.element(child);
  }

  /** Paragraphs whose end goes are one with the next; rows that go leave no trace. */
  private blocks(element: Element): string {
    let result = "";
    let open: string | undefined;
    const close = () => {
      if (open !== undefined && /:t[ >]/.test(open)) result += `<w:p>${open}</w:p>`;
      open = undefined;
    };
    for (const child of element.children) {
      if (child.name === "w:tr" && this.hasMark(childOf(child, "w:trPr"))) continue;
      if (child.name !== "w:p") {
        if (child.name === "w:tbl" || child.name === "w:sectPr") close();
        result += this.element(child);
        continue;
      }
      const properties = childOf(child, "w:pPr");
      const content = child.children.flatMap((it) => (it === properties ? [] : [this.child(it)])).join("");
      if (this.hasMark(childOf(properties, "w:rPr"))) {
        open = (open ?? "") + content;
        continue;
      }
      const head = properties === undefined ? "" : this.element(properties);
      const tag = this.xml.slice(child.start, child.inner.start).replace(/\/>$/, ">");
      result += `${tag}${head}${open ?? ""}${content}</${child.written}>`;
      open = undefined;
    }
    close();
    return result;
  }

  private hasMark(properties: Element | undefined): boolean {
    return properties?.children.some((child) => this.is(child, this.goes)) === true;
  }
}
