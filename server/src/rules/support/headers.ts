import { inStyleOf, rewrite } from "../../edit";
import { tablesOf } from "../../report/describe";
import type { HeaderCell, Report } from "../../report/report";
import type { Finding } from "../../rule";
import { splitNumber } from "../../standard/compile";

/** Group cells or column headers that are not written as the standard writes them. */
export function* headerFindings(report: Report, kind: HeaderCell["kind"], name: string): Iterable<Finding> {
  for (const table of tablesOf(report)) {
    for (const header of table.headers) {
      if (header.kind !== kind || header.match === "exact") continue;
      const { phrase } = header;
      const label = inStyleOf(splitNumber(header.label).label, report.text.slice(table.start, table.end));
      yield {
        span: { start: phrase.start, end: phrase.end },
        message: `${name}“${phrase.text}”与规定的“${label}”不一致。`,
        cell: table.key,
        fixes: [{ title: `改为“${label}”`, safe: true, edits: rewrite(phrase, label) }],
      };
    }
  }
}
