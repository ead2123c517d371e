import type { Uri } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type LastYearAnswer,
  type LastYearParams,
  lastYearMethod,
  type NamedText,
  type ReportName,
} from "../../../server/src/lsp/protocol";
import { FileService } from "../files/fileService";
import { placeOf, textsIn } from "../neighbours";

/** Last year's report among the files beside a report. */
export async function findLastYear(
  client: BaseLanguageClient,
  uri: Uri,
  { year }: Pick<ReportName, "year">,
): Promise<NamedText | undefined> {
  const folder = placeOf(uri);
  if (!folder || year === null) return undefined;
  const service = new FileService(async () => client);
  const candidates = await textsIn(folder, { service, year: year - 1 });
  if (candidates.length === 0) return undefined;
  const params: LastYearParams = { uri: client.code2ProtocolConverter.asUri(uri), candidates };
  const chosen = await client.sendRequest<LastYearAnswer>(lastYearMethod, params);
  return candidates.find(({ name }) => name === chosen?.name);
}
