import { t } from "@vscode/l10n";
import type { CodeAction } from "vscode-languageserver";
import type { Span } from "../../core/text/text";
import { type TableActionName, tableActions } from "../../features/tables/tableActions";
import type { Abilities } from "../abilities";
import { toCodeAction, wants } from "../convert";
import { isTextOfFile, tableActionKinds } from "../protocol";
import type { Snapshot } from "../snapshot";

const allNames = Object.keys(tableActionKinds) as TableActionName[];

/** Code actions on the tables; one that cannot be done says why to who asks for it by its kind. */
export function actionsOnTables(
  { report, document, settings }: Snapshot,
  place: Span,
  only: readonly string[] | undefined,
  abilities: Abilities,
): CodeAction[] {
  if (!report) return [];
  const names = allNames.filter((name) => isWanted(tableActionKinds[name], only));
  return tableActions(report, place, names, settings).flatMap((action): CodeAction[] => {
    const kind = tableActionKinds[action.name];
    const { title } = action;
    const refusal = isTextOfFile(document.uri) && isOfForm(action.name) ? onlyInTexts() : action.refusal;
    if (refusal === undefined) return [toCodeAction(action, kind, document, abilities)];
    const isAskedFor = abilities.disabledActions && only?.includes(kind) === true;
    return isAskedFor ? [{ title, kind, disabled: { reason: refusal } }] : [];
  });
}

/** Actions on how a table is written: in a file that is no text nothing would come of them. */
const isOfForm = (name: TableActionName) => /^tables?To|^alignTables$/.test(name);

const onlyInTexts = () =>
  t("这里是文件里的表格，没有文本的写法，不用对齐，也不能改写；可以用“复制表格”把表格复制出去");

/** What concerns the whole text is offered only where its kind is asked for. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return wants(kind, only) && (only !== undefined || !kind.startsWith("source"));
}
