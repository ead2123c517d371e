import type { Span } from "../../text/text";

/** Replacements in XML, and the XML after them. Those at one place are made in the order in which they were given. */
export class Splices {
  private readonly all: { start: number; end: number; text: string; order: number }[] = [];

  replace({ start, end }: Span, text: string): void {
    this.all.push({ start, end, text, order: this.all.length });
  }

  insert(at: number, text: string): void {
    this.replace({ start: at, end: at }, text);
  }

  get isEmpty(): boolean {
    return this.all.length === 0;
  }

  /** Undefined where two replacements overlap. */
  applyTo(xml: string): string | undefined {
    const sorted = [...this.all].sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
    let result = "";
    let at = 0;
    for (const { start, end, text } of sorted) {
      if (start < at) return undefined;
      result += xml.slice(at, start) + text;
      at = end;
    }
    return result + xml.slice(at);
  }
}
