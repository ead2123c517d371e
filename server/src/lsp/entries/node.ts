import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Connection, createConnection, createProtocolConnection } from "vscode-languageserver";
import {
  type DataCallback,
  type Disposable,
  ErrorCodes,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { check } from "../../core/check";
import { rules } from "../../core/rules/index";
import { readProjectText } from "../../project/disk/readText";
import type { FileLoaders } from "../handlers/files";
import { createLifecycle, type Lifecycle } from "../lifecycle";
import { outside } from "../workspace";
import { Frames } from "./frames";
import { createServer } from "./server";

/*
 * The server in Node: over standard input and output, or the channel to the process that forked it. The protocol's
 * library would also connect to sockets, if the arguments told it to; of this server nothing opens a connection.
 */

/** Reports what is wrong with frames and their JSON, and not what those make of the messages to whom they are given. */
class FrameReader extends StreamMessageReader {
  override listen(callback: DataCallback): Disposable {
    return super.listen((message) => {
      try {
        callback(message);
      } catch (error) {
        console.error(error);
      }
    });
  }
}

/** What lies beside the server. */
const loaders: FileLoaders = {
  pdf: () => import("../../core/source/pdf/bundle"),
  docx: () => import("../../features/converting/docx"),
};

const lifecycle = createLifecycle();
let isLeaving = false;
if (process.argv.includes("--stdio")) serve(overStdio(lifecycle));
else if (process.send)
  serve(connect(new IPCMessageReader(process), new IPCMessageWriter(process), lifecycle));
else leave("用法：server.js --stdio");

function serve(connection: Connection): void {
  lifecycle.refuse(connection);
  createServer(connection, { readFile, loadersFor: () => loaders });
  setImmediate(warmUp);
}

/**
 * The first check of a process takes five times as long as the next: its code is only compiled now. The client needs a
 * while before it speaks to a server that it has just started, so the first report of the user's is not the first.
 */
function warmUp(): void {
  check(rules[0]!.good);
}

/** The process ends with the session, or when that of the client is no more. */
function connect(reader: MessageReader, writer: MessageWriter, { options, isOver }: Lifecycle): Connection {
  const exit = () => process.exit(isOver() ? 0 : 1);
  return createConnection((logger) => createProtocolConnection(reader, writer, logger, options), {
    shutdownReceived: false,
    initialize: ({ processId }) => {
      if (typeof processId === "number") setInterval(() => isRunning(processId) || exit(), 3000);
    },
    exit,
  });
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

async function readFile(uri: string, within?: readonly string[]): Promise<string | undefined> {
  const path = await realpath(fileURLToPath(uri));
  if (within && !(await Promise.all(within.map((folder) => isIn(folder, path)))).includes(true))
    throw outside();
  return readProjectText(path);
}

/** Whether a real path leads into a folder, which may be a link itself, or in another file system than ours. */
async function isIn(folder: string, path: string): Promise<boolean> {
  try {
    return path.startsWith(join(await realpath(fileURLToPath(folder)), "/"));
  } catch {
    return false;
  }
}

/** Over standard input and output messages are framed, and that can go wrong. */
function overStdio(lifecycle: Lifecycle): Connection {
  const frames = new Frames();
  process.stdin.on("data", (chunk) => {
    const fault = frames.take(chunk);
    if (fault !== undefined) giveUp(fault);
  });
  const reader = new FrameReader(process.stdin);
  const writer = new StreamMessageWriter(process.stdout);
  reader.onError((error) => (error instanceof SyntaxError ? refuseJson(writer) : giveUp(error.message)));
  // Every ten seconds: most likely its head names a greater length than it has, and takes in what follows.
  reader.onPartialMessage(() => console.error("disclosure-lint：收到的消息不完整，还在等它余下的部分。"));
  // The client has gone; without `shutdown` before, that is a failure.
  const end = () => isLeaving || process.exit(lifecycle.isOver() ? 0 : 1);
  for (const event of ["end", "close"]) process.stdin.once(event, end);
  for (const event of ["error", "close"]) process.stdout.once(event, end);
  return connect(reader, writer, lifecycle);
}

/** The message was read to its end, and the next one can be. Whose answer this is, nobody knows. */
function refuseJson(writer: MessageWriter): void {
  const error = { code: ErrorCodes.ParseError, message: "消息不是完整的 JSON" };
  writer
    .write({ jsonrpc: "2.0", id: null, error } as Parameters<typeof writer.write>[0])
    .catch(console.error);
}

/** Where the next message begins cannot be told any more: to go on would be to hear nothing and not to say so. */
function giveUp(reason: string): void {
  leave(`收到的不是语言服务器协议的消息（${reason}），检查服务已退出。`);
}

/** Says why, once: what the library makes of a broken stream meanwhile is no news. */
function leave(reason: string): void {
  if (isLeaving) return;
  isLeaving = true;
  process.stderr.write(`disclosure-lint：${reason}\n`, () => process.exit(1));
}
