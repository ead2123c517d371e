import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/check";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { mergeSettings, type Settings } from "../../server/src/core/settings/settings";
import { parseSettings } from "../../server/src/core/settings/settingsSchema";
import { asHtml, without } from "../samples";
import { example } from "../testRule";

/* What a place asks for besides the format: rules that have nothing to say unless a setting says so. */

const told = (text: string, settings?: Settings) =>
  check(text, settings).flatMap(({ rule, severity, message }) =>
    rule === "overview-long" || rule === "counts-missing" ? `${severity} ${message}` : [],
  );
const published = (sentence: string) => example(["全年通过镇政府网站发布信息120条。", sentence]);

describe("overview-long", () => {
  const long = (length: number, most: number) =>
    `warning 总体情况有 ${length} 字，限 ${most} 字，多 ${length - most} 字。`;

  test("is silent without the setting, and up to the length that it sets", () => {
    const text = published(`${"公开信息。".repeat(400)}`);
    expect(told(text)).toEqual([]);
    expect(told(text, { overviewLength: 2500 })).toEqual([]);
    expect(told(text, { overviewLength: 2000 })[0]).toMatch(/^warning 总体情况有 2\d\d\d 字，限 2000 字/);
  });

  test("counts characters and marks, a number as one, no blanks and no other section", () => {
    const text =
      "一、总体情况\n\n2023年，发布 信息 1.25万条（含APP）。\n\n二、主动公开政府信息情况\n\n平稳。\n".replace(
        "平稳",
        "平稳".repeat(200),
      );
    expect(told(text, { overviewLength: 100, assumeReport: true })).toEqual([]);
    const hundred = text.replace("发布 信息", "发布 信息".repeat(25));
    expect(told(hundred, { overviewLength: 100, assumeReport: true })).toEqual([long(111, 100)]);
    expect(told(asHtml(hundred), { overviewLength: 100, assumeReport: true })).toEqual([long(111, 100)]);
    expect(told(hundred, { overviewLength: 111, assumeReport: true })).toEqual([]);
  });

  test("is off, or of another severity, where that is set", () => {
    const text = published("公开信息。".repeat(100));
    expect(told(text, { overviewLength: 200, rules: { "overview-long": "off" } })).toEqual([]);
    expect(told(text, { overviewLength: 200, rules: { "overview-long": "info" } })[0]).toMatch(/^info /);
  });
});

describe("counts-missing", () => {
  const all = { requiredCounts: ["platforms", "interpretation", "response"] } as const;
  const lacks = (...names: string[]) => [`warning 总体情况没有写${names.join("、")}的数量。`];
  const [PLATFORMS, INTERPRETATION, RESPONSE] = ["各平台发布信息", "政策解读", "回应关切"] as const;

  test("is silent without the setting, and where nothing is asked for", () => {
    const text = published("全年及时发布信息。");
    expect(told(text)).toEqual([]);
    expect(told(text, { requiredCounts: [] })).toEqual([]);
    expect(told(without("一、总体情况", "二、主动公开"), all)).toEqual([]);
  });

  test("names what is asked for and not told", () => {
    const text = published("全年通过镇政府网站及时发布信息，加强政策解读，回应群众关切，共120条。");
    expect(told(published("全年及时发布信息。"), all)).toEqual(lacks(PLATFORMS, INTERPRETATION, RESPONSE));
    expect(told(text, { requiredCounts: ["interpretation"] })).toEqual(lacks(INTERPRETATION));
    expect(told(asHtml(text), { requiredCounts: ["response", "response"] })).toEqual(lacks(RESPONSE));
    expect(told(published("发布信息120条，图解3件。"), all)).toEqual(lacks(PLATFORMS, RESPONSE));
  });

  test.each([
    "通过政府网站发布信息120条、微信公众号80条，发布政策解读12篇，回应社会关切5次。",
    "通过网站、微博等平台，发布信息一百二十条；制作图解3个；办理网民留言16件，均已回复。",
    "网站发布信息１２０条。全年未开展政策解读，没有需要回应的舆情。",
    "在政务新媒体推送1.2万条，开展解读活动2场，回复领导信箱来信30余件。",
    "网站发布120条。发布解读材料0件，回应关切0次。",
  ])("%s tells of all", (sentence) => {
    expect(told(published(sentence), all)).toEqual([]);
  });
});

test("both settings are checked, and lists of user and project are joined", () => {
  expect(parseSettings({ overviewLength: 1000, requiredCounts: ["response"] })).toMatchObject({
    overviewLength: 1000,
  });
  for (const overviewLength of [99, 100_001, 1000.5, "1000"])
    expect(() => parseSettings({ overviewLength })).toThrow("overviewLength：");
  expect(() => parseSettings({ requiredCounts: ["videos"] })).toThrow("requiredCounts[0]：应为");
  expect(() => parseSettings({ requiredCounts: "platforms" })).toThrow("requiredCounts：应为数组");
  expect(
    mergeSettings(
      { overviewLength: 800, requiredCounts: ["platforms"] },
      { requiredCounts: ["response", "platforms"] },
    ),
  ).toEqual({ overviewLength: 800, requiredCounts: ["response", "platforms"] });
  expect(check(EXAMPLE, {})).toEqual([]);
});
