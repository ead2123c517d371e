import type { TextDocumentPositionParams } from "vscode-languageserver";
import { parseReport } from "../../core/report/recognise";
import { copyTable } from "../../features/tables/convertTable";
import { pasteTable } from "../../features/tables/pasteTable";
import { tableAt } from "../../features/tables/recalculate";
import { toSpan } from "../convert";
import type { CopyTableAnswer, PasteTableParams } from "../protocol";
import type { ReportSnapshot, Snapshot } from "../snapshot";

export function handleCopyTable(
  { report, document }: ReportSnapshot,
  { position }: TextDocumentPositionParams,
): CopyTableAnswer {
  const table = tableAt(report, document.offsetAt(position));
  if (table === undefined) return { refusal: "光标不在三张规定表格中" };
  const text = copyTable(report, table);
  return typeof text === "string" ? { text } : { refusal: text.reason };
}

export const noReportToCopyFrom: CopyTableAnswer = { refusal: "这个文件没有被认作年度报告" };

/** The language of files whose names say that they are reports. */
const ownLanguage = "disclosure-report";

export function handlePasteTable(
  { report, document }: Snapshot,
  { range, html }: PasteTableParams,
): string | null {
  if (document.languageId === "html") return null;
  // Pasted into a file that says by its name what it will be, the first text comes with tables already.
  const into = report ?? (document.languageId === ownLanguage ? parseReport(document.getText()) : undefined);
  return (into && pasteTable(html, into, toSpan(range, document))) ?? null;
}
