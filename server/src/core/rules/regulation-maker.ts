import type { Rule } from "../findings/rule";
import { describeCell } from "../report/describe";
import { cannotMakeRegulations } from "../report/outline/agency";
import { EXAMPLE, exampleWith } from "./support/example";

export const regulationMaker: Rule = {
  id: "regulation-maker",
  category: "disclosure",
  title: "无权制定却填规章",
  why: "按《立法法》，规章由国务院部门，省、自治区、直辖市和设区的市、自治州的人民政府制定。乡镇、街道、县和地方政府部门不能制定规章，这一行应为 0；所发的文件多半属于行政规范性文件。",
  whenOff: "本地要求部门代填本级政府规章时。",
  severity: "warning",
  bad: exampleWith("| 规章 | 0 | 0 | 0 |", "| 规章 | 2 | 0 | 0 |"),
  good: EXAMPLE,

  *check({ tables, agency, agencyKind }) {
    if (agency === undefined || !cannotMakeRegulations(agency, agencyKind)) return;
    for (const row of tables.disclosure?.rows ?? []) {
      if (row.key !== "regulations" || row.role !== "row") continue;
      const [first, ...others] = row.cells.flatMap((cell) => (cell?.value ? [cell] : []));
      if (first === undefined) continue;
      yield {
        span: { start: first.start, end: first.end },
        message: `${describeCell(first)}填了 ${first.value}，一般应为 0。`,
        why: `按《立法法》，${agency}不能制定规章，这一行一般应为 0；所发的文件多半是规范性文件，填在下一行。`,
        cell: first.key,
        related: others.map((cell) => ({
          span: { start: cell.start, end: cell.end },
          message: `${describeCell(cell)}：${cell.value}`,
        })),
      };
    }
  },
};
