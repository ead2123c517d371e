import type { Rule } from "../findings/rule";
import { describeCell } from "../report/describe";
import { feeStatements } from "../report/prose/fees";
import { sumsOf } from "../report/statements";
import { exampleWith } from "./support/example";
import { relatedCells } from "./support/statements";

const UNPAID = "requests.feeUnpaid.total";

export const feeConflict: Rule = {
  id: "fee-conflict",
  category: "content",
  title: "收费通知与表格矛盾",
  why: "表中“申请人逾期未按收费通知要求缴纳费用”有数，说明发出过收费通知；正文却说没有收费通知，或者发出的件数还没有逾期未缴的多（《政府信息公开信息处理费管理办法》，国办函〔2020〕109号）。",
  whenOff: "收费通知是上年发出、正文只统计本年时，可以关闭。",
  severity: "warning",
  bad: feeExample("2023年没有发出收费通知。"),
  good: feeExample("2023年发出收费通知1件，总金额100元，实际收取0元。"),

  *check(report) {
    const [unpaid] = sumsOf(report, [[UNPAID]]) ?? [];
    if (unpaid === undefined || unpaid.value === 0 || unpaid.value !== unpaid.solved) return;
    for (const { span, notices } of feeStatements(report.passages)) {
      if (notices === undefined || notices >= unpaid.value) continue;
      const said = notices === 0 ? "没有收费通知" : `发出收费通知 ${notices} 件`;
      yield {
        span,
        message: `正文说${said}，表里逾期未缴费的有 ${unpaid.value} 件。`,
        why: `${describeCell(unpaid.cells[0]!)}为 ${unpaid.value}：逾期未缴费的申请都收到过收费通知。正文和表格都要核对。`,
        cell: UNPAID,
        related: relatedCells([unpaid]),
      };
    }
  },
};

/** The example with one request closed because its fee was not paid, and another statement on fees. */
function feeExample(statement: string): string {
  return exampleWith("2023年未收取信息处理费。", statement)
    .replace(
      "1.信访举报投诉类申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
      "1.信访举报投诉类申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
    )
    .replace(
      "行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n| | | 3.其他",
      "行政机关不再处理其政府信息公开申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n| | | 3.其他",
    );
}
