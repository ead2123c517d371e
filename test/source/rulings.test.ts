import { expect, test } from "vitest";
import { check } from "../../server/src/core/index";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { docxSource } from "../../server/src/core/source/docx/source";
import { makeDocx } from "./makeDocx";

/* The ruling below the first row of a table: where one starts that follows another. */

test("each table of a Word file has one", () => {
  const { text } = docxSource(makeDocx("甲\n| 一 | 二 |\n| 三 | 四 |\n乙\n| 五 | 六 |\n"));
  expect(text).toBe("甲\n\n| 一 | 二 |\n| --- | --- |\n| 三 | 四 |\n\n乙\n\n| 五 | 六 |\n| --- | --- |\n\n");
});

test("a table of the bureau's own behind the standard's is not taken for its rows", () => {
  const own = "| 类别 | 数量 |\n| 行政许可 | 46 |\n| 行政处罚 | 0 |\n";
  const { text } = docxSource(makeDocx(EXAMPLE.replace(/\n\n*三、/, `\n\n${own}\n三、`)));
  expect(text).toContain("| 类别 | 数量 |\n| --- | --- |\n");
  expect(check(text)).toEqual([]);
});
