import { type Diagnostic, TabInputWebview, type Uri, window, workspace } from "vscode";
import { equal, ok } from "./assert";
import { ruleOf } from "./support";

/** Each finding has a link that leads to its rule's page. */
export async function expectLinks(found: readonly Diagnostic[]): Promise<void> {
  const pages = new Map<string, Uri>();
  for (const it of found) {
    ok(typeof it.code === "object", "the code has a link");
    pages.set(ruleOf(it), it.code.target);
  }
  for (const [rule, page] of pages) {
    equal(page.scheme, "disclosure-lint-manual");
    const document = await workspace.openTextDocument(page);
    equal(document.languageId, "markdown");
    ok(document.lineAt(0).text.endsWith(` ${rule}`), "the page is the rule's");
    ok(document.getText().includes("何时关闭："), "the page is whole");
  }
}

/** Whether a Markdown preview of the page is open. */
export function isPreviewed(name: string): boolean {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(
    ({ input, label }) =>
      input instanceof TabInputWebview && input.viewType.includes("markdown") && label.includes(name),
  );
}
