import { describe, expect, test } from "vitest";
import type { Cell } from "../server/src/core/document/document";
import { parseDocument } from "../server/src/core/document/parse";
import { parseReport } from "../server/src/core/report/recognise";
import { EXAMPLE } from "../server/src/core/rules/support/example";
import type { Phrase } from "../server/src/core/text/text";
import { asHtml, halfWidth, oneCellALine, withTabs } from "./samples";

/** The cells of each row. */
function cells(text: string): string[][] {
  return parsed(text).map((row) => row.cells.map((cell) => cell.text));
}

/** The grid columns of each row's cells. */
function columns(text: string): number[][] {
  return parsed(text).map((row) => row.cells.map((cell) => cell.column));
}

/** Reads a text; what every document must hold is checked on the way. */
function parsed(text: string) {
  const { rows } = parseDocument(text);
  let last = 0;
  for (const row of rows) {
    expect(row.start).toBeGreaterThanOrEqual(last);
    expect(row.end).toBeLessThanOrEqual(text.length);
    last = row.start;
    for (const cell of row.cells) expectExact(text, cell);
  }
  return rows;
}

/** The text is the slice of its span, or that of each of the pieces it was put together from. */
function expectExact(text: string, { text: written, start, end, pieces }: Phrase): void {
  expect(start).toBeLessThanOrEqual(end);
  if (pieces !== undefined) {
    expect(pieces.map((piece) => piece.text).join("")).toBe(written);
    expect([pieces[0]!.start, pieces.at(-1)!.end]).toEqual([start, end]);
    return;
  }
  if (written === "") expect(text.slice(start, end)).toMatch(/^(?:\s|&nbsp;)*$/);
  else if (!text.slice(start, end).startsWith("&")) expect(text.slice(start, end)).toBe(written);
}

function only(text: string): Cell {
  const rows = parsed(text);
  expect(rows).toHaveLength(1);
  expect(rows[0]!.cells).toHaveLength(1);
  return rows[0]!.cells[0]!;
}

describe("lines", () => {
  test.each(["", "\n", "  \n\u3000\n", "\ufeff", "\r\n\r\n"])("%j has no rows", (text) =>
    expect(parsed(text)).toEqual([]),
  );

  test.each(["\n", "\r\n", "\r"])("lines end with %j", (eol) => {
    expect(cells(["一、总体情况", "", "平稳。", "| 规章 | 0 |"].join(eol))).toEqual([
      ["一、总体情况"],
      ["平稳。"],
      ["规章", "0"],
    ]);
  });

  test("line ends of all kinds in one text", () => {
    expect(cells("甲\r\n乙\r丙\n丁")).toEqual([["甲"], ["乙"], ["丙"], ["丁"]]);
  });

  test("a byte order mark and wide spaces are trimmed", () => {
    expect(only("\ufeff\u3000\u3000一、总体情况\u00a0")).toMatchObject({
      text: "一、总体情况",
      start: 3,
      end: 9,
    });
  });

  test("offsets count UTF-16 units, surrogate pairs two", () => {
    expect(only("𠮷村 ").end).toBe(3);
    expect(parsed("| 𠮷 | 𡈽1 |")[0]!.cells.map(({ start, end }) => [start, end])).toEqual([
      [2, 4],
      [7, 10],
    ]);
  });

  test("a lone surrogate is text like any other", () => {
    expect(only("\ud842村").text).toBe("\ud842村");
  });

  test("a line after a blank one stands apart", () => {
    expect(parsed("甲\n乙\n\n丙").map(({ apart }) => apart)).toEqual([false, false, true]);
  });

  test("Markdown headings and bold type", () => {
    expect(
      parsed("## 一、总体情况\n#没有空格\n**二、主动公开政府信息情况**").map(({ level, cells: [cell] }) => [
        level,
        cell!.text,
      ]),
    ).toEqual([
      [2, "一、总体情况"],
      [0, "#没有空格"],
      [0, "二、主动公开政府信息情况"],
    ]);
  });

  test("closed code fences show text, they are none; open ones do not end the text", () => {
    expect(cells("甲\n```\n| 规章 | 0 |\n```\n乙")).toEqual([["甲"], ["乙"]]);
    expect(cells("甲\n```\n| 规章 | 0 |\n")).toEqual([["甲"], ["```"], ["规章", "0"]]);
  });
});

