import { lineStarts, positionAt, type Span } from "./text";

/** Says in Chinese where a text stops being JSON; Node's own words are English and often give no place. */
export function describeJsonError(text: string): string {
  const offset = jsonErrorOffset(text);
  const { line, column } = positionAt(lineStarts(text), offset);
  const place = `第 ${line + 1} 行第 ${column + 1} 列`;
  if (offset >= text.length) return `不是有效的 JSON：到${place}为止，内容不完整`;
  return `不是有效的 JSON：错在${place}的“${String.fromCodePoint(text.codePointAt(offset)!)}”`;
}

const STRING = String.raw`"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"`;
const WORD = String.raw`(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])`;
const TOKEN = new RegExp(String.raw`\s*(?:([{}[\],:])|(${STRING}|${WORD}))`, "uy");

/** Where the first token stands that no JSON text could have there; the text's length where it only ends too early. */
export function jsonErrorOffset(text: string): number {
  const open: string[] = [];
  // What may come next: a value, a name, the end of what is open, a colon, a comma or the end.
  let next: "value" | "value or end" | "name" | "name or end" | "colon" | "comma or end" = "value";
  let at = 0;
  while (next !== "comma or end" || open.length > 0) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) return skipBlank(text, at);
    const [whole, mark, literal] = match;
    const start = at + whole.length - (mark ?? literal!).length;
    const isName: boolean = next === "name" || next === "name or end";
    if (literal !== undefined) {
      if (next === "colon" || next === "comma or end" || (isName && !literal.startsWith('"'))) return start;
      next = isName ? "colon" : "comma or end";
    } else if (mark === "{" || mark === "[") {
      if (next !== "value" && next !== "value or end") return start;
      open.push(mark === "{" ? "}" : "]");
      next = mark === "{" ? "name or end" : "value or end";
    } else if (mark === ":") {
      if (next !== "colon") return start;
      next = "value";
    } else if (mark === ",") {
      if (next !== "comma or end") return start;
      next = open.at(-1) === "}" ? "name" : "value";
    } else {
      if (mark !== open.at(-1) || !next.endsWith("or end")) return start;
      open.pop();
      next = "comma or end";
    }
    at += whole.length;
  }
  return skipBlank(text, at);
}

function skipBlank(text: string, at: number): number {
  return at + text.slice(at).search(/\S|$/);
}

/** Names in objects and indices in lists, from the outermost value inwards. */
export type JsonPath = readonly PropertyKey[];

/** Where a value of a JSON text stands, and what is in it, by name or index. */
export interface Place {
  readonly span: Span;
  /** The name that it stands under in an object. */
  readonly name: Span | undefined;
  readonly inner: ReadonlyMap<PropertyKey, Place>;
}

const NOTHING: ReadonlyMap<PropertyKey, Place> = new Map();

/** The place of all of a valid JSON text, read once. Throws `RangeError` where it is nested too deep. */
export function placesIn(text: string): Place {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let token: Span & { readonly text: string };
  const advance = () => {
    TOKEN.lastIndex = at;
    const [whole, mark, literal] = TOKEN.exec(text)!;
    at += whole.length;
    const written = mark ?? literal!;
    token = { text: written, start: at - written.length, end: at };
  };

  /** Reads the value that starts with the current token. */
  function readPlace(name: Span | undefined): Place {
    const { start, text: open } = token;
    if (open !== "{" && open !== "[") return { span: { start, end: token.end }, name, inner: NOTHING };
    const inner = new Map<PropertyKey, Place>();
    for (let index = 0; ; index++) {
      advance();
      if (token.text === "}" || token.text === "]") break;
      if (token.text === ",") advance();
      if (open === "[") inner.set(index, readPlace(undefined));
      else {
        const own = token;
        advance();
        advance();
        inner.set(JSON.parse(own.text), readPlace({ start: own.start, end: own.end }));
      }
    }
    return { span: { start, end: token.end }, name, inner };
  }
  advance();
  return readPlace(undefined);
}

/**
 * Where a value stands, or, with `asName`, the name it stands under. Where the path leads to nothing, the innermost
 * value on it that is there.
 */
export function locate(whole: Place, path: JsonPath, asName = false): Span {
  let place = whole;
  for (const [depth, step] of path.entries()) {
    const next = place.inner.get(step);
    if (next === undefined) return place.span;
    if (asName && depth === path.length - 1) return next.name ?? next.span;
    place = next;
  }
  return place.span;
}
