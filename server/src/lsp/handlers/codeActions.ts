import { t } from "@vscode/l10n";
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type ServerCapabilities,
} from "vscode-languageserver";
import { fixAll } from "../../core/check";
import type { Span } from "../../core/text/text";
import { difference } from "../../features/tables/difference";
import { quickFixes } from "../../features/writing/codeActions";
import { ignorables } from "../../features/writing/ignoreHere";
import type { Abilities } from "../abilities";
import { toCodeAction, toDiagnostic, toSpan, wants } from "../convert";
import { type IgnoreHere, ignoreCommand, tableActionKinds } from "../protocol";
import type { Snapshot } from "../snapshot";
import { actionsOnTables } from "./tableActions";

/** Kind of the action that applies all safe fixes; editors name it in "code actions on save". */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.disclosureLint`;

export const codeActionCapabilities: ServerCapabilities = {
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, fixAllKind, ...Object.values(tableActionKinds)],
  },
};

export function handleCodeActions(
  snapshot: Snapshot,
  { range, context }: CodeActionParams,
  abilities: Abilities,
): CodeAction[] {
  if (!abilities.codeActions) return [];
  const place = toSpan(range, snapshot.document);
  const { only, triggerKind } = context;
  // An editor asks at every movement of the cursor, for what belongs there: not for the whole file's remedy.
  const isAutomatic = only === undefined && triggerKind === CodeActionTriggerKind.Automatic;
  return [
    ...(wants(CodeActionKind.QuickFix, only) ? actionsOnFindings(snapshot, place, abilities) : []),
    ...(!isAutomatic && wants(fixAllKind, only) ? fixAllActions(snapshot, abilities) : []),
    ...(isAutomatic ? [] : actionsOnTables(snapshot, place, only, abilities)),
  ];
}

function actionsOnFindings(snapshot: Snapshot, place: Span, abilities: Abilities): CodeAction[] {
  const { document, diagnostics } = snapshot;
  return [
    ...quickFixes(diagnostics, place).map((it) =>
      toCodeAction(it, CodeActionKind.QuickFix, document, abilities),
    ),
    ...(abilities.ignoreHere ? ignoreActions(snapshot, place, abilities) : []),
  ];
}

/** The quick fixes that leave a finding alone: the client asks for the reason. */
function ignoreActions(
  { report, document, diagnostics, found, ignoreFile }: Snapshot,
  place: Span,
  abilities: Abilities,
): CodeAction[] {
  if (!report || !ignoreFile) return [];
  const { uri, name } = ignoreFile;
  const title = t("忽略此处…");
  return ignorables(document.getText(), name, found, diagnostics, place).map(({ diagnostic, entry }) => {
    const here: IgnoreHere = { uri, entry, message: diagnostic.message };
    return {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(diagnostic, document, abilities)],
      command: { title, command: ignoreCommand, arguments: [here] },
    };
  });
}

function fixAllActions(
  { report, document, settings, entries }: Snapshot,
  abilities: Abilities,
): CodeAction[] {
  if (!report) return [];
  const text = document.getText();
  const { text: fixed, fixes } = fixAll(text, settings, { entries });
  if (fixed === text) return [];
  const title = t("修正全部可以放心修正之处（{0}处）", fixes);
  const action = { title, edits: difference(text, fixed), diagnostics: [], preferred: false };
  return [toCodeAction(action, fixAllKind, document, abilities)];
}
