import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contents, PERMISSIONS, PIPES, runSpoiled, runWith, testWith, WITHOUT_RIGHTS } from "./faults";
import { useFolder } from "./runCli";
import { GOOD, report } from "./sample";

const folder = useFolder();
const { get, put, path } = folder;

const GOOD_REPORT = report();
/** One safe fix away from it. */
const FIXABLE = report({ ...GOOD, newReceived: ["２", 0, 0, 0, 0, 0, 2] });
const MB = 1024 * 1024;
const ONE_CLEAN = "检查了 1 份年报：没有发现。\n";

const check = (...args: string[]) => runWith(path("."), ["check", ...args]);

/** A file of a size that takes no space. */
function putSized(name: string, size: number): void {
  put(name, "");
  truncateSync(path(name), size);
}

describe("what is no text is told in one line, and the rest is checked", () => {
  const NO_TEXT = "不是文本文件（应为 UTF-8、GB18030 或带标记的 UTF-16）";
  const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");
  const TOO_LARGE = "文件过大，超过 16 MB";
  test.each<[string, Buffer | number, string]>([
    ["bytes of no encoding", Buffer.from([0xff, 0xff, 0x80, 0x20]), NO_TEXT],
    ["a mark of UTF-8 before what is none", Buffer.from([0xef, 0xbb, 0xbf, 0xd5, 0xfe]), NO_TEXT],
    ["GB18030 cut in a character", Buffer.from([0xd5, 0xfe, 0xb8]), NO_TEXT],
    ["UTF-16 cut in a unit", utf16(GOOD_REPORT).subarray(0, 1001), NO_TEXT],
    ["UTF-16 with half a pair", Buffer.concat([utf16("政府"), Buffer.from([0x00, 0xd8, 0x41, 0])]), NO_TEXT],
    ["UTF-16 without a mark", utf16(GOOD_REPORT).subarray(2), NO_TEXT],
    ["zeros", 4096, NO_TEXT],
    ["exactly as much as is read", 16 * MB, NO_TEXT],
    ["one byte more", 16 * MB + 1, TOO_LARGE],
    ["far more than fits in memory", 1024 * 1024 * MB, TOO_LARGE],
  ])("%s", (_, content, reason) => {
    if (typeof content === "number") putSized("报告/坏.md", content);
    else put("报告/坏.md", content);
    put("报告/甲.md", GOOD_REPORT);
    const expected = { status: 2, stdout: ONE_CLEAN, stderr: `报告/坏.md：${reason}\n` };
    expect(check("报告")).toMatchObject(expected);
    expect(check("报告/坏.md", "报告/甲.md")).toMatchObject(expected);
  });

  test("an empty file is no report, and no fault of its folder", () => {
    put("报告/空.md", "");
    put("报告/甲.md", GOOD_REPORT);
    expect(check("报告")).toMatchObject({ status: 0, stderr: "" });
    expect(check("报告/空.md")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^报告\/空\.md：没有检查，不是年报：.+\n$/),
    });
  });

  test("standard input is bounded as well", () => {
    const endless = ["sh", "-c", 'yes | "$@"', "sh"];
    expect(runWith(path("."), ["check", "-"], { prefix: endless })).toMatchObject({
      status: 2,
      stderr: `<stdin>：${TOO_LARGE}\n`,
    });
  });

  test("a folder as standard input", () => {
    const prefix = ["sh", "-c", 'exec "$@" < .', "sh"];
    expect(runWith(path("."), ["check", "-"], { prefix })).toMatchObject({
      status: 2,
      stderr: "<stdin>：这是文件夹，不是文件\n",
    });
  });

  test("no standard input at all", () => {
    const prefix = ["sh", "-c", 'exec "$@" <&-', "sh"];
    expect(runWith(path("."), ["check", "-"], { prefix })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^<stdin>：没有检查，不是年报：.+\n$/),
    });
  });
});

