import { spawn } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { rules } from "../../server/src/core/rules/index";
import standard from "../../server/src/core/standard/2021.json";
import { useFolder } from "./runCli";
import { AGENCY, GOOD, report } from "./sample";

const folder = useFolder();
const { put, run } = folder;

/** One wrong total: three requests of which two are counted. */
const WRONG_TOTAL = report({ ...GOOD, newReceived: [2, 0, 0, 0, 0, 0, 3] });
/** A number in full-width digits, which `fix` can write as it should be. */
const WIDE_DIGITS = report({ ...GOOD, newReceived: ["２", 0, 0, 0, 0, 0, 2] });
const NO_REPORT = "# 会议记录\n\n今天讨论了食堂的菜单。\n";

const position = z.int().min(1);
const offset = z.int().min(0);
const fileSchema = z.strictObject({
  path: z.string(),
  // Of the side file with what is ignored nobody asks for it.
  format: z.optional(z.enum(["text", "html", "docx", "pdf", "xlsx"])),
  standard: z.nullable(z.string()),
  year: z.nullable(z.int()),
  agency: z.nullable(z.string()),
  diagnostics: z.array(
    z.strictObject({
      rule: z.string(),
      title: z.string().min(1),
      severity: z.enum(["error", "warning", "info"]),
      message: z.string().min(1),
      why: z.string().min(1),
      line: position,
      column: position,
      endLine: position,
      endColumn: position,
      cell: z.optional(z.string()),
      related: z.optional(
        z.array(
          z.strictObject({ path: z.string(), line: position, column: position, message: z.string().min(1) }),
        ),
      ),
      fixes: z.array(
        z.strictObject({
          title: z.string().min(1),
          safe: z.boolean(),
          edits: z.array(z.strictObject({ start: offset, end: offset, text: z.string() })),
        }),
      ),
    }),
  ),
});
const outputSchema = z.strictObject({
  files: z.array(fileSchema),
  summary: z.strictObject({ files: offset, errors: offset, warnings: offset, infos: offset }),
});

function checkJson(args: readonly string[], input?: string | Uint8Array) {
  const { status, stdout, stderr } = run(["check", "--format", "json", ...args], input);
  return { status, stderr, ...outputSchema.parse(JSON.parse(stdout)) };
}

describe("check --format json", () => {
  test("a report without a fault", () => {
    put("年报.md", report());
    expect(checkJson(["年报.md"])).toEqual({
      status: 0,
      stderr: "",
      files: [
        { path: "年报.md", format: "text", standard: "2021", year: 2022, agency: AGENCY, diagnostics: [] },
      ],
      summary: { files: 1, errors: 0, warnings: 0, infos: 0 },
    });
  });

  test("a wrong total: where it is counts from 1, and the exit status says so", () => {
    put("年报.md", WRONG_TOTAL);
    const { status, files, summary } = checkJson(["年报.md"]);
    expect(status).toBe(1);
    expect(summary.errors).toBe(1);
    const [found] = files[0]!.diagnostics;
    const lines = WRONG_TOTAL.split("\n");
    const line = lines.findIndex((text) => text.includes("本年新收"));
    expect(found).toMatchObject({ severity: "error", cell: "requests.newReceived.total", line: line + 1 });
    expect(lines[line]!.slice(found!.column - 1, found!.endColumn - 1)).toBe("3");
    // The operands are other cells of the same row, or of the same column.
    for (const { path, line, column, message } of found!.related!) {
      expect(path).toBe("年报.md");
      expect(message).toContain(/^\d+/.exec(lines[line - 1]!.slice(column - 1))![0]);
    }
  });

  test("edits are offsets into the text without its byte order mark", () => {
    put("年报.md", `\uFEFF${WIDE_DIGITS}`);
    const [file] = checkJson(["年报.md"]).files;
    const fix = file!.diagnostics.flatMap(({ fixes }) => fixes).find(({ safe }) => safe)!;
    expect(fix.edits.map(({ start, end }) => WIDE_DIGITS.slice(start, end))).toEqual(["２"]);
    expect(fix.edits.map(({ text }) => text)).toEqual(["2"]);
  });

  test("columns are UTF-16 units, after an astral character and with CR LF too", () => {
    const marked = report().replace(`${AGENCY}2022年`, `𠮷${AGENCY}2022`).replaceAll("\n", "\r\n");
    put("年报.md", marked);
    const found = checkJson(["年报.md"]).files[0]!.diagnostics.find(
      ({ rule }) => rule === "title-nonstandard",
    )!;
    const line = marked.split("\r\n")[found.line - 1]!;
    expect(line.slice(found.column - 1, found.endColumn - 1)).toBe("2022");
  });

  test("the same text gives the same in every encoding", () => {
    const { files } = checkJson(["-"], WRONG_TOTAL);
    expect(files[0]!.diagnostics.length).toBeGreaterThan(0);
    expect(checkJson(["-"], Buffer.from(`\uFEFF${WRONG_TOTAL}`, "utf16le")).files).toEqual(files);
  });

  test("a broken run still gives a whole JSON text", () => {
    expect(checkJson(["没有.md"])).toMatchObject({
      status: 2,
      files: [],
      summary: { files: 0, errors: 0, warnings: 0, infos: 0 },
      stderr: "没有.md：没有这个文件或文件夹\n",
    });
  });
});

