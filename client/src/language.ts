import { env, workspace } from "vscode";
import type { Language } from "../../server/src/lsp/protocol";

/**
 * What prompts, actions and views are written in: as the editor itself, unless the user says otherwise. Strings stand in
 * Chinese in the code, `l10n/en.json` has the English ones.
 */
export function language(): Language {
  const set = workspace.getConfiguration("disclosureLint").get<string>("language");
  const chosen = set === "zh-cn" || set === "en" ? set : env.language;
  return chosen.toLowerCase().startsWith("zh") ? "zh-cn" : "en";
}