describe("what is no file", () => {
  test("a folder with a report's name is a folder", () => {
    const name = "某局政府信息公开工作年度报告.txt";
    put(`报告/${name}/甲.md`, GOOD_REPORT);
    for (const argument of ["报告", `报告/${name}`])
      expect(check(argument)).toMatchObject({ status: 0, stdout: ONE_CLEAN, stderr: "" });
    expect(check("报告/*.txt")).toMatchObject({
      status: 2,
      stderr: "报告/*.txt：没有可检查的文件（.docx .docm .pdf .xlsx .md .markdown .txt .html .htm）\n",
    });
    expect(runWith(path("."), ["init", `报告/${name}`])).toMatchObject({
      status: 2,
      stderr: `报告/${name}：已有这个文件，没有改动。\n`,
    });
  });

  test.runIf(process.platform === "linux").each(["/dev/zero", "/dev/random", "/dev/tty"])(
    "%s is not read, by its name or behind a link",
    (device) => {
      symlinkSync(device, path("链.md"));
      expect(check(device, "链.md")).toMatchObject({
        status: 2,
        stderr: `${device}：不是普通文件\n链.md：不是普通文件\n`,
      });
      put("报告/甲.md", GOOD_REPORT);
      symlinkSync(device, path("报告/链.md"));
      expect(check("报告")).toMatchObject({ status: 0, stdout: ONE_CLEAN, stderr: "" });
    },
  );

  testWith(PIPES)("a pipe in a folder is passed over, behind a link too: nobody waits for it", () => {
    put("报告/甲.md", GOOD_REPORT);
    execFileSync("mkfifo", [path("报告/管.md"), path("管")]);
    symlinkSync("../管", path("报告/链.md"));
    for (const argument of ["报告", "报告/*"])
      expect(check(argument)).toMatchObject({ status: 0, stdout: ONE_CLEAN, stderr: "" });
    expect(runWith(path("."), ["init", "--year", "2023", "报告/新.md"])).toMatchObject({ status: 0 });
  });

  testWith(PIPES)("a pipe that is named is read; fix cannot write to it", () => {
    put("甲", FIXABLE);
    const piped = ["sh", "-c", 'mkfifo 管.md; cat 甲 > 管.md & "$@"', "sh"];
    expect(runWith(path("."), ["fix", "管.md"], { prefix: piped })).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "管.md：没有写：不是普通文件\n",
    });
    expect(get("甲")).toBe(FIXABLE);
  });

  testWith(PIPES)("a pipe that never ends is left", () => {
    const piped = ["sh", "-c", 'mkfifo 管.md; yes > 管.md 2> /dev/null & "$@"', "sh"];
    expect(runWith(path("."), ["check", "管.md"], { prefix: piped })).toMatchObject({
      status: 2,
      stderr: "管.md：文件过大，超过 16 MB\n",
    });
  });

  test.skipIf(process.platform === "win32")("a socket", async () => {
    // The path of a socket may only have some 100 bytes.
    const short = mkdtempSync(join(tmpdir(), "d-"));
    const server = createServer().listen(join(short, "s.md"));
    await once(server, "listening");
    const { status, stderr } = runWith(short, ["check", "s.md"]);
    server.close();
    rmSync(short, { recursive: true, force: true });
    expect({ status, stderr }).toEqual({ status: 2, stderr: "s.md：不是普通文件\n" });
  });
});

