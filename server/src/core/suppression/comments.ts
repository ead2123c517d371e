import { distance } from "fastest-levenshtein";
import type { Span } from "../text/text";

/*
 * Comments that switch rules off for a place:
 * `<!-- disclosure-lint-disable-next-line 规则 -- 原因 -->`, and the same with `-section` and `-file`.
 */

/** How far a comment reaches; undefined for one whose first word is none of ours. */
export type Reach = "next-line" | "section" | "file";

/** A rule as a comment names it. */
export interface RuleName extends Span {
  readonly id: string;
}

/** A comment that means to suppress findings, from `<!--` to `-->`. */
export interface SuppressionComment extends Span {
  readonly reach: Reach | undefined;
  readonly rules: readonly RuleName[];
  /** "" where none is given. */
  readonly reason: string;
}

/** What every such comment starts with. */
const COMMENT_MARK = "disclosure-lint-disable";

const REACHES: ReadonlyMap<string, Reach> = new Map([
  [`${COMMENT_MARK}-next-line`, "next-line"],
  [`${COMMENT_MARK}-section`, "section"],
  [`${COMMENT_MARK}-file`, "file"],
]);

/** All such comments in the order of the text, in time linear in its length. */
export function readComments(text: string): SuppressionComment[] {
  const comments: SuppressionComment[] = [];
  if (!text.includes(COMMENT_MARK)) return comments;
  for (let start = text.indexOf("<!--"); start >= 0; ) {
    if (text[start - 1] === "\\") {
      // Behind a backslash it is text.
      start = text.indexOf("<!--", start + 4);
      continue;
    }
    const close = text.indexOf("-->", start + 4);
    if (close < 0) break;
    const body = text.slice(start + 4, close);
    const word = body.length - body.trimStart().length;
    if (body.startsWith(COMMENT_MARK, word)) comments.push(readComment(body, start + 4, word));
    start = text.indexOf("<!--", close + 3);
  }
  return comments;
}

/** `word` is where the first word stands in the body, `offset` where the body stands in the text. */
function readComment(body: string, offset: number, word: number): SuppressionComment {
  const verb = /^[a-z-]*/.exec(body.slice(word))![0].split("--", 1)[0]!;
  const from = word + verb.length;
  const dashes = /--|——/.exec(body.slice(from));
  const to = dashes === null ? body.length : from + dashes.index;
  const rules = [...body.slice(from, to).matchAll(/[^\s,，、]+/g)].map(({ 0: id, index }) => {
    const start = offset + from + index;
    return { id, start, end: start + id.length };
  });
  return {
    start: offset - 4,
    end: offset + body.length + 3,
    reach: REACHES.get(verb),
    rules,
    reason:
      dashes === null
        ? ""
        : body
            .slice(to + 2)
            .replace(/^[-—\s]+/, "")
            .trimEnd(),
  };
}

/** Names farther off than this are no slips of the pen; longer ones are no names. */
const FARTHEST = 3;
const LONGEST_NAME = 60;

/** The rule that a misspelt name probably means. */
export function nearestRule(id: string, ruleIds: readonly string[]): string | undefined {
  if (id.length > LONGEST_NAME) return undefined;
  const [best] = ruleIds.map((rule) => ({ rule, far: distance(id, rule) })).sort((a, b) => a.far - b.far);
  return best !== undefined && best.far <= FARTHEST ? best.rule : undefined;
}
