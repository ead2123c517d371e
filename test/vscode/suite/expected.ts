import { type Diagnostic, DiagnosticSeverity, Position, Range, type Uri } from "vscode";
import type { Severity } from "../../../server/src/core/findings/finding";
import { check, type Settings } from "../../../server/src/core/index";
import { lineStarts, positionAt, type Span } from "../../../server/src/core/text/text";
import { relatedShown } from "../../../server/src/lsp/convert";
import { equal, show } from "./assert";
import { diagnosticsOf, ruleOf, until } from "./support";

/*
 * What the library says of a text is the measure of what the editor shows: it has tests of its own.
 */

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

export interface Finding {
  readonly rule: string;
  readonly severity: string | undefined;
  readonly message: string;
  readonly range: string;
  readonly related: readonly string[];
}

/** What the editor shows, in plain values. */
export function shown(diagnostics: readonly Diagnostic[]): Finding[] {
  return diagnostics.map((it) => ({
    rule: ruleOf(it),
    severity: DiagnosticSeverity[it.severity],
    message: it.message,
    range: inWords(it.range),
    related: (it.relatedInformation ?? []).map(
      ({ location, message }) => `${location.uri} ${inWords(location.range)} ${message}`,
    ),
  }));
}

/** Waits until exactly this is shown. */
export async function shows(uri: Uri, wanted: readonly Finding[]): Promise<void> {
  const isShown = () => show(shown(diagnosticsOf(uri))) === show(wanted);
  await until(`these findings in ${uri.path}`, isShown).catch(() => equal(shown(diagnosticsOf(uri)), wanted));
}

/** What is to be shown for a text. */
export function expected(text: string, uri: Uri, settings?: Settings): Finding[] {
  const range = ranger(text);
  return check(text, settings).map(({ rule, severity, message, span, related }) => ({
    rule,
    severity: DiagnosticSeverity[severities[severity]],
    message,
    range: inWords(range(span)),
    related: relatedShown(related ?? []).map((it) => `${uri} ${inWords(range(it.span))} ${it.message}`),
  }));
}

/** Turns spans of a text into what the editor has for them. */
export function ranger(text: string): (span: Span) => Range {
  const starts = lineStarts(text);
  const position = (offset: number) => {
    const { line, column } = positionAt(starts, offset);
    return new Position(line, column);
  };
  return ({ start, end }) => new Range(position(start), position(end));
}

/** As the editor counts for its users: from 1. */
export function inWords({ start, end }: Range): string {
  return [start, end].map(({ line, character }) => `${line + 1}:${character + 1}`).join("–");
}