describe("pipes", () => {
  test("with and without borders at the ends", () => {
    expect(cells("| 规章 | 0 |\n规章 | 0 |\n| 规章 | 0\n|规章|0|")).toEqual(new Array(4).fill(["规章", "0"]));
  });

  test("the ruling gives no row, single dashes are values", () => {
    expect(cells("| --- | :-: |\n| - | - |")).toEqual([["-", "-"]]);
  });

  test("blank cells have the span between their borders", () => {
    expect(parsed("| 规章 |  || 0 |")[0]!.cells).toMatchObject([
      { text: "规章", start: 2, end: 4, column: 0 },
      { text: "", start: 6, end: 8, column: 1 },
      { text: "", start: 9, end: 9, column: 2 },
      { text: "0", start: 11, end: 12, column: 3 },
    ]);
  });

  test("an escaped pipe is no border", () => {
    expect(cells("| 甲\\|乙 | 0 |")).toEqual([["甲\\|乙", "0"]]);
  });

  test("bold cells", () => {
    expect(cells("| **总计** | **7** |")).toEqual([["总计", "7"]]);
  });

  test("a line of pipes closes the cell above it; more are blank cells", () => {
    expect(cells("规章\n|\n0\n||||")).toEqual([["规章"], ["0"], ["", "", ""]]);
  });

  test("of many blank cells behind a row's last written one a few are kept", () => {
    expect(parsed(`规章|0${"|".repeat(500)}`)[0]!.cells.length).toBeLessThan(50);
  });
});

describe("tabs", () => {
  test("cells between tabs, blank ones too", () => {
    expect(cells("规章\t0\t\t3")).toEqual([["规章", "0", "", "3"]]);
  });

  test("a tab in front of a lone cell is its border, a bare one a blank cell", () => {
    expect(cells("\t规章\n\t\n\t0")).toEqual([["规章"], [""], ["0"]]);
  });

  test("tabs in front of a sentence indent it", () => {
    expect(cells("\t\t本年度工作平稳。")).toEqual([["本年度工作平稳。"]]);
  });
});

describe("spaces", () => {
  test("a tail of values, and labels that wide gaps divide", () => {
    expect(cells("四、结转下年度继续办理 0 0 0 0 0 0 7")).toEqual([
      ["四、结转下年度继续办理", "0", "0", "0", "0", "0", "0", "7"],
    ]);
    expect(cells("规章   0  2")).toEqual([["规章", "0", "2"]]);
    expect(cells("自然人  商业企业  总计")).toEqual([["自然人", "商业企业", "总计"]]);
  });

  test("sentences stay whole", () => {
    expect(cells("2023年 公开信息 120 条。")).toEqual([["2023年 公开信息 120 条。"]]);
    expect(cells("收到申请， 12")).toEqual([["收到申请， 12"]]);
  });
});

