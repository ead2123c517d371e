import { describe, expect, test } from "vitest";
import standard from "../../server/src/core/standard/2021.json";
import { useFolder } from "./runCli";
import { GOOD, report } from "./sample";

const { put, run, get } = useFolder();

/** A number in full-width digits: a warning. */
const WIDE = report({ ...GOOD, newReceived: ["２", 0, 0, 0, 0, 0, 2] });
const found = (args: readonly string[]) => {
  const { status, stdout, stderr } = run(["check", "--format", "json", ...args]);
  const files: { path: string; diagnostics: { rule: string; severity: string; line: number }[] }[] =
    JSON.parse(stdout).files;
  return {
    status,
    stderr,
    files,
    rules: files.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule)),
  };
};

describe(".disclosure-lint.json", () => {
  const settings = (value: object) => JSON.stringify(value);
  const asError = settings({ rules: { "cell-fullwidth": "error" } });

  test("is found upwards from each file; the nearest counts, and it alone", () => {
    put(".disclosure-lint.json", asError);
    put("乡/.disclosure-lint.json", settings({ rules: { "cell-fullwidth": "off" } }));
    put("乡/甲/年报.md", WIDE);
    put("县/年报.md", WIDE);
    expect(found(["乡"])).toMatchObject({ status: 0, rules: [] });
    expect(found(["县"])).toMatchObject({ status: 1, rules: ["cell-fullwidth"] });
    expect(run(["check", "-"], WIDE).status).toBe(1);
  });

  test("options go before it; --config replaces it; --no-config leaves it out", () => {
    put(".disclosure-lint.json", asError);
    put("别的.json", settings({ rules: { "cell-fullwidth": "off" } }));
    put("年报.md", WIDE);
    expect(run(["check", "年报.md"]).status).toBe(1);
    expect(run(["check", "--rule", "cell-fullwidth=info", "年报.md"]).status).toBe(0);
    expect(found(["--config", "别的.json", "年报.md"]).rules).toEqual([]);
    expect(found(["--no-config", "年报.md"])).toMatchObject({ status: 0, rules: ["cell-fullwidth"] });
  });

  test("fix and extract have the same settings", () => {
    put(
      ".disclosure-lint.json",
      settings({ rules: { "cell-fullwidth": "off" }, standards: ["格式/省.json"] }),
    );
    put("格式/省.json", JSON.stringify({ ...standard, id: "某省" }));
    put("年报.md", WIDE);
    expect(run(["fix", "年报.md"]).status).toBe(0);
    expect(get("年报.md")).toBe(WIDE);
    expect(JSON.parse(run(["extract", "年报.md"]).stdout).files[0].standard).toBe("某省");
  });

  test("what it excludes is passed over: in silence in a folder, with a line where it is named", () => {
    put(".disclosure-lint.json", settings({ ignore: ["草稿/", "*.html", "!留.html"] }));
    put("草稿/年报.md", WIDE);
    put("年报.md", WIDE);
    expect(found(["."]).files.map(({ path }) => path)).toEqual(["年报.md"]);
    expect(run(["check", "草稿"])).toMatchObject({ status: 0, stderr: "" });
    expect(run(["check", "草稿/年报.md"])).toMatchObject({
      status: 0,
      stderr: "草稿/年报.md：没有检查，.disclosure-lint.json 排除了它\n",
    });
  });

  test("enable: false excludes everything below", () => {
    put("旧/.disclosure-lint.json", settings({ enable: false }));
    put("旧/年报.md", WIDE);
    expect(run(["check", "旧"])).toMatchObject({ status: 0, stdout: "", stderr: "" });
  });

  test("deadlines", () => {
    put("年报.md", report());
    put(
      ".disclosure-lint.json",
      settings({
        deadlines: { department: "01-10", government: "01-10", township: "01-10", street: "01-10" },
      }),
    );
    expect(found(["年报.md"]).rules).toEqual(["date-late"]);
  });

  test("each fault is told once, at its place, costs itself only, and makes the status 2", () => {
    put(
      ".disclosure-lint.json",
      '{\n  "rules": { "cell-fullwidth": "error", "row-total": "fatal" },\n  "year": "今年",\n  "deadlines": { "street": "2-30" },\n  "standards": ["没有.json"],\n  "colour": 1\n}\n',
    );
    put("a.md", WIDE);
    put("b.md", WIDE);
    const { status, stderr, rules } = found(["."]);
    expect(status).toBe(2);
    expect(rules).toEqual(["cell-fullwidth", "cell-fullwidth"]);
    expect(
      stderr
        .trimEnd()
        .split("\n")
        .map((line) => line.split("，")[0]),
    ).toEqual([
      '.disclosure-lint.json:2:54：rules.row-total：应为 "error"、"warning"、"info"、"off" 之一。',
      ".disclosure-lint.json:3:11：year：应为数。",
      expect.stringMatching(/^\.disclosure-lint\.json:4:28：deadlines\.street：应为/),
      ".disclosure-lint.json:5:17：读不了规范文件“没有.json”。",
      ".disclosure-lint.json:6:3：没有设置“colour”",
    ]);
  });

  test("one that is no text is as good as empty, and told", () => {
    put(".disclosure-lint.json", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1));
    put("年报.md", report());
    expect(run(["check", "年报.md"])).toMatchObject({
      status: 2,
      stderr: ".disclosure-lint.json:1:1：没有读：不是文本文件（应为 UTF-8、GB18030 或带标记的 UTF-16）。\n",
    });
  });

  test("one that is no JSON is as good as empty, and told", () => {
    put(".disclosure-lint.json", '{ "rules": }');
    put("年报.md", report());
    expect(run(["check", "年报.md"])).toMatchObject({
      status: 2,
      stderr: ".disclosure-lint.json:1:12：不是有效的 JSON：错在第 1 行第 12 列的“}”。\n",
    });
  });
});

