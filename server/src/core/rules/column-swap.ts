import type { Rule } from "../findings/rule";
import { EXAMPLE, exampleWith } from "./support/example";
import { misplacedNumbers } from "./support/misplaced";

export const columnSwap: Rule = {
  id: "column-swap",
  category: "arithmetic",
  title: "数填错了列",
  why: "本行合计是对的，而一列多出、另一列少了同一个数：数没有错，是填错了列。能填错的只有一行时指出这一行，不止一行时逐一列出。",
  whenOff: "一般不应关闭；关闭之后，这些错不再报出。",
  severity: "error",
  bad: exampleWith("| 0 | 1 | 0 | 0 | 0 | 0 | 1 |", "| 0 | 0 | 1 | 0 | 0 | 0 | 1 |"),
  good: EXAMPLE,

  *check(report) {
    yield* misplacedNumbers(report, "row");
  },
};
