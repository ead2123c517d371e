import type { Rule } from "../findings/rule";
import { firstSections } from "../report/describe";
import type { Section } from "../report/outline/sections";
import { EXAMPLE, exampleWith } from "./support/example";

const PROBLEMS = EXAMPLE.slice(EXAMPLE.indexOf("五、存在"), EXAMPLE.indexOf("六、其他"));

export const sectionMisordered: Rule = {
  id: "section-misordered",
  category: "sections",
  title: "章节次序不对",
  why: "六个部分的先后次序由格式文件规定。",
  whenOff: "上级规定了另外的章节次序时；更好的办法是用自己的规范文件（standards）。",
  severity: "error",
  bad: exampleWith(PROBLEMS, "").replace("四、政府信息", `${PROBLEMS}四、政府信息`),
  good: EXAMPLE,

  *check(report) {
    const { standard } = report;
    if (standard === undefined) return;
    const order = new Map(standard.sections.map(({ key }, index) => [key, index]));
    const once = firstSections(report);
    const kept = longestInOrder(once, order);
    for (const section of once) {
      if (kept.has(section)) continue;
      const index = order.get(section.key)!;
      const before = standard.sections[index - 1];
      const place = before === undefined ? "最前面" : `第${before.ordinal}部分之后`;
      yield {
        span: section.heading,
        message: `“${section.title.text}”的次序不对，应在${place}。`,
        why: `六个部分的先后次序由格式文件规定${before === undefined ? "" : `，它的前面是“${before.ordinal}、${before.title}”`}。`,
      };
    }
  },
};

/** The largest set of sections that stand in order: the others are the fewest that must move. */
function longestInOrder(sections: readonly Section[], order: ReadonlyMap<string, number>): Set<Section> {
  const best: Section[][] = [];
  for (const [at, section] of sections.entries()) {
    let longest: Section[] = [];
    for (let i = 0; i < at; i++) {
      const run = best[i]!;
      if (order.get(run.at(-1)!.key)! < order.get(section.key)! && run.length > longest.length) longest = run;
    }
    best.push([...longest, section]);
  }
  return new Set(best.reduce((a, b) => (b.length > a.length ? b : a), []));
}
