import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  type CompletionItem,
  CompletionItemKind,
  DiagnosticSeverity,
  type DocumentSelector,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type InlayHint,
  InsertTextFormat,
  InsertTextMode,
  type Location,
  MarkupKind,
  type Diagnostic as ProtocolDiagnostic,
  type Range,
  type SelectionRange,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensLegend,
  type SymbolInformation,
  SymbolKind,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Diagnostic, Severity } from "../core/findings/finding";
import type { Report } from "../core/report/report";
import type { IgnoreEntry } from "../core/suppression/ignoreText";
import type { Edit, Span } from "../core/text/text";
import type { OutlineEntry } from "../features/navigation/documentSymbols";
import type { Hover as Explanation } from "../features/navigation/hover";
import type { SemanticToken } from "../features/navigation/semanticTokens";
import type { SumHint } from "../features/tables/sumHints";
import type { SumLens } from "../features/tables/sumLenses";
import type { TableAction, TableActionName } from "../features/tables/tableActions";
import type { Action } from "../features/writing/codeActions";
import type { Completion } from "../features/writing/completion";
import type { Ignorable } from "../features/writing/ignoreHere";
import type { Candidate } from "../features/writing/lastYear";
import type { FileFault } from "../project/project";
import { decoded } from "../project/projectFiles";

/*
 * Between our terms and the protocol's: the only file that knows both. Offsets become lines and columns here.
 */

