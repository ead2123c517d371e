import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  DiagnosticSeverity,
  type DocumentSymbol,
  type FoldingRange,
  type Diagnostic as ProtocolDiagnostic,
  type Range,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Action } from "./features/codeActions";
import type { OutlineEntry } from "./features/documentSymbols";
import type { Report } from "./report/report";
import type { Diagnostic, Severity } from "./rule";
import type { Edit, Span } from "./text";

/*
 * Between our terms and the protocol's: the only file that knows both. Offsets become lines and columns here.
 */

/** Kind of the action that applies all safe fixes; editors name it in "code actions on save". */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.disclosureLint`;

/** Notification that tells a client what a document was taken for. Only clients that ask for it get it. */
export const statusMethod = "disclosureLint/status";

/** See {@link statusMethod}. */
export interface Status {
  readonly uri: string;
  readonly version: number;
  readonly state: "report" | "notReport" | "off";
  /** Why, in Chinese. */
  readonly reason: string;
  readonly year: number | null;
  /** Id of the standard that the year asks for. */
  readonly standard: string | null;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** What of the client's abilities makes a difference to us. */
export interface Abilities {
  readonly pullDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly nestedSymbols: boolean;
  readonly codeActions: boolean;
  readonly versionedEdits: boolean;
  readonly foldingLimit: number;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
}

/** A client that pulls but cannot be told to pull again would show stale results after a change of settings. */
export function abilitiesOf({ textDocument, workspace }: ClientCapabilities): Abilities {
  const publish = textDocument?.publishDiagnostics;
  const pull = textDocument?.diagnostic;
  const pulls = pull !== undefined && workspace?.diagnostics?.refreshSupport === true;
  return {
    pullDiagnostics: pulls,
    relatedInformation: (pulls && pull.relatedInformation) || publish?.relatedInformation === true,
    codeDescription: (pulls && pull.codeDescriptionSupport) || publish?.codeDescriptionSupport === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    codeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    foldingLimit: textDocument?.foldingRange?.rangeLimit ?? Number.POSITIVE_INFINITY,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
  };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** `manual` is the address of the rules' manual, if there is one to link to. */
export function toDiagnostic(
  diagnostic: Diagnostic,
  document: TextDocument,
  abilities: Abilities,
  manual: string | undefined,
): ProtocolDiagnostic {
  const { rule, severity, span, message, related } = diagnostic;
  return {
    range: toRange(span, document),
    severity: severities[severity],
    code: rule,
    ...(manual && abilities.codeDescription && { codeDescription: { href: `${manual}#${rule}` } }),
    source: "disclosure-lint",
    message,
    ...(related?.length &&
      abilities.relatedInformation && {
        relatedInformation: related.map((other) => ({
          location: { uri: document.uri, range: toRange(other.span, document) },
          message: other.message,
        })),
      }),
  };
}

/** The status line's account of a document that was read. */
export function toStatus(document: TextDocument, report: Report, diagnostics: readonly Diagnostic[]): Status {
  const count = (severity: Severity) => diagnostics.filter((it) => it.severity === severity).length;
  return {
    uri: document.uri,
    version: document.version,
    state: report.recognition.isReport ? "report" : "notReport",
    reason: report.recognition.reason,
    year: report.year ?? null,
    standard: report.standard?.id ?? null,
    errors: count("error"),
    warnings: count("warning"),
    infos: count("info"),
  };
}

/** The account of a document whose checking is switched off. */
export function offStatus({ uri, version }: TextDocument): Status {
  const reason = "已在设置 disclosureLint.enable 中关闭检查";
  return { uri, version, state: "off", reason, year: null, standard: null, errors: 0, warnings: 0, infos: 0 };
}

const symbolKinds: Readonly<Record<OutlineEntry["kind"], SymbolKind>> = {
  title: SymbolKind.File,
  section: SymbolKind.Module,
  heading: SymbolKind.String,
  table: SymbolKind.Array,
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

function toSymbol(entry: OutlineEntry, document: TextDocument): DocumentSymbol {
  return {
    name: entry.name,
    ...(entry.detail && { detail: entry.detail }),
    kind: symbolKinds[entry.kind],
    range: toRange(entry.span, document),
    selectionRange: toRange(entry.selection, document),
    children: entry.children.map((child) => toSymbol(child, document)),
  };
}

function toFlatSymbols(
  entry: OutlineEntry,
  document: TextDocument,
  containerName: string | undefined,
): SymbolInformation[] {
  const symbol = {
    name: entry.name,
    kind: symbolKinds[entry.kind],
    location: { uri: document.uri, range: toRange(entry.span, document) },
    ...(containerName && { containerName }),
  };
  return [symbol, ...entry.children.flatMap((child) => toFlatSymbols(child, document, entry.name))];
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

export function toCodeAction(
  action: Action,
  kind: CodeActionKind,
  document: TextDocument,
  abilities: Abilities,
  manual: string | undefined,
): CodeAction {
  return {
    title: action.title,
    kind,
    diagnostics: action.diagnostics.map((it) => toDiagnostic(it, document, abilities, manual)),
    ...(action.preferred && { isPreferred: true }),
    edit: toWorkspaceEdit(action.edits, document, abilities),
  };
}

/** Whether a client that asks for some kinds of actions only wants this one; `only` names kinds or their prefixes. */
export function wants(kind: string, only: readonly string[] | undefined): boolean {
  return only?.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`) || wanted === "") ?? true;
}

function toWorkspaceEdit(
  edits: readonly Edit[],
  document: TextDocument,
  abilities: Abilities,
): WorkspaceEdit {
  const textEdits = edits.map(({ span, text }) => ({ range: toRange(span, document), newText: text }));
  const { uri, version } = document;
  return abilities.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] }
    : { changes: { [uri]: textEdits } };
}

export function toRange({ start, end }: Span, document: TextDocument): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function toSpan({ start, end }: Range, document: TextDocument): Span {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}
