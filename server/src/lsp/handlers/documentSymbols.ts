import { type DocumentSymbol, type SymbolInformation, SymbolKind } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { documentSymbols, type OutlineEntry } from "../../features/navigation/documentSymbols";
import type { Abilities } from "../abilities";
import { toRange } from "../convert";
import type { ReportSnapshot } from "../snapshot";

export function handleDocumentSymbols(
  { report, document }: ReportSnapshot,
  _: unknown,
  { nestedSymbols }: Abilities,
): DocumentSymbol[] | SymbolInformation[] {
  return toSymbols(documentSymbols(report), document, nestedSymbols);
}

const kinds: Readonly<Record<OutlineEntry["kind"], SymbolKind>> = {
  title: SymbolKind.File,
  section: SymbolKind.Module,
  heading: SymbolKind.String,
  table: SymbolKind.Array,
  group: SymbolKind.Namespace,
  row: SymbolKind.Field,
};

export function toSymbols(
  entries: readonly OutlineEntry[],
  document: TextDocument,
  nested: boolean,
): DocumentSymbol[] | SymbolInformation[] {
  return nested
    ? entries.map((entry) => toSymbol(entry, document))
    : entries.flatMap((entry) => toFlatSymbols(entry, document, undefined));
}

function toSymbol(
  { name, detail, kind, span, selection, children }: OutlineEntry,
  document: TextDocument,
): DocumentSymbol {
  return {
    name,
    ...(detail && { detail }),
    kind: kinds[kind],
    range: toRange(span, document),
    selectionRange: toRange(selection, document),
    children: children.map((child) => toSymbol(child, document)),
  };
}

function toFlatSymbols(
  { name, kind, span, children }: OutlineEntry,
  document: TextDocument,
  containerName: string | undefined,
): SymbolInformation[] {
  const location = { uri: document.uri, range: toRange(span, document) };
  const symbol = { name, kind: kinds[kind], location, ...(containerName && { containerName }) };
  return [symbol, ...children.flatMap((child) => toFlatSymbols(child, document, name))];
}
