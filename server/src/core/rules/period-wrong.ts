import type { Rule } from "../findings/rule";
import { type Period, yearOf, yearOfPeriod } from "../report/outline/period";
import { chineseDate } from "../text/date";
import { rewrite } from "../text/edit";
import { fold } from "../text/normalise";
import type { Edit, Phrase } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";

export const periodWrong: Rule = {
  id: "period-wrong",
  category: "document",
  title: "统计期限不是整年，或写法有误",
  why: "条例第四十九条所说的是“上一年度”的报告，统计期限应自1月1日起至12月31日止。日期漏了“年”“月”“日”的，读者要猜。",
  whenOff: "年内新设或撤并的机关，数据确实不满一年时。",
  severity: "error",
  bad: exampleWith("至2023年12月31日止", "至2023年12月20日止"),
  good: EXAMPLE,

  *check({ period, year }) {
    if (period === undefined || year === undefined) return;
    const covered = yearOfPeriod(period);
    const lost = MARKS.filter((mark) => [period.first, period.last].some((date) => lacks(date, mark)));
    // A whole year that is another one than the report's is a conflict of years.
    if (covered !== undefined && (lost.length === 0 || covered !== year)) return;
    const written = `统计期限写作“${period.first.text}至${period.last.text}”`;
    const slip = lost.length === 0 ? "" : `，漏了${lost.map((mark) => `“${mark}”`).join("、")}字`;
    const range = lost.length > 0 && covered === undefined ? `，而且${spanned(period, year)}` : "";
    yield {
      span: { start: period.start, end: period.end },
      ...(covered === undefined ? {} : { severity: "warning" as const }),
      message: `${written}${slip}${range}，应为${year}年1月1日至${year}年12月31日。`,
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

/** How a period is no whole year. */
function spanned(period: Period, year: number): string {
  const last = yearOf(period);
  return last === undefined || last === year ? `不是${year}年全年` : `止于${last}年`;
}

const MARKS = ["年", "月", "日"];

/** A date that is written with 年, 月, 日 leaves one out. Only the year may be left out whole. */
function lacks({ text }: Phrase, mark: string): boolean {
  const date = fold(text);
  return /[年月日]/.test(date) && !date.includes(mark) && (mark !== "年" || /^20\d\d/.test(date));
}

function wholeYear({ first, last }: Period, year: number): Edit[] {
  return [...redate(first, [year, 1, 1]), ...redate(last, [year, 12, 31])];
}

/** The same form with other numbers; the year stays left out where it is. What lost a mark is written anew. */
function redate(date: Phrase, [year, month, day]: readonly [number, number, number]): Edit[] {
  if (MARKS.some((mark) => lacks(date, mark))) return rewrite(date, chineseDate({ year, month, day }));
  const written = date.text.match(/\d+/g) ?? [];
  const isPadded = written.some((digits) => digits.length === 2 && digits.startsWith("0"));
  const numbers = [year, month, day].slice(-written.length);
  let at = 0;
  const text = date.text.replace(/\d+/g, () => {
    const number = String(numbers[at++]);
    return isPadded ? number.padStart(2, "0") : number;
  });
  return rewrite(date, text);
}
