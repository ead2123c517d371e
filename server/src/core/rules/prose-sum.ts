import type { Rule } from "../findings/rule";
import { mismatch } from "../report/statements";
import { exampleWith } from "./support/example";
import { statedAt } from "./support/statements";

export const proseSum: Rule = {
  id: "prose-sum",
  category: "prose",
  title: "分项相加不等于总数",
  why: "“其中”“分别为”后面列出的各项，以及“包括”后面以“其他”收尾的各项，应当加起来等于前面的总数；括号里的、分号隔开的、另一种分法，只要有一种读法对得上就不报；只举例的（等、主要）少了不计较，多了仍报。",
  whenOff: "正文常用“其中”只列举一部分而不写“等”时，可以关闭。",
  severity: "warning",
  bad: exampleWith("信息120条。", "信息120条，其中政策类52条、财政类40条、人事类38条。"),
  good: exampleWith("信息120条。", "信息120条，其中政策类42条、财政类40条、人事类38条。"),

  *check(report) {
    for (const { whole, parts, isRight } of report.facts.partitions) {
      if (isRight || lacksBracket(report.text, whole.span.end)) continue;
      // Where one of the numbers contradicts a table, that says which is wrong.
      if ([whole, ...parts].some(({ fact }) => fact && mismatch(report, fact) !== undefined)) continue;
      const { unit } = whole;
      const addends = parts.map(({ value }) => value).join("+");
      const sum = round(parts.reduce((total, { value }) => total + value, 0));
      const off = round(Math.abs(sum - whole.value));
      const isOne = parts.length === 1;
      yield {
        span: whole.span,
        message: `正文分项${isOne ? "" : "相加"}是 ${sum} ${unit}，总数写了 ${whole.value} ${unit}，差 ${off} ${unit}。`,
        why: `分项${isOne ? "" : "相加"}为 ${isOne ? "" : `${addends}=`}${sum} ${unit}，比总数 ${whole.value} ${unit}${sum > whole.value ? "多" : "少"} ${off} ${unit}。各项和总数都要核对；只列举一部分的，写明“等”或“主要”。`,
        related: parts.map((part) => statedAt(part, `分项 ${part.value} ${unit}`)),
      };
    }
  },
};

const LONGEST_LIST = 400;

/** A bracket in the list has no partner: what it held cannot be told, and bracket-unbalanced says so. */
function lacksBracket(text: string, from: number): boolean {
  const sentence = /^[^。]*/.exec(text.slice(from, from + LONGEST_LIST))![0];
  const opened = sentence.match(/[（(]/g)?.length ?? 0;
  const closed = sentence.match(/[）)]/g)?.length ?? 0;
  return opened > closed;
}

/** Money has two decimals; floating point has more. */
const round = (value: number): number => Math.round(value * 10000) / 10000;
