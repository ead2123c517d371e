import { createConnection } from "vscode-languageserver/node";
import { createServer } from "./server";

/* The server in Node. The transport is chosen by the arguments. */
createServer(createConnection(), { manual: new URL("../server/RULES.md", import.meta.url).href });
