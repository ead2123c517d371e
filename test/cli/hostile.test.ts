import { mkdirSync, realpathSync, truncateSync } from "node:fs";
import { relative } from "node:path";
import { describe, expect, test } from "vitest";
import { printable } from "../../server/src/cli/terminal/display";
import { ruleIds } from "../../server/src/core/rules/index";
import type { SettingsError } from "../../server/src/core/settings/settings";
import { parseSettings } from "../../server/src/core/settings/settingsSchema";
import standard from "../../server/src/core/standard/2021.json";
import { readIgnoreFile, readProjectFile } from "../../server/src/project/project";
import { runWith, TERMINALS, testWith } from "./faults";
import { useFolder } from "./runCli";
import { GOOD, report } from "./sample";

const { put, path } = useFolder();

const GOOD_REPORT = report();
const ONE_CLEAN = "检查了 1 份年报：没有发现。\n";
const check = (...args: string[]) => runWith(path("."), ["check", ...args]);

const MANY = 300_000;
const repeated = (text: string, times = MANY) => text.repeat(times);
const fields = (count: number, value: string) =>
  Array.from({ length: count }, (_, index) => `"r${index}":${value}`).join(",");
const TOO_MUCH = "内容过多，超过 20000 个值，没有读。";
const LONG = "x".repeat(3_000_000);
const CUT = `${"x".repeat(100)}…`;

/** Project files that mean harm, and the first line said of each; what they set has no effect. */
const HOSTILE: readonly [name: string, content: string, line: string | RegExp, lines?: number][] = [
  ["lists in lists", repeated("[") + repeated("]"), "1:1：应为对象。"],
  ["objects in objects", `${repeated('{"a":')}1${repeated("}")}`, `1:1：${TOO_MUCH}`],
  [
    "lists that never end",
    repeated("["),
    /^1:300001：不是有效的 JSON：到第 1 行第 300001 列为止，内容不完整。$/,
  ],
  ["a list of 300,000", `{"ignore":[${repeated('"a",')}"b"]}`, `1:1：${TOO_MUCH}`],
  ["19,000 unknown rules", `{"rules":{${fields(19_000, '"off"')}}}`, /没有规则“r0”，这一项不起作用。$/, 100],
  ["9,000 wrong severities", `{"rules":{${fields(9000, "1")}}}`, /rules\.r0：应为 /, 100],
  ["9,000 unknown settings", `{${fields(9000, "1")}}`, /没有设置“r0”，这一项不起作用。$/, 100],
  ["a name of 3 million", `{"${LONG}":1}`, `1:2：没有设置“${CUT}”，这一项不起作用。`],
  ["a rule of 3 million", `{"rules":{"${LONG}":"off"}}`, `1:11：没有规则“${CUT}”，这一项不起作用。`],
  ["a severity of 3 million", `{"rules":{"${LONG}":1}}`, /^1:3000014：rules\.x{100}…：应为 /],
  ["a standard's path of 3 million", `{"standards":["${LONG}"]}`, `1:15：读不了规范文件“${CUT}”。`],
  ["a number of 3 million digits", `{"year":${"9".repeat(3_000_000)}}`, /^1:9：year：应为/],
  ["1,001 patterns", JSON.stringify({ ignore: Array(1001).fill("a") }), "1:11：ignore：最多 1000 项。"],
  ["a long pattern", JSON.stringify({ ignore: ["a".repeat(1001)] }), "1:12：ignore[0]：最多 1000 个字。"],
  [
    "a pattern of doubled stars",
    '{"ignore":["**/a/**/b/**/c"]}',
    /^1:12：ignore\[0\]：一条里“\*\*”最多用 2 次。$/,
  ],
  ["half a pair in a path", '{"standards":["\\ud800.json"]}', "1:15：读不了规范文件“\uFFFD.json”。"],
  ["NUL in a path", '{"standards":["a\\u0000.json"]}', "1:15：读不了规范文件“a␀.json”。"],
  ["an address for a path", '{"standards":["http://127.0.0.1:9/x.json"]}', /^1:15：读不了规范文件“http/],
  ["control characters that JSON allows", '{"\u007f\u009b":1}', "1:2：没有设置“␡␡”，这一项不起作用。"],
  ["a folder for a standard", '{"standards":["夹"]}', "1:15：规范文件“夹”有误：这是文件夹，不是文件。"],
];

