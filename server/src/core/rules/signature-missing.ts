import type { Rule } from "../findings/rule";
import { hasNoLines } from "../report/describe";
import { lastSentence } from "../writing/placement";
import { EXAMPLE, exampleWith } from "./support/example";

export const signatureMissing: Rule = {
  id: "signature-missing",
  category: "document",
  title: "没有落款机关",
  why: "年度报告是机关的公文，末尾应署编制机关的全称；转载、下载之后，落款是辨认报告出自哪个机关的依据。",
  whenOff: "由网站栏目统一显示发布机关、正文按惯例不落款时。",
  severity: "info",
  bad: exampleWith("云溪镇人民政府\n2024", "2024"),
  good: EXAMPLE,

  *check(report) {
    const { signature, sections } = report;
    if (sections.length === 0 || signature.agency !== undefined || hasNoLines(report)) return;
    const { date } = signature;
    const span = date === undefined ? lastSentence(report) : { start: date.start, end: date.end };
    if (span === undefined) return;
    yield { span, message: "报告末尾没有编制机关，应在日期前写明全称。" };
  },
};
