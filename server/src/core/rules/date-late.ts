import type { Rule } from "../findings/rule";
import type { Report } from "../report/report";
import { chineseDate } from "../text/date";
import { EXAMPLE, exampleWith } from "./support/example";
import { earliestDay, signedInYear } from "./support/signed";

export const dateLate: Rule = {
  id: "date-late",
  category: "document",
  title: "落款晚于公布期限",
  why: "条例第四十九条：县级以上人民政府部门每年1月31日前提交并公布上一年度报告，县级以上地方人民政府的年度报告3月31日前公布。乡镇、街道条例没有点名，期限由各地规定，这里按1月31日检查，可在设置 deadlines 中改。",
  whenOff: "检查往年已经公布的报告时；只是本地期限不同的，改设置 deadlines 即可。",
  severity: "warning",
  bad: exampleWith("2024年1月15日", "2024年2月15日"),
  good: EXAMPLE,

  *check(report) {
    const { deadline, year, signature } = report;
    const date = year === undefined ? undefined : signedInYear(signature.date, year + 1);
    if (date === undefined || deadline === undefined || earliestDay(date) <= deadline) return;
    yield {
      span: { start: date.start, end: date.end },
      message: `落款是${date.text}，公布期限是${inWords(deadline)}。`,
      why: SOURCE[report.agencyKind ?? "unknown"],
    };
  },
};

const SOURCE: Record<NonNullable<Report["agencyKind"]> | "unknown", string> = {
  government: "本级政府的年度报告应在这一天前公布（条例第四十九条）。",
  department: "政府部门的年度报告应在这一天前公布（条例第四十九条）。",
  township: "乡镇的公布期限，条例没有点名，由各地规定，可在设置 deadlines 中改；不改的按1月31日检查。",
  street: "街道的公布期限，条例没有点名，由各地规定，可在设置 deadlines 中改；不改的按1月31日检查。",
  unknown: "不论哪一类机关，年度报告都应在这一天前公布（条例第四十九条）。",
};

function inWords(isoDay: string): string {
  const [year, month, day] = isoDay.split("-").map(Number);
  return chineseDate({ year: year!, month: month!, day: day! });
}
