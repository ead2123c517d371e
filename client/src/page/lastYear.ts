import { type Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type LastYearAnswer,
  type LastYearParams,
  lastYearMethod,
  type NamedText,
  type ReportName,
} from "../../../server/src/lsp/protocol";
import { folderOf } from "../files/address";
import { textsIn } from "../neighbours";

/** Last year's report among the files beside a report. */
export async function findLastYear(
  client: BaseLanguageClient,
  uri: Uri,
  { year }: Pick<ReportName, "year">,
): Promise<NamedText | undefined> {
  const folder = uri.scheme === "untitled" ? workspace.workspaceFolders?.[0]?.uri : folderOf(uri);
  const candidates = folder && year !== null ? await textsIn(folder) : [];
  if (candidates.length === 0) return undefined;
  const params: LastYearParams = { uri: client.code2ProtocolConverter.asUri(uri), candidates };
  const chosen = await client.sendRequest<LastYearAnswer>(lastYearMethod, params);
  return candidates.find(({ name }) => name === chosen?.name);
}
