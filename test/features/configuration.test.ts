import { expect, test } from "vitest";
import { parseSettings } from "../../server/src/core/settings/settingsSchema";
import { readConfiguration } from "../../server/src/lsp/configuration";

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
