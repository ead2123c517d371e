import { type Hover, type HoverParams, MarkupKind } from "vscode-languageserver";
import { hover } from "../../features/navigation/hover";
import type { Abilities } from "../abilities";
import { toRange } from "../convert";
import type { Snapshot } from "../snapshot";

export function handleHover(
  { report, diagnostics, document }: Snapshot,
  { position }: HoverParams,
  { manual }: Abilities,
): Hover | null {
  // An editor that shows the rules' pages has each finding's message and link above the hover by itself.
  const found = hover(report, diagnostics, document.offsetAt(position), { isTold: manual !== undefined });
  if (found === undefined) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: found.markdown },
    range: toRange(found.span, document),
  };
}
