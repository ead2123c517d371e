import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { StreamMessageReader } from "vscode-languageserver/node";

const serverFile = fileURLToPath(new URL("../../dist/server.js", import.meta.url));

export interface Answer {
  readonly id: number | string | null;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** How a server ended. */
export interface Ending {
  readonly status: number | null;
  /** All that it wrote to the error output. */
  readonly said: string;
}

/**
 * A server and the bytes that are written to it: for clients that do not keep to the protocol. All that is not an answer
 * is passed over.
 */
export class Wire {
  readonly ended: Promise<Ending>;
  /** The first that it writes to the error output. */
  readonly complaint: Promise<string>;
  private readonly server: ChildProcess;
  private readonly answers: Answer[] = [];
  private readonly waiting = new Map<Answer["id"], (answer: Answer) => void>();
  private lastId = 0;

  constructor() {
    const server = spawn(process.execPath, [serverFile, "--stdio"], { stdio: ["pipe", "pipe", "pipe"] });
    this.server = server;
    let said = "";
    server.stderr.on("data", (data) => {
      said += data;
    });
    this.complaint = new Promise((resolve) => server.stderr.once("data", (data) => resolve(String(data))));
    // What is written to a server that has ended is lost, and no fault of the test's.
    server.stdin.on("error", () => {});
    this.ended = new Promise((resolve) => server.once("close", (status) => resolve({ status, said })));
    new StreamMessageReader(server.stdout).listen((message) => {
      const answer = message as unknown as Answer & { readonly method?: string };
      if (answer.method !== undefined) return;
      const wake = this.waiting.get(answer.id);
      this.waiting.delete(answer.id);
      if (wake) wake(answer);
      else this.answers.push(answer);
    });
  }

  write(...parts: readonly (string | Buffer)[]): void {
    this.server.stdin!.write(Buffer.concat(parts.map((part) => Buffer.from(part))));
  }

  /** Sends a request; its answer, or a failure where the server ends before. */
  request(method: string, params?: unknown, id: number | string = ++this.lastId): Promise<Answer> {
    this.write(frame({ jsonrpc: "2.0", id, method, params }));
    return this.answer(id);
  }

  notify(method: string, params?: unknown): void {
    this.write(frame({ jsonrpc: "2.0", method, params }));
  }

  /** The answer with this id, which has come or is still to come. */
  answer(id: Answer["id"]): Promise<Answer> {
    const at = this.answers.findIndex((answer) => answer.id === id);
    if (at >= 0) return Promise.resolve(this.answers.splice(at, 1)[0]!);
    const answered = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
    const ended = this.ended.then(({ status, said }): never => {
      throw new Error(`检查服务已退出（${status}）：${said}`);
    });
    return Promise.race([answered, ended]);
  }

  initialize(capabilities: object = {}): Promise<Answer> {
    return this.request("initialize", { processId: null, rootUri: null, capabilities });
  }

  open(uri: string, text: string): void {
    const textDocument = { uri, languageId: "markdown", version: 1, text };
    this.notify("textDocument/didOpen", { textDocument });
  }

  /** The client goes away without a word. */
  hangUp(): Promise<Ending> {
    this.server.stdin!.end();
    return this.ended;
  }

  /** The client does not listen any more. */
  stopReading(): void {
    this.server.stdout!.destroy();
  }

  /** The session ends as it should. */
  async stop(): Promise<Ending> {
    await this.request("shutdown");
    this.notify("exit");
    return this.ended;
  }
}

/** A message as it goes over the wire; a string is sent as it is. */
export function frame(message: unknown, length?: number | string): Buffer {
  const body = Buffer.from(typeof message === "string" ? message : JSON.stringify(message));
  return Buffer.concat([Buffer.from(`Content-Length: ${length ?? body.length}\r\n\r\n`), body]);
}
