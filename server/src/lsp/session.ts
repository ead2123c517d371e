import {
  type CancellationToken,
  type Connection,
  Emitter,
  type InitializeParams,
  ResponseError,
  type TextDocumentContentChangeEvent,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Abilities, abilitiesOf } from "./abilities";
import { toRange, toSpan } from "./convert";
import { type DocumentSettings, SettingsReader } from "./documentSettings";
import { cancelled, type Handler, logError, orCancelled } from "./requests";
import { isOfReport, type ReportSnapshot, type Snapshot, takeSnapshot } from "./snapshot";
import { type ReadFile, Workspace } from "./workspace";

/** Names the document that a request is about. */
type About = { readonly uri: string } | { readonly textDocument: { readonly uri: string } };

/**
 * What is remembered of one client: its abilities, its documents with the settings that count for them, and how each
 * one's current version was read.
 */
export class Session {
  readonly abilities: Abilities;
  readonly workspace: Workspace;
  readonly settings: SettingsReader;
  readonly documents = new TextDocuments<TextDocument>({
    // Clients have been seen to leave out the text; it must stay a string for all that follows.
    create: (uri, languageId, version, text) => TextDocument.create(uri, languageId, version, text ?? ""),
    update: changed,
  });
  private readonly didRead = new Emitter<Snapshot>();
  /** A version of a document was read for the first time, or under other settings than before. */
  readonly onDidRead = this.didRead.event;
  private readonly settingsByUri = new Map<string, Promise<DocumentSettings>>();
  /** A version is a document of its own, see {@link changed}: what is read of one goes with it. */
  private snapshots = new WeakMap<TextDocument, Snapshot>();
  private snapshotCount = 0;

  constructor(
    readonly connection: Connection,
    params: InitializeParams,
    readFile: ReadFile | undefined,
  ) {
    this.abilities = abilitiesOf(params.capabilities ?? {}, params.initializationOptions);
    this.workspace = new Workspace(connection, params, this.abilities, readFile);
    const { configuration } = this.abilities;
    this.settings = new SettingsReader(
      connection,
      this.workspace,
      configuration,
      params.initializationOptions,
    );
  }

  /** How a document's current version is read; nothing for one that is not open. */
  async read(uri: string, token?: CancellationToken): Promise<Snapshot | undefined> {
    const settings = await this.settingsOf(uri);
    // As it is now: while the client was asked for its settings, it may have changed or been closed.
    const document = this.documents.get(uri);
    if (!document || !settings) return undefined;
    if (token?.isCancellationRequested) throw cancelled();
    const known = this.snapshots.get(document);
    if (known) return known;
    const snapshot = takeSnapshot(String(++this.snapshotCount), document, settings);
    this.snapshots.set(document, snapshot);
    this.didRead.fire(snapshot);
    return snapshot;
  }

  /** Asked for once a document; asked for again where they changed while the answer was on its way. */
  private async settingsOf(uri: string): Promise<DocumentSettings | undefined> {
    for (;;) {
      const document = this.documents.get(uri);
      if (!document) return undefined;
      const asked = this.settingsByUri.get(uri) ?? this.settings.read(document);
      this.settingsByUri.set(uri, asked);
      const settings = await asked;
      if (this.settingsByUri.get(uri) === asked) return settings;
    }
  }

  /** Whether a document was read before, in this version or another one. */
  knows(uri: string): boolean {
    return this.settingsByUri.has(uri);
  }

  forget(uri: string): void {
    this.settingsByUri.delete(uri);
  }

  /** Settings or files around the documents have changed. */
  forgetAll(): void {
    this.settingsByUri.clear();
    this.snapshots = new WeakMap();
  }

  /** Answers what is asked about a document that is open and in which checking is not switched off. */
  aboutDocument<P extends About, R>(
    name: string,
    empty: R,
    answer: (snapshot: Snapshot, params: P, abilities: Abilities) => R,
  ): Handler<P, R> {
    return this.guarded(name, empty, async (params, token) => {
      const snapshot = await this.read(addressOf(params), token);
      return !snapshot || snapshot.off !== undefined ? empty : answer(snapshot, params, this.abilities);
    });
  }

  /** Answers what is asked about a report; `empty` where there is none. */
  aboutReport<P extends About, R>(
    name: string,
    empty: R,
    answer: (snapshot: ReportSnapshot, params: P, abilities: Abilities) => R,
  ): Handler<P, R> {
    return this.guarded(name, empty, async (params, token) => {
      const snapshot = await this.read(addressOf(params), token);
      return snapshot && isOfReport(snapshot) ? answer(snapshot, params, this.abilities) : empty;
    });
  }

  /** A fault of ours costs one empty answer, is logged, and leaves the server as it was. */
  guarded<P, R>(name: string, empty: R, handle: Handler<P, R>): Handler<P, R> {
    return async (params, token) => {
      try {
        return await orCancelled(handle(params, token), token);
      } catch (error) {
        if (error instanceof ResponseError) throw error; // Cancelled: the client is to be told so.
        logError(this.connection, name, error);
        return empty;
      }
    };
  }

  /** Lets something sent fail without harm. */
  send(name: string, sent: Promise<unknown>): void {
    sent.catch((error) => logError(this.connection, name, error));
  }
}

function addressOf(params: About): string {
  return "uri" in params ? params.uri : params.textDocument.uri;
}

/**
 * A document after changes, as another one: who reads the one before and has to wait for something meanwhile reads on in
 * the same text. Ranges are brought into the text, as the library loses count of the lines by those that are not.
 */
function changed(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): TextDocument {
  const after = TextDocument.create(document.uri, document.languageId, version, document.getText());
  for (const change of changes) {
    const range = "range" in change && change.range ? toRange(toSpan(change.range, after), after) : undefined;
    TextDocument.update(after, [range ? { range, text: change.text } : { text: change.text }], version);
  }
  return after;
}