describe("links", () => {
  test("those that lead nowhere or in a circle cost themselves only", () => {
    put("报告/甲.md", GOOD_REPORT);
    symlinkSync("没有.md", path("报告/断.md"));
    symlinkSync("乙环.md", path("报告/环.md"));
    symlinkSync("环.md", path("报告/乙环.md"));
    symlinkSync(".", path("报告/圈"));
    const lines = [
      "报告/乙环.md：读不了：符号链接成环",
      "报告/断.md：读不了：符号链接指向的文件不存在",
      "报告/环.md：读不了：符号链接成环",
    ];
    for (const argument of ["报告", "报告/*.md"]) {
      const { status, stdout, stderr } = check(argument);
      expect(stderr.trimEnd().split("\n").sort()).toEqual(lines.sort());
      expect({ status, stdout }).toEqual({ status: 2, stdout: ONE_CLEAN });
    }
  });

  test("to files are followed, in a folder and in a pattern", () => {
    put("里/真.md", GOOD_REPORT);
    mkdirSync(path("报告"));
    symlinkSync("../里/真.md", path("报告/链.md"));
    for (const argument of ["报告", "报告/*.md", "*/链.md", path("报告/*")])
      expect(check(argument)).toMatchObject({ status: 0, stdout: ONE_CLEAN, stderr: "" });
  });

  test("init makes no file behind a link", () => {
    mkdirSync(path("外"));
    symlinkSync("外/没有.md", path("新.md"));
    expect(runWith(path("."), ["init", "新.md"])).toMatchObject({
      status: 2,
      stderr: "新.md：已有这个文件，没有改动。\n",
    });
    expect(contents(path("外"))).toEqual({});
  });
});

describe("what may not be read is told, and the rest is checked", () => {
  testWith(PERMISSIONS)("a file, a folder, a folder whose files cannot be reached", () => {
    for (const name of ["甲.md", "乙.md", "关/丙.md", "半/丁.md"]) put(`报告/${name}`, GOOD_REPORT);
    chmodSync(path("报告/乙.md"), 0);
    chmodSync(path("报告/关"), 0);
    chmodSync(path("报告/半"), 0o444);
    for (const argument of ["报告", "报告/**/*.md"]) {
      const run = runWith(path("."), ["check", argument], { prefix: WITHOUT_RIGHTS });
      expect(run.stderr.trimEnd().split("\n").sort()).toEqual(
        [
          "报告/乙.md：读不了：没有权限",
          "报告/关：读不了文件夹：没有权限",
          "报告/半/丁.md：读不了：没有权限",
        ].sort(),
      );
      expect(run).toMatchObject({ status: 2, stdout: ONE_CLEAN });
    }
    chmodSync(path("报告/关"), 0o755);
    chmodSync(path("报告/半"), 0o755);
  });

  testWith(PERMISSIONS)("a folder that is named", () => {
    mkdirSync(path("关"), { mode: 0 });
    expect(runWith(path("."), ["check", "关", "关/甲.md"], { prefix: WITHOUT_RIGHTS })).toMatchObject({
      status: 2,
      stderr: "关：读不了文件夹：没有权限\n关/甲.md：没有权限\n",
    });
  });

  testWith(PERMISSIONS)("settings that an option names", () => {
    put("甲.md", GOOD_REPORT);
    chmodSync(put("设置.json", "{}"), 0);
    for (const option of ["--config", "--standard"])
      expect(
        runWith(path("."), ["check", option, "设置.json", "甲.md"], { prefix: WITHOUT_RIGHTS }),
      ).toMatchObject({ status: 2, stdout: "", stderr: "设置.json：读不了：没有权限\n" });
  });

  test("names and paths that are too long", () => {
    const name = `${"长".repeat(100)}.md`;
    const deep = `${"a/".repeat(3000)}b.md`;
    const { status, stderr } = check(name, deep);
    expect(stderr).toBe(`${name}：路径过长\n${deep}：路径过长\n`);
    expect(status).toBe(2);
    expect(runWith(path("."), ["init", name]).stderr).toBe(`${name}：写不了：路径过长。\n`);
  });

  test("a draft's name is not too long where the file's is not", () => {
    const name = `${"长".repeat(83)}.md`;
    put(name, FIXABLE);
    expect(runWith(path("."), ["fix", name]).status).toBe(0);
    expect(get(name)).toBe(GOOD_REPORT);
    expect(Object.keys(contents(path(".")))).toEqual([name]);
  });

  test("a path that leads through a file", () => {
    put("甲.md", GOOD_REPORT);
    expect(check("甲.md/乙.md")).toMatchObject({
      status: 2,
      stderr: "甲.md/乙.md：没有这个文件或文件夹\n",
    });
  });

  test.runIf(process.platform === "linux")("a name that is no UTF-8", () => {
    put("报告/甲.md", GOOD_REPORT);
    writeFileSync(
      Buffer.concat([Buffer.from(path("报告/")), Buffer.from([0xc4, 0xea, 0xb1, 0xa8]), Buffer.from(".md")]),
      GOOD_REPORT,
    );
    expect(check("报告")).toMatchObject({
      status: 2,
      stdout: ONE_CLEAN,
      stderr: expect.stringMatching(
        /^报告\/.*\uFFFD.*\.md：读不了：文件名不是 UTF-8 编码，打不开；请先改名\n$/,
      ),
    });
  });
});

