import { expect, test } from "vitest";
import { parseSettings } from "../../server/src/core/settings/settingsSchema";
import { readConfiguration, sectionIn } from "../../server/src/lsp/configuration";

test("what it reads is always settings that the core accepts", () => {
  const sections = [
    undefined,
    null,
    [],
    "",
    { enable: 1, rules: { a: "error", b: "no", c: null }, year: 2e9 },
    { rules: "off", year: Number.NaN },
    { rules: null, year: null, enable: null },
    JSON.parse('{"rules":{"__proto__":"off"},"__proto__":{"year":3}}'),
  ];
  for (const section of sections) {
    const { settings } = readConfiguration(section, "disclosure-report");
    expect(() => parseSettings(settings)).not.toThrow();
    expect(settings.assumeReport).toBe(true);
  }
});

test("what is absent or null is no problem; what is wrong is named with its path", () => {
  expect(readConfiguration({ enable: null, rules: null, year: null }, "markdown")).toEqual({
    enable: true,
    settings: {},
    problems: [],
  });
  const { problems, settings } = readConfiguration(
    { enable: 0, year: "2023", rules: { a: 1, b: "off" } },
    "html",
  );
  expect(settings).toEqual({ rules: { b: "off" } });
  expect(problems.map((it) => it.split(" ")[0])).toEqual([
    "disclosureLint.rules.a",
    "disclosureLint.year",
    "disclosureLint.enable",
  ]);
});

const section = { year: 2023, rules: { "row-total": "off", "cell-fullwidth": "info" } };

test.each<[string, unknown]>([
  ["the section itself", section],
  ["nested", { disclosureLint: section }],
  ["nested, beside another program's", { editor: { year: 1999 }, disclosureLint: section }],
  ["flat, the fields", { "disclosureLint.year": 2023, "disclosureLint.rules": section.rules }],
  [
    "flat, to the last",
    {
      "disclosureLint.year": 2023,
      "disclosureLint.rules.row-total": "off",
      "disclosureLint.rules.cell-fullwidth": "info",
    },
  ],
  [
    "flat, below the section",
    { disclosureLint: { year: 2023, "rules.row-total": "off", "rules.cell-fullwidth": "info" } },
  ],
  [
    "partly nested, partly flat",
    {
      "disclosureLint.rules.row-total": "off",
      disclosureLint: { year: 2023, rules: { "cell-fullwidth": "info" } },
    },
  ],
])("a section is the same in every form: %s", (_, sent) => {
  expect(sectionIn(sent)).toEqual(section);
});

test.each([
  [undefined],
  [null],
  [{}],
  [{ disclosureLint: {} }],
  [{ disclosureLint: null }],
  [{ editor: { tabSize: 2 }, "files.encoding": "gbk" }],
  [JSON.parse('{"__proto__": {"year": 2023}, "__proto__.rules": {}}')],
])("nothing is said by %j", (sent) => {
  expect(sectionIn(sent)).toBeUndefined();
});

test("a section that is none stays what it is, to be complained of", () => {
  for (const wrong of ["off", 3, [1]]) {
    expect(sectionIn(wrong)).toBe(wrong);
    expect(sectionIn({ disclosureLint: wrong })).toBe(wrong);
    expect(readConfiguration(wrong, "markdown").problems).toEqual(["disclosureLint 应为对象"]);
  }
});

test("of the deadlines what is wrong costs itself only", () => {
  const { settings, problems } = readConfiguration(
    { deadlines: { department: "02-28", street: "2月", village: "01-31" } },
    "markdown",
  );
  expect(settings).toEqual({ deadlines: { department: "02-28" } });
  expect(problems.map((it) => it.split(" ")[0])).toEqual([
    "disclosureLint.deadlines.street",
    "disclosureLint.deadlines",
  ]);
});
