import type { FoldingRange } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Span } from "../../core/text/text";
import { foldingRanges } from "../../features/navigation/foldingRanges";
import type { Abilities } from "../abilities";
import { toRange } from "../convert";
import type { ReportSnapshot } from "../snapshot";

export function handleFoldingRanges(
  { report, document }: ReportSnapshot,
  _: unknown,
  { foldingLimit }: Abilities,
): FoldingRange[] {
  return toFoldingRanges(foldingRanges(report), document, foldingLimit);
}

/** Outermost ranges first where the client takes only so many; one range a line, as clients fold whole lines. */
export function toFoldingRanges(
  spans: readonly Span[],
  document: TextDocument,
  limit: number,
): FoldingRange[] {
  const byLine = new Map<number, FoldingRange>();
  for (const span of spans) {
    const { start, end } = toRange(span, document);
    if (end.line <= start.line || byLine.has(start.line)) continue;
    byLine.set(start.line, { startLine: start.line, endLine: end.line });
  }
  const ranges = [...byLine.values()];
  if (ranges.length <= limit) return ranges;
  return ranges.sort((a, b) => b.endLine - b.startLine - (a.endLine - a.startLine)).slice(0, limit);
}
