import { Disposable, type TextDocument, workspace } from "vscode";
import { isFileText } from "./address";
import type { FileService } from "./fileService";
import { type FileTexts, openTextOf } from "./fileSystem";
import type { Refusals } from "./refusals";

/** How long nothing is typed before a text is tried, in milliseconds. */
const PAUSE = 400;

/** Larger files are tried when they are saved: in bytes. */
const LARGEST_TRIED = 4 * 1024 * 1024;

/** Tries changed texts against their files, so that what a file cannot take is shown while it is typed. */
export function registerTrials(texts: FileTexts, service: FileService, refusals: Refusals): Disposable {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const stop = (key: string) => {
    clearTimeout(waiting.get(key));
    waiting.delete(key);
  };
  const changed = workspace.onDidChangeTextDocument(({ document }) => {
    if (!isFileText(document.uri)) return;
    const key = document.uri.toString();
    stop(key);
    if (document.isDirty)
      waiting.set(
        key,
        setTimeout(() => void tryText(document), PAUSE),
      );
  });
  const tryText = async (document: TextDocument) => {
    waiting.delete(document.uri.toString());
    const bytes = await texts.baseOf(document.uri);
    if (bytes === undefined || bytes.length > LARGEST_TRIED) return;
    const { version } = document;
    const { refused } = await service.tryWrite(bytes, document.getText());
    const isCurrent = openTextOf(document.uri) === document && document.version === version;
    if (isCurrent && document.isDirty) refusals.show(document, refused);
  };
  const closed = workspace.onDidCloseTextDocument(({ uri }) => stop(uri.toString()));
  const ended = new Disposable(() => {
    for (const key of [...waiting.keys()]) stop(key);
  });
  return Disposable.from(changed, closed, ended);
}
