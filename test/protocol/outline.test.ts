import { expect, test } from "vitest";
import {
  type DocumentSymbol,
  DocumentSymbolRequest,
  type FoldingRange,
  FoldingRangeRequest,
  type Position,
  type Range,
  type SymbolInformation,
} from "vscode-languageserver/node";
import { type Client, pulling, pushed } from "./client";
import { cleanReport } from "./report";
import { startWith, uri } from "./session";

async function symbols(client: Client): Promise<DocumentSymbol[]> {
  const answer = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
  return (answer ?? []) as DocumentSymbol[];
}

async function folds(client: Client): Promise<FoldingRange[]> {
  return (await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } })) ?? [];
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}

function contains(outer: Range, inner: Range): boolean {
  return isBefore(outer.start, inner.start) && isBefore(inner.end, outer.end);
}

function expectNested(symbol: DocumentSymbol): void {
  expect(symbol.name.trim()).not.toBe("");
  expect(contains(symbol.range, symbol.selectionRange)).toBe(true);
  for (const child of symbol.children ?? []) {
    expect(contains(symbol.range, child.range), `${child.name}在${symbol.name}之内`).toBe(true);
    expectNested(child);
  }
}

test("the outline goes from the title to the rows, each within its parent", async () => {
  const client = await startWith(cleanReport);
  const [title, ...others] = await symbols(client);
  expect(others).toEqual([]);
  expectNested(title!);
  expect(title!.name).toContain("青溪县水务局");
  const sections = title!.children!;
  expect(sections.map(({ name }) => name)).toEqual([
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
  ]);
  expect(sections[0]!.children!.map(({ name }) => name)).toContain("（二）依申请公开");
  const [table] = sections[2]!.children!;
  expect(table!.children!.map(({ name }) => name)).toEqual([
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "三、本年度办理结果",
    "四、结转下年度继续办理",
  ]);
  const results = table!.children![2]!.children!;
  expect(results.map(({ name }) => name)).toContain("（三）不予公开");
  expect(results[2]!.children).toHaveLength(8);
  expect(table!.children![0]).toMatchObject({ name: "一、本年新收政府信息公开申请数量", detail: "总计 3" });
});

test.each(["\n", "\r\n", "\r"])("ranges stay nested with line ends %j", async (lineEnd) => {
  const client = await startWith(cleanReport.replaceAll("\n", lineEnd));
  for (const symbol of await symbols(client)) expectNested(symbol);
});

test("a client that knows no hierarchy gets a list", async () => {
  const client = await startWith(cleanReport, { capabilities: pushed });
  const list = (await symbols(client)) as unknown as SymbolInformation[];
  expect(list.length).toBeGreaterThan(30);
  expect(list.every(({ location }) => location.uri === uri)).toBe(true);
  expect(list.find(({ name }) => name === "一、总体情况")?.containerName).toContain("青溪县水务局");
});

test("sections, parts of them and tables fold, each up to its last line of text", async () => {
  const client = await startWith(cleanReport);
  const lines = cleanReport.split("\n");
  const shown = (await folds(client)).map(({ startLine, endLine }) => [lines[startLine], lines[endLine]]);
  expect(shown).toContainEqual(["（一）主动公开", "全年通过门户网站发布供水、防汛类信息210条。"]);
  expect(shown).toContainEqual(["## 一、总体情况", "组织业务培训2次，接受社会评议1次。"]);
  expect(shown).toContainEqual(["| 第二十条第（一）项 |  |  |  |", "| 行政事业性收费 | 12.5 |  |  |"]);
});

test("the client's limit is kept, the largest parts first", async () => {
  const capabilities = {
    ...pulling,
    textDocument: { ...pulling.textDocument, foldingRange: { rangeLimit: 2 } },
  };
  const client = await startWith(cleanReport, { capabilities });
  const ranges = await folds(client);
  expect(ranges).toHaveLength(2);
  expect(cleanReport.split("\n")[ranges[0]!.startLine]).toContain("三、收到和处理政府信息公开申请情况");
});

test("what is no report has neither outline nor folds of ours", async () => {
  const client = await startWith("# 说明\n\n## 安装\n\n一\n二\n");
  expect(await symbols(client)).toEqual([]);
  expect(await folds(client)).toEqual([]);
});
