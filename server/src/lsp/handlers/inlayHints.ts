import type { InlayHint, InlayHintParams } from "vscode-languageserver";
import { sumHints } from "../../features/tables/sumHints";
import { toSpan } from "../convert";
import type { ReportSnapshot } from "../snapshot";

export function handleInlayHints(
  { report, document, inlayHints }: ReportSnapshot,
  { range }: InlayHintParams,
): InlayHint[] {
  if (!inlayHints) return [];
  const { start, end } = toSpan(range, document);
  return sumHints(report)
    .filter(({ offset }) => start <= offset && offset <= end)
    .map(({ offset, label, tooltip }) => ({
      position: document.positionAt(offset),
      label,
      tooltip,
      paddingLeft: true,
    }));
}
