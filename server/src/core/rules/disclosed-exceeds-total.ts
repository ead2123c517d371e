import type { Rule } from "../findings/rule";
import { describeCell } from "../report/describe";
import { cellIn } from "./support/cells";
import { EXAMPLE_2019, exampleWith2019 } from "./support/example";
import { whatItSays } from "./support/sums";

export const disclosedExceedsTotal: Rule = {
  id: "disclosed-exceeds-total",
  category: "disclosure",
  title: "新公开多于总数",
  why: "对外公开总数量是现有公开文件的总数，本年新公开的已在其中，不会比它多。",
  whenOff: "本年新公开的文件当年又废止、没有计入总数量时，可忽略该处。",
  severity: "warning",
  bad: exampleWith2019("| 规范性文件 | 2 | 2 | 9 |", "| 规范性文件 | 2 | 12 | 9 |"),
  good: EXAMPLE_2019,

  *check({ tables }) {
    for (const row of tables.disclosure?.rows ?? []) {
      if (row.role !== "row" || row.spec === undefined) continue;
      const disclosed = cellIn(row, "disclosed");
      const total = disclosed && cellIn(row, "publicTotal");
      if (
        disclosed?.value == null ||
        total?.value == null ||
        disclosed.value <= total.value ||
        total.value < 0
      )
        continue;
      yield {
        span: { start: disclosed.start, end: disclosed.end },
        message: `${describeCell(disclosed)}填了 ${disclosed.value}，不应多于总数量 ${total.value}。`,
        why: `本年新公开 ${disclosed.value} 件，对外公开总数量却是 ${total.value} 件，多 ${disclosed.value - total.value} 件：总数量是现有公开文件的总数，本年新公开的应在其中。`,
        cell: disclosed.key,
        related: [whatItSays(total)],
      };
    }
  },
};
