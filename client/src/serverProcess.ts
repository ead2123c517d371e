import type { ChildProcess } from "node:child_process";

/*
 * The server's process, on the desktop and in remote extension hosts. The first one is started before anything else of
 * the extension is even evaluated: reading its code takes the server as long as the client needs to come to the point
 * where it can speak to it. In a web worker nothing of this is there.
 */

const isNode = typeof process === "object" && process.versions?.node !== undefined;
let first = isNode ? fork() : undefined;

/** A process that nobody speaks to yet. */
export function startProcess(): ChildProcess {
  const started = first?.connected ? first : fork();
  first = undefined;
  return started;
}

function fork(): ChildProcess {
  // Not imported: in a web worker it is not to be had, and to wait for it here would be to come last.
  const { fork } = require("node:child_process") as typeof import("node:child_process");
  // The extension host's own program is not always Node itself.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  return fork(`${__dirname}/server.js`, { silent: true, execArgv: [], env });
}
