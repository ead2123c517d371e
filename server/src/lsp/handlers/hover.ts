import { type Hover, type HoverParams, MarkupKind } from "vscode-languageserver";
import { hover } from "../../features/navigation/hover";
import type { Abilities } from "../abilities";
import { toRange } from "../convert";
import { openManualCommand } from "../protocol";
import type { Snapshot } from "../snapshot";

export function handleHover(
  { report, diagnostics, document }: Snapshot,
  { position }: HoverParams,
  { manual }: Abilities,
): Hover | null {
  const found = hover(
    report,
    diagnostics,
    document.offsetAt(position),
    manual === undefined ? undefined : pageOf,
  );
  if (found === undefined) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: found.markdown },
    range: toRange(found.span, document),
  };
}

/** Editors follow links in hovers to few schemes; that of the manual's pages is none of them, commands are. */
function pageOf(rule: string): string {
  return `command:${openManualCommand}?${encodeURIComponent(JSON.stringify([rule]))}`;
}
