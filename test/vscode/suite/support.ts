import {
  type CodeAction,
  ConfigurationTarget,
  commands,
  type Diagnostic,
  type Event,
  extensions,
  languages,
  Position,
  Range,
  TabInputText,
  type TextDocument,
  Uri,
  ViewColumn,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { isFileText, originalOf, textAddress } from "../../../client/src/files/address";
import { openSource } from "../../../server/src/core/index";
import { wrongTotal } from "../../protocol/report";
import { makeDocx } from "../../source/makeDocx";
import { ok, show } from "./assert";

/*
 * What the suites say of the editor. Whatever they open, write or set through this file is undone by `cleanUp`.
 */

export const extension = () => {
  const found = extensions.getExtension("disclosure-lint.disclosure-lint");
  ok(found, "the extension is not installed");
  return found;
};

/** The first folder of the workspace, and the second where the host has one. */
export const folders = () => (workspace.workspaceFolders ?? []).map(({ uri }) => uri);

/** An event that does not come within this time does not come. */
export const patience = 30_000;

/**
 * Waits until `look` finds something. It looks again at each of `events`, by default when diagnostics change; it
 * never sleeps.
 */
export function until<T>(
  what: string,
  look: () => T | undefined | false,
  ...events: Event<unknown>[]
): Promise<T> {
  return new Promise((resolve, reject) => {
    const listeners = (events.length > 0 ? events : [languages.onDidChangeDiagnostics]).map((event) =>
      event(check),
    );
    const end = () => {
      clearTimeout(timer);
      for (const listener of listeners) listener.dispose();
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`waited ${patience / 1000} s for ${what}`));
    }, patience);
    check();

    function check(): void {
      try {
        const found = look();
        if (found === undefined || found === false) return;
        end();
        resolve(found);
      } catch (error) {
        end();
        reject(error);
      }
    }
  });
}

/** What the extension has found, in the order of the text. */
export function diagnosticsOf(uri: Uri): Diagnostic[] {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "disclosure-lint")
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** Its code is the rule's title and, last, the id. */
export function ruleOf({ code }: Diagnostic): string {
  ok(typeof code === "object" && typeof code.value === "string", `code ${show(code)} has no link`);
  return code.value.split(" ").at(-1)!;
}

export const rulesAt = (uri: Uri) => diagnosticsOf(uri).map(ruleOf);

/** Waits until exactly these rules are reported, in the order of the text. */
export async function reported(uri: Uri, ...rules: string[]): Promise<Diagnostic[]> {
  let seen: string[] = [];
  const isThere = () => {
    seen = rulesAt(uri);
    return show(seen) === show(rules) && diagnosticsOf(uri);
  };
  return until(`${show(rules)} in ${uri.path}`, isThere).catch((error) => {
    throw new Error(`${error.message}; reported were ${show(seen)}`);
  });
}

/** Waits until anything is reported. */
export const firstFindings = (uri: Uri) =>
  until(`findings in ${uri.path}`, () => diagnosticsOf(uri).length > 0 && diagnosticsOf(uri));

export async function openFile(uri: Uri, column = ViewColumn.One): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { preview: false, viewColumn: column });
  return document;
}

/** Opens a text that is nowhere in a file. */
export async function openText(content: string, language = "markdown"): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ content, language });
  // The editor gives the names of untitled documents again, and under a used one it may bring back what was there.
  if (document.getText() !== content) await replaceAll(document, content);
  await window.showTextDocument(document, { preview: false, viewColumn: ViewColumn.One });
  return document;
}

/**
 * Opens a report with one fault and waits for it. Requests are answered in their order: whatever was opened or changed
 * before has been answered by then, so that what is not shown now will not be.
 */
export async function settled(): Promise<void> {
  const { uri } = await openText(wrongTotal);
  await reported(uri, "litigation-total");
}

/** Replaces the only occurrence of a text, as typing does: the document is changed and not saved. */
export async function replace(document: TextDocument, from: string, to: string): Promise<void> {
  const at = document.getText().indexOf(from);
  ok(at >= 0, `“${from}” is not in ${document.uri.path}`);
  const range = new Range(document.positionAt(at), document.positionAt(at + from.length));
  await apply((edit) => edit.replace(document.uri, range, to));
}

export async function replaceAll(document: TextDocument, text: string): Promise<void> {
  const end = document.lineAt(document.lineCount - 1).range.end;
  await apply((edit) => edit.replace(document.uri, new Range(new Position(0, 0), end), text));
}

export async function apply(change: ((edit: WorkspaceEdit) => void) | WorkspaceEdit): Promise<void> {
  const edit = change instanceof WorkspaceEdit ? change : new WorkspaceEdit();
  if (typeof change === "function") change(edit);
  ok(await workspace.applyEdit(edit), "the editor refused an edit");
}

