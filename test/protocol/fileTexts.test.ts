import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DocumentFormattingRequest } from "vscode-languageserver";
import { withEntry } from "../../client/src/ignoreFile";
import { openSource } from "../../server/src/core/index";
import {
  fileScheme,
  type IgnoreHere,
  ignoreCommand,
  originalAddress,
  tableActionKinds,
} from "../../server/src/lsp/protocol";
import { runCli } from "../cli/runCli";
import { makeDocx } from "../source/makeDocx";
import { type Client, pulling, type StartOptions } from "./client";
import { twoFullwidthCells, wrongTotal } from "./report";
import { start } from "./session";

/*
 * Documents that are the texts of Word files: what counts for the file counts for its text.
 */

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const address = (name: string) => pathToFileURL(join(folder, name)).href;

function put(name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

/** Writes a Word file, and opens its text as the editor does. */
async function openWord(client: Client, name: string, text: string): Promise<string> {
  const bytes = makeDocx(text.replace(/^#+ /gm, ""));
  put(name, bytes);
  const original = address(name);
  const uri = `${fileScheme}:${new URL(original).pathname}?${encodeURIComponent(original)}`;
  expect(originalAddress(uri)).toBe(original);
  await client.open(uri, (await openSource(bytes)).text, "disclosure-report");
  return uri;
}

const inFolder = (options: StartOptions = {}) =>
  start({ capabilities: pulling, folders: [pathToFileURL(folder).href], ...options });

async function ignorable(client: Client, uri: string): Promise<IgnoreHere[]> {
  const actions = await client.actions(uri, undefined);
  return actions.flatMap(({ command }) => (command?.command === ignoreCommand ? command.arguments! : []));
}

describe("the text of a Word file", () => {
  test("has the settings of the file", async () => {
    const asked: string[] = [];
    const client = await inFolder({
      settings: (uri: string) => {
        asked.push(uri);
        return { rules: { "litigation-total": uri.endsWith(".docx") ? "off" : "error" } };
      },
    });
    const uri = await openWord(client, "县/2023 年报（定稿）.docx", wrongTotal);
    expect(await client.rules(uri)).toEqual([]);
    expect(asked).toEqual([originalAddress(uri)]);
  });

  test("has the project file beside the file, which excludes by the file's name", async () => {
    const client = await inFolder();
    put("县/.disclosure-lint.json", '{ "ignore": ["草稿*.docx"], "rules": { "litigation-total": "info" } }');
    const draft = await openWord(client, "县/草稿 1.docx", wrongTotal);
    expect(await client.rules(draft)).toEqual([]);
    const final = await openWord(client, "县/定稿.docx", wrongTotal);
    const report = await client.pull(final);
    expect(report.kind === "full" && report.items.map(({ severity }) => severity)).toEqual([3]);
  });

  test("has no project file from outside of a workspace that is not trusted", async () => {
    put("外/.disclosure-lint.json", '{ "rules": { "litigation-total": "off" } }');
    const rules = async (trusted: boolean) => {
      const client = await inFolder({ folders: [address("内")], initializationOptions: { trusted } });
      return client.rules(await openWord(client, "外/年报.docx", wrongTotal));
    };
    expect(await rules(false)).toEqual(["litigation-total"]);
    expect(await rules(true)).toEqual([]);
  });

  test("is silent where the side file names the file, and so is the command line", async () => {
    const client = await inFolder({ initializationOptions: { ignoreHere: true } });
    const uri = await openWord(client, "县/年报.docx", twoFullwidthCells);
    expect(await client.rules(uri)).toEqual(["cell-fullwidth", "cell-fullwidth"]);
    const [first] = await ignorable(client, uri);
    expect(first).toMatchObject({
      uri: address(".disclosure-lint-ignore.json"),
      entry: { file: "县/年报.docx", rule: "cell-fullwidth" },
    });
    const found = () =>
      JSON.parse(runCli(folder, ["check", "--format", "json", "."]).stdout).files.flatMap(
        ({ diagnostics }: { diagnostics: readonly unknown[] }) => diagnostics,
      ).length;
    expect(found()).toBe(2);
    put(".disclosure-lint-ignore.json", withEntry(undefined, { ...first!.entry, reason: "照录" }));
    await client.touch(first!.uri);
    expect(await client.rules(uri)).toEqual(["cell-fullwidth"]);
    expect(found()).toBe(1);
  });

  test("tells the side file which of its entries find nothing any more", async () => {
    const client = await inFolder({ initializationOptions: { ignoreHere: true } });
    const uri = await openWord(client, "年报.docx", twoFullwidthCells);
    const [first] = await ignorable(client, uri);
    const sideFile = first!.uri;
    await client.open(sideFile, withEntry(undefined, { ...first!.entry, reason: "照录" }), "json");
    expect(await client.rules(sideFile)).toEqual([]);
    await client.replace(uri, "３６", "36");
    expect(await client.rules(sideFile)).toHaveLength(1);
  });

  test("is neither aligned nor rewritten, and who asks for it is told what to do instead", async () => {
    const codeAction = { ...pulling.textDocument!.codeAction, disabledSupport: true };
    const client = await inFolder({
      capabilities: { ...pulling, textDocument: { ...pulling.textDocument, codeAction } },
    });
    const uri = await openWord(client, "年报.docx", wrongTotal);
    const { alignTables, tableToMarkdown, tableToTabs, tablesToMarkdown } = tableActionKinds;
    for (const kind of [alignTables, tableToMarkdown, tableToTabs, tablesToMarkdown]) {
      const [action, ...others] = await client.actions(uri, undefined, { only: [kind] });
      expect([others, action?.edit]).toEqual([[], undefined]);
      expect(action?.disabled?.reason).toMatch(/^这里是文件里的表格.*“复制表格”/);
    }
    expect(await client.actions(uri, undefined, { only: ["refactor", "source.alignTables"] })).toEqual([]);
    const options = { tabSize: 2, insertSpaces: true };
    const params = { textDocument: { uri }, options };
    expect(await client.connection.sendRequest(DocumentFormattingRequest.type, params)).toEqual([]);
  });
});