describe("check, as text", () => {
  test("place, message and rule, the line with the fault marked, and a summary", () => {
    put("年报.md", WRONG_TOTAL);
    const { status, stdout } = run(["check", "年报.md"]);
    expect(status).toBe(1);
    const lines = stdout.split("\n");
    const { id, title } = rules.find(({ id }) => lines[0]!.endsWith(` ${id}`))!;
    expect(lines[0]).toMatch(/^年报\.md:\d+:\d+ 错误 /);
    expect(lines[0]!.endsWith(`  ${title} ${id}`)).toBe(true);
    expect(lines[1]).toContain("本年新收政府信息公开申请数量");
    expect(lines[2]).toMatch(/^ +\^$/);
    expect(lines.at(-2)).toMatch(/^检查了 1 份年报：1 个错误，0 个警告，0 个提示/);
    for (const absent of ["为什么", "参见", "\u001b"]) expect(stdout).not.toContain(absent);
  });

  test("--verbose adds why each is a fault, and the places to compare", () => {
    put("年报.md", WRONG_TOTAL);
    const [file] = checkJson(["年报.md"]).files;
    const { why, related } = file!.diagnostics[0]!;
    const { status, stdout } = run(["check", "--verbose", "年报.md"]);
    expect(status).toBe(1);
    const lines = stdout.split("\n");
    expect(lines[3]).toBe(`    为什么：${why}`);
    expect(lines.filter((line) => line.startsWith("    参见 "))).toEqual(
      related!.map(({ path, line, column, message }) => `    参见 ${path}:${line}:${column} ${message}`),
    );
  });

  test("a finding that does not say why is explained by its rule", () => {
    put("年报.md", WIDE_DIGITS);
    const { why } = rules.find(({ id }) => id === "cell-fullwidth")!;
    expect(run(["check", "--verbose", "年报.md"]).stdout).toContain(`    为什么：${why}\n`);
    expect(checkJson(["年报.md"]).files[0]!.diagnostics.map(({ why }) => why)).toEqual([why]);
  });

  test("a clean report", () => {
    put("年报.md", report());
    expect(run(["check", "年报.md"])).toMatchObject({
      status: 0,
      stdout: "检查了 1 份年报：没有发现。\n",
      stderr: "",
    });
  });

  test("--quiet leaves the lesser findings and the summary out", () => {
    put("年报.md", WIDE_DIGITS);
    expect(run(["check", "年报.md"]).stdout).toContain("cell-fullwidth");
    expect(run(["check", "--quiet", "年报.md"])).toMatchObject({ status: 0, stdout: "" });
    expect(run(["check", "--quiet", "--fail-on", "warning", "年报.md"])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("cell-fullwidth"),
    });
  });
});

describe("exit status", () => {
  test.each([
    ["error", WRONG_TOTAL, 1],
    ["never", WRONG_TOTAL, 0],
    ["error", WIDE_DIGITS, 0],
    ["warning", WIDE_DIGITS, 1],
    ["info", WIDE_DIGITS, 1],
    ["info", report(), 0],
  ])("--fail-on %s", (threshold, text, status) => {
    put("年报.md", text);
    expect(run(["check", "--fail-on", threshold, "年报.md"]).status).toBe(status);
  });

  test("a severity set to off or error counts as such", () => {
    put("年报.md", WIDE_DIGITS);
    expect(run(["check", "--rule", "cell-fullwidth=error", "年报.md"]).status).toBe(1);
    expect(run(["check", "--fail-on", "info", "--rule", "cell-fullwidth=off", "年报.md"]).status).toBe(0);
  });

  test.each([
    [[], "没有给出命令"],
    [["check"], "没有给出文件或文件夹"],
    [["check", "--nonsense", "x"], "没有选项 --nonsense"],
    [["check", "--rule", "row-totl=off", "x"], "没有规则“row-totl”，是否指 row-total"],
    [
      ["check", "--rule", "row-total=fatal", "x"],
      "row-total 的级别应为 error、warning、info、off 之一，实为“fatal”",
    ],
    [["check", "--rule", "row-total", "x"], "应写作 规则=级别"],
    [["check", "--year", "22", "x"], "--year 的值应为 2008 至 2100 的整数，实为“22”"],
    [["check", "--config", "没有.json", "x"], "没有.json：读不了：没有这个文件"],
  ])("%j is wrong use: 2", (args, message) => {
    const { status, stdout, stderr } = run(args);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
  });
});

