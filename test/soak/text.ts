import type { Position, TextDocumentContentChangeEvent } from "vscode-languageserver/node";

/*
 * The text as the editor has it. On purpose it shares no code with the library by which the server keeps its text: two
 * that agree are right, and not only wrong in the same way.
 */
export class EditorText {
  private starts: number[] | undefined;

  constructor(private text: string) {}

  get content(): string {
    return this.text;
  }

  get lineCount(): number {
    return this.lineStarts().length;
  }

  /** Offsets of the beginnings of a line and of the next one. */
  line(line: number): { start: number; next: number } {
    const starts = this.lineStarts();
    return { start: starts[line]!, next: starts[line + 1] ?? this.text.length };
  }

  /** The place of an offset; there is none within a line break. */
  position(offset: number): Position {
    const starts = this.lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - starts[low]! };
  }

  /** The offset of a place; one that is not in the text is taken for the nearest. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    if (line >= this.lineCount) return this.text.length;
    const { start, next } = this.line(line);
    const end = start + this.text.slice(start, next).replace(/[\r\n]+$/, "").length;
    return Math.min(start + Math.max(character, 0), end);
  }

  /** The nearest offset at which a cursor can stand. */
  place(offset: number): number {
    return this.text[offset - 1] === "\r" && this.text[offset] === "\n" ? offset - 1 : offset;
  }

  /** Replaces what is between two offsets, and says so in the terms of the protocol. */
  replace(start: number, end: number, text: string): TextDocumentContentChangeEvent {
    const range = { start: this.position(start), end: this.position(end) };
    this.text = this.text.slice(0, start) + text + this.text.slice(end);
    this.starts = undefined;
    return { range, text };
  }

  /** Replaces all of it. */
  replaceAll(text: string): TextDocumentContentChangeEvent {
    this.text = text;
    this.starts = undefined;
    return { text };
  }

  private lineStarts(): number[] {
    this.starts ??= [
      0,
      ...[...this.text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length),
    ];
    return this.starts;
  }
}
