/*
 * Loaded into a process before its own program (`node --require`): whoever reaches for the network there ends it with
 * status 97, having said on standard error what was called.
 */
const { writeSync } = require("node:fs");

/** @param {string} name */
const refuse = (name) => () => {
  writeSync(2, `network: ${name}\n`);
  process.exit(97);
};

/** @type {Record<string, readonly string[]>} */
const doors = {
  net: ["connect", "createConnection"],
  tls: ["connect", "createServer"],
  http: ["request", "get", "createServer"],
  https: ["request", "get", "createServer"],
  http2: ["connect", "createServer", "createSecureServer"],
  dgram: ["createSocket"],
  dns: ["lookup", "lookupService", "resolve", "resolve4", "resolve6", "reverse"],
  "dns/promises": ["lookup", "lookupService", "resolve", "resolve4", "resolve6", "reverse"],
};
for (const [module, names] of Object.entries(doors)) {
  const exported = require(`node:${module}`);
  for (const name of names) exported[name] = refuse(`${module}.${name}`);
}
const net = require("node:net");
// Standard input and output are sockets as well, but connect to nothing.
net.Socket.prototype.connect = /** @type {never} */ (refuse("net.Socket.connect"));
net.Server.prototype.listen = /** @type {never} */ (refuse("net.Server.listen"));
for (const name of ["fetch", "WebSocket", "EventSource", "XMLHttpRequest"])
  Object.defineProperty(globalThis, name, { value: refuse(name), configurable: true });
