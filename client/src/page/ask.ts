import { type Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type FindingNumberList,
  type NamedText,
  type PreviewAnswer,
  type PreviewParams,
  previewMethod,
} from "../../../server/src/lsp/protocol";

/** How a page is wanted. */
export interface PageWish {
  readonly lastYear?: NamedText | undefined;
  /** Style sheet of a page by itself. */
  readonly style?: string;
  readonly isEditable?: boolean;
  /** Those of the last answer. */
  readonly numbers?: FindingNumberList;
}

/** The page of a report; null where the document is none, undefined where nobody can tell, as the server is not there. */
export async function askPage(
  client: BaseLanguageClient | undefined,
  uri: Uri,
  { lastYear, style, isEditable, numbers }: PageWish,
): Promise<PreviewAnswer | null | undefined> {
  if (!client) return undefined;
  const params: PreviewParams = {
    uri: client.code2ProtocolConverter.asUri(uri),
    ...(lastYear && { lastYear }),
    ...(style !== undefined && { style }),
    ...(isEditable && { isEditable }),
    ...(numbers && { numbers }),
  };
  try {
    // Only what is open is known to the server.
    await workspace.openTextDocument(uri);
    return await client.sendRequest<PreviewAnswer | null>(previewMethod, params);
  } catch {
    return undefined;
  }
}
