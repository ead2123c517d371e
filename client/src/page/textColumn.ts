import { TabInputCustom, TabInputText, type Uri, type ViewColumn, window } from "vscode";

/** The column in which a document is open as a text and does not cover its page, which is in `page`; undefined where it is in none. */
export function textColumnOf(document: Uri, page?: ViewColumn): ViewColumn | undefined {
  const isText = (input: unknown) =>
    input instanceof TabInputText && input.uri.toString() === document.toString();
  const others = window.tabGroups.all.filter(({ viewColumn }) => viewColumn !== page);
  return others.find(({ tabs }) => tabs.some(({ input }) => isText(input)))?.viewColumn;
}

/** The column in which a document's page is in sight. */
export function pageColumnOf(document: Uri): ViewColumn | undefined {
  const isPage = (input: unknown) =>
    input instanceof TabInputCustom && input.uri.toString() === document.toString();
  return window.tabGroups.all.find(({ activeTab }) => isPage(activeTab?.input))?.viewColumn;
}
