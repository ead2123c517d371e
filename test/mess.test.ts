import { describe, expect, test } from "vitest";
import { check, extract } from "../server/src/core/index";
import { EXAMPLE } from "../server/src/core/rules/support/example";

/*
 * Reports as extraction leaves them. What can be read right is read right and gives no finding; of a table that cannot
 * be read one thing is said, and no value of it is taken.
 */

/** The rows of a table of the example, cells without blanks; `key` stands in the heading above it. */
function rowsBelow(key: string): string[][] {
  const from = EXAMPLE.indexOf("|", EXAMPLE.indexOf(key));
  const lines = EXAMPLE.slice(from, EXAMPLE.indexOf("\n\n", from)).split("\n");
  const cells = (line: string) => line.split("|").map((cell) => cell.trim());
  return lines
    .filter((line) => !line.includes("---"))
    .map((line) => cells(line).filter((cell) => cell !== ""));
}

/** The example with other text for a table. */
function instead(key: string, table: string): string {
  const from = EXAMPLE.indexOf("|", EXAMPLE.indexOf(key));
  return `${EXAMPLE.slice(0, from)}${table}\n${EXAMPLE.slice(EXAMPLE.indexOf("\n\n", from))}`;
}

const [DISCLOSURE, REQUESTS, LITIGATION] = ["二、主动公开", "三、收到", "四、政府"] as const;
const isNumber = (cell: string): boolean => /^[\d.]+$/.test(cell);

interface Data {
  /** Labels of groups, and the row's own. */
  readonly labels: string[];
  readonly values: string[];
}

const data = (key: string): Data[] =>
  rowsBelow(key)
    .filter((row) => row.some(isNumber))
    .map((row) => ({ labels: row.filter((cell) => !isNumber(cell)), values: row.filter(isNumber) }));
const label = ({ labels }: Data): string => labels.at(-1)!;

/** All rows with their label and values on one line. */
const lines = (rows: readonly Data[]): string =>
  rows.map((row) => `${label(row)}  ${row.values.join("  ")}`).join("\n");

const found = (text: string): string[] => check(text).map(({ rule }) => rule);
const values = (text: string): Record<string, number | null> =>
  Object.fromEntries(Object.entries(extract(text).cells).map(([key, { value }]) => [key, value]));

/** What is the same in every layout. */
const READ = values(EXAMPLE);

