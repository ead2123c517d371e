import { t } from "@vscode/l10n";
import type { TextDocumentPositionParams } from "vscode-languageserver";
import { parseReport } from "../../core/report/recognise";
import { copyTable } from "../../features/tables/convertTable";
import { holdsReport, pasteHtml } from "../../features/tables/pasteHtml";
import { tableAt } from "../../features/tables/recalculate";
import { toSpan } from "../convert";
import type { CopyTableAnswer, PasteParams } from "../protocol";
import type { Snapshot } from "../snapshot";

export function handleCopyTable(
  { report, document }: Snapshot,
  { position }: TextDocumentPositionParams,
): CopyTableAnswer {
  if (report === undefined) return { refusal: t("这个文件没有被认作年度报告") };
  const table = tableAt(report, document.offsetAt(position));
  if (table === undefined) return { refusal: t("光标不在三张规定表格中") };
  const text = copyTable(report, table);
  return typeof text === "string" ? { text } : { refusal: text.reason };
}

/** The language of files whose names say that they are reports. */
const ownLanguage = "disclosure-report";

/** A text that is no report may become one by what is pasted; else only what will be one by its name takes tables. */
export function handlePaste({ report, document }: Snapshot, { range, html }: PasteParams): string | null {
  const { languageId } = document;
  if (languageId === "html") return null;
  const isWanted = report !== undefined || languageId === ownLanguage || holdsReport(html);
  if (!isWanted) return null;
  const into = report ?? parseReport(document.getText());
  const headings = languageId === "markdown" ? "markdown" : "text";
  return pasteHtml(html, { into, span: toSpan(range, document), headings }) ?? null;
}
