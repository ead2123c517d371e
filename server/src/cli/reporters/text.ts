import picocolors from "picocolors";
import type { Diagnostic, Severity } from "../../core/findings/finding";
import { SEVERITY_NAMES } from "../../core/manual";
import { explained, ruleName } from "../../core/rules/index";
import { lineStarts, positionAt } from "../../core/text/text";
import { shownName, type Tally } from "../reports/run";
import { printable } from "../terminal/display";
import { markLine } from "../terminal/marker";
import { anyReaches, type Counts, countsText } from "../terminal/severity";

/** The colours a reporter uses; all of them do nothing where colours are off. */
export type Colors = ReturnType<typeof picocolors.createColors>;

/** Colours for a terminal that may be asked to be plain (https://no-color.org). */
export function colorsFor(stream: { readonly isTTY?: boolean }): Colors {
  return picocolors.createColors(
    stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb",
  );
}

/** A file that was checked. */
export interface Checked {
  readonly path: string;
  readonly text: string;
  /** Where an offset of the text stands in a file that has no lines. */
  place?(offset: number): string | undefined;
}

/** How findings are written. */
export interface TextStyle {
  readonly colors: Colors;
  /** With why each is one, and the places to compare. */
  readonly verbose: boolean;
}

/** Findings of one file: place, severity, message and rule; the line with the fault marked; what explains and mends it. */
export function diagnosticsText(
  file: Checked,
  diagnostics: readonly Diagnostic[],
  { colors, verbose }: TextStyle,
): string {
  const { text } = file;
  const starts = lineStarts(text);
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    error: colors.red,
    warning: colors.yellow,
    info: colors.cyan,
  };
  const place = (offset: number) => {
    const { line, column } = positionAt(starts, offset);
    const inFile = file.place?.(offset);
    return `${printable(shownName(file.path))}:${line + 1}:${column + 1}${inFile === undefined ? "" : ` ${inFile}`}`;
  };

  function marked({ span, severity }: Diagnostic): string[] {
    const line = lineWithoutEnd(text, starts, positionAt(starts, span.start).line);
    const { source, marks } = markLine(text, line, span);
    return [`    ${source}`, `    ${paint[severity](marks)}`];
  }

  function explanation(diagnostic: Diagnostic): string[] {
    const { why } = explained(diagnostic);
    return [
      ...(why === undefined ? [] : [`    为什么：${printable(why)}`]),
      ...(diagnostic.related ?? []).map(
        ({ span, message }) => `    参见 ${place(span.start)} ${printable(message)}`,
      ),
    ];
  }

  const lines = diagnostics.flatMap((diagnostic) => {
    const { span, severity, message, rule, fixes = [] } = diagnostic;
    const name = paint[severity](SEVERITY_NAMES[severity]);
    return [
      `${colors.bold(place(span.start))} ${name} ${printable(message)}  ${colors.dim(ruleName(rule))}`,
      ...marked(diagnostic),
      ...(verbose ? explanation(diagnostic) : []),
      ...fixes.map((fix) => `    ${colors.green(fix.safe ? "修正" : "可选修正")}：${printable(fix.title)}`),
    ];
  });
  return lines.map((line) => `${line}\n`).join("");
}

function lineWithoutEnd(text: string, starts: readonly number[], line: number) {
  const start = starts[line]!;
  let end = starts[line + 1] ?? text.length;
  while (end > start && (text[end - 1] === "\n" || text[end - 1] === "\r")) end--;
  return { start, end };
}

/** The last line of `check`. */
export function summaryText({ reports, skipped }: Tally, counts: Counts, safeFixes: number): string {
  const others = skipped > 0 ? `（另有 ${skipped} 个文件不是年报，没有检查）` : "";
  const found = anyReaches(counts, "info") ? countsText(counts) : "没有发现";
  const fixable = safeFixes > 0 ? `；其中 ${safeFixes} 个可由 disclosure-lint fix 修正` : "";
  return `检查了 ${reports} 份年报${others}：${found}${fixable}。\n`;
}
