import type { Uri } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type ConvertAnswer,
  type ConvertParams,
  convertMethod,
  type OpenFileAnswer,
  type OpenFileParams,
  openFileMethod,
  type ReviewFileAnswer,
  type ReviewFileParams,
  reviewFileMethod,
  toBase64,
  type WriteFileAnswer,
  type WriteFileParams,
  writeFileMethod,
} from "../../../server/src/lsp/protocol";
import { isSame } from "./bytes";

/** What the server does with files that are no text: their bytes go there and come back. */
export class FileService {
  /** What was looked at last, until a text is opened. */
  private looked:
    | { readonly key: string; readonly bytes: Uint8Array; readonly answer: Promise<OpenFileAnswer> }
    | undefined;

  /** `started` gives the client once its server is there. */
  constructor(private readonly started: () => Promise<BaseLanguageClient>) {}

  /** What a file is, before its text is opened, which then need not be read a second time. */
  look(original: Uri, bytes: Uint8Array): Promise<OpenFileAnswer> {
    const answer = this.open(original, bytes);
    this.looked = { key: original.toString(), bytes, answer };
    return answer;
  }

  open(original: Uri, bytes: Uint8Array): Promise<OpenFileAnswer> {
    const { looked } = this;
    this.looked = undefined;
    if (looked?.key === original.toString() && isSame(looked.bytes, bytes)) return looked.answer;
    const params: OpenFileParams = { uri: original.toString(), bytes: toBase64(bytes) };
    return this.ask(openFileMethod, params);
  }

  write(bytes: Uint8Array, text: string): Promise<WriteFileAnswer> {
    const params: WriteFileParams = { bytes: toBase64(bytes), text };
    return this.ask(writeFileMethod, params);
  }

  /** What would be refused. */
  tryWrite(bytes: Uint8Array, text: string): Promise<WriteFileAnswer> {
    const params: WriteFileParams = { bytes: toBase64(bytes), text, isTrial: true };
    return this.ask(writeFileMethod, params);
  }

  review(original: Uri, bytes: Uint8Array, author: string): Promise<ReviewFileAnswer> {
    const params: ReviewFileParams = { uri: original.toString(), bytes: toBase64(bytes), author };
    return this.ask(reviewFileMethod, params);
  }

  convert(params: ConvertParams): Promise<ConvertAnswer> {
    return this.ask(convertMethod, params);
  }

  private async ask<T>(method: string, params: unknown): Promise<T> {
    const client = await this.started();
    return client.sendRequest<T>(method, params);
  }
}
