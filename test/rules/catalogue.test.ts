import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { check, checkReport } from "../../server/src/core/check";
import { parseReport } from "../../server/src/core/report/recognise";
import { rules } from "../../server/src/core/rules/index";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { parseStandard } from "../../server/src/core/settings/settingsSchema";
import { builtInStandards, formatName } from "../../server/src/core/standard/index";
import { applyEdits } from "../../server/src/core/text/text";

const folder = new URL("../../server/src/core/rules/", import.meta.url);

describe("catalogue", () => {
  test("the example report has no finding", () => {
    expect(check(EXAMPLE)).toEqual([]);
  });

  test("each rule has a file of its name, and each file its rule", () => {
    const files = readdirSync(folder)
      .filter((name) => name.endsWith(".ts") && name !== "index.ts")
      .map((name) => name.slice(0, -3));
    expect(rules.map(({ id }) => id).sort()).toEqual(files.sort());
  });

  test("national formats go by their notice, others by their name", () => {
    const [format2019, format2021] = builtInStandards;
    expect(formatName(format2019!)).toBe("〔2019〕60号格式");
    expect(formatName(format2021!)).toBe("〔2021〕30号格式");
    expect(formatName({ ...format2021!, name: "某省补充格式" })).toBe("某省补充格式");
  });

  test("built-in standards fit the schema", () => {
    for (const standard of builtInStandards) expect(parseStandard(standard)).toEqual(standard);
  });

  describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
    test("its bad example has this fault and no other", () => {
      const found = check(rule.bad, { ...rule.needs, assumeReport: true });
      expect(found.map((diagnostic) => diagnostic.rule)).toEqual(found.map(() => id));
      expect(found.length).toBeGreaterThan(0);
      for (const { span, message } of found) {
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(message).toMatch(/[。）]$/);
      }
    });

    test("its good example has no fault", () => {
      expect(check(rule.good, rule.needs)).toEqual([]);
    });

    test("what it needs settings for it leaves alone without them", () => {
      if (rule.needs !== undefined) expect(check(rule.bad)).toEqual([]);
    });

    test("fixing the bad example mends it", () => {
      const [found] = check(rule.bad, { ...rule.needs, assumeReport: true });
      const fix = found?.fixes?.[0];
      if (fix === undefined) return;
      const fixed = applyEdits(rule.bad, fix.edits);
      const left = checkReport(parseReport(fixed, { ...rule.needs, assumeReport: true })).filter(
        (diagnostic) => diagnostic.rule === id,
      );
      expect(left).toEqual([]);
      if (fix.safe) expect(fixed).toBe(rule.good);
    });

    test("its texts are complete", () => {
      expect(rule.title.length).toBeGreaterThan(2);
      expect(rule.why).toMatch(/。$/);
      const source = readFileSync(new URL(`${id}.ts`, folder), "utf8");
      expect(source).toContain(`id: "${id}"`);
    });
  });
});
