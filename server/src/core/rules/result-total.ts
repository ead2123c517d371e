import type { Rule } from "../findings/rule";
import { describeCell, describeWritten } from "../report/describe";
import { EXAMPLE, exampleWith } from "./support/example";
import { openEquations } from "./support/sums";

export const resultTotal: Rule = {
  id: "result-total",
  category: "arithmetic",
  title: "办理结果总计不符",
  why: "勾稽关系：每一列，各种办理结果之和等于“（七）总计”。",
  whenOff: "一般不应关闭；有共同申请等特殊口径并已说明的，忽略那一处并写明原因。",
  severity: "error",
  bad: exampleWith("| 0 | 1 | 0 | 0 | 0 | 0 | 1 |", "| 0 | 2 | 0 | 0 | 0 | 0 | 2 |"),
  good: EXAMPLE,

  *check(report) {
    yield* openEquations(
      report,
      "result-total",
      ({ equation }) => equation.right[0]!,
      ({ left }, cell) => `${describeCell(cell)}${describeWritten(cell)}，各项结果之和是 ${left}。`,
    );
  },
};
