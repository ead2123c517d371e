import { lineStarts, positionAt, type Span } from "../core/text/text";

/** Says in Chinese where a text stops being JSON; Node's own words are English and often give no place. */
export function describeJsonError(text: string): string {
  const offset = jsonErrorOffset(text);
  const { line, column } = positionAt(lineStarts(text), offset);
  const place = `第 ${line + 1} 行第 ${column + 1} 列`;
  if (offset >= text.length) return `不是有效的 JSON：到${place}为止，内容不完整`;
  return `不是有效的 JSON：错在${place}的“${String.fromCodePoint(text.codePointAt(offset)!)}”`;
}

// Of the control characters only those below the space may not stand in a string as they are.
const STRING = String.raw`"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"`;
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

/** Where a value of a list or an object stands, and the name before it, which in a list is the value itself. */
interface Member {
  readonly name: Span;
  readonly value: Span;
}

/**
 * Gives a function that finds where a value stands in a valid JSON text, or, with `name`, the name it stands under.
 * Where the path leads to nothing, it is the innermost value on it that is there. Each list and object on the way is
 * looked through once, however many places are asked for and however deep others are nested.
 */
export function placesIn(text: string): (path: JsonPath, name?: boolean) => Span {
  const known = new Map<number, ReadonlyMap<PropertyKey, Member>>();
  function membersOf({ start }: Span): ReadonlyMap<PropertyKey, Member> {
    const members = known.get(start) ?? membersAt(text, start);
    known.set(start, members);
    return members;
  }
  const start = skipBlank(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  const whole = { start, end: Math.max(start, text.trimEnd().length) };
  return (path, name = false) => {
    let place: Span = whole;
    for (const [depth, key] of path.entries()) {
      const member = membersOf(place).get(key);
      if (member === undefined) break;
      place = name && depth === path.length - 1 ? member.name : member.value;
    }
    return place;
  };
}

/** What the list or object that starts at `start` holds itself; nothing where none does. Of equal names the last counts. */
function membersAt(text: string, start: number): ReadonlyMap<PropertyKey, Member> {
  const members = new Map<PropertyKey, Member>();
  const isObject = text[start] === "{";
  if (!isObject && text[start] !== "[") return members;
  TOKEN.lastIndex = start + 1;
  let name: Span | undefined;
  let from = start;
  for (let depth = 1; depth > 0; ) {
    const [, mark, literal] = TOKEN.exec(text)!;
    const token = { start: TOKEN.lastIndex - (mark ?? literal!).length, end: TOKEN.lastIndex };
    if (mark === "{" || mark === "[") {
      if (depth++ === 1) from = token.start;
      continue;
    }
    if (mark === "}" || mark === "]") depth--;
    if (depth !== 1 || mark === "," || mark === ":") continue;
    if (isObject && name === undefined) {
      name = token;
      continue;
    }
    const value = { start: literal === undefined ? from : token.start, end: token.end };
    const key: PropertyKey = name === undefined ? members.size : JSON.parse(text.slice(name.start, name.end));
    members.set(key, { name: name ?? value, value });
    name = undefined;
  }
  return members;
}