describe("a hostile project file gets a line, keeps nobody waiting and harms nobody else", () => {
  test.each(HOSTILE)("%s", (_, content, line, lines = 1) => {
    mkdirSync(path("夹"));
    put(".disclosure-lint.json", content);
    put("甲.md", GOOD_REPORT);
    const { status, stdout, stderr } = check("甲.md");
    const told = stderr.trimEnd().split("\n");
    const first = told[0]!.replace(/^\.disclosure-lint\.json:/, "");
    if (typeof line === "string") expect(first).toBe(line);
    else expect(first).toMatch(line);
    expect(told).toHaveLength(lines);
    // What is only of no effect is no fault.
    expect(status).toBe(first.includes("不起作用") ? 0 : 2);
    expect(stdout).toBe(ONE_CLEAN);
  });

  test.each([
    [".disclosure-lint.json", "甲.md", ".disclosure-lint.json:1:1：没有读：文件过大，超过 4 MB。"],
    ["设置.json", "--config 设置.json 甲.md", "设置.json：读不了：文件过大，超过 4 MB"],
    ["省.json", "--standard 省.json 甲.md", "省.json：读不了：文件过大，超过 4 MB"],
  ])("100 MB: %s", (name, args, line) => {
    truncateSync(put(name, "{"), 100 * 1024 * 1024);
    put("甲.md", GOOD_REPORT);
    expect(check(...args.split(" "))).toMatchObject({ status: 2, stderr: `${line}\n` });
  });

  test("100 MB of places to ignore is a finding in that file", () => {
    truncateSync(put(".disclosure-lint-ignore.json", "{"), 100 * 1024 * 1024);
    put("甲.md", GOOD_REPORT);
    const { status, stdout, stderr } = check("甲.md");
    expect(stdout).toMatch(/^\.disclosure-lint-ignore\.json:1:1 错误 没有读：文件过大，超过 4 MB。/m);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  });

  test.runIf(process.platform === "linux")("a device for a standard", () => {
    const device = relative(realpathSync(path(".")), "/dev/zero");
    put(".disclosure-lint.json", JSON.stringify({ standards: [device] }));
    put("甲.md", GOOD_REPORT);
    expect(check("甲.md")).toMatchObject({
      status: 2,
      stderr: `.disclosure-lint.json:1:15：规范文件“${device}”有误：不是普通文件。\n`,
    });
  });

  test("a folder of the project file's name", () => {
    mkdirSync(path(".disclosure-lint.json"));
    put("甲.md", GOOD_REPORT);
    expect(check("甲.md")).toMatchObject({
      status: 2,
      stderr: ".disclosure-lint.json:1:1：没有读：这是文件夹，不是文件。\n",
    });
  });
});

describe("names that every object has are names like any other", () => {
  const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  test.each(NAMES)("%s", (name) => {
    const source = `{"${name}":{"year":1},"rules":{"${name}":"off","cell-fullwidth":"off"},"deadlines":{"${name}":"01-01"}}`;
    const { settings, faults } = readProjectFile(source, ruleIds);
    expect(faults.map(({ message }) => message)).toContain(`没有设置“${name}”，这一项不起作用。`);
    expect(faults.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(settings.rules?.["cell-fullwidth"]).toBe("off");
    expect(settings.year).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).year).toBeUndefined();
  });

  test("in a wrong field, which is left out", () => {
    const { settings } = readProjectFile('{"rules":{"__proto__":1,"row-total":"off"},"year":2020}', ruleIds);
    expect(settings).toMatchObject({ rules: { "row-total": "off" }, year: 2020 });
    expect(Object.getPrototypeOf(settings.rules)).toBe(Object.prototype);
  });
});

describe("side files", () => {
  const entry = { file: "甲.md", rule: "row-total", text: "1", reason: "照录" };
  test("more entries than count are cut, and told", () => {
    const ignored = Array(20_001).fill(entry);
    const { entries, faults } = readIgnoreFile(JSON.stringify({ ignored }), ruleIds);
    expect(entries).toHaveLength(20_000);
    expect(faults.map(({ message }) => message)).toEqual(["ignored：最多 20000 条，多出的不起作用。"]);
  });

  test("of many faults 100 are told", () => {
    const ignored = Array(10_000).fill({ ...entry, reason: "", rule: 1 });
    expect(readIgnoreFile(JSON.stringify({ ignored }), ruleIds).faults).toHaveLength(100);
  });
});

