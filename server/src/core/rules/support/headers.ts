import type { Finding } from "../../findings/finding";
import { tablesOf } from "../../report/describe";
import type { Report } from "../../report/report";
import type { HeaderCell } from "../../report/tables/table";
import { splitNumber } from "../../standard/compile";
import { inStyleOf, rewrite } from "../../text/edit";
import { fold } from "../../text/normalise";
import { isFragment } from "./fragment";
import { misspelt } from "./misspelt";

/** Group cells or column headers that are not written as the standard writes them. */
export function* headerFindings(report: Report, kind: HeaderCell["kind"], name: string): Iterable<Finding> {
  for (const table of tablesOf(report)) {
    for (const header of table.headers) {
      // Another unit is no slip of the pen: to write the standard one would change the amounts, see fee-unit.
      if (header.kind !== kind || header.match === "exact" || hasOtherUnit(header)) continue;
      const { phrase } = header;
      const label = inStyleOf(splitNumber(header.label).label, report.text.slice(table.start, table.end));
      if (isFragment(report, phrase, label)) continue;
      yield {
        span: { start: phrase.start, end: phrase.end },
        ...misspelt(name, phrase.text, label, header.match === "position" ? "按次序应为" : undefined),
        cell: table.key,
        fixes: [
          {
            title: `改为“${label}”`,
            // Only its place says which column it is: the numbers below may be meant for the name.
            safe: header.match !== "position",
            takes: header.match === "alias" ? "name" : "spelling",
            edits: rewrite(phrase, label),
          },
        ],
      };
    }
  }
}

const UNIT = /单位:?([万亿千百]?元)/;

/** The header names a unit, and it is not the standard's. */
function hasOtherUnit({ phrase, label }: HeaderCell): boolean {
  const asked = UNIT.exec(fold(label))?.[1];
  const written = asked === undefined ? undefined : UNIT.exec(fold(phrase.text))?.[1];
  return written !== asked && written !== undefined;
}
