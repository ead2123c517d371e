import { FileType, Uri, workspace } from "vscode";
import type { NamedText } from "../../server/src/lsp/protocol";
import { activeDocument } from "./activeReport";
import { folderOf } from "./files/address";
import type { FileService } from "./files/fileService";
import { documentOf, hasFileName, hasWordName } from "./files/kinds";
import { listFolder, readBytes } from "./reading";

const TEXT = /\.(?:md|markdown|txt|html?)$/i;
/** A folder of hundreds of reports is a reviewer's, and last year's report is not looked for there for minutes. */
const MOST_FILES = 300;
const MOST_BYTES = 2_000_000;
/** Reading one takes the server tens of milliseconds. */
const MOST_DOCUMENTS = 50;
/** They may have pictures in them. */
const MOST_BYTES_OF_DOCUMENT = 10_000_000;
/** All go to the server at once. Hundreds of reports are a tenth of this. */
const MOST_CHARACTERS = 40_000_000;
/** So many are read at a time: one by one, a folder far away would take long. */
const AT_A_TIME = 20;

/** The folder of the active editor's file, else the first of the workspace. */
export const currentFolder = () => placeOf(activeDocument());

/** The folder that a document stands in, or is to be saved in; undefined where there is none. */
export function placeOf(uri: Uri | undefined): Uri | undefined {
  if (uri && uri.scheme !== "untitled") return folderOf(uri);
  const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri);
  // What is not saved yet may have its place already.
  const around = folders.find(({ path }) => uri?.path.startsWith(`${path}/`));
  return around && uri ? around.with({ path: Uri.joinPath(uri, "..").path }) : folders[0];
}

/** What reads files that are no text, and of which year such files are wanted. */
export interface Documents {
  readonly service: Pick<FileService, "open">;
  readonly year: number;
}

/** The texts of a folder, not of those below it; what cannot be read is left out. */
export async function textsIn(folder: Uri, documents?: Documents): Promise<NamedText[]> {
  const entries = await listFolder(folder).catch(() => []);
  const names = entries.flatMap(([name, type]) => (type & FileType.File ? [name] : [])).sort();
  const texts = names.filter((name) => TEXT.test(name)).slice(0, MOST_FILES);
  const found: NamedText[] = [];
  let room = MOST_CHARACTERS;
  const take = (read: readonly (NamedText | undefined)[]) => {
    for (const one of read) {
      room -= one?.text.length ?? 0;
      if (one && room >= 0) found.push(one);
    }
  };
  for (let at = 0; at < texts.length && room >= 0; at += AT_A_TIME)
    take(await Promise.all(texts.slice(at, at + AT_A_TIME).map((name) => namedText(folder, name))));
  // One after the other, so that the server answers a letter that is typed meanwhile.
  for (const name of documents ? documentsOf(names, documents.year) : []) {
    if (room < 0) break;
    take([await namedText(folder, name, documents?.service)]);
  }
  return found;
}

/** Files whose names do not speak of other years alone; Word files first, as a PDF is often a copy of one. */
function documentsOf(names: readonly string[], year: number): string[] {
  const mayBe = (name: string) => {
    const years = name.match(/20\d\d/g);
    return hasFileName(name) && !/^[~.]/.test(name) && (years === null || years.includes(String(year)));
  };
  const [word, others] = [hasWordName, (name: string) => !hasWordName(name)];
  const wanted = names.filter(mayBe);
  return [...wanted.filter(word), ...wanted.filter(others)].slice(0, MOST_DOCUMENTS);
}

async function namedText(folder: Uri, name: string, service?: Documents["service"]) {
  const text = await fileText(Uri.joinPath(folder, name), service);
  return text === undefined ? undefined : { name, text };
}

/** The text of a file; undefined where it cannot be read. */
export async function fileText(uri: Uri, service?: Documents["service"]): Promise<string | undefined> {
  const address = documentOf(uri).toString();
  const open = workspace.textDocuments.find((document) => document.uri.toString() === address);
  if (open) return open.getText();
  try {
    if (!hasFileName(uri.path)) return decode(await readBytes(uri, MOST_BYTES));
    const answer = await service?.open(uri, await readBytes(uri, MOST_BYTES_OF_DOCUMENT));
    return answer && "text" in answer ? answer.text : undefined;
  } catch {
    return undefined;
  }
}

/** UTF-8, else GB18030, as such files come from other programs. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}
