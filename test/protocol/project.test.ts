import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withEntry } from "../../client/src/ignoreFile";
import { ruleName } from "../../server/src/core/rules/index";
import { encode } from "../../server/src/core/source/text/encode";
import { type IgnoreHere, ignoreCommand, readFileMethod, trustMethod } from "../../server/src/lsp/protocol";
import { type Client, pulling, pushed, type StartOptions } from "./client";
import { cleanReport, twoFullwidthCells, wrongTotal } from "./report";
import { start, startWith, uri } from "./session";

const watching = {
  ...pulling,
  workspace: { ...pulling.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const address = (name: string) => pathToFileURL(join(folder, name)).href;
function put(name: string, content: unknown): string {
  const isWritten = typeof content === "string" || content instanceof Uint8Array;
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), isWritten ? content : JSON.stringify(content));
  return address(name);
}
const inFolder = (options: StartOptions = {}) =>
  start({ capabilities: watching, folders: [pathToFileURL(folder).href], ...options });
const off = { rules: { "litigation-total": "off" } };

/** Changes a file as another program does, and waits until the server asks to be asked again. */
async function change(client: Client, name: string, content: unknown): Promise<void> {
  await client.touch(put(name, content));
  await client.refreshes.next();
}

async function faults(client: Client, at: string): Promise<unknown[]> {
  const report = await client.pull(at);
  return report.kind === "full"
    ? report.items.map(({ data, message, range: { start } }) => [
        data?.rule,
        message,
        start.line,
        start.character,
      ])
    : [];
}

describe(".disclosure-lint.json", () => {
  test("goes before the editor's settings, and is read again when it changes", async () => {
    put(".disclosure-lint.json", off);
    const client = await inFolder({ settings: { rules: { "litigation-total": "error" } } });
    const report = address("县/年报.md");
    await client.open(report, wrongTotal);
    expect(await client.rules(report)).toEqual([]);
    await change(client, ".disclosure-lint.json", {});
    expect(await client.rules(report)).toEqual(["litigation-total"]);
    await change(client, "县/.disclosure-lint.json", off);
    expect(await client.rules(report)).toEqual([]);
  });

  test("is looked for no farther than the workspace folder", async () => {
    put(".disclosure-lint.json", off);
    const client = await inFolder({ folders: [address("县")] });
    const report = address("县/年报.md");
    await client.open(report, wrongTotal);
    expect(await client.rules(report)).toEqual(["litigation-total"]);
  });

  test("outside the workspace it is read only where the workspace is trusted", async () => {
    put("外/.disclosure-lint.json", off);
    const report = address("外/年报.md");
    const client = await inFolder({ folders: [address("县")], initializationOptions: { trusted: false } });
    await client.open(report, wrongTotal);
    expect(await client.rules(report)).toEqual(["litigation-total"]);
    await client.connection.sendNotification(trustMethod);
    await client.refreshes.next();
    expect(await client.rules(report)).toEqual([]);
  });

  test("excludes files, and the status says so; so do the editor's settings", async () => {
    put(".disclosure-lint.json", { ignore: ["草稿/"] });
    const client = await inFolder({
      initializationOptions: { status: true },
      settings: { ignore: ["*.txt"] },
    });
    for (const [name, reason] of [
      ["草稿/年报.md", "已由 .disclosure-lint.json 的 ignore 排除"],
      ["年报.txt", "已由设置 disclosureLint.ignore 排除"],
    ] as const) {
      await client.open(address(name), wrongTotal);
      expect(await client.rules(address(name))).toEqual([]);
      expect(await client.statuses.next()).toMatchObject({ state: "off", reason });
    }
    await client.open(address("年报.md"), wrongTotal);
    expect(await client.rules(address("年报.md"))).toEqual(["litigation-total"]);
  });

  test("is read in GB18030 as well, which the command line does", async () => {
    put(".disclosure-lint.json", encode('{ "ignore": ["草稿/"] }', { name: "gb18030", bom: false }));
    const client = await inFolder();
    for (const [name, rules] of [
      ["草稿/年报.md", []],
      ["年报.md", ["litigation-total"]],
    ] as const) {
      await client.open(address(name), wrongTotal);
      expect(await client.rules(address(name))).toEqual(rules);
    }
  });

  test("its faults are shown where they stand, as it is typed", async () => {
    const client = await inFolder();
    const at = address(".disclosure-lint.json");
    await client.open(
      at,
      '{\n  "year": "今年",\n  "rules": { "row-totl": "off" },\n  "standards": ["无.json"]\n}\n',
      "json",
    );
    expect(await faults(client, at)).toEqual([
      [undefined, "year：应为数。", 1, 10],
      [undefined, "没有规则“row-totl”，这一项不起作用，可能是指“row-total”。", 2, 13],
      [undefined, "读不了规范文件“无.json”。", 3, 16],
    ]);
    await client.replace(at, '"year"', "year");
    expect(await faults(client, at)).toEqual([
      [undefined, "不是有效的 JSON：错在第 2 行第 3 列的“y”。", 1, 2],
    ]);
    await client.change(at, { text: "{}" });
    expect(await faults(client, at)).toEqual([]);
  });

  test("a client that does not pull is sent these faults; one that does not watch has files read when one is saved", async () => {
    put(".disclosure-lint.json", {});
    const client = await inFolder({ capabilities: pushed });
    const report = address("年报.md");
    const at = address(".disclosure-lint.json");
    await client.open(report, wrongTotal);
    expect((await client.published.next()).diagnostics).toHaveLength(1);
    await client.open(at, '{ "year": 1 }', "json");
    expect((await client.published.next((it) => it.uri === at)).diagnostics).toHaveLength(1);
    put(".disclosure-lint.json", off);
    await client.save(at);
    expect((await client.published.next((it) => it.uri === report)).diagnostics).toEqual([]);
  });

  test("where the server cannot read, the client is asked", async () => {
    const root = "vscode-vfs://github/a/b";
    const text = encode('{ "enable": false, "ignore": ["草稿/"] }', { name: "gb18030", bom: false })!;
    const files = new Map([[`${root}/.disclosure-lint.json`, text]]);
    const options = { folders: [root], files, initializationOptions: { readFile: true } };
    const client = await inFolder(options);
    const report = `${root}/c/d.md`;
    await client.open(report, wrongTotal);
    expect(await client.rules(report)).toEqual([]);
    expect(new Set(client.asked)).toEqual(
      new Set(
        [root, `${root}/c`].flatMap((it) => [
          `${it}/.disclosure-lint.json`,
          `${it}/.disclosure-lint-ignore.json`,
        ]),
      ),
    );
  });

  test("own standards and deadlines in the editor's settings", async () => {
    const client = await inFolder({
      settings: { deadlines: { department: "01-02" }, standards: ["无.json"] },
    });
    const report = address("年报.md");
    await client.open(report, cleanReport);
    expect(await client.rules(report)).toEqual(["date-late"]);
    expect((await client.logs.next(({ type }) => type === 2)).message).toContain("读不了规范文件“无.json”");
  });
});