describe("what is checked", () => {
  test("a folder with what is below it, in a fixed order, without what is hidden or installed", () => {
    for (const name of ["b/年报.html", "a.txt", "c.markdown", "D.HTM"]) put(`报告/${name}`, report());
    for (const name of [".git/x.md", "node_modules/x.md", ".藏/x.md", ".x.md", "x.log"])
      put(`报告/${name}`, report());
    put("报告/会议.md", NO_REPORT);
    const { status, files, stderr } = checkJson(["报告"]);
    expect(files.map(({ path }) => path)).toEqual([
      "报告/D.HTM",
      "报告/a.txt",
      "报告/b/年报.html",
      "报告/c.markdown",
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(run(["check", "报告"]).stdout).toContain("检查了 4 份年报（另有 1 个文件不是年报，没有检查）");
    expect(checkJson(["."]).files[0]!.path).toBe("报告/D.HTM");
  });

  test("a glob", () => {
    put("甲/1.md", report());
    put("甲/乙/2.txt", report());
    put("甲/图.png", Uint8Array.from([0x89, 0x50, 0, 0]));
    expect(checkJson(["甲/**"]).files.map(({ path }) => path)).toEqual(["甲/1.md", "甲/乙/2.txt"]);
    expect(checkJson([`${folder.path("甲")}/*.md`]).files.map(({ path }) => path)).toEqual([
      folder.path("甲/1.md"),
    ]);
    expect(checkJson(["丙/*.md"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("没有可检查的文件"),
    });
  });

  test("a file whose name looks like a glob is taken by its name", () => {
    put("年报[1].md", report());
    expect(checkJson(["年报[1].md"]).files.map(({ path }) => path)).toEqual(["年报[1].md"]);
  });

  test("standard input", () => {
    expect(checkJson(["-"], WRONG_TOTAL).files[0]).toMatchObject({ path: "-", year: 2022 });
    expect(run(["check", "-"], WRONG_TOTAL).stdout).toMatch(/^<stdin>:\d+:\d+ 错误/);
    expect(run(["check", "-"], NO_REPORT)).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringMatching(/^<stdin>：没有检查，不是年报：.+\n$/),
    });
  });

  test("a file reached twice is checked once", () => {
    put("报告/年报.md", report());
    symlinkSync("年报.md", folder.path("报告/又一.md"));
    expect(checkJson(["报告", "报告/年报.md", "报告/*.md"]).files).toHaveLength(1);
  });

  test("folders behind links are left out, so a circle has an end", () => {
    put("报告/年报.md", report());
    symlinkSync("..", folder.path("报告/圈"));
    expect(checkJson(["报告"]).files).toHaveLength(1);
  });

  test("a named file that is no report gets a line; another one is still checked", () => {
    put("会议.md", NO_REPORT);
    put("年报.md", report());
    const { status, files, stderr } = checkJson(["会议.md", "年报.md"]);
    expect(files.map(({ path }) => path)).toEqual(["年报.md"]);
    expect(stderr).toMatch(/^会议\.md：没有检查，不是年报：.+\n$/);
    expect(status).toBe(0);
    expect(checkJson(["会议.md"]).status).toBe(2);
  });

  test("--assume-report checks what does not look like one", () => {
    put("会议.md", NO_REPORT);
    expect(checkJson(["--assume-report", "--year", "2022", "会议.md"]).files).toHaveLength(1);
  });

  test("a missing file, a binary file and a folder without reports: a line each, and the others go on", () => {
    put("图.md", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]));
    put("空/会议.md", NO_REPORT);
    mkdirSync(folder.path("全空"));
    put("年报.md", WRONG_TOTAL);
    const { status, files, stderr } = checkJson(["没有.md", "图.md", "空", "全空", "年报.md"]);
    expect(files.map(({ path }) => path)).toEqual(["年报.md"]);
    expect(stderr.split("\n")).toEqual([
      "没有.md：没有这个文件或文件夹",
      "图.md：是图片，读不了；请用原来的 Word 文件，或者先做文字识别（OCR）",
      "空：没有年报，看过的 1 个文件都不是",
      "全空：没有可检查的文件（.docx .docm .pdf .xlsx .md .markdown .txt .html .htm）",
      "",
    ]);
    expect(status).toBe(2);
  });

  test("a path of no letters, as scripts make it of a variable that is not set", () => {
    expect(run(["check", ""])).toMatchObject({ status: 2, stderr: "“”：没有这个文件或文件夹\n" });
  });

  test("a device is not read", () => {
    expect(run(["check", "/dev/zero"])).toMatchObject({ status: 2, stderr: "/dev/zero：不是普通文件\n" });
  });

  test("a link that leads back to itself, and one that leads nowhere", () => {
    symlinkSync("环.md", folder.path("环.md"));
    symlinkSync("没有.md", folder.path("断.md"));
    expect(run(["check", "环.md", "断.md"])).toMatchObject({
      status: 2,
      stderr: "环.md：符号链接成环\n断.md：符号链接指向的文件不存在\n",
    });
  });

  test("a name with control characters cannot disturb the terminal", () => {
    put("坏\u001b[31m.md", NO_REPORT);
    expect(run(["check", "坏\u001b[31m.md"]).stderr).not.toContain("\u001b");
  });
});

