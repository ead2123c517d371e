import type { Rule } from "../findings/rule";
import { type Period, yearOfPeriod } from "../report/outline/title";
import { rewrite } from "../text/edit";
import type { Edit, Phrase } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";

export const periodWrong: Rule = {
  id: "period-wrong",
  category: "document",
  title: "统计期限不是整年",
  why: "条例第四十九条所说的是“上一年度”的报告，统计期限应自1月1日起至12月31日止。",
  whenOff: "年内新设或撤并的机关，数据确实不满一年时。",
  severity: "error",
  bad: exampleWith("至2023年12月31日止", "至2023年12月20日止"),
  good: EXAMPLE,

  *check({ period, year }) {
    // A whole year that is another one than the report's is a conflict of years.
    if (period === undefined || year === undefined || yearOfPeriod(period) !== undefined) return;
    yield {
      span: { start: period.start, end: period.end },
      message: `统计期限写作“${period.first.text}至${period.last.text}”，应为${year}年1月1日至${year}年12月31日。`,
      fixes: [
        {
          title: `改为${year}年1月1日至${year}年12月31日`,
          safe: false,
          edits: wholeYear(period, year),
        },
      ],
    };
  },
};

function wholeYear({ first, last }: Period, year: number): Edit[] {
  return [...redate(first, [year, 1, 1]), ...redate(last, [year, 12, 31])];
}

/** The same form with other numbers; the year stays left out where it is. */
function redate(date: Phrase, day: readonly number[]): Edit[] {
  const written = date.text.match(/\d+/g) ?? [];
  const isPadded = written.some((digits) => digits.length === 2 && digits.startsWith("0"));
  const numbers = day.slice(-written.length);
  let at = 0;
  const text = date.text.replace(/\d+/g, () => {
    const number = String(numbers[at++]);
    return isPadded ? number.padStart(2, "0") : number;
  });
  return rewrite(date, text);
}
