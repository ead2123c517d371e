import {
  type CodeAction,
  type CodeActionKind,
  DiagnosticSeverity,
  type Diagnostic as ProtocolDiagnostic,
  type Range,
  type TextEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Diagnostic, Related, Severity } from "../core/findings/finding";
import { ruleName } from "../core/rules/index";
import type { Edit, Span } from "../core/text/text";
import type { Action } from "../features/writing/codeActions";
import type { FileFault } from "../project/project";
import type { Abilities } from "./abilities";

/*
 * Between our terms and the protocol's, as far as more than one handler needs it. Offsets become lines and columns here.
 */

export function toRange({ start, end }: Span, document: TextDocument): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

export function toSpan({ start, end }: Range, document: TextDocument): Span {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

export function toTextEdits(edits: readonly Edit[], document: TextDocument): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: toRange(span, document), newText: text }));
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

export function toDiagnostic(
  diagnostic: Diagnostic,
  document: TextDocument,
  { manual, codeDescription, relatedInformation }: Abilities,
): ProtocolDiagnostic {
  const { rule, related } = diagnostic;
  return {
    ...toFileDiagnostic(diagnostic, document),
    ...(manual && codeDescription && { codeDescription: { href: `${manual}${rule}.md` } }),
    ...(related?.length &&
      relatedInformation && {
        relatedInformation: relatedShown(related).map((other) => ({
          location: { uri: document.uri, range: toRange(other.span, document) },
          message: other.message,
        })),
      }),
  };
}

/** Editors write the file's name in front of each related place: more of them hide the findings themselves. */
const MOST_RELATED = 3;

/** The related places that an editor is told of; the last says of how many they are the first. */
export function relatedShown(related: readonly Related[]): readonly Related[] {
  if (related.length <= MOST_RELATED) return related;
  const first = related.slice(0, MOST_RELATED);
  const last = first.pop()!;
  return [...first, { ...last, message: `${last.message}，等 ${related.length} 处` }];
}

/**
 * What is wrong in a project's own file. Lists of findings show the code: the rule's title, and its id. Programs find the id
 * alone in `data`.
 */
export function toFileDiagnostic(
  { span, severity, message, rule }: FileFault | Diagnostic,
  document: TextDocument,
): ProtocolDiagnostic {
  return {
    range: toRange(span, document),
    severity: severities[severity],
    ...(rule && { code: ruleName(rule), data: { rule } }),
    source: "disclosure-lint",
    message,
  };
}

export function toCodeAction(
  { title, edits, diagnostics, preferred }: Action,
  kind: CodeActionKind,
  document: TextDocument,
  abilities: Abilities,
): CodeAction {
  const { uri, version } = document;
  const textEdits = toTextEdits(edits, document);
  return {
    title,
    kind,
    diagnostics: diagnostics.map((it) => toDiagnostic(it, document, abilities)),
    ...(preferred && { isPreferred: true }),
    edit: abilities.versionedEdits
      ? { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] }
      : { changes: { [uri]: textEdits } },
  };
}

/** Whether a client that asks for some kinds of actions only wants this one; `only` names kinds or their prefixes. */
export function wants(kind: string, only: readonly string[] | undefined): boolean {
  return only?.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`) || wanted === "") ?? true;
}
