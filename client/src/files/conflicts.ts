import { t } from "@vscode/l10n";
import {
  commands,
  Disposable,
  FileSystemError,
  Range,
  type TextDocument,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import { fileScheme, fromBase64 } from "../../../server/src/lsp/protocol";
import { pageType } from "../page/pageEditor";
import { said } from "../said";
import { folderOf, nameOf, originalOf } from "./address";
import { isSame } from "./bytes";
import { type Failure, sentenceOf } from "./failure";
import type { FileService } from "./fileService";
import { type FileTexts, openTextOf } from "./fileSystem";
import { reasonOf } from "./reasons";
import type { Refusals } from "./refusals";

/** Scheme of the texts of files as they are on disk now, to compare with. */
const diskScheme = "disclosure-disk";

interface Services {
  readonly texts: FileTexts;
  readonly service: FileService;
  readonly refusals: Refusals;
}

/** What can be done about a text that was not saved. */
interface Choice {
  readonly title: string;
  readonly run: () => Promise<void>;
}

/** Tells why a text is not saved, once at a time for each, and does what the user chooses. */
export function registerConflicts(texts: FileTexts, service: FileService, refusals: Refusals): Disposable {
  const services = { texts, service, refusals };
  const told = new Map<string, string>();
  const content = workspace.registerTextDocumentContentProvider(diskScheme, {
    provideTextDocumentContent: async (uri) => {
      const bytes = await texts.readFile(uri.with({ scheme: fileScheme, fragment: "" }));
      return new TextDecoder().decode(bytes);
    },
  });
  const tell = async ({ uri, failure }: { uri: Uri; failure: Failure }) => {
    const key = uri.toString();
    const message = messageOf(uri, failure);
    if (told.get(key) === message) return;
    told.set(key, message);
    try {
      await ask(message, choicesOf(uri, failure, services));
    } finally {
      if (told.get(key) === message) told.delete(key);
    }
  };
  return Disposable.from(content, texts.onDidFail(tell));
}

async function ask(message: string, choices: readonly Choice[]): Promise<void> {
  const chosen = await window.showWarningMessage(said(message), ...choices.map(({ title }) => title));
  await choices.find(({ title }) => title === chosen)?.run();
}

function messageOf(uri: Uri, failure: Failure): string {
  if (failure.kind === "changed")
    return t(
      "“{0}”已被其他程序改过（可能是 Word 保存了它）。这里的改动还没有保存，也不会盖掉它。",
      nameOf(uri),
    );
  if (failure.kind !== "locked") return t("“{0}”{1}", nameOf(uri), sentenceOf(failure));
  const { program, since } = failure.lock;
  return t(
    "“{0}”没有保存：它正在 {1} 中打开（{2} 起）。在那里关掉它，再保存一次。{1} 早已关掉的（例如出错退出过），可以仍然保存。",
    nameOf(uri),
    program,
    new Date(since).toLocaleString("zh-CN", { dateStyle: "medium", timeStyle: "short" }),
  );
}

function choicesOf(uri: Uri, failure: Failure, services: Services): Choice[] {
  const { texts, refusals } = services;
  const on = (title: string, run: (document: TextDocument) => Promise<unknown>): Choice => ({
    title,
    run: async () => {
      const document = openTextOf(uri);
      if (document) await run(document);
    },
  });
  const copy = on(t("把我的改动另存一份"), (document) => saveCopy(document, services));
  switch (failure.kind) {
    case "changed":
      return [on(t("比较"), (document) => compare(document, services)), copy, reread(uri)];
    case "locked": {
      const again = async (document: TextDocument) => {
        texts.ignoreLock(failure.lock.id);
        await document.save();
      };
      return [on(t("仍然保存"), again), copy];
    }
    case "refused":
      return [
        on(t("看这一处"), (document) => showPlace(document, failure.places[0]!.start)),
        on(t("恢复这些处，再保存"), async (document) => {
          await refusals.putBack(document);
          await document.save();
        }),
      ];
    case "failed":
      return [on(t("再试一次"), async (document) => document.save()), copy];
  }
}

function reread(uri: Uri): Choice {
  const run = async () => {
    const document = openTextOf(uri);
    if (!document) return;
    await commands.executeCommand("vscode.openWith", uri, pageType);
    await commands.executeCommand("workbench.action.files.revert");
  };
  return { title: t("放弃我的改动，重新读取"), run };
}

async function showPlace(document: TextDocument, offset: number): Promise<void> {
  const at = document.positionAt(offset);
  await window.showTextDocument(document, { selection: new Range(at, at), viewColumn: ViewColumn.Beside });
}

/** Side by side, and then a way to save that loses neither. */
async function compare(document: TextDocument, services: Services): Promise<void> {
  const { uri } = document;
  const disk = uri.with({ scheme: diskScheme, fragment: String(Date.now()) });
  await commands.executeCommand("vscode.diff", disk, uri, t("{0}：磁盘上的与这里的", nameOf(uri)));
  const message = t(
    "“{0}”：左边是磁盘上的，右边是这里的。左边有要的就改到右边，改好再保存：磁盘上的先另留一份，两边都不会丢。",
    nameOf(uri),
  );
  const keep = { title: t("保存右边的，左边的另留一份"), run: () => keepBoth(document, services) };
  await ask(message, [keep, reread(uri)]);
}

/** What is on disk gets a copy beside it; then the text is saved into the file. */
async function keepBoth(document: TextDocument, { texts }: Services): Promise<void> {
  const original = originalOf(document.uri);
  try {
    const bytes = await workspace.fs.readFile(original);
    const copy = await freeName(original);
    await workspace.fs.writeFile(copy, bytes);
    if (!isSame(await workspace.fs.readFile(copy), bytes)) throw new Error(t("磁盘空间不够"));
    await texts.takeOver(document.uri, bytes);
    if (await document.save())
      window.showInformationMessage(said(t("已保存。磁盘上原来的留在“{0}”。", nameOf(copy))));
  } catch (error) {
    complain(error);
  }
}

/** A name beside a file that nothing has yet. */
async function freeName(original: Uri): Promise<Uri> {
  for (let number = 1; ; number++) {
    const mark = number === 1 ? t("（磁盘上的）") : t("（磁盘上的{0}）", number);
    const name = nameOf(original).replace(/(\.\w+)$/, `${mark}$1`);
    const uri = Uri.joinPath(original, "..", name);
    if (!(await isThere(uri))) return uri;
  }
}

const isThere = (uri: Uri) =>
  workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );

