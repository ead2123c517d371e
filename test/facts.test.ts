import { describe, expect, test } from "vitest";
import { parseReport } from "../server/src/core/report/recognise";
import { EXAMPLE, EXAMPLE_2019 } from "../server/src/core/rules/support/example";

/** The example with another paragraph on requests. */
function read(statement: string, text = EXAMPLE) {
  const from = text.indexOf("（二）依申请公开。") + "（二）依申请公开。".length;
  const to = text.indexOf("\n", from);
  const changed = text.slice(0, from) + statement + text.slice(to);
  const { facts } = parseReport(changed, { assumeReport: true });
  const at = ({ start, end }: { start: number; end: number }) => changed.slice(start, end);
  return { facts, at };
}

const total = (...rows: string[]) => rows.map((row) => `requests.${row}.total`);

describe("counts", () => {
  test("know their number, its place and all that it may mean", () => {
    const { facts, at } = read("全年收到申请 1,024 件，答复十二件。");
    expect(
      facts.counts.map(({ what, value, span, sentence }) => [what, value, at(span), at(sentence)]),
    ).toEqual([
      ["收到", 1024, "1,024 件", "全年收到申请 1,024 件，答复十二件"],
      ["办结或答复", 12, "十二件", "全年收到申请 1,024 件，答复十二件"],
    ]);
    expect(facts.counts.map(({ readings }) => readings)).toEqual([
      [total("newReceived"), total("newReceived", "carriedOver")],
      [total("handledTotal"), total("handledTotal", "carriedForward"), total("newReceived", "carriedOver")],
    ]);
  });

  test.each([
    ["12件", 12, "exact"],
    ["１２件", 12, "exact"],
    ["1,234件", 1234, "exact"],
    ["1.2万件", 12000, "exact"],
    ["3千件", 3000, "exact"],
    ["十二件", 12, "exact"],
    ["两件", 2, "exact"],
    ["一百零五件", 105, "exact"],
    ["两百余件", 200, "atLeast"],
    ["200多件", 200, "atLeast"],
    ["1万余件", 10000, "atLeast"],
    ["超过200件", 200, "atLeast"],
    ["200件以上", 200, "atLeast"],
    ["不少于20件", 20, "atLeast"],
    ["近200件", 200, "atMost"],
    ["不足20件", 20, "atMost"],
    ["20件以下", 20, "atMost"],
    ["约20件", 20, "about"],
    ["20件左右", 20, "about"],
  ])("收到申请%s", (written, value, bound) => {
    const { facts } = read(`收到申请${written}。`);
    expect(facts.counts.map((fact) => [fact.value, fact.bound])).toEqual([[value, bound]]);
  });

  test.each(["10至15件", "10-15件", "数十件", "几件", "每件", "同一件", "第3件"])(
    "收到申请%s counts nothing",
    (written) => {
      expect(read(`收到申请${written}。`).facts.counts).toEqual([]);
    },
  );

  test("groups of rows are those of the standard", () => {
    const keys = (text: string) =>
      read("其他处理2件，不予处理1件。", text).facts.counts.map(({ readings }) => readings);
    expect(keys(EXAMPLE)[0]).toEqual([total("notCorrected", "feeUnpaid", "otherReasons")]);
    expect(keys(EXAMPLE_2019)[0]).toEqual([total("other")]);
    expect(keys(EXAMPLE)[1]).toEqual([
      total("petition", "repeated", "publication", "massive", "confirmation"),
    ]);
  });

  test("the disclosure table is counted in the columns that the standard has", () => {
    const readings = (text: string) =>
      read(
        "作出行政处罚5件。制发规范性文件3件，新公开2件，对外公开总数9件，废止1件。政府集中采购项目4个，采购总金额36.8万元。",
        text,
      ).facts.counts.map(({ readings, value }) => [readings[0]![0], value]);
    expect(readings(EXAMPLE)).toEqual([
      ["disclosure.punishment.decisions", 5],
      ["disclosure.normativeDocuments.made", 3],
      ["disclosure.normativeDocuments.repealed", 1],
    ]);
    expect(readings(EXAMPLE_2019)).toEqual([
      ["disclosure.punishment.decisions", 5],
      ["disclosure.normativeDocuments.made", 3],
      ["disclosure.normativeDocuments.disclosed", 2],
      ["disclosure.normativeDocuments.publicTotal", 9],
      ["disclosure.procurement.projects", 4],
      ["disclosure.procurement.amount", 36.8],
    ]);
  });

  test("persons are columns, of what was received or handled or of the result named last", () => {
    const { facts } = read("予以公开9件，其中自然人6件。");
    expect(facts.counts[1]?.what).toBe("自然人申请");
    expect(facts.counts[1]?.readings).toContainEqual(["requests.granted.naturalPerson"]);
    expect(facts.counts[1]?.readings).toContainEqual(["requests.newReceived.naturalPerson"]);
  });

  test("plans in the section on problems are no statements", () => {
    const text = EXAMPLE.replace("一是政策解读", "2024年收到申请99件。一是政策解读");
    expect(parseReport(text).facts.counts).toEqual([]);
  });
});

test("parts know their whole, and whether they should cover it", () => {
  const { facts, at } = read("收到申请9件，其中网上6件、信函3件；公开信息90条，其中解读2条、回应3条。");
  expect(
    facts.partitions.map(({ whole, parts, isComplete }) => [
      at(whole.span),
      parts.map(({ span }) => at(span)),
      isComplete,
    ]),
  ).toEqual([
    ["9件", ["6件", "3件"], true],
    ["90条", ["2条", "3条"], false],
  ]);
});

test("percentages know their part and what it may be a part of", () => {
  const { facts, at } = read("发布信息200条，其中解读50条，占25%。");
  expect(
    facts.shares.map(({ percent, part, wholes, span }) => [
      percent.value,
      at(part.span),
      wholes.map(({ value }) => value),
      at(span),
    ]),
  ).toEqual([[25, "50条", [200], "25%"]]);
});

describe("running text", () => {
  test("leaves out headings of sections, tables and the signature", () => {
    const { paragraphs, sections } = parseReport(EXAMPLE);
    const texts = paragraphs.map(({ text }) => text);
    expect(texts).toContain("2023年未收取信息处理费。");
    expect(texts.some((text) => /^[一二三四五六]、|予以公开|云溪镇人民政府$/.test(text))).toBe(false);
    expect(paragraphs.map(({ section }) => section)).toEqual(
      [...paragraphs.map(({ section }) => section)].sort((a, b) => a - b),
    );
    expect(sections[paragraphs.at(-1)!.section]?.key).toBe("other");
  });

  test("keeps what stands on the line of a heading", () => {
    const text = EXAMPLE.replace("六、其他需要报告的事项\n\n2023年", "六、其他需要报告的事项 2023年");
    expect(parseReport(text).paragraphs.at(-1)?.text).toBe("2023年未收取信息处理费。");
  });

  test("joins wrapped lines, and finds the place of each character again", () => {
    const text = EXAMPLE.replace("依法办理政府信息公开申请，均在", "依法办理政府信\n\n息公开申请，均 在");
    const passage = parseReport(text).passages.find((it) => it.text.includes("均在法定期限"))!;
    const at = passage.text.indexOf("均在");
    const { start, end } = passage.span(at, at + 2);
    expect(text.slice(start, end)).toBe("均 在");
  });
});
