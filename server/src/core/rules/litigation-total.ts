import type { Rule } from "../findings/rule";
import { describeWritten } from "../report/describe";
import { EXAMPLE, exampleWith } from "./support/example";
import { openEquations } from "./support/sums";

export const litigationTotal: Rule = {
  id: "litigation-total",
  category: "arithmetic",
  title: "复议诉讼总计不符",
  why: "勾稽关系：结果维持、结果纠正、其他结果、尚未审结之和，等于总计。",
  whenOff: "一般不应关闭；结果的统计口径另有说明的，忽略那一处并写明原因。",
  severity: "error",
  bad: exampleWith("| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |"),
  good: EXAMPLE,

  *check(report) {
    yield* openEquations(
      report,
      "litigation-total",
      ({ equation }) => equation.right[0]!,
      ({ equation, left }, cell) => `${equation.about}总计${describeWritten(cell)}，四项之和是 ${left}。`,
    );
  },
};