describe("standards", () => {
  const many = <T>(value: T, count: number) => Array<T>(count).fill(value);
  const { rows } = standard.tables.requests;
  const equation = standard.equations[0]!;
  test.each<[string, object, RegExp]>([
    [
      "too many rows",
      { tables: requests(many(rows[0]!, 201)) },
      /^省\.json：tables\.requests\.rows：最多 200 项$/,
    ],
    ["too long a label", { name: "长".repeat(201) }, /^省\.json：name：最多 200 个字$/],
    ["too many values", { extra: many(0, 20_000) }, /^省\.json：内容过多，超过 20000 个值，没有读$/],
    [
      "thousands of unknown keys in equations",
      { equations: many({ ...equation, left: many("nothing", 70) }, 200) },
      /^省\.json：equations\[0\]\.left\[0\]：表中没有“nothing”，应为 \S+ 之一$/,
    ],
  ])("%s", (_, wrong, line) => {
    put("省.json", JSON.stringify({ ...standard, ...wrong }));
    put("甲.md", GOOD_REPORT);
    const { status, stdout, stderr } = check("--standard", "省.json", "甲.md");
    const lines = stderr.trimEnd().split("\n");
    expect(lines[0]).toMatch(line);
    expect(lines.length).toBeLessThanOrEqual(100);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });

  function requests(wrongRows: object[]) {
    return { ...standard.tables, requests: { ...standard.tables.requests, rows: wrongRows } };
  }

  test("an error of the library is as long as somebody reads, and has all faults", () => {
    const rules = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`r${index}`, 1]));
    try {
      parseSettings({ rules });
      expect.unreachable();
    } catch (error) {
      expect(String(error).split("\n")).toHaveLength(20);
      expect((error as SettingsError).faults).toHaveLength(50);
    }
  });
});

describe("patterns that take long in a careless matcher", () => {
  test.each([
    ["stars", "*a".repeat(300)],
    ["stars that almost match", `${"*a".repeat(10)}b`],
    ["question marks and stars", `${"?*".repeat(100)}b`],
    ["doubled stars", `**/${"a*".repeat(8)}/**/b`],
    ["brackets", `${"[a-z]*".repeat(50)}[!a-z]`],
  ])("%s", (_, pattern) => {
    put(".disclosure-lint.json", JSON.stringify({ ignore: Array(1000).fill(pattern) }));
    const deep = Array(10).fill("a".repeat(100)).join("/");
    put(`${deep}/${"a".repeat(200)}.md`, GOOD_REPORT);
    expect(check(".")).toMatchObject({ status: 0, stderr: "" });
  });

  test("those that are no patterns exclude nothing", () => {
    const ignore = ["[z-a]", "[", "\\", "(", "!", "a{", "[[:x:]]", `?${"(".repeat(50)}`, "\ud800", "\\\\\\"];
    put(".disclosure-lint.json", JSON.stringify({ ignore }));
    put("甲.md", GOOD_REPORT);
    expect(check("甲.md")).toMatchObject({ status: 0, stdout: ONE_CLEAN, stderr: "" });
  });
});

/** Characters that a terminal obeys, or that hide what a text says. */
const OBEYED = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const ESCAPES = "\u001b[2J\u001b]0;题\u0007\u009b31m\u0090\u202e\b\r\u007f";

