import { quoted } from "../report/describe";
import { nearestRule } from "../suppression/comments";
import type { SuppressionRule } from "../suppression/suppressionRule";
import { EXAMPLE, exampleWith } from "./support/example";

const FORMS =
  "忽略注释应以 disclosure-lint-disable-next-line（下一行）、disclosure-lint-disable-section（本节）或 disclosure-lint-disable-file（全文）开头。";
const NAMES = "要忽略的规则写它在规则手册里的名称。";

export const suppressionUnknown: SuppressionRule = {
  id: "suppression-unknown",
  category: "suppression",
  title: "忽略注释写错了",
  why: "忽略注释写作“<!-- disclosure-lint-disable-next-line 规则 -- 原因 -->”，next-line 也可以是 section（本节）或 file（全文），规则用规则手册中的名称。写法或规则名不对，注释就不起作用。",
  whenOff: "新旧版本混用，旧版本不认识新规则时。",
  severity: "warning",
  bad: exampleWith(
    "\n六、其他需要",
    "\n<!-- disclosure-lint-disable-next-line section-inlin -- 版面所限 -->\n六、其他需要",
  ),
  good: EXAMPLE,

  *check({ comments, ruleIds }) {
    const known = new Map<string, string | undefined>();
    for (const comment of comments) {
      const { start, end } = comment;
      if (comment.reach === undefined) {
        yield { span: { start, end }, message: "没有这种忽略注释，它不起作用。", why: FORMS };
        continue;
      }
      if (comment.rules.length === 0) {
        yield { span: { start, end }, message: "忽略注释没有写规则，不起作用。", why: NAMES };
      }
      for (const { id, start, end } of comment.rules) {
        if (ruleIds.includes(id)) continue;
        const near = known.has(id) ? known.get(id) : nearestRule(id, ruleIds);
        known.set(id, near);
        const span = { start, end };
        yield {
          span,
          message: `没有规则${quoted(id)}，忽略注释不起作用。`,
          why: near === undefined ? NAMES : `可能是指“${near}”。${NAMES}`,
          fixes:
            near === undefined ? [] : [{ title: `改为 ${near}`, safe: false, edits: [{ span, text: near }] }],
        };
      }
    }
  },
};
