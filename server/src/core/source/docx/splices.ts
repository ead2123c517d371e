import type { Span } from "../../text/text";
import { Refused } from "./refused";

/** Replacements in XML, and the XML after them. Those at one place are made in the order in which they were given. */
export class Splices {
  private readonly all: { start: number; end: number; text: string; order: number }[] = [];

  replace({ start, end }: Span, text: string): void {
    this.all.push({ start, end, text, order: this.all.length });
  }

  insert(at: number, text: string): void {
    this.replace({ start: at, end: at }, text);
  }

  /** A part of the XML, all of it if not told otherwise, with what was replaced. Throws {@link Refused} where two overlap. */
  applyTo(xml: string, { start: from, end: to }: Span = { start: 0, end: xml.length }): string {
    const sorted = [...this.all].sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
    const parts: string[] = [];
    let at = from;
    for (const { start, end, text } of sorted) {
      if (start < at) throw new Refused("几处改动互相重叠");
      parts.push(xml.slice(at, start), text);
      at = end;
    }
    parts.push(xml.slice(at, to));
    return parts.join("");
  }
}
