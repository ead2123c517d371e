import type { Diagnostic } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { checkReport } from "../../server/src/core/check";
import { parseReport } from "../../server/src/core/report/recognise";
import type { Settings } from "../../server/src/core/settings/settings";
import { documentSymbols } from "../../server/src/features/navigation/documentSymbols";
import { foldingRanges } from "../../server/src/features/navigation/foldingRanges";
import { semanticTokens } from "../../server/src/features/navigation/semanticTokens";
import { sumLenses } from "../../server/src/features/tables/sumLenses";
import { abilitiesOf } from "../../server/src/lsp/abilities";
import { toDiagnostic } from "../../server/src/lsp/convert";
import { toCodeLenses } from "../../server/src/lsp/handlers/codeLenses";
import { toSymbols } from "../../server/src/lsp/handlers/documentSymbols";
import { toFoldingRanges } from "../../server/src/lsp/handlers/foldingRanges";
import { toSemanticTokens } from "../../server/src/lsp/handlers/semanticTokens";
import { pulling } from "../protocol/client";

/* What a server must answer, worked out of the text alone, as nobody edited it. */

const abilities = abilitiesOf(pulling);

/** As it arrives: without what is undefined. */
function sent<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

export function expectedDiagnostics(
  uri: string,
  text: string,
  settings: Settings = {},
  capabilities = pulling,
): Diagnostic[] {
  const document = TextDocument.create(uri, "", 0, text);
  const found = checkReport(parseReport(text, settings), settings);
  // A rule that breaks down is no finding to agree upon.
  const broken = found.filter(({ message }) => message.includes("运行出错"));
  if (broken.length > 0) throw new Error(`${broken[0]!.message}\n${text}`);
  const its = abilitiesOf(capabilities);
  return sent(found.map((it) => toDiagnostic(it, document, its)));
}

/** What else is made of the whole text. */
export function expectedAnswers(uri: string, text: string) {
  const document = TextDocument.create(uri, "", 0, text);
  const report = parseReport(text);
  if (!report.recognition.isReport) return { symbols: [], ranges: [], lenses: [], tokens: [] };
  return sent({
    symbols: toSymbols(documentSymbols(report), document, true),
    ranges: toFoldingRanges(foldingRanges(report), document, Number.POSITIVE_INFINITY),
    lenses: toCodeLenses(sumLenses(report), document, abilities),
    tokens: toSemanticTokens(semanticTokens(report, checkReport(report)), document).data,
  });
}
