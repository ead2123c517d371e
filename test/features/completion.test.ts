import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/check";
import { parseReport } from "../../server/src/core/report/recognise";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { applyEdits } from "../../server/src/core/text/text";
import { type Completion, completions } from "../../server/src/features/writing/completion";
import { expectLinear, TIMES } from "../linear";
import { cleanReport } from "../protocol/report";
import { asHtml, oneCellALine, withTabs } from "../samples";

const CURSOR = "‸";

/** Completions at the mark, and the text that each makes. */
function completeAt(marked: string): (Completion & { readonly result: string })[] {
  const offset = marked.indexOf(CURSOR);
  const text = marked.replace(CURSOR, "");
  const read = parseReport(text);
  const report = read.recognition.isReport ? read : undefined;
  const found = completions({ text, report, offset, format: "markdown", thisYear: 2025 });
  return found.map((it) => ({ ...it, result: applyEdits(text, [it.edit]) }));
}

/** Of what is missing in the report; names may stand anywhere. */
const labels = (marked: string) =>
  completeAt(marked)
    .filter(({ kind }) => kind !== "name")
    .map(({ label }) => label);

function without(text: string, part: string): string {
  if (!text.includes(part)) throw new Error(`not in the text: ${part}`);
  return text.replace(part, CURSOR);
}

describe("in an empty file", () => {
  test("a whole report, of last year first", () => {
    const [last, current, ...others] = completeAt(` \n${CURSOR}`);
    expect(others).toEqual([]);
    expect(last).toMatchObject({ label: "2024年政府信息公开工作年度报告", detail: "去年的年度报告" });
    expect(current!.label).toBe("2025年政府信息公开工作年度报告");
    expect(parseReport(last!.result)).toMatchObject({ year: 2024, recognition: { isReport: true } });
    expect(last!.result).toMatch(/^ \n# ××××2024年/);
  });

  test("where the editor knows snippets, the agency is asked for once", () => {
    const snippet = completeAt(CURSOR)[0]!.snippet;
    expect(snippet!.match(/\$\{1:机关名称\}/g)).toHaveLength(2);
    expect(snippet!.replace(/\$\{1:机关名称\}/g, "")).not.toMatch(/(?<!\\)[$}]/);
  });

  test.each(["年度", "政府信息", "nd"])("%s is enough to ask by", (word) => {
    const [first] = completeAt(word + CURSOR);
    expect(first!.filter.startsWith(word)).toBe(true);
    expect(first!.result.startsWith("# ")).toBe(true);
  });

  test("not in a text that is something else", () => {
    expect(completeAt(`# 说明\n${CURSOR}`)).toEqual([]);
    expect(completeAt(`const a = 1;${CURSOR}`)).toEqual([]);
  });
});

