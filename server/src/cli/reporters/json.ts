import type { Extraction } from "../../core/extract";
import type { Diagnostic, Fix } from "../../core/findings/finding";
import { placeIn } from "../../core/place";
import { explained } from "../../core/rules/index";
import { formatOf, type ReportFile } from "../reports/run";
import type { Counts } from "../terminal/severity";
import { positionsIn } from "./positions";
import type { Checked } from "./text";

/*
 * The JSON that scripts read: its shape must not change. It is written file by file, one line each, so that neither
 * this program nor its reader need hold more than one.
 */

/** What stands before the first file. */
export const HEAD = '{"files":[';

/** One file's line, with the comma that parts it from the one before. */
export function fileLine(value: object, isFirst: boolean): string {
  return `${isFirst ? "" : ","}\n${JSON.stringify(value).replaceAll(/[\x7f-\x9f]/g, escaped)}`;
}

/** Of the control characters JSON itself escapes only some; a terminal may obey the others. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** What stands after the last file; `summary` where the command has one. */
export function tail(summary?: object): string {
  return `\n]${summary ? `,"summary":${JSON.stringify(summary)}` : ""}}\n`;
}

/** Result of `check` for one file. */
export function checkedFile(file: ReportFile, diagnostics: readonly Diagnostic[]): object {
  const { path, text, report, source } = file;
  return {
    path,
    format: formatOf(file),
    standard: report.standard?.id ?? null,
    year: report.year ?? null,
    agency: report.agency ?? null,
    diagnostics: plainDiagnostics(path, text, diagnostics, (offset) => placeIn(report, source, offset)),
  };
}

/** Result of `check` for a file that is no report, as the side file with what is ignored. */
export function otherFile({ path, text }: Checked, diagnostics: readonly Diagnostic[]): object {
  return {
    path,
    standard: null,
    year: null,
    agency: null,
    diagnostics: plainDiagnostics(path, text, diagnostics),
  };
}

function plainDiagnostics(
  path: string,
  text: string,
  diagnostics: readonly Diagnostic[],
  placeOf: (offset: number) => string | undefined = () => undefined,
): object[] {
  const at = positionsIn(text);
  return diagnostics.map((diagnostic) => {
    const { rule, severity, message, span, cell, related, fixes } = diagnostic;
    const { title, why } = explained(diagnostic);
    const start = at(span.start);
    const end = at(span.end);
    return {
      rule,
      title,
      severity,
      message,
      why,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      // Left out where undefined.
      place: placeOf(span.start),
      cell,
      related: related?.map((other) => ({
        path,
        ...at(other.span.start),
        place: placeOf(other.span.start),
        message: other.message,
      })),
      fixes: (fixes ?? []).map(plainFix),
    };
  });
}

function plainFix({ title, safe, edits }: Fix): object {
  return {
    title,
    safe,
    edits: edits.map(({ span, text }) => ({ start: span.start, end: span.end, text })),
  };
}

/** Summary of `check`. */
export function summary(files: number, counts: Counts): object {
  return { files, errors: counts.error, warnings: counts.warning, infos: counts.info };
}

/** Result of `extract` for one file. */
export function extractedFile(file: ReportFile, extraction: Extraction): object {
  const { path, text, report, source } = file;
  const at = positionsIn(text);
  const cells = Object.entries(extraction.cells).map(([key, { value, text: written, span }]) => {
    const place = placeIn(report, source, span.start);
    return [key, { value, text: written, ...at(span.start), place }] as const;
  });
  return {
    path,
    format: formatOf(file),
    standard: extraction.standard,
    year: extraction.year,
    agency: extraction.agency,
    period: extraction.period && { from: extraction.period.from, to: extraction.period.to },
    sections: extraction.sections.map(({ key, title, span }) => ({ key, title, line: at(span.start).line })),
    cells: Object.fromEntries(cells),
  };
}
