import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import manifest from "../../package.json";
import { unusedHandlers } from "../../scripts/bundle/bundles.mjs";
import { start } from "../protocol/session";

/* What the stubs in client/stubs and server/stubs rely on, and what scripts/bundle/bundles.mjs leaves out with them. */

const folder = new URL("../../node_modules/vscode-languageclient/", import.meta.url);
const library = (name: string) => readFileSync(fileURLToPath(new URL(name, folder)), "utf8");

test("the manifest asks for the VS Code that the client's library asks for, or a newer one", () => {
  const asked = /REQUIRED_VSCODE_VERSION = '\^1\.(\d+)\.0'/.exec(library("lib/node/main.js"))?.[1];
  const own = /^\^1\.(\d+)\.0$/.exec(manifest.engines.vscode)?.[1];
  expect(Number(own)).toBeGreaterThanOrEqual(Number(asked));
});

test("the server offers nothing for which it or the client has only a stub", async () => {
  const client = await start();
  const { workspace, ...offered } = client.initialized.capabilities;
  const handled = [
    "textDocumentSync",
    "hoverProvider",
    "diagnosticProvider",
    "documentSymbolProvider",
    "foldingRangeProvider",
    "codeActionProvider",
    "completionProvider",
    "codeLensProvider",
    "inlayHintProvider",
    "definitionProvider",
    "referencesProvider",
    "selectionRangeProvider",
    "semanticTokensProvider",
    "executeCommandProvider",
    "documentFormattingProvider",
    "documentRangeFormattingProvider",
  ];
  expect(Object.keys(offered).filter((name) => !handled.includes(name))).toEqual([]);
  expect(Object.keys(workspace ?? {})).toEqual(["workspaceFolders"]);
  // Nothing is completed afterwards, nothing tells how far it has come.
  expect(JSON.stringify(offered)).not.toMatch(/"(?:resolveProvider|workDoneProgress|rangesSupport)":true/);
});

test("the server sets no handler that is left out", () => {
  const sources = new URL("../../server/src/", import.meta.url);
  const text = ["server", "writing", "editing", "viewing", "workspace"]
    .map((name) => readFileSync(new URL(`${name}.ts`, sources), "utf8"))
    .join("\n");
  const called = [...text.matchAll(/\bconnection\s*\.(on[A-Z]\w+)/g)].map((match) => match[1]!);
  expect(called).toContain("onHover");
  expect(called.filter((name) => unusedHandlers.includes(name))).toEqual([]);
});
