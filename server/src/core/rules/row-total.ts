import type { Rule } from "../findings/rule";
import { describeCell, describeWritten } from "../report/describe";
import { EXAMPLE, exampleWith } from "./support/example";
import { crossedNumbers, misplacedNumbers } from "./support/misplaced";
import { openEquations } from "./support/sums";

export const rowTotal: Rule = {
  id: "row-total",
  category: "arithmetic",
  title: "行总计不符",
  why: "勾稽关系：自然人与五类法人或其他组织之和，等于总计。一行多出、另一行少了同一个数的，多半是填错了行，一并报出。",
  whenOff: "一般不应关闭；统计口径另有说明的，忽略那一处并写明原因。",
  severity: "error",
  // One wrong total alone is found by cell-suspect; of two that make up for each other it is not told which they are.
  bad: exampleWith("| 4 | 1 | 0 | 0 | 0 | 0 | 5 |", "| 4 | 1 | 0 | 0 | 0 | 0 | 6 |").replace(
    "| 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n| | （三）",
    "| 1 | 0 | 0 | 0 | 0 | 0 | 0 |\n| | （三）",
  ),
  good: EXAMPLE,

  *check(report) {
    yield* misplacedNumbers(report, "column");
    yield* crossedNumbers(report);
    yield* openEquations(
      report,
      "row-total",
      ({ equation }) => equation.right[0]!,
      ({ left }, cell) => `${describeCell(cell)}${describeWritten(cell)}，六类申请人之和是 ${left}。`,
    );
  },
};
