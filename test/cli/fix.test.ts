import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { encode } from "../../server/src/core/source/text/encode";
import { useFolder } from "./runCli";
import { GOOD, report } from "./sample";

const folder = useFolder();
const { get, put, run } = folder;

/** One safe fix away from {@link report}. */
const FIXABLE = report({ ...GOOD, newReceived: ["２", 0, 0, 0, 0, 0, 2] });
const FIXED = report();
/** An error that only a person can put right. */
const WRONG_TOTAL = report({ ...GOOD, newReceived: [2, 0, 0, 0, 0, 0, 3] });

describe("fix", () => {
  test("writes the safe fixes and says so", () => {
    put("甲.md", FIXABLE);
    put("乙.md", FIXED);
    expect(run(["fix", "甲.md", "乙.md"])).toMatchObject({
      status: 0,
      stdout: "甲.md：修正了 1 处\n2 份年报，修正了 1 份，共 1 处。\n",
      stderr: "",
    });
    expect(get("甲.md")).toBe(FIXED);
    expect(get("乙.md")).toBe(FIXED);
    expect(readdirSync(folder.path(".")).sort()).toEqual(["乙.md", "甲.md"].sort());
  });

  test("a second time there is nothing left, and the file is not touched", () => {
    const path = put("甲.md", FIXABLE);
    run(["fix", "甲.md"]);
    const { mtimeMs, ino } = statSync(path);
    expect(run(["fix", "甲.md"]).stdout).toBe("1 份年报，没有可修正之处。\n");
    expect(statSync(path)).toMatchObject({ mtimeMs, ino });
  });

  test("leaves what a person must judge, and the exit status says so", () => {
    put("甲.md", WRONG_TOTAL);
    expect(run(["fix", "甲.md"])).toMatchObject({
      status: 1,
      stdout: "1 份年报，没有可修正之处；仍有 1 个错误，0 个警告，0 个提示。\n",
    });
    expect(get("甲.md")).toBe(WRONG_TOTAL);
    expect(run(["fix", "--fail-on", "never", "甲.md"]).status).toBe(0);
  });

  test("--unsafe applies that too", () => {
    put("甲.md", WRONG_TOTAL);
    expect(run(["fix", "--unsafe", "甲.md"]).status).toBe(0);
    expect(get("甲.md")).toBe(FIXED);
  });

  test.each([
    ["UTF-8 with a mark and CR LF", (text: string) => Buffer.from(`\uFEFF${text.replaceAll("\n", "\r\n")}`)],
    ["UTF-16 LE", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["UTF-16 BE", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
    ["GB18030", (text: string) => Buffer.from(encode(text, { name: "gb18030", bom: false })!)],
    [
      "GB18030 with characters of four bytes",
      (text: string) => Buffer.from(encode(`${text}㐀𠮷`, { name: "gb18030", bom: false })!),
    ],
    ["no line end at the end", (text: string) => Buffer.from(text.trimEnd())],
  ])("keeps %s", (_, write) => {
    const path = put("甲.md", write(FIXABLE));
    chmodSync(path, 0o640);
    run(["fix", "甲.md"]);
    expect(readFileSync(path)).toEqual(write(FIXED));
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test("--dry-run shows a diff and writes nothing", () => {
    const path = put("报告/甲.md", FIXABLE);
    const before = statSync(path);
    const { status, stdout, stderr } = run(["fix", "--dry-run", "报告"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^--- 报告\/甲\.md\n\+\+\+ 报告\/甲\.md\n@@ -\d+,7 \+\d+,7 @@\n/);
    expect(stdout.split("\n").filter((line) => /^[-+]\|/.test(line))).toEqual([
      expect.stringMatching(/^-.*本年新收.*２/),
      expect.stringMatching(/^\+.*本年新收.*2 /),
    ]);
    expect(stderr).toBe("1 份年报，将修正 1 份，共 1 处。\n");
    expect(get("报告/甲.md")).toBe(FIXABLE);
    expect(statSync(path).mtimeMs).toBe(before.mtimeMs);
    expect(readdirSync(folder.path("报告"))).toEqual(["甲.md"]);
  });

  test("from standard input to standard output, in the same encoding", () => {
    const gbk = encode(FIXABLE, { name: "gb18030", bom: false })!;
    const { status, bytes, stderr } = run(["fix", "-"], gbk);
    expect(status).toBe(0);
    expect(bytes).toEqual(Buffer.from(encode(FIXED, { name: "gb18030", bom: false })!));
    expect(stderr).toBe("1 份年报，修正了 1 份，共 1 处。\n");
  });

  test("what is no report comes out of the filter as it went in", () => {
    expect(run(["fix", "-"], "会议记录\n")).toMatchObject({ status: 2, stdout: "会议记录\n" });
    const binary = Buffer.from([0, 1, 2, 0xff]);
    expect(run(["fix", "-"], binary)).toMatchObject({ status: 2, bytes: binary });
  });

  test("standard input goes alone", () => {
    expect(run(["fix", "-", "甲.md"], FIXABLE)).toMatchObject({ status: 2, stdout: "" });
  });

  test("a link out of the given folder is not written through", () => {
    put("外/真.md", FIXABLE);
    mkdirSync(folder.path("里"));
    symlinkSync("../外/真.md", folder.path("里/链接.md"));
    for (const argument of ["里", "里/链接.md"]) {
      const { status, stderr } = run(["fix", argument]);
      expect(status).toBe(2);
      expect(stderr).toMatch(/^里\/链接\.md：没有写：符号链接指向给定文件夹以外的/);
    }
    expect(get("外/真.md")).toBe(FIXABLE);
    expect(lstatSync(folder.path("里/链接.md")).isSymbolicLink()).toBe(true);
  });

  test("a given folder may itself be behind a link", () => {
    put("真/甲.md", FIXABLE);
    symlinkSync("真", folder.path("链接"));
    expect(run(["fix", "链接"]).status).toBe(0);
    expect(get("真/甲.md")).toBe(FIXED);
  });

  test("a read-only file is left alone, the others are mended", () => {
    chmodSync(put("甲.md", FIXABLE), 0o444);
    put("乙.md", FIXABLE);
    expect(run(["fix", "甲.md", "乙.md"])).toMatchObject({
      status: 2,
      stderr: "甲.md：没有写：文件是只读的\n",
    });
    expect(get("甲.md")).toBe(FIXABLE);
    expect(get("乙.md")).toBe(FIXED);
  });
});