describe("read right", () => {
  const requests = data(REQUESTS);
  const bars = (bar: string): string => EXAMPLE.replace(/^\| ---.*\n/gm, "").replaceAll("|", bar);
  const drawn = EXAMPLE.replace(/^\|.*$/gm, (line) => `${line}\n+----+----+`).replace(/^\| ---.*\n/gm, "");
  const onLines = (at: number, page: string): string =>
    instead(
      REQUESTS,
      requests.flatMap((row, i) => [...row.labels, ...(i === at ? [page] : []), ...row.values]).join("\n"),
    );

  test.each([
    ["full-width bars", bars("｜")],
    ["box drawing bars", bars("│")],
    ["a drawn table", drawn],
    ["a quotation", EXAMPLE.replace(/^/gm, "> ")],
    ["a quotation without blanks", EXAMPLE.replace(/^(?=.)/gm, ">")],
    ["a page number between a label and its values", onLines(7, "- 3 -")],
    ["a page number set apart, and a form feed", onLines(9, "\n第 3 页\n\n\f")],
    [
      "numerals that count pages in front of form feeds",
      instead(
        REQUESTS,
        requests
          .map((row, i) =>
            [...row.labels, ...row.values, ...(i % 9 === 8 ? [`${Math.floor(i / 9) + 3}`, "\f"] : [])].join(
              "\n",
            ),
          )
          .join("\n"),
      ),
    ],
    [
      "form feeds between numbers that count nothing",
      instead(
        REQUESTS,
        requests
          .map((row, i) => [...row.labels, ...row.values].join("\n") + (i % 9 === 8 ? "\n\f" : ""))
          .join("\n"),
      ),
    ],
    ["a page of so many", onLines(9, "3/8")],
    [
      "a page number in a row",
      instead(REQUESTS, lines(requests).replace("5.属于三类内部事务信息", "5.属于三类内部事务信息\n— 4 —\n")),
    ],
    [
      "a heading over each row, and the row as a table",
      instead(
        REQUESTS,
        requests
          .map(
            (row) =>
              `### ${label(row)}\n\n| 类别 |${" 列 |".repeat(7)}\n|${" --- |".repeat(8)}\n| ${label(row)} | ${row.values.join(" | ")} |\n`,
          )
          .join("\n"),
      ),
    ],
    [
      "a heading over each row, and its values alone as a table",
      instead(
        REQUESTS,
        requests
          .map(
            (row) =>
              `### ${label(row)}\n\n| 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n|${" --- |".repeat(7)}\n| ${row.values.join(" | ")} |\n`,
          )
          .join("\n"),
      ),
    ],
  ])("%s", (_, text) => {
    expect(found(text).filter((rule) => rule !== "page-number")).toEqual([]);
    expect(values(text)).toEqual(READ);
  });

  test("groups centred in the height of their rows, a label wrapped around one of them", () => {
    const centred = lines(requests)
      .replace("4.保护第三方", "（三）不予公开\n4.保护第三方")
      .replace("2.没有现成信息需要", "（四）无法提供\n2.没有现成信息需要")
      .replace("3.要求提供", "（五）不予处理\n3.要求提供")
      .replace(
        /2\.申请人逾期未按收费通知要求(.*?公开申请)(.*)/,
        "2.申请人逾期未按收费通知要\n（六）其他处理\n求$1$2",
      );
    const text = instead(REQUESTS, centred);
    expect(found(text)).toEqual([]);
    expect(values(text)).toEqual(READ);
  });

  test.each([
    ["first in its group", "（一）予以公开"],
    ["first of all", "一、本年新收政府信息公开申请数量"],
    ["the first below two groups", "1.属于国家秘密"],
    ["the total", "（七）总计"],
    ["under a header of the disclosure table", "| 行政许可"],
    ["between two rows of it", "| 行政处罚"],
  ])("a row without a label: %s", (_, name) => {
    const text = EXAMPLE.replace(name, name.startsWith("|") ? "| " : "");
    expect(found(text)).toEqual(["row-label-nonstandard"]);
    expect(values(text)).toEqual(READ);
  });

  test("rows whose labels stand elsewhere are told by their place", () => {
    const stacked = lines(requests)
      .replace("5.属于三类内部事务信息", "5.属于三类内部事务信息\n1.本机关不掌握相关政府信息\n")
      .replace(/(8\.属于行政查询事项.*\n)1\.本机关不掌握相关政府信息/, "$1 ");
    const text = instead(REQUESTS, stacked);
    expect(found(text)).toEqual(["row-label-nonstandard", "row-label-nonstandard"]);
    expect(values(text)).toEqual(READ);
  });
});

describe("the litigation table in other shapes", () => {
  const GROUPS = ["行政复议", "未经复议直接起诉", "复议后起诉"];
  const OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
  const NUMBERS = [
    [2, 1, 0, 0, 3],
    [1, 0, 0, 0, 1],
    [0, 0, 0, 1, 1],
  ];
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |\n`;
  const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
    row(head) + row(head.map(() => "---")) + rows.map(row).join("");
  const small = (group: number): string => `### ${GROUPS[group]}\n\n${table(OUTCOMES, [NUMBERS[group]!])}\n`;

  test.each([
    ["three small tables", [0, 1, 2].map(small).join("")],
    ["three small tables in another order", [0, 2, 1].map(small).join("")],
    [
      "a row for each group",
      table(
        ["类别", ...OUTCOMES],
        GROUPS.map((name, at) => [name, ...NUMBERS[at]!]),
      ),
    ],
    [
      "a row for each group, by names of the writer's own",
      table(
        ["类型", ...OUTCOMES],
        ["行政复议", "直接起诉", "经复议后起诉"].map((name, at) => [name, ...NUMBERS[at]!]),
      ),
    ],
    [
      "a table for review and one for both kinds of suits",
      `${small(0)}### 行政诉讼\n\n${table(
        ["未经复议直接起诉", "", "", "", "", "复议后起诉", "", "", "", ""],
        [
          [...OUTCOMES, ...OUTCOMES],
          [...NUMBERS[1]!, ...NUMBERS[2]!],
        ],
      )}`,
    ],
    [
      "a row for each outcome",
      table(
        ["结果", ...GROUPS],
        OUTCOMES.map((name, at) => [name, ...NUMBERS.map((of) => of[at]!)]),
      ),
    ],
    [
      "a bare row under what is left of the headers",
      `行政复议行政诉讼\n结 结 其 尚 总\n${NUMBERS.flat().join(" ")}\n`,
    ],
    ["a bare number a line", `行政复议行政诉讼\n${NUMBERS.flat().join("\n")}\n`],
  ])("%s", (_, written) => {
    const text = instead(LITIGATION, written);
    expect(found(text)).toEqual([]);
    const read = values(text);
    expect(
      ["review", "direct", "afterReview"].map((group) =>
        ["upheld", "corrected", "other", "pending", "total"].map((key) => read[`litigation.${group}.${key}`]),
      ),
    ).toEqual(NUMBERS);
  });

  test("two of three groups are not enough", () => {
    expect(found(instead(LITIGATION, small(0) + small(1)))).toEqual(["row-cell-count"]);
  });
});

