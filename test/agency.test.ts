import { describe, expect, test } from "vitest";
import { check } from "../server/src/core/check";
import { deadlineOf, kindOfAgency } from "../server/src/core/report/outline/agency";
import { parseReport } from "../server/src/core/report/recognise";
import { EXAMPLE } from "../server/src/core/rules/support/example";
import { parseSettings } from "../server/src/core/settings/settingsSchema";
import { isDate } from "../server/src/core/text/date";

const KINDS = {
  government: [
    "望溪县",
    "望溪县人民政府",
    "云麓区",
    "澄江市",
    "云岭省人民政府",
    "青海州",
    "望溪县人民",
    "云西新区人民政府",
  ],
  department: [
    "澄江市农业农村局",
    "望溪县人民政府办公室",
    "云岭省教育厅",
    "市发展和改革委员会",
    "市国有资产监督管理委员会",
    "云麓区政务服务中心",
  ],
  township: ["白石渡镇", "青萝县白石渡镇人民政府", "双桥乡", "青萝县苏木沁苏木"],
  street: ["柳桥街道", "云麓区柳桥街道办事处", "柳桥街道办"],
};

describe("the kind of an agency", () => {
  test.each(Object.entries(KINDS))("%s", (kind, names) => {
    expect(names.map(kindOfAgency)).toEqual(names.map(() => kind));
  });

  test("is left open where the name does not tell", () => {
    const names = [
      "",
      "云溪",
      "经济技术开发区",
      "云西新区",
      "经济技术开发区管理委员会",
      "云溪社区",
      "云溪湖风景名胜区",
      "第一高级中学",
    ];
    expect(names.map(kindOfAgency)).toEqual(names.map(() => undefined));
  });

  test("is read from the title, else from the signature", () => {
    const kind = (text: string) => parseReport(text).agencyKind;
    expect(kind(EXAMPLE)).toBe("township");
    expect(kind(EXAMPLE.replace("云溪镇2023年", "2023年"))).toBe("township");
    expect(kind(EXAMPLE.replace("云溪镇2023年", "云溪县2023年"))).toBe("government");
    expect(kind("一、总体情况\n平稳。\n")).toBeUndefined();
  });
});

describe("deadlines", () => {
  test("are those of article 49; a body of unknown kind has the latest", () => {
    const days = (["government", "department", "township", "street", undefined] as const).map((kind) =>
      deadlineOf(2023, kind, undefined),
    );
    expect(days).toEqual(["2024-03-31", "2024-01-31", "2024-01-31", "2024-01-31", "2024-03-31"]);
    expect(deadlineOf(undefined, "street", undefined)).toBeUndefined();
    expect(deadlineOf(2018, "street", undefined)).toBeUndefined();
  });

  test("are a setting for each kind", () => {
    const late = (deadlines: object) =>
      check(EXAMPLE, { deadlines }).filter(({ rule }) => rule === "date-late").length;
    expect(late({})).toBe(0);
    expect(late({ township: "01-10" })).toBe(1);
    expect(late({ street: "01-10", township: undefined })).toBe(0);
  });

  test("are checked", () => {
    expect(parseSettings({ deadlines: { government: "03-01", other: 1 } })).toMatchObject({
      deadlines: { government: "03-01" },
    });
    for (const day of ["1-31", "02-30", "13-01", "01-31 ", ""]) {
      expect(() => parseSettings({ deadlines: { street: day } })).toThrow(
        'deadlines.street：应为“月-日”，月和日各两位数，如 "01-31"',
      );
    }
    expect(() => parseSettings({ deadlines: { street: 131 } })).toThrow("deadlines.street：应为文字");
    expect(() => parseSettings({ deadlines: "01-31" })).toThrow("deadlines：应为对象");
  });
});

test("days of the calendar", () => {
  const days: [number | undefined, number, number][] = [
    [2024, 2, 29],
    [undefined, 2, 29],
    [2000, 2, 29],
    [2023, 12, 31],
  ];
  expect(days.filter((day) => !isDate(...day))).toEqual([]);
  const others: [number | undefined, number, number][] = [
    [2023, 2, 29],
    [1900, 2, 29],
    [undefined, 2, 30],
    [2023, 4, 31],
    [2023, 13, 1],
    [2023, 0, 1],
    [2023, 1, 0],
  ];
  expect(others.filter((day) => isDate(...day))).toEqual([]);
});
