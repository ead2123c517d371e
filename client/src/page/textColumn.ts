import { TabInputText, type Uri, type ViewColumn, window } from "vscode";

/** The column in which a document is open as a text; undefined where it is in none. */
export function textColumnOf(document: Uri): ViewColumn | undefined {
  const isText = (input: unknown) =>
    input instanceof TabInputText && input.uri.toString() === document.toString();
  return window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => isText(input)))?.viewColumn;
}
