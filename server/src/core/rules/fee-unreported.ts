import type { Fix } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { firstSections } from "../report/describe";
import type { Section } from "../report/outline/sections";
import { feeStatements, namesFee } from "../report/prose/fees";
import type { Paragraph } from "../report/prose/prose";
import type { Report } from "../report/report";
import { sumsOf } from "../report/statements";
import { fold } from "../text/normalise";
import { EXAMPLE, exampleWith } from "./support/example";

const UNPAID = "requests.feeUnpaid.total";
/** A section that says nothing but that there is nothing. */
const NOTHING = /^(?:暂?无|没有)(?:其他)?(?:需要|应)?(?:报告|说明)?的?(?:事项|情况)?[。.]?$/;

export const feeUnreported: Rule = {
  id: "fee-unreported",
  category: "content",
  title: "没有报告信息处理费",
  why: "2021年起，各地的年度报告都在“其他需要报告的事项”里写明收取信息处理费的情况（《政府信息公开信息处理费管理办法》，国办函〔2020〕109号）；没有收取的，也写明没有。",
  whenOff: "本地的编报要求没有这一项时，可以关闭。",
  severity: "warning",
  bad: exampleWith("2023年未收取信息处理费。", "无其他需要报告的事项。"),
  good: EXAMPLE,

  *check(report) {
    if (report.year === undefined || report.year < 2021) return;
    const section = firstSections(report).find(({ key }) => key === "other");
    const first = section && firstParagraph(report, section);
    // A missing or empty section has its own rule.
    if (section === undefined || first === undefined || feeStatements(report.passages).length > 0) return;
    // Told in a table of its own.
    if (namesFee(fold(report.text.slice(section.body.start, section.body.end)))) return;
    yield {
      span: { start: first.start, end: first.end },
      message: "没有写收取信息处理费的情况，没有收取也要写明。",
      why: "2021年起的年度报告应写明发出收费通知的件数、总金额和实际收取的金额；没有收取的，写明“未收取信息处理费”。",
      fixes: template(report, first),
    };
  },
};

function firstParagraph({ paragraphs }: Report, { body }: Section): Paragraph | undefined {
  return paragraphs.find(
    ({ start, text }) => start >= body.start && start < body.end && /[\p{L}\p{N}]/u.test(text),
  );
}

/** A sentence to be made sure of; none where the table says that somebody was asked to pay. */
function template(report: Report, { text, start, end, heading, pieces }: Paragraph): Fix[] {
  const [unpaid] = sumsOf(report, [[UNPAID]]) ?? [];
  if (unpaid === undefined || unpaid.value > 0) return [];
  const said = `${report.year}年未收取信息处理费`;
  const isNothing = heading === undefined && pieces === undefined && NOTHING.test(text.trim());
  const edit = isNothing
    ? { span: { start, end }, text: `${said}，无其他需要报告的事项。` }
    : { span: { start, end: start }, text: `${said}。` };
  return [{ title: `写明“${said}”（请先核实）`, safe: false, edits: [edit] }];
}
