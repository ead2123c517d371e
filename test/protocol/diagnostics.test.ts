import { describe, expect, test } from "vitest";
import type { Diagnostic, DocumentDiagnosticReport } from "vscode-languageserver/node";
import { ruleName } from "../../server/src/core/rules/index";
import { pulling, pushed } from "./client";
import { cleanReport, spoiled, twoFullwidthCells, wrongTotal } from "./report";
import { start, uri } from "./session";

function items(report: DocumentDiagnosticReport): Diagnostic[] {
  return report.kind === "full" ? report.items : [];
}

describe("pull", () => {
  test("a clean report has no diagnostics; a fault appears with its place and goes with its cause", async () => {
    const client = await start();
    await client.open(uri, cleanReport);
    expect(items(await client.pull(uri))).toEqual([]);

    await client.replace(uri, "| 行政许可 | 36 |", "| 行政许可 | ３６ |");
    const [found, ...others] = items(await client.pull(uri));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      // Lists show the code: the title first. Programs find the id alone.
      code: ruleName("cell-fullwidth"),
      data: { rule: "cell-fullwidth" },
      source: "disclosure-lint",
      severity: 2,
    });
    expect(client.documents.get(uri)!.getText(found!.range)).toBe("３６");

    await client.replace(uri, "３６", "36");
    expect(items(await client.pull(uri))).toEqual([]);
  });

  test("the server announces pulling and incremental changes, and knows its version", async () => {
    const client = await start();
    const { capabilities, serverInfo } = client.initialized;
    expect(capabilities.textDocumentSync).toEqual({ openClose: true, change: 2, save: true });
    expect(capabilities.diagnosticProvider).toEqual({
      identifier: "disclosure-lint",
      interFileDependencies: false,
      workspaceDiagnostics: false,
    });
    expect(serverInfo?.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test("says unchanged as long as nothing has changed", async () => {
    const client = await start();
    await client.open(uri, wrongTotal);
    const { resultId } = await client.pull(uri);
    expect(resultId).toBeTruthy();
    expect(await client.pull(uri, resultId)).toEqual({ kind: "unchanged", resultId });

    await client.replace(uri, "每月更新", "按月更新");
    const later = await client.pull(uri, resultId);
    expect(later.kind).toBe("full");
    expect(items(later)).toHaveLength(1);
  });

  test("a result of before closing does not hold for the document opened again", async () => {
    const client = await start();
    await client.open(uri, wrongTotal);
    const { resultId } = await client.pull(uri);
    await client.close(uri);
    await client.open(uri, cleanReport);
    expect(await client.pull(uri, resultId)).toMatchObject({ kind: "full", items: [] });
  });

  test("links each rule to its page below where the client says, and nowhere if it says nothing", async () => {
    const [plain, named] = await Promise.all([
      start(),
      start({ initializationOptions: { manual: "https://example.org/rules/" } }),
    ]);
    await Promise.all([plain.open(uri, wrongTotal), named.open(uri, wrongTotal)]);
    const [first] = items(await plain.pull(uri));
    const [second] = items(await named.pull(uri));
    expect(first!.codeDescription).toBeUndefined();
    expect(second!.codeDescription?.href).toBe("https://example.org/rules/litigation-total.md");
  });

  test("operands are related information, at their places in the document", async () => {
    const client = await start();
    await client.open(uri, wrongTotal);
    const [found] = items(await client.pull(uri));
    const related = found!.relatedInformation ?? [];
    expect(related.length).toBeGreaterThan(0);
    for (const { location, message } of related) {
      expect(location.uri).toBe(uri);
      expect(client.documents.get(uri)!.getText(location.range)).toMatch(/^\d$/);
      expect(message).not.toBe("");
    }
  });

  test("of many operands an editor is told of three, and how many there are", async () => {
    const client = await start();
    await client.open(
      uri,
      spoiled([
        "| 一、本年新收政府信息公开申请数量 |  |  | 2 | 1 | 0 | 0 | 0 | 0 | 3 |",
        "| 一、本年新收政府信息公开申请数量 |  |  | 2 | 1 | 1 | 1 | 1 | 1 | 3 |",
      ]),
    );
    const related = items(await client.pull(uri)).map(({ relatedInformation = [] }) => relatedInformation);
    const longest = related.sort((a, b) => b.length - a.length)[0]!;
    expect(longest).toHaveLength(3);
    expect(longest.map(({ message }) => /，等 \d+ 处$/.test(message))).toEqual([false, false, true]);
  });

  test("a client that cannot be told to pull again is not asked to pull at all", async () => {
    const client = await start({ capabilities: { ...pulling, workspace: { configuration: true } } });
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
    await client.open(uri, wrongTotal);
    expect((await client.published.next()).diagnostics).toHaveLength(1);
  });
});

describe("push", () => {
  test("publishes on opening with the version, after a change, and empties on closing", async () => {
    const client = await start({ capabilities: pushed });
    await client.open(uri, wrongTotal);
    const first = await client.published.next();
    expect(first).toMatchObject({ uri, version: 1 });
    expect(first.diagnostics.map(({ data }) => data.rule)).toEqual(["litigation-total"]);
    // This client did not say that it understands these.
    expect(first.diagnostics[0]).not.toHaveProperty("codeDescription");
    expect(first.diagnostics[0]).not.toHaveProperty("relatedInformation");

    await client.change(uri, { text: cleanReport });
    expect(await client.published.next()).toEqual({ uri, version: 2, diagnostics: [] });

    await client.close(uri);
    expect(await client.published.next()).toEqual({ uri, diagnostics: [] });
  });

  test("a burst of changes to a long text is answered once, for its last version", async () => {
    const client = await start({ capabilities: pushed });
    await client.open(uri, cleanReport + "\n机关设有专人。".repeat(8000));
    const { diagnostics } = await client.published.next();
    for (const [from, to] of [
      ["| 36 |", "| 3６ |"],
      ["| 3６ |", "| ３６ |"],
      ["| 5 |", "| ５ |"],
    ] as const) {
      await client.replace(uri, from, to);
    }
    const last = await client.published.next();
    expect(last.version).toBe(4);
    expect(last.diagnostics).toHaveLength(diagnostics.length + 2);
    await client.close(uri);
    expect(await client.published.next()).toEqual({ uri, diagnostics: [] });
  });

  test("a document closed while its answer is due gets none after the empty one", async () => {
    const client = await start({ capabilities: pushed });
    await client.open(uri, wrongTotal);
    await client.close(uri);
    await client.open("file:///reports/b.md", wrongTotal);
    await client.published.next((it) => it.uri === "file:///reports/b.md");
    await client.close("file:///reports/b.md");
    const seen = [];
    for (;;) {
      const next = await client.published.next();
      seen.push(next);
      if (next.uri === "file:///reports/b.md" && next.diagnostics.length === 0) break;
    }
    expect(seen.filter((it) => it.uri === uri && it.diagnostics.length > 0)).toEqual([]);
  });
});

describe("rule zero: what is no report is left alone", () => {
  const others: Record<string, [languageId: string, text: string]> = {
    空文件: ["plaintext", ""],
    普通文字: ["plaintext", "会议纪要\n\n一、情况通报\n二、下一步工作\n合计 12 34\n"],
    "项目说明（Markdown）": [
      "markdown",
      "# 项目\n\n## 一、安装\n\n| 选项 | 值 |\n| --- | --- |\n| 总计 | ３ |\n\n《《重复的书名号》》\n",
    ],
    网页: [
      "html",
      "<!doctype html><title>首页</title><h1>通知公告</h1><table><tr><td>总计</td><td>１２</td></tr></table>",
    ],
    谈论年报的文章: ["markdown", "怎样写好政府信息公开工作年度报告？先看数据，再看文字。\n"],
  };

  for (const [name, [languageId, text]] of Object.entries(others)) {
    test(name, async () => {
      const client = await start({ initializationOptions: { status: true } });
      await client.open(uri, text, languageId);
      expect(items(await client.pull(uri))).toEqual([]);
      expect(await client.actions(uri, undefined)).toEqual([]);
      expect((await client.statuses.next()).state).toBe("notReport");
    });
  }

  test("unless its language says that it is one", async () => {
    const client = await start({ initializationOptions: { status: true } });
    await client.open(uri, "二、主动公开政府信息情况\n\n正文。\n", "disclosure-report");
    expect(await client.rules(uri)).toContain("section-missing");
    expect((await client.statuses.next()).state).toBe("report");
  });
});

describe("status", () => {
  test("a client that asks for it is told what each document was taken for", async () => {
    const client = await start({ initializationOptions: { status: true } });
    await client.open(uri, wrongTotal);
    await client.pull(uri);
    const status = await client.statuses.next();
    expect(status).toMatchObject({
      uri,
      version: 1,
      state: "report",
      year: 2023,
      format: "〔2021〕30号格式",
      errors: 1,
      warnings: 0,
      infos: 0,
    });
    expect(status.reason).not.toBe("");
    await client.change(uri, { text: twoFullwidthCells });
    await client.pull(uri);
    expect(await client.statuses.next()).toMatchObject({ version: 2, errors: 0, warnings: 2 });
  });

  test("a client that does not ask is not bothered", async () => {
    const client = await start();
    await client.open(uri, wrongTotal);
    await client.pull(uri);
    expect(client.statuses.all()).toEqual([]);
  });
});

describe("positions", () => {
  const places: Record<string, (text: string) => string> = {
    "CRLF line ends": (text) => text.replaceAll("\n", "\r\n"),
    "CR line ends": (text) => text.replaceAll("\n", "\r"),
    "a byte order mark": (text) => `\uFEFF${text}`,
    "characters outside the basic plane": (text) =>
      text
        .replace("全年通过门户网站", "𠮷𡈽镇设点，😀全年通过门户网站")
        .replace("| 行政许可 |", "| 行政许可 |"),
  };
  for (const [name, alter] of Object.entries(places)) {
    test(name, async () => {
      const client = await start();
      await client.open(uri, alter(twoFullwidthCells));
      const found = items(await client.pull(uri));
      expect(found.map(({ data }) => data.rule)).toEqual(["cell-fullwidth", "cell-fullwidth"]);
      expect(found.map(({ range }) => client.documents.get(uri)!.getText(range))).toEqual(["３６", "５"]);
    });
  }

  test("columns are UTF-16 units, after surrogates on the same line too", async () => {
    const client = await start();
    await client.open(uri, spoiled(["| 行政许可 | 36 |", "| 行政许可<!--😀--> | ３６ |"]));
    const found = items(await client.pull(uri)).filter(({ data }) => data.rule === "cell-fullwidth");
    const line = client.text(uri).split("\n")[found[0]!.range.start.line]!;
    expect(found[0]!.range.start.character).toBe(line.indexOf("３６"));
  });

  test("incremental changes within and across lines keep the server's text in step", async () => {
    const client = await start();
    await client.open(uri, cleanReport.replaceAll("\n", "\r\n"));
    await client.replace(uri, "门户网站发布", "门户网站😀发布");
    await client.replace(uri, "210条。\r\n\r\n（二）", "210条。\r\n（二）");
    await client.replace(uri, "😀", "");
    await client.replace(uri, "| 行政处罚 | 5 |", "| 行政处罚 | ５ |");
    const [found] = items(await client.pull(uri));
    expect(client.documents.get(uri)!.getText(found!.range)).toBe("５");
  });
});
