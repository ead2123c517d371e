import type { Rule } from "../findings/rule";
import { EXAMPLE, exampleWith } from "./support/example";
import { openEquations } from "./support/sums";

export const balance: Rule = {
  id: "balance",
  category: "arithmetic",
  title: "收到与办理不平",
  why: "勾稽关系：每一列，第一项加第二项之和，等于第三项（办理结果总计）加第四项之和。",
  whenOff: "四个数中有别的口径（如跨年合并办理）并已在报告中说明时；一般不应关闭。",
  severity: "error",
  bad: exampleWith(
    "四、结转下年度继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
    "四、结转下年度继续办理 | | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
  ),
  good: EXAMPLE,

  *check(report) {
    yield* openEquations(
      report,
      "balance",
      ({ equation }) => equation.right.at(-1)!,
      ({ equation, left, right }) =>
        `${equation.about}收到共 ${left} 件，办结和结转共 ${right} 件，差 ${Math.abs(left - right)}。`,
    );
  },
};
