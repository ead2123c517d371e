import type { Rule } from "../findings/rule";
import { columnOf } from "../report/describe";
import { rewrite } from "../text/edit";
import { fold } from "../text/normalise";
import { stripUnit, unitOf } from "../text/value";
import { cellFinding } from "./support/cells";
import { EXAMPLE, exampleWith } from "./support/example";

export const cellUnit: Rule = {
  id: "cell-unit",
  category: "cells",
  title: "数字带了单位",
  why: "单位由列名说明，格子里只填数字；列名写明“万元”而格子里写“元”，金额就差了一万倍。",
  whenOff: "本单位模板要求在格子里写单位时。",
  severity: "info",
  bad: exampleWith("| 行政处罚 | 12 |", "| 行政处罚 | 12件 |"),
  good: EXAMPLE,

  *check(report) {
    for (const cell of report.irregular) {
      if (cell.form !== "unit") continue;
      const column = columnOf(cell);
      if (column?.unitInCell) continue;
      const unit = unitOf(cell.text);
      const conflicts = column?.unit !== undefined && fold(unit) !== fold(column.unit);
      const stripped = stripUnit(cell.text);
      if (conflicts) {
        // Which is wrong, the unit or the amount, only the writer knows.
        yield {
          ...cellFinding(cell, `应换算成${column.unit}`),
          why: `这一列的单位是“${column.unit}”，格里写的是“${unit}”：单位写错了还是数填错了，只有填表的人知道；换算以后只填数字。`,
          severity: "warning",
        };
        continue;
      }
      yield cellFinding(cell, `应只填数字 ${stripped}`, {
        title: `改为 ${stripped}`,
        safe: false,
        edits: rewrite(cell, stripped),
      });
    }
  },
};
