/*
 * Builds everything into dist/. `--dev`: readable and with source maps.
 *
 * dist/cli.js            the command line (Node)
 * dist/server.js         the language server: --stdio, --node-ipc (Node), or as a web worker
 * dist/client.js         the extension, in Node and in a browser
 * dist/preview.js, .css  what runs in the preview's panel
 * dist/core.mjs, .d.mts  the library, without a platform; typings in dist/types
 * dist/package.json      says that the .js files are CommonJS
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { buildParts } from "./bundle/later.mjs";
import { modules } from "./bundle/modules.mjs";
import { stubbed } from "./bundle/stubs.mjs";
import { onlyTexts, withoutTexts } from "./bundle/texts.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const isDev = process.argv.includes("--dev");
const dist = join(root, "dist");
/**
 * Where everything is built before it takes its place, so that who runs a bundle meanwhile finds it whole. Not with
 * source maps, which hold the way from where they are written to the sources.
 */
const draft = isDev ? dist : join(dist, `.draft-${process.pid}`);

/** @param {string} name */
const out = (name) => join(draft, name);

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: !isDev,
  sourcemap: isDev ? "linked" : false,
  target: "es2022",
  // Chinese as it is: shorter than escapes, and a reader of the bundle sees the messages.
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};

/** CommonJS has no import.meta.url, which bundled packages ask for; a web worker has no file name. */
const OWN_URL =
  'const __ownUrl=typeof __filename=="string"?require("node:url").pathToFileURL(__filename).href:"";';

/**
 * CommonJS starts faster than an ES module, and is what every Node and Electron can fork.
 * @type {import("esbuild").BuildOptions}
 */
const node = {
  ...common,
  platform: "node",
  format: "cjs",
  define: { "import.meta.url": "__ownUrl" },
  banner: { js: OWN_URL },
};

/**
 * For Node and the browser at once: both ways of transport are in the bundle, and each is evaluated only where it is at
 * home. Two bundles would hold everything else twice, and the extension would be twice the size.
 * @type {import("esbuild").BuildOptions}
 */
const both = { ...node, conditions: ["node", "browser"], external: ["vscode"] };

/** What the client's library brings along and this client has no use for; each file says why. */
const stubs = {
  minimatch: join(root, "client/stubs/minimatch.cjs"),
  "semver/functions/parse": join(root, "client/stubs/semver.cjs"),
  "semver/functions/satisfies": join(root, "client/stubs/semver.cjs"),
};

/**
 * Modules of the client's library for what the server does not offer. Not "notebook": the diagnostics ask for it.
 * A test sees to it that the server offers none of these (test/client/stubs.test.ts).
 */
const clientStubs = stubbed(
  "vscode-languageclient",
  [
    "callHierarchy",
    "colorProvider",
    "declaration",
    "documentHighlight",
    "documentLink",
    "fileOperations",
    "implementation",
    "inlineCompletion",
    "inlineValue",
    "linkedEditingRange",
    "rename",
    "signatureHelp",
    "textDocumentContent",
    "typeDefinition",
    "typeHierarchy",
    "workspaceSymbol",
  ],
  join(root, "client/stubs/feature.mjs"),
);

/** Modules of the server's library for what the server does not offer. The same test watches over them. */
const serverStubs = stubbed(
  "vscode-languageserver",
  [
    "callHierarchy",
    "fileOperations",
    "inlineCompletion",
    "inlineValue",
    "linkedEditingRange",
    "moniker",
    "notebook",
    "textDocumentContent",
    "typeHierarchy",
  ],
  join(root, "server/stubs/feature.mjs"),
);

/** The server, in two files: one to start with, and one for what few sessions need. */
const server = {
  options: { ...both, outfile: out("server.js"), external: ["./later.js"] },
  outfile: out("later.js"),
  entry: "server/src/main.ts",
  loader: "server/src/laterScript",
  first: [serverStubs, modules, withoutTexts],
  second: [modules, onlyTexts(join(root, "server/src/rules"))],
  also: ["texts:all"],
  functions: {
    "node_modules/htmlparser2/dist/index.js": ["Tokenizer"],
    "server/src/patterns.ts": ["matcher"],
    "server/src/manual.ts": ["manualText", "ruleDocument"],
    "server/src/features/preview.ts": ["preview", "standalonePage"],
    "server/src/features/newReport.ts": ["newReport"],
    "server/src/features/lastYear.ts": ["chooseLastYear"],
    "server/src/features/completion.ts": ["completions"],
    "server/src/features/hover.ts": ["hover"],
    "server/src/features/formatting.ts": ["alignTables"],
    "server/src/features/tableActions.ts": ["tableActions"],
    "server/src/features/recalculate.ts": ["tableAt"],
    "server/src/features/convertTable.ts": ["copyTable"],
    "server/src/features/pasteTable.ts": ["pasteTable"],
  },
};