describe("HTML", () => {
  test("paragraphs and headings", () => {
    expect(
      parsed("<h2>一、总体情况</h2><p>平稳<b>有序</b>。</p>两行<br>文字").map(({ level, cells: [cell] }) => [
        level,
        cell!.text,
      ]),
    ).toEqual([
      [2, "一、总体情况"],
      [0, "平稳有序。"],
      [0, "两行"],
      [0, "文字"],
    ]);
  });

  test("entities are decoded and keep their place", () => {
    const text = "<p>&lt;甲&gt;&#20057;&#x4e19;&amp;</p>";
    const cell = only(text);
    expect(cell.text).toBe("<甲>乙丙&");
    expect(text.slice(cell.start, cell.end)).toBe("&lt;甲&gt;&#20057;&#x4e19;&amp;");
    expect(cell.pieces?.map(({ start, end }) => text.slice(start, end))).toEqual([
      "&lt;",
      "甲",
      "&gt;",
      "&#20057;",
      "&#x4e19;",
      "&amp;",
    ]);
  });

  test("spans give cells their grid column", () => {
    const text =
      "<table><tr><td rowspan=2 colspan='2'>甲</td><td>乙</td></tr><tr><td>丙</td></tr><tr><td>丁</td><td>戊</td><td>己</td></tr></table>";
    expect(cells(text)).toEqual([["甲", "乙"], ["丙"], ["丁", "戊", "己"]]);
    expect(columns(text)).toEqual([[0, 2], [2], [0, 1, 2]]);
  });

  test("absurd spans are bounded", () => {
    expect(columns("<table><tr><td colspan=99999999>甲</td><td rowspan=0>乙</td></tr></table>")).toEqual([
      [0, 200],
    ]);
  });

  test("blank cells have a place for a value", () => {
    const text = "<table><tr><td>规章</td><td><p>&nbsp;</p></td><td></td></tr></table>";
    const [, first, second] = parsed(text)[0]!.cells;
    expect(text.slice(first!.start, first!.end)).toBe("&nbsp;");
    expect([first!.text, second!.text, text.slice(second!.start)]).toEqual(["", "", "</td></tr></table>"]);
    expect(second!.end).toBe(second!.start);
  });

  test("unclosed elements", () => {
    expect(cells("<table><tr><td>规章<td>0<tr><td>规范性文件<td>3")).toEqual([
      ["规章", "0"],
      ["规范性文件", "3"],
    ]);
    expect(cells("<p>甲<p>乙")).toEqual([["甲"], ["乙"]]);
    expect(cells("<p>甲</p><td")).toEqual([["甲"]]);
    expect(cells("</table></td></p>乙<p>")).toEqual([["乙"]]);
  });

  test("tables for layout, with tables in them", () => {
    expect(
      cells(
        "<table><tr><td><p>标题</p><table><tr><td>规章</td><td>0</td></tr></table>文字</td></tr></table>",
      ),
    ).toEqual([["标题"], ["规章", "0"], ["文字"]]);
  });

  test("scripts, styles, comments and head are no text", () => {
    expect(
      cells(
        "<head><title>年报</title></head><style>p{}</style><script>if(1<2)'<p>甲</p>'</script><!-- 乙 --><p>丙</p>",
      ),
    ).toEqual([["丙"]]);
  });

  test("a table inside Markdown", () => {
    expect(cells("## 二\n\n<table><tr><td>规章</td><td>0</td></tr></table>\n\n| 规章 | 0 |\n")).toEqual([
      ["二"],
      ["规章", "0"],
      ["规章", "0"],
    ]);
  });

  test("less-than signs alone make no HTML", () => {
    expect(parseDocument("甲<乙，<br>丙").format).toBe("text");
  });

  test("depth costs nothing", () => {
    const deep = "<div><table><tr><td>".repeat(20_000);
    expect(cells(`${deep}甲`)).toEqual([["甲"]]);
  });
});

describe("one report in all layouts", () => {
  const values = (text: string) =>
    [...parseReport(text).cells].map(([key, { value }]) => `${key} ${value}`).sort();
  const expected = values(EXAMPLE);

  test("has the cells of the standard", () => expect(expected).toHaveLength(10 + 175 + 15));

  test.each([
    ["one cell a line", oneCellALine(EXAMPLE)],
    ["tabs", withTabs(EXAMPLE)],
    ["HTML", asHtml(EXAMPLE)],
    ["half-width", halfWidth(EXAMPLE)],
    ["CRLF", EXAMPLE.replaceAll("\n", "\r\n")],
    ["lone CR", EXAMPLE.replaceAll("\n", "\r")],
    ["byte order mark", `\ufeff${EXAMPLE}`],
    [
      "single spaces",
      EXAMPLE.replace(/^\|[-| ]+\|\n/gm, "").replace(/^\|.*\|$/gm, (row) =>
        row.replace(/[| ]+/g, " ").trim(),
      ),
    ],
    ["rows apart", EXAMPLE.replace(/\|\n(?=\|)/g, "|\n\n")],
  ])("%s", (_, text) => {
    expect(values(text)).toEqual(expected);
    for (const cell of parseReport(text).cells.values()) expectExact(text, cell);
  });
});

