import { expect, test } from "vitest";
import { counts, describe as inWords } from "../../client/src/status";
import type { Status } from "../../server/src/lsp/protocol";

const report: Status = {
  uri: "file:///a.md",
  version: 1,
  state: "report",
  reason: "有年度报告标题",
  year: 2023,
  format: "〔2021〕30号格式",
  errors: 2,
  warnings: 0,
  infos: 1,
};

test("says what the document is, what was found, and why", () => {
  expect(inWords(report, false)).toEqual({
    text: "2023年年度报告 · 按〔2021〕30号格式",
    detail: "错误 2 处，提示 1 处",
    failed: false,
  });
  expect(inWords({ ...report, errors: 0, infos: 0, year: null, format: null }, false)).toMatchObject({
    text: "年度报告（年份不明）",
    detail: "未发现问题",
  });
  expect(inWords({ ...report, state: "notReport", reason: "没有标题" }, false)).toMatchObject({
    text: "不是年度报告",
    detail: "没有标题",
  });
  expect(inWords({ ...report, state: "off", reason: "已关闭" }, false).text).toContain("关闭");
});

test("before the server has spoken, and after it has stopped", () => {
  expect(inWords(undefined, false).failed).toBe(false);
  expect(inWords(report, true).failed).toBe(true);
});

test("a line for each severity that there is something of, to go there", () => {
  expect(counts({ ...report, warnings: 3 }, false)).toEqual([
    { severity: "error", text: "错误 2 处" },
    { severity: "warning", text: "警告 3 处" },
    { severity: "info", text: "提示 1 处" },
  ]);
  expect(counts({ ...report, errors: 0, infos: 0 }, false)).toEqual([]);
  expect(counts({ ...report, state: "notReport" }, false)).toEqual([]);
  expect(counts(undefined, false)).toEqual([]);
  expect(counts(report, true)).toEqual([]);
});

test("a standard of one's own goes by its name", () => {
  expect(inWords({ ...report, format: "某省补充格式" }, false).text).toBe("2023年年度报告 · 按某省补充格式");
});
