/*
 * All bundles, and what goes into each.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildParts } from "./later.mjs";
import { modules } from "./modules.mjs";
import { stubbed, withoutHandlers } from "./stubs.mjs";
import { onlyTexts, withoutTexts } from "./texts.mjs";

/** @typedef {import("esbuild").BuildOptions} BuildOptions */

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** CommonJS has no import.meta.url, which bundled packages ask for; a web worker has no file name. */
const OWN_URL =
  'const __ownUrl=typeof __filename=="string"?require("node:url").pathToFileURL(__filename).href:"";';

/** What the client's library brings along and this client has no use for; each file says why. */
const stubs = {
  minimatch: join(root, "client/stubs/minimatch.cjs"),
  net: join(root, "client/stubs/net.cjs"),
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
    "progress",
    "textDocumentContent",
    "typeHierarchy",
  ],
  join(root, "server/stubs/feature.mjs"),
);
/** Handlers of requests that the server does not answer. */
export const unusedHandlers = [
  "onCodeActionResolve",
  "onCodeLensResolve",
  "onColorPresentation",
  "onCompletionResolve",
  "onDeclaration",
  "onDocumentColor",
  "onDocumentHighlight",
  "onDocumentLinkResolve",
  "onDocumentLinks",
  "onDocumentOnTypeFormatting",
  "onDocumentRangesFormatting",
  "onImplementation",
  "onPrepareRename",
  "onRenameRequest",
  "onSignatureHelp",
  "onTypeDefinition",
  "onWorkspaceSymbol",
  "onWorkspaceSymbolResolve",
];

/** What the server loads when it is first called for: names of functions by their modules. */
const later = {
  "server/src/document/html.ts": ["readHtml"],
  "server/src/report/suspects.ts": ["explain"],
  "server/src/rules/support/insertAspects.ts": ["insertAspects"],
  "server/src/rules/support/insertRow.ts": ["insertRow"],
  "server/src/suppression/suppress.ts": ["applyComments", "applyEntries"],
  "server/src/report/skeleton.ts": ["blankTable"],
  "server/src/settingsSchema.ts": ["parseSettings"],
  "server/src/project.ts": ["ignoreDiagnostics", "readIgnoreFile", "readProjectFile", "readStandardFile"],
  "server/src/patterns.ts": ["matcher"],
  "server/src/manual.ts": ["manualText", "ruleDocument"],
  "server/src/features/navigation.ts": ["definitions", "references"],
  "server/src/features/selectionRanges.ts": ["selectionRanges"],
  "server/src/features/sumHints.ts": ["sumHints"],
  "server/src/features/preview.ts": ["preview", "standalonePage"],
  "server/src/features/newReport.ts": ["newReport"],
  "server/src/features/lastYear.ts": ["chooseLastYear"],
  "server/src/features/difference.ts": ["difference"],
  "server/src/features/completion.ts": ["completions"],
  "server/src/features/hover.ts": ["hover"],
  "server/src/features/ignoreHere.ts": ["ignorables"],
  "server/src/features/formatting.ts": ["alignTables"],
  "server/src/features/tableActions.ts": ["tableActions"],
  "server/src/features/recalculate.ts": ["tableAt"],
  "server/src/features/convertTable.ts": ["copyTable"],
  "server/src/features/pasteTable.ts": ["pasteTable"],
};

/**
 * Builds all bundles, and gives what went into them.
 * @param {string} folder where they are put
 * @param {BuildOptions} [more] options for all
 * @returns {Promise<import("esbuild").Metafile[]>}
 */
export async function buildBundles(folder, more = {}) {
  /** @param {string} name */
  const out = (name) => join(folder, name);
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
    ...more,
  };
  /**
   * CommonJS starts faster than an ES module, and is what every Node and Electron can fork.
   * @type {BuildOptions}
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
   * @type {BuildOptions}
   */
  const both = { ...node, conditions: ["node", "browser"], external: ["vscode", "./later.js"] };
  /** @type {BuildOptions[]} */
  const single = [
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
  const server = buildParts({
    root,
    options: { ...both, outfile: out("server.js") },
    outfile: out("later.js"),
    entry: "server/src/main.ts",
    loader: "server/src/laterScript",
    first: [serverStubs, withoutHandlers(unusedHandlers), modules, withoutTexts],
    second: [modules, onlyTexts(join(root, "server/src/rules"))],
    also: ["texts:all"],
    functions: later,
  });
  // All are waited for, lest one that is still writing brings the folder back after it was cleared away.
  const results = await Promise.allSettled([...single.map((options) => build(options)), server]);
  return results.flatMap((result) => {
    if (result.status === "rejected") throw result.reason;
    return Array.isArray(result.value) ? result.value : (result.value.metafile ?? []);
  });
}