describe("one finding, and no value by guess", () => {
  const requests = data(REQUESTS);
  const labels = requests.map(label);
  const numbers = requests.flatMap((row) => row.values);
  const half = 12;
  const asColumns = [0, 1, 2, 3, 4, 5, 6].flatMap((column) => requests.map((row) => row.values[column]!));
  const ofPart = (from: number, to?: number) => [
    ...labels.slice(from, to),
    ...requests.slice(from, to).flatMap((row) => row.values),
  ];

  test.each([
    ["labels first, then numbers", [...labels, ...numbers].join("\n")],
    ["labels first, then numbers column by column", [...labels, ...asColumns].join("\n")],
    [
      "labels first, then rows of numbers",
      [...labels, ...requests.map((row) => row.values.join(" "))].join("\n"),
    ],
    ["labels and numbers page by page", [...ofPart(0, half), ...ofPart(half)].join("\n")],
    ["numbers first, then labels", [...numbers, ...labels].join("\n")],
    ["cells run together in one line", rowsBelow(REQUESTS).flat().join("")],
    ["cells run together row by row", requests.map((row) => label(row) + row.values.join("")).join("\n")],
  ])("%s", (_, table) => {
    const text = instead(REQUESTS, table);
    expect(found(text)).toEqual(["table-unreadable"]);
    expect(Object.keys(values(text)).filter((key) => key.startsWith("requests."))).toEqual([]);
  });

  test("the disclosure table run together row by row", () => {
    const glued = rowsBelow(DISCLOSURE).map((row) => row.join(""));
    expect(found(instead(DISCLOSURE, glued.join("\n")))).toEqual(["table-unreadable"]);
    // A list of the body's own in the same words is none.
    expect(found(EXAMPLE.replace("（三）政", "行政许可46\n行政处罚12\n行政强制0\n\n（三）政"))).toEqual([]);
  });

  test("headings run together with tables are not told as well", () => {
    const line = [DISCLOSURE, REQUESTS].reduce(
      (text, key) => text.replace(new RegExp(`(${key}.*)\\n\\n`), "$1"),
      instead(DISCLOSURE, rowsBelow(DISCLOSURE).flat().join("")).replace(
        /(?<=三、收到.*\n\n)(?:\|.*\n)+/,
        `${rowsBelow(REQUESTS).flat().join("")}\n`,
      ),
    );
    expect(found(line)).toEqual(["table-unreadable"]);
  });

  test("the disclosure table with labels first", () => {
    const cells = rowsBelow(DISCLOSURE).flat();
    const text = instead(
      DISCLOSURE,
      [...cells.filter((cell) => !isNumber(cell)), ...cells.filter(isNumber)].join("\n"),
    );
    expect(found(text)).toEqual(["table-unreadable"]);
  });

  test("a whole report in one line", () => {
    const line = EXAMPLE.replace(/^\| ---.*\n/gm, "").replace(/[|\n ]/g, "");
    expect(found(line)).toEqual(["table-unreadable"]);
    expect(found(`<html><body><div>${line}</div></body></html>`)).toEqual(["table-unreadable"]);
  });

  test("a table of labels alone", () => {
    const text = instead(REQUESTS, labels.join("\n"));
    const [finding, ...others] = check(text);
    expect([finding!.rule, ...others]).toEqual(["table-empty"]);
    const [edits] = [finding!.fixes![0]!.edits];
    expect(edits.every((edit) => edit.text === "\n0".repeat(7))).toBe(true);
  });

  test("many rows without a number", () => {
    const some = requests.flatMap((row, at) => [label(row), ...(at % 3 === 0 ? row.values : [])]).join("\n");
    expect(check(instead(REQUESTS, some)).map(({ message }) => message)).toEqual([
      "申请情况表有 16 行没有填数，没有发生的填 0。",
    ]);
  });

  test("a row without a label is told so, and not to be taken away", () => {
    const text = EXAMPLE.replace(
      /^\| \| （七）总计/m,
      "| | | | 8 | 2 | 0 | 0 | 0 | 0 | 10 |\n| | （七）总计",
    );
    expect(check(text).map(({ message }) => message)).toEqual(["这一行没有行名，应补上。"]);
  });

  test("a rule does not report more places than anyone reads", () => {
    const local = Array.from(
      { length: 2000 },
      (_, at) => `| | | 本地行${at} | 1 | 2 | 3 | 4 | 5 | 6 | 21 |\n`,
    ).join("");
    const findings = check(EXAMPLE.replace(/(?=\| \| \| 2\.重复申请)/, local));
    expect(findings).toHaveLength(501);
    expect(findings.at(-1)!.message).toBe("“不是规定的行”已报告 500 处，其余不再列出。");
  });
});

