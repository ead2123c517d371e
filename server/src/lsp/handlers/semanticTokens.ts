import { type SemanticTokens, SemanticTokensBuilder, type ServerCapabilities } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Span } from "../../core/text/text";
import { type SemanticToken, semanticTokens } from "../../features/navigation/semanticTokens";
import { toRange } from "../convert";
import type { ReportSnapshot } from "../snapshot";

export const semanticTokensCapabilities: ServerCapabilities = {
  semanticTokensProvider: {
    // Types known to every client; the modifiers are ours, and the manifest says how they look.
    legend: { tokenTypes: ["property", "type", "number"], tokenModifiers: ["total", "wrong"] },
    full: true,
    range: false,
  },
};

export function handleSemanticTokens({ report, diagnostics, document }: ReportSnapshot): SemanticTokens {
  return toSemanticTokens(semanticTokens(report, diagnostics), document);
}

/** Places in the legend. */
const types: Readonly<Record<SemanticToken["type"], number>> = { row: 0, header: 1, number: 2 };

/** In the protocol a token stands on one line. */
export function toSemanticTokens(tokens: readonly SemanticToken[], document: TextDocument): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { start, end, type, isTotal, isWrong } of tokens) {
    // Themes know no order among modifiers, and what is wrong must be seen.
    const modifiers = isWrong ? 2 : isTotal ? 1 : 0;
    for (const { line, from, to } of lineParts({ start, end }, document))
      builder.push(line, from, to - from, types[type], modifiers);
  }
  return builder.build();
}

/** What of a span stands on each line, without line ends and blanks around it. */
function* lineParts(
  span: Span,
  document: TextDocument,
): Iterable<{ line: number; from: number; to: number }> {
  const { start, end } = toRange(span, document);
  for (let line = start.line; line <= end.line; line++) {
    const from = line === start.line ? start.character : 0;
    const last = line === end.line ? end : { line: line + 1, character: 0 };
    const text = document.getText({ start: { line, character: from }, end: last });
    const indent = text.length - text.trimStart().length;
    if (text.trim() !== "") yield { line, from: from + indent, to: from + text.trimEnd().length };
  }
}
