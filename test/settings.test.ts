import { describe, expect, test } from "vitest";
import { ruleIds } from "../server/src/core/rules/index";
import { SettingsError } from "../server/src/core/settings/settings";
import { parseSettings, parseStandard } from "../server/src/core/settings/settingsSchema";
import { builtInStandards } from "../server/src/core/standard/index";
import { ignoreDiagnostics, readIgnoreFile, readProjectFile } from "../server/src/project/project";
import { ProjectFiles } from "../server/src/project/projectFiles";

/* What is wrong in the files of a project is told in Chinese, in one sentence. */

const WRONG: readonly unknown[] = [
  null,
  true,
  "",
  "今年",
  "a".repeat(3000),
  -1,
  1.5,
  1e300,
  -1e300,
  2 ** 53,
  [],
  [1],
  [[]],
  [{}],
  {},
  { a: 1 },
];

const FIELDS = [
  "enable",
  "ignore",
  "rules",
  "year",
  "assumeReport",
  "standards",
  "deadlines",
  "overviewLength",
  "requiredCounts",
];

const [standard] = builtInStandards;

/** A built-in standard with each of its values in turn replaced by a wrong one. */
function* wrongStandards(): Iterable<unknown> {
  const fields = ["id", "name", "document", "years", "sections", "tables", "equations", "markers"] as const;
  for (const field of fields) for (const wrong of WRONG) yield { ...standard, [field]: wrong };
  for (const wrong of WRONG) {
    yield { ...standard, years: [2021, wrong] };
    yield { ...standard, sections: [{ ...standard!.sections[0], key: wrong, title: wrong, table: wrong }] };
    yield { ...standard, tables: { ...standard!.tables, requests: wrong } };
    yield { ...standard, equations: [{ ...standard!.equations[0], left: wrong, forEach: wrong }] };
  }
  yield { ...standard, years: [2021, null, 1] };
  yield { ...standard, markers: Array.from({ length: 300 }, () => "词") };
  yield { ...standard, equations: [{ ...standard!.equations[0], left: ["nothing"] }] };
}

function faultsOf(parse: (value: unknown) => unknown, value: unknown): string[] {
  try {
    parse(value);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.message.split("\n").map((line) => `${line}。`);
  }
}

const inProject = (value: unknown) => readProjectFile(JSON.stringify(value), ruleIds).faults;
const inIgnores = (value: unknown) =>
  ignoreDiagnostics(readIgnoreFile(JSON.stringify(value), ruleIds), () => true);

const entry = { file: "甲.md", rule: "row-total", text: "6", reason: "照录" };

const told: readonly string[] = [
  ...FIELDS.flatMap((field) => WRONG.flatMap((wrong) => inProject({ [field]: wrong }))),
  ...FIELDS.flatMap((field) => WRONG.flatMap((wrong) => inProject({ [field]: { inner: wrong } }))),
  ...FIELDS.flatMap((field) => WRONG.flatMap((wrong) => inProject({ [field]: [wrong] }))),
  ...[...wrongStandards()].flatMap((wrong) => inProject({ standards: [wrong] })),
  ...["", "[", "[]", "3", '{"a":', "{]", "\u0001"].flatMap((text) => readProjectFile(text, ruleIds).faults),
  ...["[", "[]", '{"ignored":{}}'].flatMap((text) => readIgnoreFile(text, ruleIds).faults),
  ...WRONG.flatMap((wrong) => inIgnores({ ignored: [wrong] })),
  ...Object.keys({ ...entry, nth: 1, cell: 1 }).flatMap((field) =>
    WRONG.flatMap((wrong) => inIgnores({ ignored: [{ ...entry, [field]: wrong }] })),
  ),
]
  .map(({ message }) => message)
  .concat(
    WRONG.flatMap((wrong) => faultsOf(parseSettings, wrong)),
    [...wrongStandards()].flatMap((wrong) => faultsOf(parseStandard, wrong)),
  );

/** What stands in quotes is the file's own, and so are paths, names of settings and the values that they may have. */
const ours = (message: string) =>
  message
    .replaceAll(/“[^”]*”|"[^"]*"|\[\d+\]/g, "")
    .replace(/^[\w.$-]+：/, "")
    .replaceAll(/\b(?:deadlines|ignored|true|false|null|JSON)\b/g, "")
    .replace(/应为 .* 之一/, "应为之一");

describe("faults of a project's files", () => {
  test("are many", () => expect(new Set(told).size).toBeGreaterThan(100));

  test.each([...new Set(told)])("%s", (message) => {
    expect(message).toMatch(/。$/);
    expect(message).not.toMatch(/。。| {2}|undefined|NaN/);
    expect(ours(message)).not.toMatch(/[A-Za-z]{2,}|\d{7,}|e\+\d/);
    expect(ours(message)).toMatch(/[\u4e00-\u9fff]{2}/);
  });

  test("a number is told once, by our own bounds", () => {
    expect(inProject({ year: 1e300 }).map(({ message }) => message)).toEqual(["year：不能大于 2100。"]);
    expect(inProject({ year: -1e300 }).map(({ message }) => message)).toEqual(["year：不能小于 2008。"]);
    expect(inProject({ year: 2020.5 }).map(({ message }) => message)).toEqual(["year：应为整数。"]);
  });

  test("a standard's file that is no object, or no JSON, is told with one full stop", async () => {
    for (const [text, message] of [
      ["[]", "规范文件“甲.json”有误：应为对象。"],
      ["{", "规范文件“甲.json”有误：不是有效的 JSON：到第 1 行第 2 列为止，内容不完整。"],
    ]) {
      const files = new ProjectFiles(async (uri) =>
        uri.endsWith("disclosure-lint.json") ? '{"standards":["甲.json"]}' : text,
      );
      const project = await files.project("file:///县/.disclosure-lint.json");
      expect(project?.faults.map((fault) => fault.message)).toEqual([message]);
    }
  });
});

describe("deadlines", () => {
  test("of a kind that there is not are told, and cost themselves only", () => {
    const source = '{ "deadlines": { "town": "02-01", "department": "02-15" } }';
    const { settings, faults } = readProjectFile(source, ruleIds);
    expect(settings.deadlines).toEqual({ department: "02-15" });
    expect(faults).toEqual([
      {
        span: { start: source.indexOf('"town"'), end: source.indexOf('"town"') + 6 },
        message: "deadlines 没有“town”，应为 government、department、township、street 之一。",
        severity: "warning",
      },
    ]);
  });

  test("that are no table are one fault", () => {
    expect(inProject({ deadlines: ["01-31"] }).map(({ message }) => message)).toEqual([
      "deadlines：应为对象。",
    ]);
  });
});
