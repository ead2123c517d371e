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

/**
 * Where a value stands in a valid JSON text, or, with `name`, the name it stands under. Where the path leads to
 * nothing, the innermost value on it that is there.
 */
export function locate(text: string, path: JsonPath, name = false): Span {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let token: Span & { readonly text: string };
  const advance = () => {
    TOKEN.lastIndex = at;
    const [whole, mark, literal] = TOKEN.exec(text)!;
    at += whole.length;
    const written = mark ?? literal!;
    token = { text: written, start: at - written.length, end: at };
  };
  let found: Span | undefined;

  /** Reads the value that starts with the current token; `depth` steps of the path led here, -1 for none of it. */
  function readValue(depth: number): Span {
    const { start, text: open } = token;
    if (open === "{" || open === "[") {
      for (let index = 0; ; index++) {
        advance();
        if (token.text === "}" || token.text === "]") break;
        if (token.text === ",") advance();
        const nameToken = token;
        if (open === "{") {
          advance();
          advance();
        }
        const key = open === "{" ? JSON.parse(nameToken.text) : index;
        const isNext = depth >= 0 && depth < path.length && path[depth] === key;
        const span = readValue(isNext ? depth + 1 : -1);
        if (isNext && depth + 1 === path.length) found = name && open === "{" ? nameToken : span;
      }
    }
    const span = { start, end: token.end };
    if (depth >= 0) found ??= span;
    return span;
  }
  advance();
  const whole = readValue(path.length === 0 ? -1 : 0);
  return found ?? whole;
}