describe("settings", () => {
  test("a settings file, and an option that goes before it", () => {
    put("年报.md", WIDE_DIGITS);
    put("设置.json", JSON.stringify({ rules: { "cell-fullwidth": "error" } }));
    expect(run(["check", "--config", "设置.json", "年报.md"]).status).toBe(1);
    expect(run(["check", "--config", "设置.json", "--rule", "cell-fullwidth=info", "年报.md"]).status).toBe(
      0,
    );
  });

  test.each([
    ['{"rules": {"row-total": "fatal"}}', /^设置\.json:1:25：rules\.row-total：应为 .*error/],
    ['{"year": "今年"}', /^设置\.json:1:10：year：应为/],
    ["[]", /^设置\.json:1:1：应为对象/],
    ['{"year": 2022,}', /^设置\.json:1:15：不是有效的 JSON：错在第 1 行第 15 列的“}”/],
  ])("%s is refused with its place", (content, message) => {
    put("年报.md", report());
    put("设置.json", content);
    expect(run(["check", "--config", "设置.json", "年报.md"])).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringMatching(message),
    });
  });

  test("what a settings file says in vain is named, and no error", () => {
    put("年报.md", report());
    put("设置.json", JSON.stringify({ rule: {}, rules: { "row-totl": "off" } }));
    expect(run(["check", "--config", "设置.json", "年报.md"])).toMatchObject({
      status: 0,
      stderr:
        "设置.json:1:2：没有设置“rule”，这一项不起作用。\n设置.json:1:21：没有规则“row-totl”，这一项不起作用，可能是指“row-total”。\n",
    });
  });

  test("an own standard goes before the built-in ones", () => {
    put("年报.md", report());
    put("省.json", JSON.stringify({ ...standard, id: "某省" }));
    expect(checkJson(["--standard", "省.json", "年报.md"]).files[0]!.standard).toBe("某省");
  });

  test("a wrong standard is refused with its place", () => {
    put("年报.md", report());
    const sections = standard.sections.map((section, index) =>
      index === 2 ? { ...section, title: 3 } : section,
    );
    put("省.json", JSON.stringify({ ...standard, sections }));
    const { status, stderr } = run(["check", "--standard", "省.json", "年报.md"]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^省\.json：.*sections.*2.*title/);
    expect(stderr).not.toContain("standards");
  });
});

test("a reader that goes away ends the run quietly", async () => {
  for (let index = 0; index < 50; index++) put(`报告/${index}.md`, WRONG_TOTAL);
  const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
  const child = spawn(process.execPath, [cli, "check", "--format", "json", folder.path("报告")]);
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  child.stdout.once("data", () => child.stdout.destroy());
  const status = await new Promise((resolve) => child.on("close", resolve));
  expect(stderr).toBe("");
  expect([0, 1]).toContain(status);
});

test("--version, --help", () => {
  expect(run(["--version"])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  expect(run(["--help"])).toMatchObject({ status: 0, stdout: expect.stringContaining("用法"), stderr: "" });
  expect(run(["check", "--help"])).toMatchObject({ status: 0, stdout: expect.stringContaining("--fail-on") });
});
