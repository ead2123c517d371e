import type { SelectionRange, SelectionRangeParams } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Span } from "../../core/text/text";
import { selectionRanges } from "../../features/navigation/selectionRanges";
import { toRange } from "../convert";
import type { ReportSnapshot } from "../snapshot";

export function handleSelectionRanges(
  { report, document }: ReportSnapshot,
  { positions }: SelectionRangeParams,
): SelectionRange[] | null {
  return positions.map((it) => toSelectionRange(selectionRanges(report, document.offsetAt(it)), document));
}

/** From the innermost span, each with the next one around it as its parent. */
function toSelectionRange(spans: readonly Span[], document: TextDocument): SelectionRange {
  return spans.reduceRight<SelectionRange | undefined>(
    (parent, span) => ({ range: toRange(span, document), ...(parent && { parent }) }),
    undefined,
  )!;
}
