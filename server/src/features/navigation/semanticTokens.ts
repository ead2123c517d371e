import type { Diagnostic } from "../../core/findings/finding";
import type { Report } from "../../core/report/report";
import type { Table } from "../../core/report/tables/table";
import { leavesOf } from "../../core/text/phrase";
import { firstAt, type Phrase, type Span } from "../../core/text/text";
import { rowGroups } from "./groups";
import { withNumber } from "./places";

/** Parts of the tables that are coloured, whatever the layout. */
type TokenType = "row" | "header" | "number";

/** A coloured span; it may run over several lines. */
export interface SemanticToken extends Span {
  readonly type: TokenType;
  /** A total, or its label. */
  readonly isTotal: boolean;
  /** An error or a warning is reported there. */
  readonly isWrong: boolean;
}

/** The labels and numbers of the tables, in the order of the text, none over another; the findings are in it too. */
export function semanticTokens(report: Report, diagnostics: readonly Diagnostic[]): SemanticToken[] {
  const wrong = diagnostics.filter(({ severity }) => severity !== "info");
  const isWrong = ({ start, end }: Span) => {
    for (let at = firstAt(wrong, ({ span }) => span.start >= start); at < wrong.length; at++) {
      const { span } = wrong[at]!;
      if (span.start >= end) return false;
      if (span.end <= end && span.end > span.start) return true;
    }
    return false;
  };
  const tokens = Object.values(report.tables).flatMap((table): SemanticToken[] => [
    ...captions(report, table),
    ...table.headers.flatMap(({ phrase, label, ordinal }) =>
      tokensOf(numbered(report, phrase, ordinal), "header", isTotalLabel(label), isWrong(phrase)),
    ),
    ...table.rows.flatMap(({ label, ordinal, spec }) =>
      label === undefined
        ? []
        : tokensOf(numbered(report, label, ordinal), "row", isTotalLabel(spec?.label), isWrong(label)),
    ),
    ...table.rows.flatMap((row) =>
      row.cells.flatMap((cell) => {
        if (cell === undefined || cell.text === "") return [];
        const isTotal = isTotalLabel(row.spec?.label) || isTotalLabel(row.spec?.columns[cell.column]?.label);
        return tokensOf(cell, "number", isTotal, isWrong(cell));
      }),
    ),
  ]);
  return apart(tokens);
}

/** Captions of the disclosure table's blocks are no header cells to the report. */
function captions(report: Report, table: Table): SemanticToken[] {
  if (table.key !== "disclosure") return [];
  const headings = rowGroups(report, table).map(({ heading }) => heading);
  return headings.map((span) => ({ ...span, type: "header", isTotal: false, isWrong: false }));
}

function isTotalLabel(label: string | undefined): boolean {
  return label === "总计";
}

/** The phrase with its number in front; markup between the two is part of neither. */
function numbered(report: Report, phrase: Phrase, ordinal: Parameters<typeof withNumber>[2]): Phrase {
  const { start } = withNumber(report, phrase, ordinal);
  if (start === phrase.start) return phrase;
  const [first, ...others] = leavesOf(phrase);
  const isBeside = !/[<\r\n]/.test(report.text.slice(start, first!.start));
  const number = isBeside ? [{ ...first!, start }] : [{ start, end: ordinal!.end, text: "" }, first!];
  return { ...phrase, pieces: [...number, ...others] };
}

function tokensOf(phrase: Phrase, type: TokenType, isTotal: boolean, isWrong: boolean): SemanticToken[] {
  return leavesOf(phrase).map(({ start, end }) => ({ start, end, type, isTotal, isWrong }));
}

function apart(tokens: SemanticToken[]): SemanticToken[] {
  tokens.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return tokens.filter((token) => {
    if (token.start < end || token.end <= token.start) return false;
    end = token.end;
    return true;
  });
}
