/*
 * All bundles, and what goes into each.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** @typedef {import("esbuild").BuildOptions} BuildOptions */

export const root = fileURLToPath(new URL("..", import.meta.url));

/** CommonJS has no import.meta.url, which bundled packages ask for; a web worker has no file name. */
const OWN_URL =
  'const __ownUrl=typeof __filename=="string"?require("node:url").pathToFileURL(__filename).href:"";';

/**
 * Nothing of ours opens a connection: the protocol's packages can speak over sockets and named pipes, and the one for
 * translations can fetch them.
 */
const noConnections = {
  net: join(root, "scripts/noConnections.cjs"),
  "@vscode/l10n": join(root, "node_modules/@vscode/l10n/dist/browser.js"),
  // What it has for Node starts threads, of which nothing here has need.
  fflate: join(root, "node_modules/fflate/esm/browser.js"),
};

/** @type {BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  target: "es2022",
  // Chinese as it is: shorter than escapes, and a reader of the bundle sees the messages.
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  define: { fetch: "undefined" },
};
/**
 * CommonJS starts faster than an ES module, and is what every Node and Electron can fork.
 * @type {BuildOptions}
 */
const node = {
  ...common,
  platform: "node",
  format: "cjs",
  define: { ...common.define, "import.meta.url": "__ownUrl" },
  banner: { js: OWN_URL },
  alias: noConnections,
  // What lies beside a bundle is a script like itself, and `require` gives it whole.
  supported: { "dynamic-import": false },
};
/**
 * For Node and the browser at once: both ways of transport are in the bundle, and each is evaluated only where it is at
 * home. Two bundles would hold everything else twice, and the extension would be twice the size.
 * @type {BuildOptions}
 */
const both = { ...node, conditions: ["node", "browser"], external: ["vscode"] };

/** What a part of a PDF may unpack to, in bytes: a page has a thousandth of it. */
const MOST_UNPACKED = 2 ** 25;

/**
 * pdf.js unpacks as much as a file says there is. Where it asks for room, it is told that there is no more.
 * @type {import("esbuild").Plugin}
 */
const boundedUnpacking = {
  name: "bounded-unpacking",
  setup({ onLoad }) {
    onLoad({ filter: /pdf\.worker\.mjs$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const head = "ensureBuffer(requested) {\n";
      if (source.split(head).length !== 2)
        throw new Error("pdf.js unpacks elsewhere: look where it asks for room");
      const check = `${head}if (requested > ${MOST_UNPACKED}) throw new Error("too large");\n`;
      return { contents: source.replace(head, check), loader: "js" };
    });
  },
};

/**
 * Scripts that lie beside the command line and the server, which load them when they are needed. One file each for Node and
 * for web workers, which know neither modules nor `require` where editors start them: as a script its names are its own, and
 * what it gives is `module.exports`, Node's or a new one.
 * @type {BuildOptions}
 */
const script = {
  ...common,
  platform: "neutral",
  format: "iife",
  globalName: "module.exports",
  mainFields: ["module", "main"],
};

/** Which imports these are: ends of their names, and the scripts. */
const SCRIPTS = { "/converting/docx": "./docx.js", "/source/pdf/bundle": "./pdf.js" };

/** @type {import("esbuild").Plugin} */
const beside = {
  name: "beside",
  setup({ onResolve }) {
    for (const [end, path] of Object.entries(SCRIPTS))
      onResolve({ filter: new RegExp(`${end}$`) }, () => ({ path, external: true }));
  },
};

/**
 * Reads PDF: pdf.js is shown nothing to fetch with, to draw on, or to start workers by, and takes neither Node nor a worker
 * for its own.
 * @type {BuildOptions}
 */
const pdf = {
  ...script,
  loader: { ".bcmap": "binary" },
  plugins: [boundedUnpacking],
  define: Object.fromEntries(
    ["fetch", "XMLHttpRequest", "OffscreenCanvas", "DecompressionStream", "process", "self"].map((name) => [
      name,
      "undefined",
    ]),
  ),
};

/** @type {Record<string, BuildOptions>} by the names of the files */
const bundles = {
  "cli.js": {
    ...node,
    entryPoints: ["server/src/cli/main.ts"],
    plugins: [beside],
    banner: { js: `#!/usr/bin/env node\n${OWN_URL}` },
  },
  "docx.js": { ...script, alias: noConnections, entryPoints: ["./server/src/features/converting/docx.ts"] },
  "server.js": { ...both, plugins: [beside], entryPoints: ["server/src/lsp/entries/main.ts"] },
  "client.js": { ...both, entryPoints: ["client/src/main.ts"] },
  "preview.js": { ...common, entryPoints: ["client/webview/preview.ts"], format: "iife" },
  "preview.css": { ...common, entryPoints: ["client/webview/preview.css"] },
  "core.mjs": {
    ...common,
    entryPoints: ["server/src/core/index.ts"],
    platform: "neutral",
    format: "esm",
    mainFields: ["module", "main"],
  },
  "pdf.js": { ...pdf, entryPoints: ["server/src/core/source/pdf/bundle.ts"] },
};

/**
 * Builds all bundles, and gives what went into them.
 * @param {string} folder where they are put
 * @param {BuildOptions} [more] options for all
 * @returns {Promise<import("esbuild").Metafile[]>}
 */
export async function buildBundles(folder, more = {}) {
  // All are waited for, lest one that is still writing brings the folder back after it was cleared away.
  const results = await Promise.allSettled(
    Object.entries(bundles).map(([name, options]) =>
      build({ ...options, outfile: join(folder, name), ...more }),
    ),
  );
  return results.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return /** @type {import("esbuild").Metafile} */ (result.value.metafile);
  });
}