/** What the lightbulb shows, or a menu for one kind of actions. */
export async function actionsAt(uri: Uri, range: Range, kind?: string): Promise<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>("vscode.executeCodeActionProvider", uri, range, kind);
}

export async function applyAction(action: CodeAction): Promise<void> {
  ok(action.edit, `“${action.title}” changes nothing`);
  await apply(action.edit);
}

let written = 0;
const scratch = () => Uri.joinPath(folders()[0]!, "scratch");

/** Writes a file of one test, by default into the first folder, and into a folder of its own there. */
export async function writeFile(
  name: string,
  content: string | Uint8Array,
  folder = scratch(),
): Promise<Uri> {
  const uri = Uri.joinPath(folder, String(++written), name);
  undo.push(() => workspace.fs.delete(Uri.joinPath(uri, ".."), { recursive: true }));
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  await workspace.fs.writeFile(uri, bytes);
  return uri;
}

export async function readFile(uri: Uri): Promise<string> {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await workspace.fs.readFile(uri));
}

/** What a report is in: a file of text, or a Word file, which is opened as its text. */
export type Form = "text" | "Word";

/** Defines a suite twice: about reports in files of text, and about the same reports in Word files. */
export function inForms(title: string, define: (form: Form) => void): void {
  describe(title, () => define("text"));
  describe(`${title}, in a Word file`, () => define("Word"));
}

/** Writes a report into a file of one test; `name` is that of the file of text. Gives the address of its text. */
export async function writeReport(form: Form, text: string, name = "report.md", folder?: Uri): Promise<Uri> {
  if (form === "text") return writeFile(name, text, folder);
  return textAddress(await writeFile(name.replace(/\.\w+$/, ".docx"), wordFile(text), folder));
}

export async function openReport(
  form: Form,
  text: string,
  name?: string,
  folder?: Uri,
): Promise<TextDocument> {
  return openFile(await writeReport(form, text, name, folder));
}

/** A Word file of a report in Markdown: its tables are Word tables, its headings have no marks. */
export const wordFile = (text: string) => makeDocx(text.replace(/^#+ /gm, ""));

/** What the editor shows of a report in a form. */
export async function readAs(form: Form, text: string): Promise<string> {
  return form === "text" ? text : (await openSource(wordFile(text))).text;
}

/** What the file says that an address is of the text of. */
export async function savedText(uri: Uri): Promise<string> {
  const original = originalOf(uri);
  if (original.toString() === uri.toString()) return readFile(uri);
  return (await openSource(await workspace.fs.readFile(original))).text;
}

/** Sets what a user would write into the settings of a folder, by default the first, or of the whole workspace. */
export async function configure(
  key: string,
  value: unknown,
  scope: Uri | "workspace" = folders()[0]!,
): Promise<void> {
  const set = (to: unknown) =>
    scope === "workspace"
      ? workspace.getConfiguration().update(key, to, ConfigurationTarget.Workspace)
      : workspace.getConfiguration(undefined, scope).update(key, to, ConfigurationTarget.WorkspaceFolder);
  undo.push(() => set(undefined));
  await set(value);
}

/** A test of what not every host has; where it is skipped, the title says why. */
export function itWhere(isThere: boolean, otherwise: string): (title: string, test: Mocha.AsyncFunc) => void {
  return (title, test) => (isThere ? it(title, test) : it.skip(`${title} (skipped: ${otherwise})`));
}

const undo: (() => unknown)[] = [];

/** Whatever is left to undo when the test is over. */
export const finallyDo = (action: () => unknown) => void undo.push(action);

/** Leaves the window as it was before the test: no editor, no file, no setting, whatever came of the test. */
export async function cleanUp(): Promise<void> {
  await closeEditors();
  for (let action = undo.pop(); action; action = undo.pop()) {
    try {
      await action();
    } catch (error) {
      console.log(`  (not undone: ${error})`);
    }
  }
}

/** Closes everything; what was typed is thrown away without a question. */
export async function closeEditors(): Promise<void> {
  for (const document of workspace.textDocuments) {
    if (!document.isDirty || document.isClosed) continue;
    // The editor itself writes its settings now and then, through a document of which it shows nothing.
    const isOurs = document.isUntitled || isFileText(document.uri);
    if (!isOurs && !workspace.getWorkspaceFolder(document.uri)) continue;
    await window.showTextDocument(document, { preview: false });
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await commands.executeCommand("workbench.action.closeAllEditors");
}

/** Closes the tabs of a document, in one column or in all. */
export async function closeTabs(uri: Uri, column?: ViewColumn): Promise<void> {
  const tabs = window.tabGroups.all
    .filter(({ viewColumn }) => column === undefined || viewColumn === column)
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString());
  ok(tabs.length > 0, `no tab shows ${uri.path}`);
  await window.tabGroups.close(tabs);
}
