import type { Rule } from "../findings/rule";
import { hasNoLines } from "../report/describe";
import { lastSentence } from "../writing/placement";
import { EXAMPLE, exampleWith } from "./support/example";

export const dateMissing: Rule = {
  id: "date-missing",
  category: "document",
  title: "没有落款日期",
  why: "条例第四十九条规定了公布年度报告的期限，没有日期就看不出是否按期。",
  whenOff: "由网站栏目统一显示发布日期、正文按惯例不写日期时。",
  severity: "info",
  bad: exampleWith("云溪镇人民政府\n2024年1月15日\n", "云溪镇人民政府\n"),
  good: EXAMPLE,

  *check(report) {
    if (report.sections.length === 0 || report.signature.date !== undefined || hasNoLines(report)) return;
    const span = lastSentence(report);
    if (span === undefined) return;
    yield { span, message: "报告末尾没有成文日期，应写明年月日。" };
  },
};
