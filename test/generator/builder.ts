import type { Span } from "../../server/src/core/text/text";

/** The pieces of a named place in order; most have one, a wrapped label several. */
export type Pieces = readonly Span[];

/** What a layout writes: the text, and where in it every named thing stands. */
export interface Written {
  readonly text: string;
  readonly spans: ReadonlyMap<string, Pieces>;
}

/** Puts a text together and remembers the places of what has a name. */
export interface TextBuilder {
  /** Appends text; where it has a name, another piece of that name. */
  add(text: string, ...names: readonly (string | undefined)[]): void;
  /** From `open` to `close` is one piece of that name. */
  open(name: string): void;
  close(name: string): void;
  done(): Written;
}

/** `style` changes characters one for one, so that no place moves. */
export function createBuilder(style: (text: string) => string): TextBuilder {
  let text = "";
  const spans = new Map<string, Span[]>();
  const opened = new Map<string, number>();
  const record = (name: string, start: number) => {
    const pieces = spans.get(name) ?? [];
    pieces.push({ start, end: text.length });
    spans.set(name, pieces);
  };
  return {
    add(part, ...names) {
      const start = text.length;
      text += style(part);
      for (const name of names) if (name !== undefined) record(name, start);
    },
    open(name) {
      opened.set(name, text.length);
    },
    close(name) {
      record(name, opened.get(name)!);
    },
    done: () => ({ text, spans }),
  };
}

/** The same text with every line ended by CR LF, and with a byte order mark, where asked for. */
export function withLineEnds({ text, spans }: Written, crlf: boolean, bom: boolean): Written {
  if (!crlf && !bom) return { text, spans };
  const moved: number[] = [];
  let result = bom ? "\uFEFF" : "";
  for (const char of text) {
    for (let unit = 0; unit < char.length; unit++) moved.push(result.length + unit);
    result += crlf && char === "\n" ? "\r\n" : char;
  }
  moved.push(result.length);
  // An end right after a line end's last character stays there; a start or end before it does too.
  const move = ({ start, end }: Span): Span => ({ start: moved[start]!, end: moved[end]! });
  return { text: result, spans: new Map([...spans].map(([name, pieces]) => [name, pieces.map(move)])) };
}
