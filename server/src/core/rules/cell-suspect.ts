import type { Rule } from "../findings/rule";
import { describeCell, describeWritten } from "../report/describe";
import { EXAMPLE, exampleWith } from "./support/example";
import { arithmeticOf, inWords, operands, setCell } from "./support/sums";

export const cellSuspect: Rule = {
  id: "cell-suspect",
  category: "arithmetic",
  title: "这个数填错了",
  why: "申请情况表的每个数同时在本行合计和本列勾稽关系里。一个数填错，这些等式会差同一个数，由此可以指出填错的是哪一个、应该是多少。",
  whenOff: "一般不应关闭；关闭之后，这些错改由各条等式的规则分别报出。",
  severity: "error",
  bad: exampleWith("| 4 | 1 | 0 | 0 | 0 | 0 | 5 |", "| 4 | 3 | 0 | 0 | 0 | 0 | 5 |"),
  good: EXAMPLE,

  *check(report) {
    for (const table of arithmeticOf(report)) {
      const { suspects, open } = table.analysis;
      for (const { cell: index, value, equations, isOneOfSeveral } of suspects) {
        const cell = table.cellAt(index);
        // A number that was left out is told where the blank is.
        if (cell === undefined || table.isGap(index)) continue;
        const outcome =
          open.length > 0
            ? `改成 ${value}，这些等式能对上；表中还有别的等式不成立，要一并核对。`
            : isOneOfSeveral
              ? `改成 ${value}，并改正同一行或列另报的数，这些等式就都成立。`
              : `改成 ${value}，这些等式就都成立。`;
        yield {
          span: { start: cell.start, end: cell.end },
          message: `${describeCell(cell)}${describeWritten(cell)}，${open.length > 0 ? "可能" : ""}应为 ${value}。`,
          why: `${inWords(table, equations)}${outcome}`,
          cell: cell.key,
          related: operands(table, equations, cell),
          fixes: [setCell(report.text, cell, value)],
        };
      }
    }
  },
};
