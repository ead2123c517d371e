import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { quoted } from "../report/describe";
import type { Fact, Total } from "../report/prose/facts";
import type { Report } from "../report/report";
import { sumsOf } from "../report/statements";
import { exampleWith } from "./support/example";
import { statedAt } from "./support/statements";

export const proseContradiction: Rule = {
  id: "prose-contradiction",
  category: "prose",
  title: "同一个数前后不一",
  why: "同一件事在正文里写了两次，两次的数不同，必有一处是错的。表格里有的数由“正文的数与表格不符”来说。",
  whenOff: "同样的话在正文里确实说的是两件事时，可以关闭。",
  severity: "warning",
  bad: exampleWith("政务新媒体账号1个，", "2023年，通过镇政府网站发布信息96条。政务新媒体账号1个，").replace(
    "全年通过镇政府网站发布",
    "2023年通过镇政府网站发布",
  ),
  good: exampleWith(
    "政务新媒体账号1个，",
    "2023年，通过镇政府网站发布信息120条。政务新媒体账号1个，",
  ).replace("全年通过镇政府网站发布", "2023年通过镇政府网站发布"),

  *check(report) {
    yield* repeatedCounts(report);
    yield* repeatedTotals(report.facts.totals);
  },
};

/** Counts of one thing that no table decides on: tables missing or unreadable. */
function* repeatedCounts(report: Report): Iterable<Finding> {
  const first = new Map<string, Fact>();
  for (const fact of report.facts.counts) {
    if (fact.bound !== "exact" || fact.readings.length > 1) continue;
    const key = fact.readings[0]!.join();
    const before = first.get(key);
    if (before === undefined) first.set(key, fact);
    else if (before.value !== fact.value && sumsOf(report, fact.readings) === undefined)
      yield conflict(fact.what, fact, before);
  }
}

function* repeatedTotals(totals: readonly Total[]): Iterable<Finding> {
  const first = new Map<string, Total>();
  for (const total of totals) {
    const before = first.get(total.key);
    if (before === undefined) first.set(total.key, total);
    else if (before.measure.value !== total.measure.value)
      yield conflict(total.key.slice(0, total.key.indexOf("#")), total.measure, before.measure);
  }
}

function conflict(
  what: string,
  here: Pick<Fact, "value" | "span">,
  before: Pick<Fact, "value" | "span">,
): Finding {
  return {
    span: here.span,
    message: `${quoted(what)}前面写 ${before.value}，这里写 ${here.value}。`,
    why: `“${what}”在正文里写了两次，两次的数不同，必有一处是错的，核对后改成同一个数。`,
    related: [statedAt(before, `前面写 ${before.value}`)],
  };
}
