import { describe, expect, test } from "vitest";
import { parseArguments } from "../../server/src/cli/arguments/args";
import { UsageError } from "../../server/src/cli/terminal/errors";
import { displayWidth } from "../../server/src/core/text/width";
import { describeJsonError } from "../../server/src/project/json";

function parse(...argv: string[]) {
  const request = parseArguments(argv);
  if (request.kind !== "run") throw new Error(request.kind);
  return request.arguments;
}

describe("parseArguments", () => {
  test("options may stand anywhere, with = or without, and -- ends them", () => {
    const args = parse(
      "check",
      "甲.md",
      "--format=json",
      "--rule",
      "a=off",
      "--rule",
      "b=info",
      "--",
      "--quiet",
    );
    expect(args.command).toBe("check");
    expect(args.positionals).toEqual(["甲.md", "--quiet"]);
    expect(args.value("format")).toBe("json");
    expect(args.values("rule")).toEqual(["a=off", "b=info"]);
    expect(args.flag("quiet")).toBe(false);
  });

  test("- is a path", () => {
    expect(parse("check", "-").positionals).toEqual(["-"]);
  });

  test.each([
    [["check", "--help"], /用法：disclosure-lint check/],
    [["check", "-h", "x"], /用法：disclosure-lint check/],
    [["help", "fix"], /用法：disclosure-lint fix/],
    [["--help"], /用法：.*check.*fix.*extract.*rules.*退出码/s],
  ])("%j shows help", (argv, text) => {
    expect(parseArguments(argv)).toEqual({ kind: "help", text: expect.stringMatching(text) });
  });

  test("a command's help has the exit statuses that it can end with", () => {
    const statuses = (command: string) => {
      const { text } = parseArguments([command, "--help"]) as { text: string };
      const [, list] = text.split("退出码：\n");
      return [...list!.matchAll(/^ {2}(\d)/gm)].map((line) => line[1]);
    };
    for (const command of ["check", "fix"]) expect(statuses(command)).toEqual(["0", "1", "2"]);
    for (const command of ["init", "extract", "text", "rules"]) expect(statuses(command)).toEqual(["0", "2"]);
  });

  test.each(["help", "check", "fix", "extract", "text", "review", "convert", "init", "rules"])(
    "the help of %s fits a window of 100 columns",
    (command) => {
      const { text } = parseArguments(command === "help" ? ["help"] : [command, "--help"]) as {
        text: string;
      };
      expect(text.split("\n").filter((line) => displayWidth(line) > 100)).toEqual([]);
      expect(text).not.toMatch(/undefined|\n\n\n/);
    },
  );

  test.each([
    [[], /没有给出命令/],
    [["chek"], /没有命令“chek”/],
    [["check", "--formt", "json"], /check 没有选项 --formt/],
    [["check", "-x"], /没有选项 -x/],
    [["rules", "--fail-on", "error"], /rules 没有选项 --fail-on/],
    [["check", "--format", "xml"], /--format 的值应为 text、json 之一，实为“xml”/],
    [["check", "--config", "--quiet"], /--config 后面缺少值/],
    [["check", "--config"], /--config 后面缺少值/],
    [["check", "--config="], /--config 后面缺少值/],
    [["check", "--quiet=yes"], /--quiet 不带值/],
  ])("%j is refused", (argv, message) => {
    expect(() => parseArguments(argv)).toThrow(UsageError);
    expect(() => parseArguments(argv)).toThrow(message);
  });
});

describe("describeJsonError", () => {
  test.each([
    ["", "到第 1 行第 1 列为止，内容不完整"],
    ['{"a": [1, 2', "到第 1 行第 12 列为止，内容不完整"],
    ['{\n  "a": 1,\n}', "错在第 3 行第 1 列的“}”"],
    ["{'a': 1}", "错在第 1 行第 2 列的“'”"],
    ['{"a" 1}', "错在第 1 行第 6 列的“1”"],
    ['{"a": 01}', "错在第 1 行第 7 列的“0”"],
    ['{"a": 1} // 注', "错在第 1 行第 10 列的“/”"],
    ['[1, "甲\n"]', '错在第 1 行第 5 列的“"”'],
    ["[1}", "错在第 1 行第 3 列的“}”"],
    ["[,1]", "错在第 1 行第 2 列的“,”"],
    ["{1: 2}", "错在第 1 行第 2 列的“1”"],
    ["[truely]", "错在第 1 行第 2 列的“t”"],
  ])("%j", (text, message) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(describeJsonError(text)).toBe(`不是有效的 JSON：${message}`);
  });
});