describe("numbers run together with labels", () => {
  const requests = data(REQUESTS);
  const rows = lines(requests);
  test.each([
    ["a total and the next number, on a line", rows.replace(/\n(?=2\.重复申请)/, "")],
    ["a total gone to the next line", rows.replace(/ {2}(\d+)\n(?=2\.重复申请)/, "\n$1")],
    ["a total of several digits", rows.replace(/\d+\n(?=2\.重复申请)/, "138")],
    ["a total and a Chinese number", rows.replace(/\n(?=（二）)/, "")],
    ["a total and the last row", rows.replace(/\n(?=四、)/, "")],
    [
      "one cell a line",
      requests
        .flatMap((row) => [...row.labels, ...row.values])
        .join("\n")
        .replace(/\n(?=2\.重复申请)/, ""),
    ],
    ["a table", EXAMPLE.replace(/ 1 \|\n\| \| \| (?=2\.重复申请)/, " |\n| | | 1")],
  ])("%s", (_, table) => {
    const text = table.startsWith("云溪镇") ? table : instead(REQUESTS, table);
    expect(found(text)).toEqual(["row-number-wrong"]);
  });

  test("a number behind a label that has a slip as well", () => {
    for (const label of ["属于四类过程性消息", "属于四类过程性信息"])
      expect(found(EXAMPLE.replace("属于四类过程性信息 |", label))).toEqual(["row-cell-count"]);
  });
});

describe("tables of the body's own are left alone", () => {
  const behind = (key: string, table: string): string => {
    const from = EXAMPLE.indexOf("|", EXAMPLE.indexOf(key));
    const to = EXAMPLE.indexOf("\n\n", from);
    return `${EXAMPLE.slice(0, to)}\n\n${table}\n${EXAMPLE.slice(to)}`;
  };
  const rows = lines(data(REQUESTS));
  test.each([
    [
      "channels behind the requests",
      behind(REQUESTS, "| 申请渠道 | 件数 |\n| --- | --- |\n| 网络 | 5 |\n| 总计 | 7 |"),
    ],
    [
      "channels across",
      behind(REQUESTS, "| 申请渠道 | 网络 | 信函 | 合计 |\n| --- | --- | --- | --- |\n| 件数 | 5 | 2 | 7 |"),
    ],
    [
      "applicants, with headers of the standard's",
      behind(
        REQUESTS,
        "| 渠道 | 自然人 | 法人或其他组织 | 总计 |\n| --- | --- | --- | --- |\n| 网络 | 5 | 1 | 6 |\n| 总计 | 6 | 2 | 8 |",
      ),
    ],
    ["channels behind the litigation", behind(LITIGATION, "| 案由 | 件数 |\n| --- | --- |\n| 总计 | 3 |")],
    [
      "causes with headers of the litigation's",
      behind(
        LITIGATION,
        "| 案由 | 结果维持 | 结果纠正 | 总计 |\n| --- | --- | --- | --- |\n| 逾期 | 0 | 0 | 0 |",
      ),
    ],
    [
      "applicants in front of the requests",
      EXAMPLE.replace(
        "| （本列数据",
        "| 渠道 | 自然人 | 法人 | 总计 |\n| --- | --- | --- | --- |\n| 当面 | 3 | 1 | 4 |\n| 总计 | 3 | 1 | 4 |\n\n| （本列数据",
      ),
    ],
    [
      "one cell a line",
      instead(
        REQUESTS,
        `${data(REQUESTS)
          .flatMap((row) => [...row.labels, ...row.values])
          .join("\n")}\n\n申请方式\n件数\n网络\n5\n信函\n2\n总计\n7`,
      ),
    ],
    ["in tabs, behind a blank line", instead(REQUESTS, `${rows}\n\n申请渠道\t件数\n网络\t5\n总计\t7`)],
    ["in blanks, behind a blank line", instead(REQUESTS, `${rows}\n\n申请渠道  件数\n网络  5\n合计  7`)],
  ])("%s", (_, text) => {
    expect(found(text)).toEqual([]);
    expect(values(text)).toEqual(READ);
  });
});
