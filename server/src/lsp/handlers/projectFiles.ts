import type { Diagnostic } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { inspect } from "../../core/check";
import { parseReport } from "../../core/report/recognise";
import { ruleIds } from "../../core/rules/index";
import { ignoreDiagnostics, type PlacedEntry, readIgnoreFile, readProjectFile } from "../../project/project";
import { decoded, parentOf, resolved } from "../../project/projectFiles";
import { toFileDiagnostic } from "../convert";
import { originalAddress } from "../protocol";
import type { Session } from "../session";
import { projectFileKind } from "../workspace";

/** What is wrong in a project file or a side file as it stands in the editor, saved or not. */
export async function projectFileDiagnostics(
  session: Session,
  document: TextDocument,
): Promise<Diagnostic[]> {
  const { uri } = document;
  const faults =
    projectFileKind(uri) === "project"
      ? (await session.workspace.files.completed(uri, readProjectFile(document.getText(), ruleIds))).faults
      : await ignoreFileDiagnostics(session, document);
  return faults.map((it) => toFileDiagnostic(it, document));
}

async function ignoreFileDiagnostics(session: Session, document: TextDocument) {
  const { uri } = document;
  const file = readIgnoreFile(document.getText(), ruleIds);
  const stale = new Set<PlacedEntry>();
  for (const name of new Set(file.entries.map((entry) => entry.file))) {
    const entries = file.entries.filter((entry) => entry.file === name);
    for (const entry of await staleEntries(session, resolved(parentOf(uri)!, name), entries))
      stale.add(entry);
  }
  const project = await session.workspace.files.projectOf(uri);
  return ignoreDiagnostics(file, (entry) => stale.has(entry), project?.settings.rules);
}

/** Entries that find nothing in a report, open or not; none where it cannot be read. */
async function staleEntries(
  session: Session,
  uri: string,
  entries: readonly PlacedEntry[],
): Promise<readonly PlacedEntry[]> {
  const open = session.documents.all().find((document) => isSameAddress(originalAddress(document.uri), uri));
  const text = open?.getText() ?? (await session.workspace.files.text(uri));
  if (text === undefined) return [];
  const { settings, off } = await session.settings.read(open ?? { uri, languageId: "" });
  if (off !== undefined) return [];
  return inspect(parseReport(text, settings), settings, { entries }).stale;
}

/** Editors write the same address with more or fewer characters escaped. */
function isSameAddress(a: string, b: string): boolean {
  return a === b || decoded(a) === decoded(b);
}
