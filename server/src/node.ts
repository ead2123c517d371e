import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createConnection } from "vscode-languageserver/node";
import { createServer } from "./server";

/* The server in Node. The transport is chosen by the arguments. */
createServer(createConnection(), {
  readFile: (uri) => readFile(fileURLToPath(uri), "utf8"),
});