/** The bundles that users of the extension download; for the others it is not worth the time. */
const small = ["server.js", "later.js", "client.js"];

/** @type {import("esbuild").BuildOptions[]} */
const bundles = [
  {
    ...node,
    entryPoints: ["server/src/cli/main.ts"],
    outfile: out("cli.js"),
    banner: { js: `#!/usr/bin/env node\n${OWN_URL}` },
  },
  {
    ...both,
    entryPoints: ["client/src/main.ts"],
    outfile: out("client.js"),
    alias: stubs,
    plugins: [clientStubs, modules],
  },
  { ...common, entryPoints: ["client/webview/preview.ts"], outfile: out("preview.js"), format: "iife" },
  { ...common, entryPoints: ["client/webview/preview.css"], outfile: out("preview.css") },
  {
    ...common,
    entryPoints: ["server/src/core.ts"],
    outfile: out("core.mjs"),
    platform: "neutral",
    format: "esm",
    mainFields: ["module", "main"],
  },
];

try {
  // All are waited for, lest one that is still writing brings the draft back after it was cleared away.
  const results = await Promise.allSettled([...bundles.map(buildBundle), buildServer(), buildTypes()]);
  for (const result of results) {
    if (result.status === "rejected") throw result.reason;
  }
  // The bundles are CommonJS whatever the package around them says; VS Code for the Web accepts nothing else.
  writeFileSync(out("package.json"), '{"type":"commonjs"}\n');
  chmodSync(out("cli.js"), 0o755);
  for (const name of readdirSync(draft).filter((it) => /\.(?:m?js|css)$/.test(it))) {
    console.log(`${name.padEnd(17)} ${(statSync(out(name)).size / 1024).toFixed(1).padStart(6)} KB`);
  }
  if (draft !== dist) moveIntoPlace();
} finally {
  if (draft !== dist) rmSync(draft, { recursive: true, force: true });
}

/** @param {import("esbuild").BuildOptions} bundle */
async function buildBundle(bundle) {
  await build(bundle);
  await minified(String(bundle.outfile));
}

/** All in one file where it is to be read, in two where it is to be small. */
async function buildServer() {
  const { options, entry, outfile } = server;
  if (isDev) return build({ ...options, entryPoints: [entry], plugins: [serverStubs, modules] });
  await buildParts(server);
  await Promise.all([options.outfile, outfile].map(minified));
}

/** @param {string} file */
async function minified(file) {
  if (isDev || !small.includes(basename(file))) return;
  // Each on a processor of its own.
  await once(new Worker(new URL("minify.mjs", import.meta.url), { workerData: { file } }), "exit");
}

/** Of the old content nothing is left that is not built any more. */
function moveIntoPlace() {
  const names = readdirSync(draft);
  for (const name of readdirSync(dist)) {
    if (!names.includes(name) && !name.startsWith(".draft-")) rmSync(join(dist, name), { recursive: true });
  }
  for (const name of names) {
    if (statSync(out(name)).isDirectory()) rmSync(join(dist, name), { recursive: true, force: true });
    renameSync(out(name), join(dist, name));
  }
}

/**
 * Typings of the library. TypeScript writes them with the sources' own import paths, which only a bundler resolves;
 * as .d.mts files with full names every module resolution does, wherever dist/ is put.
 */
async function buildTypes() {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const project = join(root, "scripts/tsconfig.types.json");
  const compiler = spawn(process.execPath, [tsc, "-p", project, "--outDir", out("types")], {
    stdio: ["ignore", 2, 2],
  });
  const [status] = await once(compiler, "exit");
  // 2: type errors, but all is written. They are shown here; failing on them is `npm run check`'s part.
  if (status !== 0 && status !== 2) throw new Error("类型声明没有生成");
  const types = out("types");
  for (const file of readdirSync(types, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".d.ts")) continue;
    const text = readFileSync(join(types, file), "utf8");
    writeFileSync(join(types, file), text.replaceAll(/(["'])(\.\.?\/[^"']+)\1/g, '"$2.mjs"'));
    renameSync(join(types, file), join(types, file.replace(/\.d\.ts$/, ".d.mts")));
  }
  writeFileSync(out("core.d.mts"), 'export * from "./types/core.mjs";\n');
}
