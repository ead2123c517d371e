import type { Rule } from "../findings/rule";
import { firstSections } from "../report/describe";
import { ordinalOf } from "../standard/compile";
import { toChinese } from "../text/numeral";
import { EXAMPLE, exampleWith } from "./support/example";

export const sectionMisnumbered: Rule = {
  id: "section-misnumbered",
  category: "sections",
  title: "章节序号不对",
  why: "六个部分的序号由格式文件规定，从“一”到“六”。",
  whenOff: "报告作为其他文件的一部分、序号接续全文时。",
  severity: "error",
  bad: exampleWith("六、其他需要", "五、其他需要"),
  good: EXAMPLE,

  *check(report) {
    let place = 0;
    for (const { ordinal, title, spec } of firstSections(report)) {
      place++;
      const wanted = ordinalOf(spec.ordinal);
      if (ordinal === undefined || wanted === undefined || ordinal.value === wanted) continue;
      // Numbered as it stands: the mistake is a section left out, whose fix renumbers, or one out of order.
      if (ordinal.value === place) continue;
      const shown = /[0-9０-９]/.test(ordinal.text) ? String(wanted) : toChinese(wanted);
      yield {
        span: { start: ordinal.start, end: ordinal.end },
        message: `“${title.text}”的序号写了“${ordinal.text}”，应为“${shown}”。`,
        why: `格式文件规定它是第${toChinese(wanted)}部分。`,
        fixes: [
          {
            title: `序号改为“${shown}”`,
            safe: true,
            takes: "number",
            edits: [{ span: { start: ordinal.start, end: ordinal.end }, text: shown }],
          },
        ],
      };
    }
  },
};
