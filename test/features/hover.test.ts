import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/check";
import { parseReport } from "../../server/src/core/report/recognise";
import { EXAMPLE, EXAMPLE_2019 } from "../../server/src/core/rules/support/example";
import { standardsFor } from "../../server/src/core/standard/index";
import { REQUEST_ROWS } from "../../server/src/features/navigation/explanations";
import { type HoverOptions, hover } from "../../server/src/features/navigation/hover";
import { cleanReport } from "../protocol/report";
import { example } from "../testRule";
import { standardWith } from "./hostile";

/** What is shown at the mark ‸, and the text that it is shown for. */
function hoverAt(marked: string, options?: HoverOptions): { markdown: string; over: string } | undefined {
  const offset = marked.indexOf("‸");
  if (offset < 0) throw new Error("no mark");
  const text = marked.replace("‸", "");
  const found = hover(parseReport(text), check(text), offset, options);
  return found && { markdown: found.markdown, over: text.slice(found.span.start, found.span.end) };
}

const at = (from: string, to: string, text = EXAMPLE) => {
  if (!text.includes(from)) throw new Error(`not in the text: ${from}`);
  return hoverAt(text.replace(from, () => to));
};

describe("a number in a table", () => {
  test("its equations with the numbers in them", () => {
    expect(at("（一）予以公开 | | 4 |", "（一）予以公开 | | ‸4 |")).toEqual({
      over: "4",
      markdown: [
        "**“（一）予以公开”行“自然人”**：4",
        "",
        "- “（一）予以公开”行各列之和＝总计：4＋1 ＝ 5，成立",
        "- “自然人”列各项办理结果之和＝（七）总计：4＋1＋1 ＝ 6，成立",
      ].join("\n"),
    });
  });

  test("that balances nothing but zeros", () => {
    expect(at("四、结转下年度继续办理 | | | 0 |", "四、结转下年度继续办理 | | | 0‸ |")!.markdown).toContain(
      "“自然人”列一＋二＝三（七）＋四：5＋1 ＝ 6，成立",
    );
  });

  test("that is right, of an equation that does not hold: both sides and the difference", () => {
    const text = example(
      ["| 四、结转下年度继续办理 | | | 0 |", "| 四、结转下年度继续办理 | | | 3 |"],
      ["| 一、本年新收政府信息公开申请数量 | | | 5 |", "| 一、本年新收政府信息公开申请数量 | | | ‸5 |"],
    );
    expect(hoverAt(text)!.markdown).toContain(
      "“自然人”列一＋二＝三（七）＋四：5＋1 ＝ 6 ≠ 9 ＝ 6＋3，相差 3",
    );
  });

  test("beside one that cannot be read", () => {
    const { markdown } = at("予以公开 | | 4 | 1 | 0", "予以公开 | | ‸4 | 一些 | 0")!;
    expect(markdown).toContain("“（一）予以公开”行各列之和＝总计：有空着或者读不出的数，无法核对");
  });

  test("without equations", () => {
    expect(at("| 行政处罚 | 12 |", "| 行政处罚 | 1‸2 |")).toEqual({
      over: "12",
      markdown: "**“行政处罚”行“本年处理决定数量”**：12",
    });
  });

  test("of the litigation table", () => {
    expect(at("| 1 | 0 | 0 | 0 | 1 | 0", "| ‸1 | 0 | 0 | 0 | 1 | 0")!.markdown).toContain(
      "“行政复议”四项结果之和＝总计：1 ＝ 1，成立",
    );
  });
});

describe("a number that is wrong", () => {
  const wrong = EXAMPLE.replace("| 5 | 2 | 0 | 0 | 0 | 0 | 7 |", "| 5 | 2 | 0 | 0 | 0 | 0 | ‸8 |");
  const why =
    "“一、本年新收”行：六类申请人之和是 5+2=7，总计是 8，差 1。“总计”列：第一、二项之和是 8+1=9，第三（七）、四项之和是 8，差 1。改成 7，这些等式就都成立。";

  test("what is found, why, and the rule's name; no page of the manual, nothing twice", () => {
    expect(hoverAt(wrong)).toEqual({
      over: "8",
      markdown: ["“一、本年新收”行“总计”填了 8，应为 7。", why, "这个数填错了 cell-suspect"].join("\n\n"),
    });
  });

  test("in an editor that shows the finding itself, with a link to the rule's page: why", () => {
    expect(hoverAt(wrong, { isTold: true })!.markdown).toBe(why);
  });

  test("where a rule has nothing to add: what the catalogue says of why", () => {
    const { markdown } = at("| 行政处罚 | 12 |", "| 行政处罚 | 若‸干 |")!;
    expect(markdown).toBe(
      [
        "“行政处罚”行“本年处理决定数量”填了“若干”，应为数字。",
        "表格里只填数字；读不出数的格子，相关的勾稽关系无法核对。",
        "填的不是数字 cell-not-number",
      ].join("\n\n"),
    );
  });

  test("and a sentence that states it", () => {
    const { markdown } = at("| 1 | 0 | 0 | 0 | 0 | 3 |", "| 1 | 0 | 0 | 0 | 0 | ‸4 |", cleanReport)!;
    expect(markdown).toMatch(/cell-suspect\n\n---\n\n- 文中“/);
  });
});

