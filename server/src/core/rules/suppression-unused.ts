import type { Fix } from "../findings/finding";
import type { SuppressionComment } from "../suppression/comments";
import type { SuppressionRule } from "../suppression/suppressionRule";
import { ownLines } from "../text/lines";
import { EXAMPLE, exampleWith } from "./support/example";

export const suppressionUnused: SuppressionRule = {
  id: "suppression-unused",
  category: "suppression",
  title: "忽略已没有用处",
  why: "注释要忽略的问题并不存在：已经改正，或者注释放错了位置。留着它，以后真有这种错也看不到。",
  whenOff: "模板中预先写好忽略注释时。",
  severity: "warning",
  bad: exampleWith(
    "\n六、其他需要",
    "\n<!-- disclosure-lint-disable-next-line section-inline -- 版面所限 -->\n六、其他需要",
  ),
  good: EXAMPLE,

  *check({ comments, unused, text }) {
    for (const comment of comments) {
      for (const [at, name] of comment.rules.entries()) {
        if (!unused.has(name)) continue;
        const { id, start, end } = name;
        yield {
          span: { start, end },
          message: "这里没有要忽略的问题，忽略注释应删去。",
          why: `这里没有规则 ${id} 的问题：已经改正，或者注释放错了位置。留着它，以后真有这种错也看不到。`,
          fixes: [removal(at, comment, text)],
        };
      }
    }
  },
};

/** Not safe: who writes the comment first and the text after must not lose it on saving. */
function removal(at: number, comment: SuppressionComment, text: string): Fix {
  const { rules } = comment;
  if (rules.length === 1) {
    const { start, end } = comment;
    const span = ownLines(text, comment) ?? { start, end };
    return { title: "删去忽略注释", safe: false, edits: [{ span, text: "" }] };
  }
  const name = rules[at]!;
  const span =
    at === 0 ? { start: name.start, end: rules[1]!.start } : { start: rules[at - 1]!.end, end: name.end };
  return { title: `从忽略注释中删去 ${name.id}`, safe: false, edits: [{ span, text: "" }] };
}
