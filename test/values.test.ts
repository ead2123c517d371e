import { describe, expect, test } from "vitest";
import { readChinese, toChinese } from "../server/src/core/text/numeral";
import {
  narrowDigits,
  ocrDigits,
  readValue,
  stripUnit,
  unitOf,
  type ValueForm,
} from "../server/src/core/text/value";

describe("Chinese numerals", () => {
  test("1 to 99 are read back as they are written", () => {
    for (let value = 1; value < 100; value++) expect(readChinese(toChinese(value))).toBe(value);
  });

  test.each([
    [1, "一"],
    [10, "十"],
    [11, "十一"],
    [20, "二十"],
    [99, "九十九"],
  ])("%i is written %s", (value, text) => expect(toChinese(value)).toBe(text));

  test.each([
    ["零", 0],
    ["〇", 0],
    ["两", 2],
    ["一十二", 12],
    ["一百零五", 105],
    ["三百二十", 320],
    ["一百一十一", 111],
    ["两千零二十四", 2024],
    ["二〇二四", 2024],
    ["二零二四", 2024],
    ["一万", 10000],
    ["十二万三千四百五十六", 123456],
    ["三亿", 300000000],
    ["壹拾贰", 12],
    ["伍仟", 5000],
  ])("%s is read as %i", (text, value) => expect(readChinese(text)).toBe(value));

  test.each(["", "若干", "十几", "百", "三件", "12", "第一", "十二 "])("%j is no numeral", (text) =>
    expect(readChinese(text)).toBeUndefined(),
  );
});

describe("values", () => {
  test.each<[string, ValueForm, number | null]>([
    ["", "blank", null],
    ["0", "plain", 0],
    ["7", "plain", 7],
    ["15849", "plain", 15849],
    ["1.5", "plain", 1.5],
    ["0.03", "plain", 0.03],
    ["-3", "plain", -3],
    ["+2", "plain", 2],
    ["增2", "plain", 2],
    ["减1", "plain", -1],
    ["↓1", "plain", -1],
    ["－3", "fullwidth", -3],
    ["１２", "fullwidth", 12],
    ["１．５", "fullwidth", 1.5],
    ["1２", "fullwidth", 12],
    ["1,234", "thousands", 1234],
    ["1，234", "thousands", 1234],
    ["12,345,678", "thousands", 12345678],
    ["1,234.50", "thousands", 1234.5],
    ["12件", "unit", 12],
    ["12 件", "unit", 12],
    ["36.8万元", "unit", 36.8],
    ["1,234元", "unit", 1234],
    ["１２件", "unit", 12],
    ["80%", "unit", 80],
    ["U", "ocr", null],
    ["O", "ocr", null],
    ["〇", "ocr", null],
    ["l2", "ocr", null],
    ["1O", "ocr", null],
    ["I", "ocr", null],
    ["十二", "chinese", 12],
    ["零", "chinese", 0],
    ["两件", "chinese", 2],
    ["007", "leading-zero", 7],
    ["00", "leading-zero", 0],
    ["/", "placeholder", null],
    ["／", "placeholder", null],
    ["-", "placeholder", null],
    ["—", "placeholder", null],
    ["——", "placeholder", null],
    ["无", "placeholder", null],
    ["無", "placeholder", null],
    ["N/A", "placeholder", null],
    // Two dashes, recognised as numerals.
    ["一一", "placeholder", null],
  ])("%j is %s: %j", (text, form, value) => expect(readValue(text)).toEqual({ form, value }));

  test.each([
    "若干",
    "规章",
    "总计",
    "一、本年新收政府信息公开申请数量",
    "1.属于国家秘密",
    "12.",
    "1,23",
    "1,2345",
    "1.2.3",
    "1,234,5",
    "12,",
    "2024年",
    "2024-01-15",
    "0535-1234567",
    "12345678901234567890123",
    "无法提供",
    "U盘",
    "Office",
    "增加",
    "+",
    "三安全一稳定",
  ])("%j is text", (text) => expect(readValue(text)).toBeUndefined());

  test("the digits that letters stand for", () => {
    expect(ocrDigits("UuOo〇○Q")).toBe("0000000");
    expect(ocrDigits("lI2")).toBe("112");
  });

  test("wide digits and marks are made narrow, one for one", () => {
    expect(narrowDigits("＋１，２３４．５件（")).toBe("+1,234.5件（");
  });

  test.each([
    ["12件", "12", "件"],
    ["36.8 万元", "36.8", "万元"],
    ["300元", "300", "元"],
    ["3件次", "3", "件次"],
    ["12", "12", ""],
  ])("%s without its unit", (text, stripped, unit) => {
    expect(stripUnit(text)).toBe(stripped);
    expect(unitOf(text)).toBe(unit);
  });
});