/** The file that the text was made from, with the changes that were made here. Under its own name only where it is gone. */
async function saveCopy(document: TextDocument, { texts, service }: Services): Promise<void> {
  const { uri } = document;
  const original = originalOf(uri);
  try {
    const before = (await texts.baseOf(uri)) ?? (await workspace.fs.readFile(original));
    const { bytes, refused } = await service.write(before, document.getText());
    if (bytes === undefined) throw new Error(refused[0]?.reason ?? "");
    const isGone = !(await isThere(original));
    const name = isGone ? nameOf(uri) : nameOf(uri).replace(/(\.\w+)$/, t("（我的改动）$1"));
    const file = await window.showSaveDialog({ defaultUri: Uri.joinPath(folderOf(uri), name) });
    if (!file) return;
    const isOriginal = file.path === original.path;
    if (isOriginal && (await isThere(original))) throw new Error(t("这是原来的文件，另存要用别的名字"));
    const after = fromBase64(bytes);
    await workspace.fs.writeFile(file, after);
    if (isOriginal) {
      await texts.takeOver(uri, after);
      await document.save();
    }
    window.showInformationMessage(said(t("已另存为“{0}”。", nameOf(file))));
  } catch (error) {
    complain(error);
  }
}

function complain(error: unknown): void {
  const reason = error instanceof FileSystemError ? reasonOf(error) : (error as Error).message;
  window.showErrorMessage(said(t("没有另存：{0}。", reason)));
}