describe(".disclosure-lint-ignore.json", () => {
  const entry = {
    file: "县/年报.md",
    rule: "cell-fullwidth",
    cell: "requests.newReceived.natural",
    text: "2",
  };
  const ignoring = (...ignored: object[]) =>
    put(".disclosure-lint-ignore.json", JSON.stringify({ ignored }, null, 2));
  const cellOf = () =>
    JSON.parse(run(["check", "--format", "json", "县/年报.md"]).stdout).files[0].diagnostics[0].cell;

  test("an entry with a reason leaves its place alone, in this file only", () => {
    put("县/年报.md", WIDE);
    put("乡/年报.md", WIDE);
    ignoring({ ...entry, cell: cellOf(), reason: "照录扫描件" });
    expect(found(["县"])).toMatchObject({ status: 0, rules: [] });
    expect(found(["乡"]).rules).toEqual(["cell-fullwidth"]);
    expect(found(["县", "--no-ignore"]).rules).toEqual(["cell-fullwidth"]);
    expect(run(["fix", "县"]).stdout).toContain("没有可修正之处");
    expect(get("县/年报.md")).toBe(WIDE);
  });

  test("an entry that finds nothing any more is reported where it stands", () => {
    put("县/年报.md", report());
    ignoring({ ...entry, reason: "照录扫描件" });
    const { status, files } = found(["县"]);
    expect(status).toBe(0);
    expect(files[1]).toMatchObject({
      path: ".disclosure-lint-ignore.json",
      diagnostics: [{ rule: "suppression-unused", severity: "warning", line: 3 }],
    });
    expect(run(["check", "县"]).stdout).toMatch(/^\.disclosure-lint-ignore\.json:3:5 警告 /m);
    put(".disclosure-lint.json", '{ "rules": { "suppression-unused": "off" } }');
    expect(found(["县"]).files).toHaveLength(1);
  });

  test("without a reason, or with an unknown rule, it has no effect, and that is told", () => {
    put("县/年报.md", WIDE);
    ignoring(
      { ...entry, cell: cellOf(), reason: " " },
      { ...entry, rule: "cell-fulwidth", reason: "无" },
      { rule: "x" },
    );
    const { status, rules } = found(["县"]);
    expect(status).toBe(1);
    expect(rules).toEqual([
      "cell-fullwidth",
      "suppression-unreasoned",
      "suppression-unknown",
      ...["file", "text", "reason"].map((key) =>
        key === "reason" ? "suppression-unreasoned" : "suppression-unknown",
      ),
    ]);
  });
});

test("comments in the text count, and --no-ignore leaves them out", () => {
  put("年报.md", `<!-- disclosure-lint-disable-file cell-fullwidth -- 照录扫描件 -->\n${WIDE}`);
  expect(found(["年报.md"]).rules).toEqual([]);
  expect(found(["--no-ignore", "年报.md"]).rules).toEqual(["cell-fullwidth"]);
});
