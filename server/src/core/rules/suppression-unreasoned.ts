import type { SuppressionRule } from "../suppression/suppressionRule";
import { exampleWith } from "./support/example";

const suppressed = (reason: string) =>
  exampleWith(
    "\n六、其他需要报告的事项\n\n2023",
    `\n<!-- disclosure-lint-disable-next-line section-inline${reason} -->\n六、其他需要报告的事项 2023`,
  );

export const suppressionUnreasoned: SuppressionRule = {
  id: "suppression-unreasoned",
  category: "suppression",
  title: "忽略没有写原因",
  why: "忽略之后，别人看不到这里的问题，也就无从知道它是有意保留还是随手关掉。原因写在规则之后，用“--”隔开。",
  whenOff: "不要求写明忽略原因的单位。",
  severity: "error",
  bad: suppressed(""),
  good: suppressed(" -- 版面所限，标题与正文同行"),

  *check({ comments }) {
    for (const { reach, rules, reason, start, end } of comments) {
      if (reach === undefined || rules.length === 0 || reason !== "") continue;
      yield {
        span: { start, end },
        message: "忽略没有写原因，应在规则后面写“-- 原因”。",
        why: "原因说明这里为什么不是错。忽略之后别人看不到这里的问题，没有原因就不知道它是有意保留还是随手关掉。",
      };
    }
  },
};
