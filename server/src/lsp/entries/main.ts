/*
 * The server's entry, one bundle for both worlds: `node dist/server.js --stdio`, or forked with an IPC channel, as VS Code
 * does it; or loaded as a web worker. What a world has not is never evaluated there.
 */
if (typeof process === "object" && process.versions?.node) void import("./node");
else void import("./browser");
