import { TabInputCustom, type Uri, window } from "vscode";

/** The document that is worked on, as a text or as a page. */
export function activeDocument(): Uri | undefined {
  if (window.activeTextEditor) return window.activeTextEditor.document.uri;
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputCustom ? input.uri : undefined;
}