/** Does something once a folder has been listed. */
const afterListing = (action: string) => `
  const list = fs.readdirSync;
  fs.readdirSync = (path, ...more) => {
    const entries = list(path, ...more);
    if (path === "报告") { ${action} }
    return entries;
  };`;

describe("what comes between listing and reading costs one file", () => {
  test.each([
    ["removed", "", "读不了：没有这个文件或文件夹"],
    ["replaced by a folder", 'fs.mkdirSync("报告/乙.md")', "这是文件夹，不是文件"],
    ["replaced by a link to a device", 'fs.symlinkSync("/dev/zero", "报告/乙.md")', "不是普通文件"],
    [
      "replaced by a link that leads nowhere",
      'fs.symlinkSync("x", "报告/乙.md")',
      "读不了：符号链接指向的文件不存在",
    ],
  ])("%s", (_, action, reason) => {
    for (const name of ["乙.md", "甲.md"]) put(`报告/${name}`, FIXABLE);
    const spoil = afterListing(`fs.unlinkSync("报告/乙.md"); ${action}`);
    expect(runSpoiled(path("."), spoil, ["fix", "报告"])).toMatchObject({
      status: 2,
      stdout: "报告/甲.md：修正了 1 处\n1 份年报，修正了 1 份，共 1 处。\n",
      stderr: `报告/乙.md：${reason}\n`,
    });
    expect(get("报告/甲.md")).toBe(GOOD_REPORT);
  });

  testWith(PIPES)("replaced by a pipe that nobody writes to", () => {
    for (const name of ["乙.md", "甲.md"]) put(`报告/${name}`, GOOD_REPORT);
    const swap = `fs.unlinkSync("报告/乙.md"); require("node:child_process").execFileSync("mkfifo", ["报告/乙.md"]);`;
    expect(runSpoiled(path("."), afterListing(swap), ["check", "报告"])).toMatchObject({
      status: 2,
      stdout: ONE_CLEAN,
      stderr: "报告/乙.md：不是普通文件\n",
    });
    put("报告/丙.md", GOOD_REPORT);
    // In the very moment between looking at the file and opening it.
    const spoil = `
      const files = require("node:fs/promises");
      const look = files.stat;
      files.stat = async (path, ...more) => {
        const stat = await look(path, ...more);
        if (path === "报告/丙.md") {
          fs.unlinkSync(path);
          require("node:child_process").execFileSync("mkfifo", [path]);
        }
        return stat;
      };`;
    expect(runSpoiled(path("."), spoil, ["check", "报告/丙.md"])).toMatchObject({ status: 2, signal: null });
  });

  test("grown beyond the bound while it is read", () => {
    put("报告/乙.md", GOOD_REPORT);
    put("报告/甲.md", GOOD_REPORT);
    const spoil = `
      const files = require("node:fs/promises");
      const open = files.open;
      files.open = async (path, ...more) => {
        const file = await open(path, ...more);
        if (!path.endsWith("乙.md")) return file;
        const look = file.stat.bind(file);
        file.stat = async () => {
          const stat = await look();
          fs.appendFileSync(path, " ".repeat(${16 * MB}));
          return stat;
        };
        return file;
      };`;
    expect(runSpoiled(path("."), spoil, ["check", "报告"])).toMatchObject({
      status: 2,
      stdout: ONE_CLEAN,
      stderr: "报告/乙.md：文件过大，超过 16 MB\n",
    });
  });
});
