import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import {
  type Connection,
  createConnection,
  type DataCallback,
  type Disposable,
  ErrorCodes,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { createLifecycle, type Lifecycle } from "./lifecycle";
import { createServer } from "./server";

/* The server in Node. The transport is chosen by the arguments. */

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

const lifecycle = createLifecycle();
const connection = process.argv.includes("--stdio")
  ? overStdio(lifecycle)
  : createConnection(lifecycle.options);
lifecycle.refuse(connection);
createServer(connection, {
  readFile: (uri) => readFile(fileURLToPath(uri), "utf8"),
});

/** Over standard input and output messages are framed, and that can go wrong. */
function overStdio({ options, isOver }: Lifecycle): Connection {
  const reader = new FrameReader(process.stdin);
  const writer = new StreamMessageWriter(process.stdout);
  reader.onError((error) => (error instanceof SyntaxError ? refuseJson(writer) : giveUp(error)));
  // Every ten seconds: most likely its head names a greater length than it has, and takes in what follows.
  reader.onPartialMessage(() => console.error("disclosure-lint：收到的消息不完整，还在等它余下的部分。"));
  // The client has gone; without `shutdown` before, that is a failure.
  const leave = () => process.exit(isOver() ? 0 : 1);
  for (const event of ["end", "close"]) process.stdin.once(event, leave);
  for (const event of ["error", "close"]) process.stdout.once(event, leave);
  return createConnection(reader, writer, options);
}

/** The message was read to its end, and the next one can be. Whose answer this is, nobody knows. */
function refuseJson(writer: MessageWriter): void {
  const error = { code: ErrorCodes.ParseError, message: "消息不是完整的 JSON" };
  writer
    .write({ jsonrpc: "2.0", id: null, error } as Parameters<typeof writer.write>[0])
    .catch(console.error);
}

/** Where the next message begins cannot be told any more: to go on would be to hear nothing and not to say so. */
function giveUp({ message }: Error): void {
  const [reason] = message.split("\n");
  process.stderr.write(
    `disclosure-lint：收到的不是语言服务器协议的消息（${reason}），检查服务已退出。\n`,
    () => process.exit(1),
  );
}
