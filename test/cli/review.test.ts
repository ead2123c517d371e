import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { docxFaults } from "../source/docxFaults";
import { makeDocx } from "../source/makeDocx";
import { commentsIn, mainXml } from "../source/revisions";
import { useFolder } from "./runCli";
import { GOOD, report } from "./sample";

const folder = useFolder();
const { path, put, run } = folder;

/** Two findings: a safe fix for one, a choice for the other. */
const WRONG = report({ ...GOOD, newReceived: ["２", 0, 0, 0, 0, 0, 3] });
const docx = (text = WRONG) => makeDocx(text);
const read = (name: string) => new Uint8Array(readFileSync(path(name)));

describe("review", () => {
  test("writes a copy with comments and tracked changes, and leaves the report alone", () => {
    const given = docx();
    put("年报.docx", given);
    expect(run(["review", "年报.docx", "--output", "批注稿.docx"])).toMatchObject({
      status: 0,
      stdout: "",
      stderr: "已写好 批注稿.docx：2 条批注，其中 1 处已用修订改好。\n",
    });
    expect(read("年报.docx")).toEqual(given);
    const copy = read("批注稿.docx");
    expect(docxFaults(copy)).toEqual([]);
    expect([...commentsIn(copy).values()].map(({ author, lines }) => `${author} ${lines.length}`)).toEqual([
      "年报检查 4",
      "年报检查 5",
    ]);
    expect(mainXml(copy)).toMatch(
      /<w:ins [^>]*w:author="年报检查" w:date="20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ"/,
    );
    expect(run(["text", "批注稿.docx"]).stdout).toContain("| 一、本年新收政府信息公开申请数量 | 2 |");
  });

  test("--author signs, --unsafe writes what a person must judge as well", () => {
    put("年报.docx", docx());
    expect(run(["review", "年报.docx", "--author", "王五", "--unsafe", "--output", "稿.docx"])).toMatchObject(
      {
        status: 0,
        stderr: "已写好 稿.docx：2 条批注，其中 2 处已写成修订，请逐处核对。\n",
      },
    );
    expect([...commentsIn(read("稿.docx")).values()].map(({ author }) => author)).toEqual(["王五", "王五"]);
    expect(run(["check", "稿.docx"]).status).toBe(0);
  });

  test("settings and what is to be left alone count as for check", () => {
    put("年报.docx", docx());
    put(".disclosure-lint.json", JSON.stringify({ rules: { "cell-fullwidth": "info" } }));
    run(["review", "年报.docx", "--output", "甲.docx"]);
    const first = (name: string) =>
      [...commentsIn(read(name)).values()].map(({ lines }) => lines[0]!.slice(0, 3));
    expect(first("甲.docx")).toEqual(["提示：", "错误："]);
    const entry = {
      file: "年报.docx",
      rule: "cell-fullwidth",
      cell: "requests.newReceived.naturalPerson",
      text: "2",
    };
    put(".disclosure-lint-ignore.json", JSON.stringify({ ignored: [{ ...entry, reason: "原件如此" }] }));
    run(["review", "年报.docx", "--output", "乙.docx"]);
    expect(first("乙.docx")).toEqual(["错误："]);
    run(["review", "年报.docx", "--no-ignore", "--rule", "cell-fullwidth=error", "--output", "丙.docx"]);
    expect(first("丙.docx")).toEqual(["错误：", "错误："]);
  });

  test("of a report without a finding it is the report, and that is said", () => {
    const given = docx(report());
    put("年报.docx", given);
    expect(run(["review", "年报.docx", "--output", "稿.docx"])).toMatchObject({
      status: 0,
      stderr: "已写好 稿.docx：没有发现，与原文件相同。\n",
    });
    expect(read("稿.docx")).toEqual(given);
  });

  test("a copy is reviewed again, its comments stay", () => {
    put("年报.docx", docx());
    run(["review", "年报.docx", "--output", "一.docx"]);
    expect(run(["review", "一.docx", "--author", "李四", "--output", "二.docx"]).status).toBe(0);
    const authors = [...commentsIn(read("二.docx")).values()].map(({ author }) => author);
    expect(authors).toEqual(["年报检查", "年报检查", "李四"]);
    expect(docxFaults(read("二.docx"))).toEqual([]);
  });

  test.each([
    ["the report itself", "年报.docx"],
    ["another file", "别的.docx"],
    ["a link, even to nothing", "链接.docx"],
  ])("never writes over %s", (_, output) => {
    const given = docx();
    put("年报.docx", given);
    put("别的.docx", "别的");
    symlinkSync(path("没有.docx"), path("链接.docx"));
    expect(run(["review", "年报.docx", "--output", output])).toMatchObject({
      status: 2,
      stderr: `年报.docx：没有写：已有 ${output}，请换一个文件名\n`,
    });
    expect(read("年报.docx")).toEqual(given);
    expect(read("别的.docx")).toEqual(new Uint8Array(Buffer.from("别的")));
    expect(existsSync(path("没有.docx"))).toBe(false);
  });

  test("a folder that is not there is not made", () => {
    put("年报.docx", docx());
    expect(run(["review", "年报.docx", "--output", "没有/稿.docx"])).toMatchObject({
      status: 2,
      stderr: "年报.docx：写不了 没有/稿.docx：没有这个文件或文件夹\n",
    });
  });

  test.each<[string, string[], RegExp]>([
    ["without --output", ["年报.docx"], /^没有说批注稿写到哪里：请给出 --output 文件\.docx/],
    ["two reports", ["年报.docx", "年报.docx", "--output", "稿.docx"], /^review 一次只做一份批注稿。/],
    ["to standard output", ["年报.docx", "--output=-"], /^批注稿是 Word 文件，不写到标准输出/],
    [
      "to another kind of file",
      ["年报.docx", "--output", "稿.pdf"],
      /^批注稿是 Word 文件，文件名要以 \.docx 结尾/,
    ],
    ["to a kind that Word would not open", ["年报.docx", "--output", "稿.docm"], /也要以 \.docx 结尾/],
    [
      "of a text",
      ["年报.md", "--output", "稿.docx"],
      /^年报\.md：是文本，加不了批注.*disclosure-lint convert 年报\.md/,
    ],
    ["of what is no report", ["别的.docx", "--output", "稿.docx"], /^别的\.docx：没有检查，不是年报/],
    ["of what is not there", ["没有.docx", "--output", "稿.docx"], /^没有\.docx：没有这个文件/],
  ])("is refused %s, and nothing is written", (_, args, message) => {
    put("年报.docx", docx());
    put("年报.md", WRONG);
    put("别的.docx", docx("会议通知\n明天开会。\n"));
    const { status, stderr } = run(["review", ...args]);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(existsSync(path("稿.docx"))).toBe(false);
  });

  test("of a folder it takes the one report, and refuses a second", () => {
    put("夹/甲.docx", docx());
    expect(run(["review", "夹", "--output", "稿.docx"]).status).toBe(0);
    put("夹/乙.docx", docx());
    expect(run(["review", "夹", "--output", "稿2.docx"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("review 一次只做一份"),
    });
  });

  test("of standard input", () => {
    expect(run(["review", "-", "--output", "稿.docx"], docx()).status).toBe(0);
    expect(commentsIn(read("稿.docx")).size).toBe(2);
  });
});
