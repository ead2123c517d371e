import type { Rule } from "../findings/rule";
import type { Share } from "../report/prose/facts";
import type { Report } from "../report/report";
import { sumsOf } from "../report/statements";
import { exampleWith } from "./support/example";
import { statedAt } from "./support/statements";

export const prosePercentage: Rule = {
  id: "prose-percentage",
  category: "prose",
  title: "百分比算错",
  why: "“几件，占百分之几”可以由正文自己的数验算；与算得的结果相差超过末位一个单位，就是算错或改了数没有改百分比。总数不止一个时，以能使同一段其余百分比成立的那个为准。",
  whenOff: "正文的百分比另有分母而没有写明时，可以关闭。",
  severity: "warning",
  bad: exampleWith("信息120条。", "信息120条，其中政策类42条，占45%。"),
  good: exampleWith("信息120条。", "信息120条，其中政策类42条，占35%。"),

  *check(report) {
    const { shares } = report.facts;
    for (const [at, share] of shares.entries()) {
      const { percent, part, span } = share;
      const bases = basesOf(report, share);
      if (percent.bound !== "exact" || part.bound !== "exact" || bases.length === 0) continue;
      if (bases.some((base) => isClose(share, base))) continue;
      const near = shares.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1);
      const base = likeliest(bases, near);
      const stated = percent.value.toFixed(percent.decimals);
      const actual = ((part.value / base) * 100).toFixed(percent.decimals);
      yield {
        span,
        message: `正文说占 ${stated}%，${part.value}÷${base} 应是 ${actual}%。`,
        why: `${part.value} ${part.unit}占 ${base} ${part.unit}的 ${actual}%，不是 ${stated}%。件数和百分比都要核对。`,
        related: [
          statedAt(part, `占比的分子 ${part.value} ${part.unit}`),
          ...share.wholes
            .filter(({ value }) => value === base)
            .map((whole) => statedAt(whole, `分母 ${base} ${whole.unit}`)),
        ],
      };
    }
  },
};

/** Numbers that the part may be a share of, the most likely first: the whole it is a part of. */
function basesOf(report: Report, { wholes, totals, part, together }: Share): number[] {
  // 收到40件，网络24件，占60%；信函16件，占40%: the parts divide the whole.
  if (together > part.value && wholes.some(({ value }) => value === together)) return [together];
  const cells = totals.flatMap((reading) => sumsOf(report, [reading]) ?? []);
  const bases = [
    ...wholes.map(({ value }) => value).sort((a, b) => b - a),
    ...cells.map(({ value }) => value),
    ...(together > part.value ? [together] : []),
  ];
  return [...new Set(bases)].filter((base) => base > 0 && base >= part.value);
}

/** Percentages of one list stand near one another. */
const NEIGHBOURS = 8;

/** The base of which most other percentages of the list are right; of equals the first. */
function likeliest(bases: readonly number[], near: readonly Share[]): number {
  const votes = bases.map((base) => near.filter((share) => isClose(share, base)).length);
  return bases[votes.indexOf(Math.max(...votes))]!;
}

/** Off by no more than one unit of the last digit that is stated. */
function isClose({ percent, part }: Share, base: number): boolean {
  const actual = (part.value / base) * 100;
  return Math.abs(actual - percent.value) <= 10 ** -percent.decimals + 1e-9;
}
