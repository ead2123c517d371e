import type { Uri } from "vscode";
import { isFileText, nameOf, textAddress } from "./address";

/** Endings of the files that are read and are no text. */
export const fileEndings = ["docx", "docm", "pdf", "xlsx"] as const;

const FILE = /\.(?:docx|docm|pdf|xlsx)$/i;
const READ_ONLY = /\.(?:pdf|xlsx)$/i;
const WORD = /\.doc[xm]$/i;

/** Whether a file of this name is no text, and is read all the same. */
export const hasFileName = (name: string) => FILE.test(name);

/** Whether a file of this name is only read, whatever is in it. */
export const hasReadOnlyName = (name: string) => READ_ONLY.test(name);

/** Larger files are no reports: in bytes. */
export const largestFile = 64 * 1024 * 1024;

/** Whether a file of this name is a Word file, which alone takes changes and comments. */
export const hasWordName = (name: string) => WORD.test(name);

/** The document that says what a file says: its text, where it is none itself. */
export function documentOf(uri: Uri): Uri {
  return !isFileText(uri) && uri.scheme !== "untitled" && hasFileName(nameOf(uri)) ? textAddress(uri) : uri;
}