describe("what a terminal would obey does not reach it raw", () => {
  test.each([
    ["甲\u001b[31m乙", "甲␛[31m乙"],
    ["甲\n乙\r\n丙", "甲␊乙␍␊丙"],
    ["\u0000\u0007\b\u007f", "␀␇␈␡"],
    ["\u0080\u009b31m\u009d", "␡␡31m␡"],
    ["甲\u202e乙\u2066丙\u200b\ufeff", "甲␣乙␣丙␣␣"],
    ["\u2028\u2029", "␡␡"],
    ["𠮷é", "𠮷é"],
  ])("%j is shown as %s", (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  /** Each line but for what ends it. */
  const lines = (text: string) => text.replace(/\n$/, "").split("\n");
  const nasty = `甲${ESCAPES}\n乙.md`;
  const WRONG = report({ ...GOOD, newReceived: ["２", `0${ESCAPES.replace("\r", "")}`, 0, 0, 0, 0, 3] });

  test.skipIf(process.platform === "win32").each([
    ["a finding", ["check", nasty], WRONG],
    ["no report", ["check", nasty], "会议"],
    ["no text", ["check", nasty], "\0"],
    ["a missing file", ["check", `没有${nasty}`], ""],
    ["a folder without reports", ["check", `夹${ESCAPES}`], ""],
    ["a pattern without files", ["check", `没有${ESCAPES}/*.md`], ""],
    ["a fix", ["fix", nasty], WRONG],
    ["a command", [`check${ESCAPES}\n`], ""],
    ["an option", ["check", `--x${ESCAPES}\n`, "x"], ""],
    ["an option's word", ["check", "--format", `x${ESCAPES}\n`, "x"], ""],
    ["a year", ["check", "--year", `x${ESCAPES}\n`, "x"], ""],
    ["a rule", ["check", "--rule", `x${ESCAPES}\n=off`, "x"], ""],
    ["a rule's severity", ["check", "--rule", `row-total=x${ESCAPES}\n`, "x"], ""],
    ["a settings file", ["check", "--config", nasty, nasty], `{"year":"${ESCAPES}"`],
    ["a missing settings file", ["check", "--config", `没有${nasty}`, nasty], ""],
    ["a standard", ["check", "--standard", nasty, nasty], '{"id":3}'],
    ["a new report over another", ["init", nasty], ""],
    ["a report of last year", ["init", "--last-year", nasty, "新.md"], "会议"],
    ["a rule to be explained", ["rules", `x${ESCAPES}\n`], ""],
  ])("%s", (_, args, content) => {
    mkdirSync(path(`夹${ESCAPES}`));
    put(nasty, content);
    const { stdout, stderr } = runWith(path("."), args);
    const all = [...lines(stdout), ...lines(stderr)].filter((line) => line !== "");
    expect(all.length).toBeGreaterThan(0);
    for (const line of all) expect(line).not.toMatch(OBEYED);
    // One line, whatever the name: the second half of it is never at a line's start.
    for (const line of all) expect(line).not.toMatch(/^乙\.md/);
  });

  test.skipIf(process.platform === "win32")(
    "project files in a folder of such a name, and what they say",
    () => {
      const name = `夹${ESCAPES}\n`;
      put(`${name}/甲.md`, GOOD_REPORT);
      put(
        `${name}/.disclosure-lint.json`,
        JSON.stringify({ [ESCAPES]: 1, rules: { [ESCAPES]: "off" }, standards: [ESCAPES] }),
      );
      put(`${name}/.disclosure-lint-ignore.json`, JSON.stringify({ ignored: [{ rule: ESCAPES }] }));
      const { stdout, stderr } = check(name);
      expect(lines(stderr)).toHaveLength(3);
      for (const line of [...lines(stdout), ...lines(stderr)]) expect(line).not.toMatch(OBEYED);
    },
  );

  test("in JSON it is escaped", () => {
    put(nasty, WRONG);
    for (const command of ["check", "extract"]) {
      const { stdout } = runWith(path("."), [command, "--format", "json", nasty]);
      for (const line of lines(stdout)) expect(line).not.toMatch(/\p{Cc}/u);
      expect(JSON.parse(stdout).files[0].path).toBe(nasty);
    }
  });

  /** What the command line, called by a shell, writes to a terminal of its own, which ends each line with CR LF. */
  function onTerminal(words: string): string {
    const script = `exec script -qec "NO_COLOR=1 $1 $2 ${words}" /dev/null`;
    return runWith(path("."), [], { prefix: ["sh", "-c", script, "sh"] }).stdout.replaceAll(/\r+\n/g, "\n");
  }

  testWith(TERMINALS)("what is meant for programs is shown where it goes to a terminal", () => {
    put("甲.md", WRONG);
    for (const words of ["extract --format csv 甲.md", "fix - < 甲.md", "fix --dry-run --unsafe 甲.md"]) {
      const text = onTerminal(words);
      expect(text).toContain("␛[2J");
      for (const line of lines(text)) expect(line).not.toMatch(/(?!\t)[\p{Cc}]|\u202e/u);
    }
  });
});