describe("忽略此处", () => {
  const ignoring = { initializationOptions: { ignoreHere: true } };

  async function offered(client: Client, at: string): Promise<IgnoreHere[]> {
    const actions = await client.actions(at, undefined);
    return actions.flatMap(({ command }) => (command?.command === ignoreCommand ? command.arguments! : []));
  }

  test("names the side file and the entry; once written, the place is silent, whatever is edited elsewhere", async () => {
    const client = await inFolder(ignoring);
    const report = address("县/年报.md");
    await client.open(report, twoFullwidthCells);
    const titles = (await client.actions(report, undefined)).map(({ title }) => title);
    const name = ruleName("cell-fullwidth");
    expect(titles.filter((title) => title.startsWith("忽略此处"))).toEqual([
      `忽略此处：${name}…`,
      `忽略此处：${name}…`,
    ]);
    const [first, second] = await offered(client, report);
    expect(first!.rule).toBe(name);
    expect(first).toMatchObject({
      uri: address(".disclosure-lint-ignore.json"),
      entry: { file: "县/年报.md", rule: "cell-fullwidth", cell: expect.any(String) },
    });
    const one = withEntry(undefined, { ...first!.entry, reason: "照录" });
    await change(client, ".disclosure-lint-ignore.json", one);
    expect(await client.rules(report)).toEqual(["cell-fullwidth"]);
    expect(await offered(client, report)).toEqual([second]);
    await client.replace(report, "## 一、", "新的一段。\n\n## 一、");
    expect((await client.rules(report)).filter((rule) => rule === "cell-fullwidth")).toHaveLength(1);
    await change(
      client,
      ".disclosure-lint-ignore.json",
      withEntry(one, { ...second!.entry, reason: "照录" }),
    );
    expect((await client.rules(report)).filter((rule) => rule === "cell-fullwidth")).toEqual([]);
    // What is ignored is not fixed.
    const actions = await client.actions(report, undefined, { only: ["source.fixAll"] });
    expect(actions).toEqual([]);
    await change(client, ".disclosure-lint-ignore.json", { ignored: [] });
    expect((await client.rules(report)).filter((rule) => rule === "cell-fullwidth")).toHaveLength(2);
  });

  test("goes into the side file that is there already", async () => {
    put("县/.disclosure-lint-ignore.json", {});
    const client = await inFolder(ignoring);
    await client.open(address("县/年报.md"), wrongTotal);
    const [here] = await offered(client, address("县/年报.md"));
    expect(here).toMatchObject({
      uri: address("县/.disclosure-lint-ignore.json"),
      entry: { file: "年报.md" },
    });
  });

  test("is not offered to a client that cannot do it, nor for a text in no file", async () => {
    const plain = await inFolder();
    await plain.open(address("年报.md"), wrongTotal);
    expect(await offered(plain, address("年报.md"))).toEqual([]);
    const client = await inFolder(ignoring);
    await client.open("untitled:Untitled-1", wrongTotal);
    expect(await client.rules("untitled:Untitled-1")).toEqual(["litigation-total"]);
    expect(await offered(client, "untitled:Untitled-1")).toEqual([]);
  });

  test("an entry that finds nothing is reported in the side file, whether its report is open or not", async () => {
    const entry = { rule: "litigation-total", text: "1", reason: "照录" };
    const text = JSON.stringify(
      {
        ignored: [
          { ...entry, file: "开.md" },
          { ...entry, file: "关 了.md" },
          { ...entry, file: "无.md" },
        ],
      },
      null,
      1,
    );
    put("关 了.md", cleanReport);
    const client = await inFolder();
    await client.open(address("开.md"), cleanReport);
    const at = address(".disclosure-lint-ignore.json");
    await client.open(at, text, "json");
    expect((await faults(client, at)).map((it) => (it as unknown[]).slice(0, 2))).toEqual([
      ["suppression-unused", "“开.md”里已没有要忽略的问题，这一条应删去。"],
      ["suppression-unused", "“关 了.md”里已没有要忽略的问题，这一条应删去。"],
    ]);
    await client.replace(at, '"照录"', '""');
    expect((await faults(client, at))[0]).toEqual([
      "suppression-unreasoned",
      "reason：必须写明忽略的原因，否则不起作用。",
      5,
      13,
    ]);
  });
});

