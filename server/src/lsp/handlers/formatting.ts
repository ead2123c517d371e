import {
  type Disposable,
  DocumentFormattingRequest,
  type DocumentRangeFormattingParams,
  DocumentRangeFormattingRequest,
  type DocumentSelector,
  type ServerCapabilities,
  type TextEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { formatTables } from "../../features/tables/formatting";
import { decoded } from "../../project/projectFiles";
import type { Abilities } from "../abilities";
import { toSpan, toTextEdits } from "../convert";
import { isTextOfFile } from "../protocol";
import type { Session } from "../session";
import type { ReportSnapshot, Snapshot } from "../snapshot";

/**
 * Formatters compete: an editor asks which one to use for a language. Where it can be told so, only reports have ours, and
 * other Markdown files keep the one that they have.
 */
export function formattingCapabilities({ registersFormatting }: Abilities): ServerCapabilities {
  return registersFormatting
    ? {}
    : { documentFormattingProvider: true, documentRangeFormattingProvider: true };
}

/** Blanks that align a table cannot be saved in a file that is no text. */
export function handleFormatting({ report, document }: ReportSnapshot): TextEdit[] {
  if (isTextOfFile(document.uri)) return [];
  return toTextEdits(formatTables(report), document);
}

export function handleRangeFormatting(
  { report, document }: ReportSnapshot,
  { range }: DocumentRangeFormattingParams,
): TextEdit[] {
  if (isTextOfFile(document.uri)) return [];
  return toTextEdits(formatTables(report, toSpan(range, document)), document);
}

/** Offers formatting report by report, to clients that can be told so. */
export class FormatterRegistry {
  private readonly registered = new Map<string, Promise<Disposable>[]>();

  constructor(private readonly session: Session) {}

  /** A document was read: it may have become a report, or have ceased to be one. */
  update({ document, report }: Snapshot): void {
    const { uri } = document;
    const isReport = report !== undefined && !isTextOfFile(uri);
    if (!this.session.abilities.registersFormatting || isReport === this.registered.has(uri)) return;
    if (isReport) this.register(document);
    else this.release(uri);
  }

  private register(document: TextDocument): void {
    const { client, console } = this.session.connection;
    const options = { documentSelector: selectorOf(document) };
    const registered = [
      client.register(DocumentFormattingRequest.type, options),
      client.register(DocumentRangeFormattingRequest.type, options),
    ];
    this.registered.set(document.uri, registered);
    for (const it of registered) it.catch((error) => console.error(`registerCapability：${error}`));
  }

  release(uri: string): void {
    for (const registered of this.registered.get(uri) ?? [])
      registered.then((it) => it.dispose()).catch(() => undefined); // The client has gone, or never took it.
    this.registered.delete(uri);
  }
}

/** The one document; characters that patterns give a meaning stand for any character. */
function selectorOf({ uri, languageId }: TextDocument): DocumentSelector {
  const [, scheme, path = ""] = /^([^:]+):(?:\/\/[^/]*)?(?:\/[A-Za-z](?::|%3A))?\/?([^?#]*)/i.exec(uri) ?? [];
  const pattern = `**/${decoded(path).replace(/[*?{}[\]\\]/g, "?")}`;
  return [{ language: languageId, scheme, pattern }];
}
