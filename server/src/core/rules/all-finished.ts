import type { Rule } from "../findings/rule";
import { describeSums, sumsOf } from "../report/statements";
import { exampleWith } from "./support/example";
import { relatedCells } from "./support/statements";

const CARRIED = "requests.carriedForward.total";
const HANDLED = "requests.handledTotal.total";

export const allFinished: Rule = {
  id: "all-finished",
  category: "prose",
  title: "说办结而表有结转",
  why: "结转下年度继续办理的申请到年底还没有办结；说“全部办结”就与表格第四项矛盾。",
  whenOff: "正文的“全部”指到报告发布时或到期的申请时，写明即可，不必关闭。",
  severity: "warning",
  bad: exampleWith("依法办理政府信息公开申请，均在法定期限内答复。", "收到的政府信息公开申请已全部办结。")
    .replace("（七）总计 | | 6 | 2 |", "（七）总计 | | 5 | 2 |")
    .replace("（七）总计 | | 5 | 2 | 0 | 0 | 0 | 0 | 8 |", "（七）总计 | | 5 | 2 | 0 | 0 | 0 | 0 | 7 |")
    .replace(
      "（一）予以公开 | | 4 | 1 | 0 | 0 | 0 | 0 | 5 |",
      "（一）予以公开 | | 3 | 1 | 0 | 0 | 0 | 0 | 4 |",
    )
    .replace("继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "继续办理 | | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"),
  good: exampleWith("依法办理政府信息公开申请，均在法定期限内答复。", "收到的政府信息公开申请已全部办结。"),

  *check(report) {
    const sums = report.facts.finished.length > 0 ? sumsOf(report, [[CARRIED]]) : undefined;
    const [sum] = sums ?? [];
    if (sum === undefined || sum.value === 0 || sum.value !== sum.solved) return;
    const [handled] = sumsOf(report, [[HANDLED]]) ?? [];
    for (const { span, of } of report.facts.finished) {
      // 办结 all of those that were: the number before it is that of the answers.
      if (of !== undefined && of.value === handled?.value) continue;
      yield {
        span,
        message: `正文说全部办结，表里还有 ${sum.value} 件结转下年度。`,
        why: `表中${describeSums([sum])}，结转的申请到年底还没有办结。“全部”如指到期的或到发布时的申请，应写明。`,
        cell: CARRIED,
        related: relatedCells([sum]),
      };
    }
  },
};
