import type { Rule } from "../findings/rule";
import { yearOfPeriod } from "../report/outline/period";
import type { Report } from "../report/report";
import { allMatches } from "../text/text";
import { exampleWith } from "./support/example";
import { sentenceAfter, sentenceBefore } from "./support/sentence";

export const noticeStale: Rule = {
  id: "notice-stale",
  category: "document",
  title: "依据了别年的通知",
  why: "各地每年发通知布置当年的年度报告。报告写明依据的是布置另一年度报告的通知，多半是沿用了上一年的前言。",
  whenOff: "本地确实沿用往年通知的要求时。",
  severity: "warning",
  bad: exampleWith(
    "编制，所列",
    "和《云溪县人民政府办公室关于做好2022年度政府信息公开工作年度报告编制和公布工作的通知》编制，所列",
  ),
  good: exampleWith(
    "编制，所列",
    "和《云溪县人民政府办公室关于做好2023年度政府信息公开工作年度报告编制和公布工作的通知》编制，所列",
  ),

  *check(report) {
    const { passages, sections, year } = report;
    if (year === undefined) return;
    const told = yearsTold(report);
    for (const passage of passages) {
      if (passage.section >= 0 && sections[passage.section]!.key !== "overview") return;
      const { text } = passage;
      for (const { 0: name, 1: noticed, index } of allMatches(text, NOTICE)) {
        if (
          told.has(Number(noticed)) ||
          !name.includes("公开") ||
          !isBasis(text, index, index + name.length, noticed!)
        )
          continue;
        const at = index + name.indexOf(noticed!);
        yield {
          span: passage.span(at, at + noticed!.length),
          message: `依据的是布置${noticed}年度报告的通知，应为${year}年度的。`,
          why: `这是${year}年度的报告，应依据布置${year}年度报告的通知。多半是沿用了往年的文字，要核对通知的名称和年度。`,
        };
      }
    }
  },
};

/** The years that the report gives itself. A notice of one of them is right; that they differ is told by year-conflict. */
function yearsTold({ year, period, signature: { date } }: Report): Set<number | undefined> {
  return new Set([year, period && yearOfPeriod(period), date && date.year - 1]);
}

/** A notice that has a year's reports written. */
const NOTICE =
  /(?:做好|开展|报送|编制|编写|编报|发布|公布|填报|上报|加强|关于)[^。;《》\d]{0,24}(20\d\d)年度?[^。;《》\d]{0,14}(?:报告|年报)[^。;》\d]{0,30}?通知/g;
const BASED_ON = /(?:根据|按照|依据|依照|遵照|按|结合|落实)[^。;]{0,120}$/;
/** Sending a notice on is the year's work: it is on the report of the year before. */
const SENT_ON = /(?:印发|下发|转发|制定|出台|起草|发出|拟定|收到|发布)(?:了)?[^。;,、]{0,24}$/;

/** The report is written on the strength of the notice. */
function isBasis(text: string, from: number, to: number, noticed: string): boolean {
  const before = sentenceBefore(text, from);
  const rest = sentenceAfter(text, to);
  // The year's work on the report of the year before.
  if (SENT_ON.test(before) || rest.includes(noticed)) return false;
  return BASED_ON.test(before) && /编制|编写|撰写|形成|公布|公开|发布|报告如下/.test(rest);
}
