import type { Rule } from "../findings/rule";
import { type Period, yearOfPeriod } from "../report/outline/period";
import { chineseDate } from "../text/date";
import { rewrite } from "../text/edit";
import { fold } from "../text/normalise";
import type { Edit, Phrase } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";

export const periodWrong: Rule = {
  id: "period-wrong",
  category: "document",
  title: "统计期限有误",
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
    yield {
      span: { start: period.start, end: period.end },
      ...(covered === undefined ? {} : { severity: "warning" as const }),
      message: lost.length > 0 ? slip(lost, covered, year) : spanned(period, year),
      why: `统计期限写作“${period.first.text}至${period.last.text}”，应为${year}年1月1日至${year}年12月31日：条例第四十九条要求的是上一年度的报告。`,
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

/** Marks that a date lost, and whether it is no whole year besides. */
function slip(lost: readonly string[], covered: number | undefined, year: number): string {
  const marks = lost.map((mark) => `“${mark}”`).join("、");
  const range = covered === undefined ? "，也不是整年" : "";
  return `统计期限漏了${marks}字${range}，应为${year}年1月1日至12月31日。`;
}

/** How a period is no whole year: where it starts, where it ends, or both. */
function spanned({ from, to }: Period, year: number): string {
  const [first, last] = [inWords(from, year), inWords(to, year)];
  const named = (day: string) => (/年/.test(first + last) ? `${year}年${day}` : day);
  if (from === `${year}-01-01`) return `统计期限止于 ${last}，应到 ${named("12月31日")}。`;
  if (to === `${year}-12-31`) return `统计期限始于 ${first}，应从 ${named("1月1日")}起。`;
  return `统计期限是${first}至${last}，应为${named("1月1日")}至12月31日。`;
}

/** A day without the year, where that is the report's own. */
function inWords(isoDay: string, year: number): string {
  const [of, month, day] = isoDay.split("-").map(Number);
  return `${of === year ? "" : `${of}年`}${month}月${day}日`;
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