describe("a label", () => {
  test("of a row of the requests table: what it counts, and its article", () => {
    expect(at("2.重复申请", "2.重复‸申请")).toEqual({
      over: "重复申请",
      markdown:
        "**2.重复申请**（（五）不予处理）\n\n已经作出答复，申请人重复申请公开相同政府信息，告知不予重复处理。\n\n对应《条例》第三十六条第（六）项。",
    });
  });

  test("its number counts as well", () => {
    expect(at("2.重复申请", "‸2.重复申请")!.over).toBe("重复申请");
  });

  test("without an article", () => {
    expect(at("四、结转下年度", "四、结‸转下年度")!.markdown).toBe(
      "**四、结转下年度继续办理**\n\n到年底没有办结、转到下一年继续办理的申请。",
    );
  });

  test("of a row of the disclosure table: the article's item", () => {
    expect(at("| 行政许可", "| 行政‸许可")!.markdown).toContain(
      "《条例》第二十条第（五）项：办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果。",
    );
  });

  test("of a column, of a group", () => {
    expect(at("| 商业企业", "| 商业‸企业")!.markdown).toBe("**商业企业**（列）\n\n公司等企业提出的申请。");
    expect(at("（四）无法提供", "（四）无‸法提供")!.markdown).toContain("（四）无法提供**（分类）");
  });

  test.each(standardsFor(undefined).flatMap(({ rows }) => rows.requests.map(({ key }) => key)))(
    "%s is explained",
    (key) => {
      expect(REQUEST_ROWS[key]).toMatch(/。$/);
    },
  );
});

test("a section: what it is to contain", () => {
  expect(at("一、总体情况", "一、总‸体情况", cleanReport)).toMatchObject({
    over: "一、总体情况",
    markdown: expect.stringContaining("监督保障五个方面"),
  });
});

describe("a count in the text", () => {
  test("the cells that it may mean, and whether they agree", () => {
    const { markdown, over } = at("新收政府信息公开申请3件", "新收政府信息公开申请3‸件", cleanReport)!;
    expect(over).toBe("3件");
    expect(markdown).toContain("“一、本年新收”行“总计”：3，相符");
  });

  test("that does not agree", () => {
    const { markdown } = at("新收政府信息公开申请3件", "新收政府信息公开申请‸4件", cleanReport)!;
    expect(markdown).toContain("：3，不符");
  });

  test("is named at its cell", () => {
    const { markdown } = at("| 1 | 0 | 0 | 0 | 0 | 3 |", "| 1 | 0 | 0 | 0 | 0 | ‸3 |", cleanReport)!;
    expect(markdown).toContain("文中“");
  });
});

test("nothing in the running text, nothing in what is no report", () => {
  expect(at("推进政府", "推‸进政府")).toBeUndefined();
  expect(hover(undefined, [], 0)).toBeUndefined();
});

test("the trial format of 2019 as well", () => {
  expect(at("| 政府集中采购", "| 政府‸集中采购", EXAMPLE_2019)!.markdown).toContain(
    "第二十条第（九）项：政府集中采购项目",
  );
});

test("labels of an own standard are text, and load no picture", () => {
  const attack = "![图](http://foreign.invalid/a.png)<img src=x>";
  const settings = { standards: [standardWith(attack)] };
  const report = parseReport(cleanReport, settings);
  const found = [...cleanReport].flatMap((_, offset) => hover(report, [], offset)?.markdown ?? []);
  const seen = found.filter((markdown) => markdown.includes("foreign.invalid"));
  expect(seen.length).toBeGreaterThan(10);
  expect(seen.filter((markdown) => /(?<!\\)[[<]/.test(markdown))).toEqual([]);
});
