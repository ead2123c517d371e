import { describe, expect, test } from "vitest";
import type { CodeAction } from "vscode-languageserver/node";
import { type Client, pulling, pushed } from "./client";
import { cleanReport, spoiled, twoFullwidthCells, wrongTotal } from "./report";
import { startWith, uri } from "./session";

const fixAll = "source.fixAll.disclosureLint";

function ofKind(actions: readonly CodeAction[], kind: string): CodeAction[] {
  return actions.filter((action) => action.kind === kind);
}

async function rangeOf(client: Client, index: number) {
  const report = await client.pull(uri);
  if (report.kind !== "full") throw new Error("没有诊断");
  return report.items[index]!.range;
}

describe("quick fixes", () => {
  test("belong to the finding under the cursor, the safe one is preferred, and applying it removes the finding", async () => {
    const client = await startWith(twoFullwidthCells);
    const range = await rangeOf(client, 0);
    const [fix] = ofKind(await client.actions(uri, range), "quickfix");
    expect(fix).toMatchObject({ isPreferred: true });
    expect(fix!.title).toMatch(/[\u4e00-\u9fff]/);
    expect(fix!.diagnostics).toMatchObject([{ data: { rule: "cell-fullwidth" }, range }]);
    await client.apply(fix!.edit);
    expect(client.text(uri)).toBe(twoFullwidthCells.replace("３６", "36"));
    expect(await client.rules(uri)).toEqual(["cell-fullwidth"]);
  });

  test("a cursor touching the finding counts, one beside it does not", async () => {
    const client = await startWith(twoFullwidthCells);
    const { start: at, end } = await rangeOf(client, 0);
    expect(ofKind(await client.actions(uri, { start: end, end }), "quickfix")).not.toEqual([]);
    const before = { line: at.line, character: at.character - 2 };
    expect(ofKind(await client.actions(uri, { start: before, end: before }), "quickfix")).toEqual([]);
  });

  test("a remedy that changes a number is offered and never preferred", async () => {
    const client = await startWith(wrongTotal);
    const fixes = ofKind(await client.actions(uri, await rangeOf(client, 0)), "quickfix");
    expect(fixes.length).toBeGreaterThan(0);
    expect(fixes.filter(({ isPreferred }) => isPreferred)).toEqual([]);
    await client.apply(fixes[0]!.edit);
    expect(await client.rules(uri)).toEqual([]);
  });

  test("one action for all safe fixes of a rule, where there are several", async () => {
    const client = await startWith(twoFullwidthCells);
    const actions = await client.actions(uri, await rangeOf(client, 1), { only: ["quickfix"] });
    const all = actions.find(({ title }) => /^修正全部“.+”（2处）$/.test(title));
    expect(all).toMatchObject({ kind: "quickfix", diagnostics: [{}, {}] });
    expect(all).not.toHaveProperty("isPreferred");
    await client.apply(all!.edit);
    expect(client.text(uri)).toBe(cleanReport);
    expect(await client.rules(uri)).toEqual([]);
  });

  test("no such action for a single one", async () => {
    const client = await startWith(spoiled(["| 行政许可 | 36 |", "| 行政许可 | ３６ |"]));
    const actions = await client.actions(uri, await rangeOf(client, 0), { only: ["quickfix"] });
    expect(actions).toHaveLength(1);
  });

  test("edits name the version where the client understands that, and lie in the document in any case", async () => {
    const versioned = await startWith(twoFullwidthCells);
    await versioned.replace(uri, "每月更新", "按月更新");
    const [fix] = await versioned.actions(uri, await rangeOf(versioned, 0));
    expect(fix!.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 2 } }]);

    const plain = await startWith(twoFullwidthCells, { capabilities: pushed });
    const [first, ...others] = await plain.actions(uri, undefined, { only: ["quickfix"] });
    expect(Object.keys(first!.edit?.changes ?? {})).toEqual([uri]);
    await plain.apply(others.find(({ title }) => title.startsWith("修正全部"))!.edit);
    expect(plain.text(uri)).toBe(cleanReport);
  });

  test("a client that knows commands only is offered nothing", async () => {
    const capabilities = { ...pulling, textDocument: { ...pulling.textDocument, codeAction: {} } };
    const client = await startWith(twoFullwidthCells, { capabilities });
    expect(await client.actions(uri, undefined)).toEqual([]);
  });
});

describe("fix all", () => {
  test("applies every safe fix and no other, keeping line ends", async () => {
    const both = spoiled(
      ["| 行政许可 | 36 |", "| 行政许可 | ３６ |"],
      ["| 行政处罚 | 5 |", "| 行政处罚 | ５ |"],
      ["| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |"],
    ).replaceAll("\n", "\r\n");
    const client = await startWith(both);
    const [action, ...others] = await client.actions(uri, undefined, { only: ["source.fixAll"] });
    expect(others).toEqual([]);
    expect(action!.kind).toBe(fixAll);
    await client.apply(action!.edit);
    expect(client.text(uri)).toBe(wrongTotal.replaceAll("\n", "\r\n"));
    expect(await client.actions(uri, undefined, { only: [fixAll] })).toEqual([]);
  });

  test.each<[only: string[] | undefined, triggerKind: 1 | 2, quick: boolean, all: boolean]>([
    [["quickfix"], 1, true, false],
    [["source"], 1, false, true],
    [["source.fixAll"], 2, false, true],
    [[fixAll], 2, false, true],
    [["source.organizeImports"], 1, false, false],
    [["source.fixAll.other"], 1, false, false],
    [["refactor"], 1, false, false],
    [[""], 1, true, true],
    [undefined, 1, true, true],
    [undefined, 2, true, false],
  ])("only %j, asked for by %i", async (only, triggerKind, quick, all) => {
    const client = await startWith(twoFullwidthCells);
    const actions = await client.actions(uri, undefined, { triggerKind, ...(only && { only }) });
    expect(ofKind(actions, "quickfix").length > 0).toBe(quick);
    expect(ofKind(actions, fixAll).length > 0).toBe(all);
  });

  test("respects a rule that is switched off", async () => {
    const client = await startWith(twoFullwidthCells, { settings: { rules: { "cell-fullwidth": "off" } } });
    expect(await client.actions(uri, undefined, { only: ["source.fixAll"] })).toEqual([]);
  });
});
