import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { quoted } from "../report/describe";
import type { Report } from "../report/report";
import { fold } from "../text/normalise";
import { EXAMPLE } from "./support/example";

const OTHER = EXAMPLE.replaceAll("2024", "2023").replace(
  /2023(?=年政府信|年1月1日|年12月31日|年，|年未)/g,
  "2022",
);

export const reportRepeated: Rule = {
  id: "report-repeated",
  category: "document",
  title: "一个文件两份报告",
  why: "年度报告一个机关、一个年度一份，各自公布。一个文件里接着又有一份的，多半是把两个年度或两个机关的报告存在了一起，或者粘贴了两遍。只检查第一份，后面的没有检查。",
  whenOff: "有意把几份报告合编成一个文件，只检查第一份时。作为附件的报告不在此列。",
  severity: "warning",
  bad: `${EXAMPLE}\n${OTHER}`,
  good: EXAMPLE,

  *check(report) {
    const { second, title } = report;
    if (second === undefined || second.isAnnex) return;
    const { start, end } = second;
    yield {
      span: { start, end },
      ...said(report, second),
      related:
        title === undefined
          ? []
          : [{ span: { start: title.start, end: title.end }, message: "第一份报告的标题" }],
    };
  },
};

const UNCHECKED = "只检查了前面的一份，从这里起的没有检查。";
const PART = `${UNCHECKED}分成两个文件，两份就都能检查。`;

/** What tells the second report from the first: its year, else its body; nothing where it was pasted twice. */
function said(
  { year, agency }: Report,
  { title }: NonNullable<Report["second"]>,
): Pick<Finding, "message" | "why"> {
  const apart = (which: string) => ({ message: `从这里起是${which}的报告，应另存为一个文件。`, why: PART });
  if (title.year !== undefined && title.year !== year) return apart(`${title.year}年度`);
  if (title.agency !== undefined && agency !== undefined && fold(title.agency) !== fold(agency))
    return apart(quoted(title.agency));
  return {
    message: "从这里起是同一机关、同一年度的又一份报告，应只留一份。",
    why: `${UNCHECKED}多半是粘贴了两遍，或者电脑版、手机版、打印版一起复制了下来：对照两份，留下完整的一份。`,
  };
}
