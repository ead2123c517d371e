import type { Rule } from "../findings/rule";
import { describeCell } from "../report/describe";
import { EXAMPLE, exampleWith } from "./support/example";
import { arithmeticOf, inNumbers, operands, setCell } from "./support/sums";

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
      for (const { cell: index, value, equations } of table.analysis.suspects) {
        const cell = table.cellAt(index);
        if (cell === undefined) continue;
        const broken = equations
          .map((equation) => `${equation.equation.about}${inNumbers(table, equation)}`)
          .join("；");
        yield {
          span: { start: cell.start, end: cell.end },
          message: `${describeCell(cell)}填报 ${cell.text}，应为 ${value}：改成 ${value}，它所在的等式就都成立（现在${broken}）。`,
          cell: cell.key,
          related: equations.flatMap((equation) => operands(table, equation, cell)),
          fixes: [setCell(cell, value)],
        };
      }
    }
  },
};
