import { describe, expect, test } from "vitest";
import { contents, FULL_DEVICE, runUnread, runWith, testWith } from "./faults";
import { useFolder } from "./runCli";
import { GOOD, report } from "./sample";

const { get, put, path } = useFolder();

const FIXED = report();
const FIXABLE = report({ ...GOOD, newReceived: ["２", 0, 0, 0, 0, 0, 2] });
/** An error that only a person can put right. */
const WRONG_TOTAL = report({ ...GOOD, newReceived: [2, 0, 0, 0, 0, 0, 3] });

/** More than a pipe holds. */
const MANY = 40;

describe("nobody reads the results: the run ends quietly", () => {
  test.each<[string[], number]>([
    [["check", "报告"], 1],
    [["check", "--format", "json", "报告"], 1],
    [["check", "--fail-on", "never", "报告"], 0],
    [["extract", "报告"], 0],
    [["extract", "--format", "csv", "报告"], 0],
    [["fix", "--dry-run", "报告"], 1],
    [["rules"], 0],
    [["--help"], 0],
  ])("%j", async (args, status) => {
    for (let index = 0; index < MANY; index++) put(`报告/${index}.md`, WRONG_TOTAL);
    const run = await runUnread(path("."), args, ["stdout"]);
    expect(run).toMatchObject({ status, signal: null });
    // A diff's summary is for the person, and stands beside it.
    if (args[0] === "fix") expect(run.stderr).toMatch(/^1 份年报，没有可修正之处；之后仍有 .+\n$/);
    else expect(run.stderr).toBe("");
  });

  test("fix mends the files to the last one", async () => {
    for (let index = 0; index < MANY; index++) put(`报告/${index}.md`, FIXABLE);
    expect(await runUnread(path("."), ["fix", "报告"], ["stdout"])).toMatchObject({ status: 0, stderr: "" });
    for (let index = 0; index < MANY; index++) expect(get(`报告/${index}.md`)).toBe(FIXED);
    expect(Object.keys(contents(path("报告")))).toHaveLength(MANY);
  });

  test("head takes one line", () => {
    for (let index = 0; index < MANY; index++) put(`报告/${index}.md`, WRONG_TOTAL);
    const prefix = ["sh", "-c", '"$@" | head -1', "sh"];
    const { stdout, stderr } = runWith(path("."), ["check", "报告"], { prefix });
    expect(stdout).toMatch(/^报告\/0\.md:\d+:\d+ 错误 .+\n$/);
    expect(stderr).toBe("");
  });
});

describe("nobody reads the complaints: results and status are as ever", () => {
  test.each<[string, ("stdout" | "stderr")[]]>([
    ["standard error", ["stderr"]],
    ["both", ["stdout", "stderr"]],
  ])("%s", async (_, unread) => {
    put("甲.md", FIXABLE);
    const args = ["fix", ...Array.from({ length: MANY }, (_, index) => `没有${index}.md`), "甲.md"];
    expect(await runUnread(path("."), args, unread)).toMatchObject({ status: 2, signal: null });
    expect(get("甲.md")).toBe(FIXED);
  });

  test.skipIf(process.platform === "win32")("closed from the start", () => {
    put("甲.md", WRONG_TOTAL);
    for (const closed of [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"]) {
      const prefix = ["sh", "-c", `exec "$@" ${closed}`, "sh"];
      expect(runWith(path("."), ["check", "甲.md"], { prefix })).toMatchObject({ status: 1, stderr: "" });
      expect(runWith(path("."), ["check", "没有.md"], { prefix }).status).toBe(2);
      expect(get("甲.md")).toBe(WRONG_TOTAL);
    }
  });
});

describe("results that cannot be written are told: 2", () => {
  const FULL = "写不出结果：磁盘空间不足，或者不能再建文件\n";
  for (const args of [
    ["check", "甲.md"],
    ["check", "--format", "json", "甲.md"],
    ["extract", "甲.md"],
    ["rules"],
    ["--version"],
    ["fix", "甲.md"],
    ["init", "--year", "2024"],
  ]) {
    testWith(FULL_DEVICE)(args.join(" "), () => {
      put("甲.md", FIXABLE);
      const prefix = ["sh", "-c", 'exec "$@" > /dev/full', "sh"];
      expect(runWith(path("."), args, { prefix })).toMatchObject({ status: 2, stderr: FULL });
      expect(contents(path("."))).toEqual({
        "甲.md": Buffer.from(args[0] === "fix" ? FIXED : FIXABLE).toString("latin1"),
      });
    });
  }

  testWith(FULL_DEVICE)("complaints that cannot be written are lost, and the status is right", () => {
    const prefix = ["sh", "-c", 'exec "$@" 2> /dev/full', "sh"];
    expect(runWith(path("."), ["check", "没有.md"], { prefix })).toMatchObject({ status: 2, stdout: "" });
  });
});
