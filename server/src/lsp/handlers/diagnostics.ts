import {
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type ServerCapabilities,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Abilities } from "../abilities";
import { toDiagnostic } from "../convert";
import type { Session } from "../session";
import { projectFileKind } from "../workspace";
import { projectFileDiagnostics } from "./projectFiles";

/*
 * Diagnostics for clients that pull them, and for those that are to be sent them.
 */

export function diagnosticsCapabilities({ pullDiagnostics }: Abilities): ServerCapabilities {
  if (!pullDiagnostics) return {};
  return {
    diagnosticProvider: {
      identifier: "disclosure-lint",
      interFileDependencies: false,
      workspaceDiagnostics: false,
    },
  };
}

export async function handleDiagnostics(
  session: Session,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
  token?: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  const current = await currentDiagnostics(session, textDocument.uri, token);
  if (!current) return fullReport([]);
  const { items, resultId } = current;
  if (resultId === undefined) return fullReport(items);
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { ...fullReport(items), resultId };
}

export function fullReport(items: Diagnostic[]): DocumentDiagnosticReport & { kind: "full" } {
  return { kind: DocumentDiagnosticReportKind.Full, items };
}

interface CurrentDiagnostics {
  readonly version: number;
  readonly items: Diagnostic[];
  /** A project file has none: what is wrong in it depends on other files too. */
  readonly resultId?: string;
}

/** Nothing for a document that is not open. */
async function currentDiagnostics(
  session: Session,
  uri: string,
  token?: CancellationToken,
): Promise<CurrentDiagnostics | undefined> {
  if (projectFileKind(uri) !== undefined) {
    const document = session.documents.get(uri);
    return document && { version: document.version, items: await projectFileDiagnostics(session, document) };
  }
  const snapshot = await session.read(uri, token);
  if (!snapshot) return undefined;
  const { id, document, diagnostics } = snapshot;
  const items = diagnostics.map((it) => toDiagnostic(it, document, session.abilities));
  return { version: document.version, items, resultId: id };
}

/** Typing comes in bursts; a client that does not pull gets one answer a burst, where an answer takes longer than a letter. */
const burst = 200;
/** Code units of a text that is read, checked and answered for in a few milliseconds: several times any usual report. */
const quickLength = 50_000;

/** Sends diagnostics to a client that does not pull them. */
export class DiagnosticsPublisher {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(private readonly session: Session) {}

  /** A document was opened or changed. */
  changed(document: TextDocument): void {
    // Its settings are asked for when it is first read: until then nothing has been shown, and nothing need wait.
    const isSlow = document.getText().length > quickLength && this.session.knows(document.uri);
    this.publishLater(document.uri, isSlow ? burst : 0);
  }

  publishLater(uri: string, delay: number): void {
    clearTimeout(this.timers.get(uri));
    const publish = this.session.guarded("publishDiagnostics", undefined, async (): Promise<void> => {
      const current = await currentDiagnostics(this.session, uri);
      // Closed meanwhile, or there is another publication to come, of what has changed.
      if (!current || this.timers.get(uri) !== timer) return;
      this.send(uri, current.items, current.version);
    });
    const timer = setTimeout(publish, delay);
    this.timers.set(uri, timer);
  }

  closed(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
    this.send(uri, []);
  }

  private send(uri: string, diagnostics: Diagnostic[], version?: number): void {
    const sent = this.session.connection.sendDiagnostics({ uri, version, diagnostics });
    this.session.send("publishDiagnostics", sent);
  }
}
