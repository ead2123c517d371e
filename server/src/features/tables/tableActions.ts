import { t } from "@vscode/l10n";
import { TABLE_NAME, tablesOf } from "../../core/report/describe";
import type { Report } from "../../core/report/report";
import type { Settings } from "../../core/settings/settings";
import type { Edit, Span } from "../../core/text/text";
import { missingTables } from "../../core/writing/insertion";
import type { Action } from "../writing/codeActions";
import { convertTable, type TableForm } from "./convertTable";
import { alignTables } from "./formatting";
import { type RecalculationScope, recalculate, tableAt } from "./recalculate";
import { Misfit } from "./tableGrid";

/** What can be done to the tables: those of one table where the cursor is, the others in the whole text. */
export type TableActionName =
  | "recalculateRow"
  | "recalculateColumn"
  | "recalculateTable"
  | "tableToMarkdown"
  | "tableToTabs"
  | "tablesToMarkdown"
  | "alignTables"
  | "insertTables";

export interface TableAction extends Action {
  readonly name: TableActionName;
  /** Why it cannot be done here; there are no edits then. */
  readonly refusal?: string;
}

/** The actions of some names, at a place in the text. */
export function tableActions(
  report: Report,
  place: Span,
  names: readonly TableActionName[],
  settings: Settings,
): TableAction[] {
  return names.map((name) => ({
    diagnostics: [],
    preferred: false,
    name,
    ...made(name, report, place, settings),
  }));
}

type Made = Pick<TableAction, "title" | "edits" | "refusal">;

function made(name: TableActionName, report: Report, place: Span, settings: Settings): Made {
  switch (name) {
    case "recalculateRow":
      return recalculation(report, place, "row");
    case "recalculateColumn":
      return recalculation(report, place, "column");
    case "recalculateTable":
      return recalculation(report, place, "table");
    case "tableToMarkdown":
      return conversion(report, place, "markdown", settings);
    case "tableToTabs":
      return conversion(report, place, "tabs", settings);
    case "tablesToMarkdown":
      return conversions(report, settings);
    case "alignTables":
      return orRefusal(t("对齐各表的列"), alignTables(report), t("用竖线分隔的表格都已对齐"));
    case "insertTables":
      return insertion(report);
  }
}

function orRefusal(title: string, edits: readonly Edit[], refusal: string): Made {
  return edits.length > 0 ? { title, edits } : { title, edits, refusal };
}

function recalculation(report: Report, { start }: Span, scope: RecalculationScope): Made {
  const { title, edits, refusal } = recalculate(report, start, scope);
  return refusal === undefined ? { title, edits } : { title, edits, refusal };
}

const formTitle = (form: TableForm) =>
  form === "markdown"
    ? t("把这张表改为 Markdown 表格")
    : t("把这张表改为制表符分隔（可粘贴到 Word、Excel 或网页表单）");

function conversion(report: Report, { start }: Span, form: TableForm, settings: Settings): Made {
  const title = formTitle(form);
  const table = tableAt(report, start);
  if (table === undefined) return { title, edits: [], refusal: t("光标不在三张规定表格中") };
  const edit = convertTable(report, table, form, settings);
  return edit instanceof Misfit ? { title, edits: [], refusal: edit.reason } : { title, edits: [edit] };
}

/** All tables that can be; the title says why others are not. */
function conversions(report: Report, settings: Settings): Made {
  const title = t("把全部表格改为 Markdown 表格");
  const edits: Edit[] = [];
  const reasons: string[] = [];
  for (const table of tablesOf(report)) {
    const edit = convertTable(report, table, "markdown", settings);
    if (edit instanceof Misfit) reasons.push(`${TABLE_NAME[table.key]}：${edit.reason}`);
    else edits.push(edit);
  }
  const refusal = reasons.length > 0 ? reasons.join("；") : t("没有规定的表格");
  const isPartial = edits.length > 0 && reasons.length > 0;
  return orRefusal(isPartial ? t("{0}（不改的：{1}）", title, refusal) : title, edits, refusal);
}

function insertion(report: Report): Made {
  const missing = missingTables(report);
  const names = missing.map(({ table }) => TABLE_NAME[table]).join("、");
  const edits = missing.map((it) => it.insertion);
  return orRefusal(names === "" ? t("插入缺少的表格") : t("插入空白的{0}", names), edits, whyNone(report));
}

/** A table stands under its heading; one without has no place yet. */
function whyNone({ standard, sections, tables }: Report): string {
  const keys = new Set(sections.map(({ key }) => key));
  const homeless = standard?.sections.find(({ key, table }) => table && !tables[table] && !keys.has(key));
  return homeless
    ? t("请先补上“{0}”的标题", `${homeless.ordinal}、${homeless.title}`)
    : t("三张规定表格都在");
}