/** Kind of the action that applies all safe fixes; editors name it in "code actions on save". */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.disclosureLint`;

/** Kinds of the actions on tables; editors bind keys and saving to them. */
export const tableActionKinds: Readonly<Record<TableActionName, CodeActionKind>> = {
  recalculateRow: `${CodeActionKind.RefactorRewrite}.recalculateRow.disclosureLint`,
  recalculateColumn: `${CodeActionKind.RefactorRewrite}.recalculateColumn.disclosureLint`,
  recalculateTable: `${CodeActionKind.RefactorRewrite}.recalculateTable.disclosureLint`,
  tableToMarkdown: `${CodeActionKind.RefactorRewrite}.tableToMarkdown.disclosureLint`,
  tableToTabs: `${CodeActionKind.RefactorRewrite}.tableToTabs.disclosureLint`,
  alignTables: `${CodeActionKind.Source}.alignTables.disclosureLint`,
  insertTables: `${CodeActionKind.Source}.insertTables.disclosureLint`,
};

/** Request for the Markdown to paste for HTML from the clipboard; null where the HTML is to be pasted as usual. */
export const pasteTableMethod = "disclosureLint/pasteTable";
/** See {@link pasteTableMethod}. */
export interface PasteTableParams {
  readonly textDocument: { readonly uri: string };
  /** What is replaced. */
  readonly range: Range;
  readonly html: string;
}

/** Request for the table at a position, as text divided by tabs. */
export const copyTableMethod = "disclosureLint/copyTable";
/** See {@link copyTableMethod}: a text, or why there is none, in Chinese. */
export interface CopyTableAnswer {
  readonly text?: string;
  readonly refusal?: string;
}

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

/** Request for the agency that a new report is most likely of: the only one with a report on the year before. */
export const agencyMethod = "disclosureLint/proposeAgency";
/** Request for a new report; null for a year that there is no standard for. */
export const newReportMethod = "disclosureLint/newReport";

/** See {@link agencyMethod} and {@link newReportMethod}. */
export interface NewReportParams {
  readonly agency?: string;
  readonly year: number;
  /** Texts among which last year's report may be. */
  readonly candidates: readonly Candidate[];
}
export interface AgencyProposal {
  readonly agency?: string;
}
export interface NewReportAnswer {
  readonly text: string;
  /** What was taken over from the year before, in Chinese, one sentence each. */
  readonly carried: readonly string[];
  /** Name of the candidate it was taken from. */
  readonly lastYear?: string;
}

/** Request for the report as it will be published; null for a document that is no report. */
export const previewMethod = "disclosureLint/preview";
/** Request for last year's report among the files beside a report; null where it is not among them. */
export const lastYearMethod = "disclosureLint/lastYear";

/** See {@link previewMethod}. */
export interface PreviewParams {
  readonly uri: string;
  /** Last year's report. */
  readonly lastYear?: Candidate;
  /** Style sheet for a page by itself, without marks; where it is missing the answer is for the panel. */
  readonly style?: string;
}
export interface PreviewAnswer {
  readonly version: number;
  readonly html: string;
  readonly title: string;
  /** What last year's report is chosen by. */
  readonly year: number | null;
  readonly agency: string | null;
}

/** See {@link lastYearMethod}. */
export interface LastYearParams {
  readonly uri: string;
  readonly candidates: readonly Candidate[];
}
export type LastYearAnswer = { readonly name: string } | null;

/** Request for the manual, or for the page of one rule, in Markdown; null for a rule that there is none of that name. */
export const manualMethod = "disclosureLint/manual";
/** See {@link manualMethod}. */
export interface ManualParams {
  readonly rule?: string;
}

/** Request to the client for the text of a file that the server cannot read itself; null where there is none. */
export const readFileMethod = "disclosureLint/readFile";
/** Notification that the user trusts the workspace from now on. */
export const trustMethod = "disclosureLint/trust";
/** The client's command that asks for a reason and writes an entry of the side file. */
export const ignoreCommand = "disclosureLint.ignoreHere";

/** The argument of {@link ignoreCommand}. */
export interface IgnoreHere {
  /** The side file. */
  readonly uri: string;
  readonly entry: Omit<IgnoreEntry, "reason">;
  /** What is found there, to be shown. */
  readonly message: string;
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
  readonly snippets: boolean;
  readonly disabledActions: boolean;
  /** Formatting can be offered document by document. */
  readonly registersFormatting: boolean;
  /** The client can be told to go to a place of a document. */
  readonly showsDocuments: boolean;
  readonly refreshes: {
    readonly inlayHints: boolean;
    readonly codeLenses: boolean;
    readonly tokens: boolean;
  };
}

/** A client that pulls but cannot be told to pull again would show stale results after a change of settings. */
export function abilitiesOf({ textDocument, workspace, window }: ClientCapabilities): Abilities {
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
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    disabledActions: textDocument?.codeAction?.disabledSupport === true,
    registersFormatting:
      textDocument?.formatting?.dynamicRegistration === true &&
      textDocument.rangeFormatting?.dynamicRegistration === true,
    showsDocuments: window?.showDocument?.support === true,
    refreshes: {
      inlayHints: workspace?.inlayHint?.refreshSupport === true,
      codeLenses: workspace?.codeLens?.refreshSupport === true,
      tokens: workspace?.semanticTokens?.refreshSupport === true,
    },
  };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** `manual` is the address below which the client shows the rules' pages, if it does. */
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
    ...(manual && abilities.codeDescription && { codeDescription: { href: `${manual}${rule}.md` } }),
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

/** What is wrong in a project's own file. */
export function toFileDiagnostic(
  { span, severity, message, rule }: FileFault | Diagnostic,
  document: TextDocument,
): ProtocolDiagnostic {
  return {
    range: toRange(span, document),
    severity: severities[severity],
    ...(rule && { code: rule }),
    source: "disclosure-lint",
    message,
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
export function offStatus({ uri, version }: TextDocument, reason: string): Status {
  return { uri, version, state: "off", reason, year: null, standard: null, errors: 0, warnings: 0, infos: 0 };
}

const symbolKinds: Readonly<Record<OutlineEntry["kind"], SymbolKind>> = {
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

/** An action on a table; one that cannot be done carries the reason instead of an edit. */
export function toTableAction(action: TableAction, document: TextDocument, abilities: Abilities): CodeAction {
  const kind = tableActionKinds[action.name];
  if (action.refusal === undefined) return toCodeAction(action, kind, document, abilities, undefined);
  return { title: action.title, kind, disabled: { reason: action.refusal } };
}

/** The one document, for registrations; characters that patterns give a meaning stand for any character. */
export function selectorOf({ uri, languageId }: TextDocument): DocumentSelector {
  const [, scheme, path = ""] = /^([^:]+):(?:\/\/[^/]*)?(?:\/[A-Za-z](?::|%3A))?\/?([^?#]*)/i.exec(uri) ?? [];
  const pattern = `**/${decoded(path).replace(/[*?{}[\]\\]/g, "?")}`;
  return [{ language: languageId, scheme, pattern }];
}

/** The quick fix that leaves a finding alone: the client asks for the reason. */
export function toIgnoreAction(
  { diagnostic, entry }: Ignorable,
  ignoreUri: string,
  document: TextDocument,
  abilities: Abilities,
  manual: string | undefined,
): CodeAction {
  const here: IgnoreHere = { uri: ignoreUri, entry, message: diagnostic.message };
  const title = "忽略此处…";
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(diagnostic, document, abilities, manual)],
    command: { title, command: ignoreCommand, arguments: [here] },
  };
}

export function toHover({ markdown, span }: Explanation, document: TextDocument): Hover {
  return { contents: { kind: MarkupKind.Markdown, value: markdown }, range: toRange(span, document) };
}

const completionKinds: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  report: CompletionItemKind.File,
  section: CompletionItemKind.Module,
  aspect: CompletionItemKind.Text,
  row: CompletionItemKind.Field,
  sentence: CompletionItemKind.Text,
};

export function toCompletionItems(
  completions: readonly Completion[],
  document: TextDocument,
  { snippets }: Abilities,
): CompletionItem[] {
  return completions.map(({ label, detail, kind, edit, snippet, filter }, at) => {
    const isSnippet = snippets && snippet !== undefined;
    return {
      label,
      detail,
      kind: completionKinds[kind],
      // They come in the order in which they are most likely wanted.
      sortText: String(at).padStart(3, "0"),
      filterText: filter,
      insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      // The text is laid out as it is to be; indenting it would break it.
      insertTextMode: InsertTextMode.asIs,
      textEdit: { range: toRange(edit.span, document), newText: isSnippet ? snippet : edit.text },
    };
  });
}

/** The server's command that shows a place of a document; its arguments are an address and a range. */
export const showPlaceCommand = "disclosureLint.showPlace";

/** Without a command a client shows the text alone. */
export function toCodeLenses(
  lenses: readonly SumLens[],
  document: TextDocument,
  { showsDocuments }: Abilities,
): CodeLens[] {
  return lenses.map(({ span, title, tooltip, target }) => {
    const go = target !== undefined && showsDocuments;
    const command = {
      title,
      tooltip,
      command: go ? showPlaceCommand : "",
      ...(go && { arguments: [document.uri, toRange(target, document)] }),
    };
    return { range: toRange(span, document), command };
  });
}

export function toInlayHints(hints: readonly SumHint[], document: TextDocument): InlayHint[] {
  return hints.map(({ offset, label, tooltip }) => ({
    position: document.positionAt(offset),
    label,
    tooltip,
    paddingLeft: true,
  }));
}

/** Types known to every client; the modifiers are ours, and the manifest says how they look. */
export const tokenLegend: SemanticTokensLegend = {
  tokenTypes: ["property", "type", "number"],
  tokenModifiers: ["total", "wrong"],
};
const tokenTypes: Readonly<Record<SemanticToken["type"], number>> = { row: 0, header: 1, number: 2 };

/** In the protocol a token stands on one line. */
export function toSemanticTokens(tokens: readonly SemanticToken[], document: TextDocument): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { start, end, type, isTotal, isWrong } of tokens) {
    // Themes know no order among modifiers, and what is wrong must be seen.
    const modifiers = isWrong ? 2 : isTotal ? 1 : 0;
    for (const { line, from, to } of lineParts({ start, end }, document))
      builder.push(line, from, to - from, tokenTypes[type], modifiers);
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

export function toLocations(spans: readonly Span[], document: TextDocument): Location[] {
  return spans.map((span) => ({ uri: document.uri, range: toRange(span, document) }));
}

export function toSelectionRange(spans: readonly Span[], document: TextDocument): SelectionRange {
  return spans.reduceRight<SelectionRange | undefined>(
    (parent, span) => ({ range: toRange(span, document), ...(parent && { parent }) }),
    undefined,
  )!;
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
  const textEdits = toTextEdits(edits, document);
  const { uri, version } = document;
  return abilities.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] }
    : { changes: { [uri]: textEdits } };
}

export function toTextEdits(edits: readonly Edit[], document: TextDocument): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: toRange(span, document), newText: text }));
}

export function toRange({ start, end }: Span, document: TextDocument): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function toSpan({ start, end }: Range, document: TextDocument): Span {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}