describe("any text at all", () => {
  test.each([
    "|",
    "||||||",
    "\t\t\t",
    "```",
    "<",
    "<table>",
    "<td><td><td>",
    "&#xFFFFFFFF;<p>",
    "&#0;<p>&nbsp",
    "(".repeat(1000),
    "一、".repeat(1000),
    "| ".repeat(1000),
    "总计 ".repeat(500),
    "\u0000\ud800",
    "一、总体情况\n二、上年结转\n三、本年度办理结果\n四、结转下年度继续办理",
  ])("%# is read", (text) => {
    expect(() => parsed(text)).not.toThrow();
    const report = parseReport(text, { assumeReport: true });
    expect(() => [report.headings, report.cells, report.arithmetic]).not.toThrow();
  });
});

describe("drawn tables", () => {
  test("cells are wrapped between rulings, and rulings of some columns end the cells of these", () => {
    const text = `+--------------------+----------------------+------+------+
| 三、本年度办理结果 | （一）予以公开       | 4    | 5    |
|                    +----------------------+------+------+
|                    | （二）部分公开（区分 | 1    | 1    |
|                    | 处理的，只计这一情形）|      |      |
|                    +----------------------+------+------+
|                    | （三）不予“公开”     | 0    | 0    |
+--------------------+----------------------+------+------+
| 四、结转下年度继续办理                    | 0    | 0    |
+-------------------------------------------+------+------+
`;
    expect(cells(text)).toEqual([
      ["三、本年度办理结果", "（一）予以公开", "4", "5"],
      ["", "（二）部分公开（区分处理的，只计这一情形）", "1", "1"],
      ["", "（三）不予“公开”", "0", "0"],
      ["四、结转下年度继续办理", "0", "0"],
    ]);
    expect(columns(text).at(-1)).toEqual([0, 2, 3]);
  });

  test.each([
    ["┌──┬──┐\n│规章│0│\n├──┼──┤\n│文件│12│\n└──┴──┘", "without blanks"],
    ["┌────┬────┐\n│规章│0│\n│文件│12│\n└────┴────┘", "without rulings between the rows"],
    ["+--+--+\n|规章|0|\n+==+==+\n|文件|12|\n+--+--+\n以上。", "with a line of text right below"],
  ])("%j, %s", (text) =>
    expect(cells(text).slice(0, 2)).toEqual([
      ["规章", "0"],
      ["文件", "12"],
    ]),
  );

  test.each(["+86", "+---", "+ 1", "1+1=2", "─".repeat(9)])("%j is no ruling of a table", (text) =>
    expect(parseDocument(text).tableStarts).toEqual([]),
  );
});

describe("what divides lines and what does not", () => {
  test.each(["规章｜0｜3", "规章│0│3", "┃规章┃0┃3┃", "> | 规章 | 0 | 3 |", ">> 规章 | 0 | 3"])(
    "%j has three cells",
    (text) => expect(cells(text)).toEqual([["规章", "0", "3"]]),
  );

  test("pipes that pad a row of one cell a line are no cells", () =>
    expect(cells("7 |\n8 | |||||||\n|\n规章 | |||")).toEqual([["7"], ["8"], [""], ["规章", "", "", ""]]));

  test.each(["- 2 -", "第2页", "第 2 页 共 5 页", "2/5页", "Page 2 of 5", "—2—"])(
    "%j is a page's number",
    (text) => {
      const { rows, pageNumbers } = parseDocument(`公开工作\n\n${text}\n\n\f继续推进`);
      expect(rows.map(({ apart }) => apart)).toEqual([false, false]);
      expect(pageNumbers).toHaveLength(1);
    },
  );

  test.each(["2", "-", "- 2", "第2页起", "—", "2页"])("%j is none", (text) =>
    expect(parseDocument(text).pageNumbers).toEqual([]),
  );
});