describe("headings of sections", () => {
  const lost = without(EXAMPLE, "五、存在的主要问题及改进情况");

  test("that are not yet there, marked as the others are", () => {
    expect(labels(lost)).toEqual(["五、存在的主要问题及改进情况"]);
    expect(completeAt(lost)[0]!.result).toBe(EXAMPLE);
    const marked = without(cleanReport, "## 五、存在的主要问题及改进情况");
    expect(completeAt(marked)[0]!.result).toBe(cleanReport);
  });

  test.each(["五", "五、", "五、存在", "存在的", "## ", "## 五、存"])("%s may be typed already", (typed) => {
    const [first] = completeAt(
      without(cleanReport, "## 五、存在的主要问题及改进情况").replace(CURSOR, typed + CURSOR),
    );
    expect(first!.result).toBe(cleanReport);
    const word = typed.replace(/^#+ /, "");
    expect(first!.filter.startsWith(word)).toBe(true);
  });

  test("come with their table, the next of the standard first", () => {
    const from = EXAMPLE.indexOf("三、收到");
    const text = `${EXAMPLE.slice(0, from)}${CURSOR}\n`;
    expect(labels(text)).toEqual([
      "三、收到和处理政府信息公开申请情况",
      "四、政府信息公开行政复议、行政诉讼情况",
      "五、存在的主要问题及改进情况",
      "六、其他需要报告的事项",
    ]);
    const result = parseReport(completeAt(text)[0]!.result);
    expect(result.tables.requests?.rows).toHaveLength(25);
  });

  test("in HTML are elements as the others are", () => {
    const html = asHtml(EXAMPLE);
    const lostInHtml = html.replace("<p>五、存在的主要问题及改进情况</p>", CURSOR);
    expect(completeAt(lostInHtml)[0]!.result).toBe(html);
  });

  test("not in the middle of a line", () => {
    expect(labels(EXAMPLE.replace("一是政策", `一是${CURSOR}政策`).replace("五、存在", "五、存"))).toEqual(
      [],
    );
    expect(labels(lost.replace(CURSOR, `全年开展培训，${CURSOR}。`))).toEqual([]);
  });
});

describe("aspects of section one", () => {
  test("that are not yet there, with their number", () => {
    const text = without(EXAMPLE, "（四）平台建设。政务新媒体账号1个，由专人维护。");
    const [first] = completeAt(text);
    expect(first).toMatchObject({
      label: "（四）政府信息公开平台建设",
      filter: "（四）政府信息公开平台建设",
    });
    expect(first!.result).toContain("\n（四）政府信息公开平台建设\n");
  });

  test("are headings where the others are", () => {
    const text = cleanReport
      .replace(/^（([一二三四五])）/gm, "### （$1）")
      .replace("### （五）监督保障", CURSOR);
    expect(completeAt(text)[0]!.result).toContain("\n### （五）监督保障\n");
  });

  test("are all there in the end", () => {
    expect(labels(EXAMPLE.replace("\n\n二、主动", `\n${CURSOR}\n\n二、主动`))).toEqual([]);
  });

  test("belong to that section only", () => {
    expect(labels(EXAMPLE.replace("\n\n六、其他", `\n${CURSOR}\n\n六、其他`))).toEqual([]);
  });
});

describe("statements on fees", () => {
  const text = without(EXAMPLE, "2023年未收取信息处理费。");

  test("of both kinds", () => {
    const found = completeAt(text);
    expect(found.map(({ label }) => label)).toEqual(["没有收取信息处理费", "收取了信息处理费"]);
    expect(found[0]!.result).toContain("\n2023年未发出收费通知，未收取信息处理费。\n");
    expect(check(found[0]!.result)).toEqual([]);
    expect(check(found[1]!.result).every(({ rule }) => rule === "placeholder-left")).toBe(true);
  });

  test("once only", () => {
    const there = EXAMPLE.replace("未收取信息处理费。\n", `未收取信息处理费。\n${CURSOR}\n`);
    expect(labels(there)).toEqual([]);
  });
});

describe("labels of rows", () => {
  const row = "| | | 2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |";

  test("that the table has not, in a cell", () => {
    const text = EXAMPLE.replace(row, `| | | ${CURSOR} | 0 | 0 | 0 | 0 | 0 | 0 | 0 |`);
    expect(labels(text)).toEqual(["2.重复申请"]);
    expect(completeAt(text)[0]!.result).toBe(EXAMPLE);
  });

  test.each(["2.", "2.重", "重复"])("with %s typed", (typed) => {
    const text = EXAMPLE.replace(row, `| | | ${typed}${CURSOR} | 0 | 0 | 0 | 0 | 0 | 0 | 0 |`);
    const [first] = completeAt(text);
    expect(first!.filter.startsWith(typed)).toBe(true);
    expect(first!.result).toBe(EXAMPLE);
  });

  test("on a line of its own a whole row like the one before", () => {
    const [first] = completeAt(EXAMPLE.replace(row, `重复${CURSOR}`));
    expect(first!.result).toContain(
      "1.信访举报投诉类申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n| |  | 2.重复申请 |  |  |  |  |  |  |  |\n",
    );
  });

  test("between tabs", () => {
    const tabs = withTabs(EXAMPLE);
    const text = tabs.replace("2.重复申请\t0\t0\t0\t0\t0\t0\t0", `2.${CURSOR}`.replace("2.", ""));
    const [first] = completeAt(text);
    expect(first!.label).toBe("2.重复申请");
    expect(first!.result).toContain("\t\t2.重复申请");
  });

  test("one cell a line", () => {
    const stream = oneCellALine(EXAMPLE);
    const text = stream.replace("\n2.重复申请\n", `\n${CURSOR}\n`);
    expect(completeAt(text)[0]?.label).toBe("2.重复申请");
  });

  test("not for the numbers", () => {
    expect(labels(EXAMPLE.replace(row, `| | | 2.重复申请 | 0 | 0${CURSOR} | 0 | 0 | 0 | 0 | 0 |`))).toEqual(
      [],
    );
  });

  test("on the line after the table, rows and sections", () => {
    const text = EXAMPLE.replace(/\| 四、结转下年度继续办理.*\n/, `${CURSOR}\n`).replace(
      "四、政府信息公开行政复议、行政诉讼情况\n",
      "",
    );
    expect(labels(text)).toEqual(["四、结转下年度继续办理", "四、政府信息公开行政复议、行政诉讼情况"]);
  });
});

describe("names in running text", () => {
  const namesAt = (sentence: string) =>
    completeAt(cleanReport.replace("全年通过", () => `${sentence}全年通过`)).filter(
      ({ kind }) => kind === "name",
    );

  test("are the regulation and the agency", () => {
    expect(namesAt(`依照，${CURSOR}`).map(({ label }) => label)).toEqual([
      "中华人民共和国政府信息公开条例",
      "青溪县水务局",
    ]);
  });

  test("go on with what has been typed of them", () => {
    const [regulation, agency] = namesAt(`依照《中华人民${CURSOR}`);
    expect(regulation!.result).toContain("依照《中华人民共和国政府信息公开条例全年");
    expect(agency!.edit.span).toEqual({
      start: regulation!.edit.span.end - 1,
      end: regulation!.edit.span.end,
    });
  });

  test("none of them matches another word, but an editor has an answer and offers no pieces of sentences", () => {
    const found = namesAt(`门户网站公${CURSOR}`);
    expect(found.length).toBeGreaterThan(0);
    for (const { edit, filter } of found) {
      expect(edit.span.end - edit.span.start).toBe(1);
      expect(filter.startsWith("公")).toBe(false);
    }
  });
});

test("a long text costs no more than its length", () => {
  const of = (length: number) => {
    const text = `${EXAMPLE}\n${"甲".repeat(length)}`;
    const report = parseReport(text);
    return () => completions({ text, report, offset: text.length, format: "markdown", thisYear: 2025 });
  };
  expectLinear(of(25_000), of(25_000 * TIMES));
});