describe("comments", () => {
  test("suppress, and are reported where they are of no use", async () => {
    const directive = "<!-- disclosure-lint-disable-file litigation-total -- 照录 -->";
    const client = await startWith(`${directive}\n${wrongTotal}`);
    expect(await client.rules(uri)).toEqual([]);
    await client.change(uri, { text: `${directive}\n${cleanReport}` });
    expect(await client.rules(uri)).toEqual(["suppression-unused"]);
    const [action] = await client.actions(uri, undefined);
    await client.apply(action!.edit);
    expect(client.text(uri)).toBe(cleanReport);
  });
});

describe("hover", () => {
  test("on a finding it shows what is found and why, and the rule's name", async () => {
    const client = await startWith(twoFullwidthCells);
    const hover = await client.hover(uri, "３６");
    expect(hover).toMatchObject({ contents: { kind: "markdown" }, range: { start: { character: 9 } } });
    const { value } = hover!.contents as { value: string };
    expect(value.split("\n\n")).toEqual([
      "“行政许可”行“本年处理决定数量”填了“３６”，应为半角的 36。",
      "全角数字在汇总系统和表格软件里读不成数。",
      "全角数字 cell-fullwidth",
    ]);
  });

  test("elsewhere it shows nothing of rules", async () => {
    const client = await startWith(cleanReport);
    expect(JSON.stringify(await client.hover(uri, "行政处罚"))).not.toContain("cell-fullwidth");
  });
});

describe("a project file that is read slowly", () => {
  const project = "memfs:/reports/.disclosure-lint.json";
  const withStandard = JSON.stringify({ standards: ["本省.json"] });

  /** A client that answers for the standard only when it is told to. */
  async function slowly(options: StartOptions) {
    const client = await start({ initializationOptions: { readFile: true }, ...options });
    let answer: () => void = () => {};
    let asked: () => void = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    client.connection.onRequest(readFileMethod, () => {
      asked();
      return new Promise<null>((resolve) => {
        answer = () => resolve(null);
      });
    });
    return { client, isAsked, answer: () => answer() };
  }

  test("and closed meanwhile has nothing published any more", async () => {
    const { client, isAsked, answer } = await slowly({ capabilities: pushed });
    await client.open(project, withStandard, "json");
    await isAsked;
    await client.close(project);
    answer();
    await client.open(uri, wrongTotal);
    expect(await client.published.next()).toMatchObject({ uri: project, diagnostics: [] });
    expect(await client.published.next()).toMatchObject({ uri });
  });

  test("and changed meanwhile keeps its findings at their places", async () => {
    const { client, isAsked, answer } = await slowly({});
    await client.open(project, withStandard, "json");
    const pulled = client.pull(project);
    await isAsked;
    await client.change(project, { text: "\n\n" });
    answer();
    // Of the version that was asked about: an editor asks again for the new one.
    const at = withStandard.indexOf('"本省');
    expect(await pulled).toMatchObject({ items: [{ range: { start: { line: 0, character: at } } }] });
  });
});
