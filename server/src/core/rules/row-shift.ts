import type { Rule } from "../findings/rule";
import { describeRow } from "../report/describe";
import { EXAMPLE, exampleWith } from "./support/example";

export const rowShift: Rule = {
  id: "row-shift",
  category: "arithmetic",
  title: "数填错了行",
  why: "现有数字不满足勾稽关系，而整体上移或下移一行就都成立：多半是粘贴时错了一行。",
  whenOff: "一般不应关闭：它只在整体错行能使等式全部成立时才报。",
  severity: "warning",
  bad: exampleWith("3.其他 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "3.其他 | 6 | 2 | 0 | 0 | 0 | 0 | 8 |").replace(
    "（七）总计 | | 6 | 2 | 0 | 0 | 0 | 0 | 8 |",
    "（七）总计 | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
  ),
  good: EXAMPLE,

  *check(report) {
    const table = report.arithmetic.requests;
    const shift = table?.analysis.shift;
    const specs = report.tableStandard?.rows.requests;
    if (table === undefined || shift === undefined || specs === undefined) return;
    const first = table.cellAt(shift.fromRow * table.width)?.row;
    const place = first?.label ?? first;
    if (first === undefined || place === undefined) return;
    const from = describeRow(specs[shift.fromRow]!);
    const to = describeRow(specs[shift.toRow]!);
    const rows = shift.fromRow === shift.toRow ? `“${from}”行` : `“${from}”至“${to}”`;
    const moved = `${shift.by < 0 ? "上" : "下"}移一行`;
    yield {
      span: { start: place.start, end: place.end },
      message: `${rows}的数可能错了一行，应${moved}。`,
      why: `照现在的位置，勾稽关系不成立；整体${moved}，就都成立。多半是粘贴时错了一行，可以对照原件看一看。`,
      cell: first.path,
    };
  },
};
