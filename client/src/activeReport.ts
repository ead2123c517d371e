import { Disposable, EventEmitter, TabInputCustom, type Uri, window } from "vscode";

/** A page that is open, as an editor or beside a text. */
export interface OpenPage {
  /** It is what is worked on: the active tab. */
  readonly isActive: boolean;
  readonly document: Uri | undefined;
  /** Goes on to the next finding of a severity. */
  step(severity: FindingSeverity): void;
}

export type FindingSeverity = "error" | "warning" | "info";

const pages = new Set<OpenPage>();
const pageChanges = new EventEmitter<void>();

/** Called when another page is worked on, or none, or it shows another document. */
export const onDidChangeActivePage = pageChanges.event;
export const activePageChanged = () => pageChanges.fire();

/** A page counts until what is given back is disposed of. */
export function addPage(page: OpenPage): Disposable {
  pages.add(page);
  return new Disposable(() => {
    pages.delete(page);
    activePageChanged();
  });
}

/** The page that is worked on. */
export function activePage(): OpenPage | undefined {
  return [...pages].find(({ isActive }) => isActive);
}

/** The document that is worked on, as a text or as a page. */
export function activeDocument(): Uri | undefined {
  const page = activePage();
  if (page?.document) return page.document;
  if (window.activeTextEditor) return window.activeTextEditor.document.uri;
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputCustom ? input.uri : undefined;
}
