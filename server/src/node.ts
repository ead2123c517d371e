import { createConnection } from "vscode-languageserver/node";
import { createServer } from "./server";

/*
 * The server in Node: `node dist/server.js --stdio`, or forked with an IPC channel, as VS Code does it. The transport
 * is chosen by the arguments.
 */
createServer(createConnection(), { manual: new URL("../server/RULES.md", import.meta.url).href });
