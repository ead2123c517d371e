import { Uri } from "vscode";
import { fileScheme, originalAddress } from "../../../server/src/lsp/protocol";

/** The address under which the text of a file is open. */
export function textAddress(original: Uri): Uri {
  return Uri.from({ scheme: fileScheme, path: original.path, query: original.toString() });
}

/**
 * The file that a document is the text of; any other document is its own. The editor makes addresses of folders, and of new
 * files, by changing the path alone.
 */
export function originalOf(uri: Uri): Uri {
  if (!isFileText(uri)) return uri;
  const original = Uri.parse(originalAddress(uri.toString()), true);
  return original.path === uri.path ? original : original.with({ path: uri.path });
}

/** Whether a document is the text of a file that is none. */
export const isFileText = ({ scheme }: Uri) => scheme === fileScheme;

/** The last part of an address. */
export const nameOf = ({ path }: Uri) => path.slice(path.lastIndexOf("/") + 1);

/** The folder that a file stands in. */
export const folderOf = (uri: Uri) => Uri.joinPath(originalOf(uri), "..");

/** What tells a text from any other; the editor does not write an address the same way everywhere. */
export const textKey = ({ path, query }: Uri) => `${path}?${query}`;
