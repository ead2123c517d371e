import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, extract } from "../../server/src/core/index";
import { readPdf } from "../../server/src/core/source/pdf/source";
import { createRandom } from "../generator/random";
import { codes, makePdf, type PdfFont, type PdfPage, ruled, SONG, shown, stroked } from "./makePdf";
import { withoutRulings } from "./rulings";

/* What a PDF says: pages written by hand, each with one thing that programs do. */

const tables = join(import.meta.dirname, "../../node_modules/pdfjs-dist/cmaps");
const read = (bytes: Uint8Array) => readPdf(bytes, (name) => readFileSync(join(tables, `${name}.bcmap`)));
/** The text without the ruling below the first row of each table, which says nothing of a page. */
const textOf = async (pages: readonly (string | PdfPage)[], font?: PdfFont) =>
  withoutRulings((await read(makePdf(pages, font))).text);

test("bytes that share their memory with others, as Node's small files do", async () => {
  const bytes = makePdf([shown("云麓区", 50, 700)]);
  expect((await read(Buffer.from(bytes))).text).toBe("云麓区\n");
});

describe("fonts that are not in the file", () => {
  test.each([
    ["STSong-Light", "UniGB-UCS2-H"],
    ["SimSun", "UniGB-UTF16-H"],
    ["SimSun", "GBK-EUC-H"],
  ] as const)("%s, %s", async (name, encoding) => {
    const font = { name, encoding };
    const text = "云麓区2024年政府信息公开工作年度报告，共12件。";
    expect(await textOf([shown(text, 50, 700, 12, font)], font)).toBe(`${text}\n`);
  });

  test("written downwards, as a label beside rows is", async () => {
    const font = { name: "SimSun", encoding: "UniGB-UCS2-V" } as const;
    const lines = ruled([50, 80, 200], [700, 600, 500], []);
    const label = `BT /F 12 Tf 1 0 0 1 65 690 Tm <${codes("办理结果", font)}> Tj ET\n`;
    expect(await textOf([lines + label], font)).toContain("| 办理结果 |");
  });
});

describe("lines of text", () => {
  const full = "市政府办公室把公开透明贯穿决策执行管理服务全过程各项任务平稳推进网站改版";
  const lines = (...texts: readonly (readonly [string, number])[]) =>
    texts.map(([text, x], at) => shown(text, x, 700 - 20 * at)).join("");

  test("a full line goes on in the next", async () => {
    const page = lines([`${full.slice(2)}`, 74], [full, 50], ["后更加好用。", 50], ["又一段。", 74]);
    expect(await textOf([page])).toBe(`${full.slice(2)}${full}后更加好用。\n又一段。\n`);
  });

  test("one that is not full does not", async () => {
    const page = lines(["一、总体情况", 50], [full, 50], [full, 50], ["全年没有。", 50]);
    expect(await textOf([page])).toBe(`一、总体情况\n${full}${full}全年没有。\n`);
  });

  test("over the end of a page, whose number goes", async () => {
    const pages = ["- 1 -", "第2页 共3页", "3/3"].map((number, at) =>
      [
        lines([full, 50], [full, 50], ...(at === 2 ? [["完。", 50] as const] : [])),
        shown(number, 280, 40),
      ].join(""),
    );
    expect(await textOf(pages)).toBe(`${full.repeat(6)}完。\n`);
  });

  test("a header goes where it is on several pages, and stays where it is on one", async () => {
    const header = shown("云麓区人民政府办公室", 50, 800);
    const body = lines(["第一段。", 74], ["第二段。", 74]);
    expect(await textOf([header + body, header + body])).not.toContain("云麓区");
    expect(await textOf([header + body])).toContain("云麓区");
  });

  test("figures drawn one by one are one number, and gaps are blanks", async () => {
    const page = shown("1", 50, 700) + shown("2", 56, 700) + shown("34", 80, 700);
    expect(await textOf([page])).toBe("12 34\n");
  });

  test("drawn in any order", async () => {
    expect(await textOf([shown("后", 50, 600) + shown("间", 62, 700) + shown("中", 50, 700)])).toBe(
      "中间\n后\n",
    );
  });

  test("drawn twice, to be bold", async () => {
    expect(await textOf([shown("总体11", 50, 700) + shown("总体11", 50.4, 700)])).toBe("总体11\n");
  });

  test.each([
    ["invisible, over a picture", "3 Tr "],
    ["spaced by the file", "2 Tc "],
    ["squeezed", "90 Tz "],
  ])("%s", async (_name, state) => {
    expect(await textOf([state + shown("共收到12件", 50, 700)])).toBe("共收到12件\n");
  });

  test("marks on the paper are no text: pale and large, or askew", async () => {
    const pale = `q /Pale gs ${shown("内部资料", 100, 400, 60)} Q\n`;
    const askew = `BT /F 20 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <${codes("样稿")}> Tj ET\n`;
    expect(await textOf([shown("正文。", 50, 700) + pale + askew])).toBe("正文。\n");
  });

  test("radicals that fonts give for characters", async () => {
    expect(await textOf([shown("⼀、农⺠与住户", 50, 700)])).toBe("一、农民与住户\n");
  });
});

describe("pages that are turned", () => {
  test.each([
    [90, "0 1 -1 0 145 50"],
    [180, "-1 0 0 -1 545 142"],
    [270, "0 -1 1 0 450 792"],
    // Not said to be turned, but drawn so.
    [0, "0 1 -1 0 145 50"],
    [0, "0 -1 1 0 450 792"],
  ])("by %i degrees, %s", async (rotate, matrix) => {
    const table = ruled(
      [0, 100, 200],
      [50, 25, 0],
      [
        ["自然人", "总计"],
        ["3", "5"],
      ],
    );
    // As a whole, as programs do: text and lines in the same turned space.
    const content = `q ${matrix} cm\n${table}Q\n`;
    expect(await textOf([{ content, rotate }])).toBe("| 自然人 | 总计 |\n| 3 | 5 |\n\n");
  });
});

describe("tables", () => {
  const rows = [
    ["信息内容", "本年制发件数"],
    ["规章", "12"],
  ];
  const [xs, ys] = [
    [50, 200, 350],
    [700, 670, 640],
  ];
  const expected = "| 信息内容 | 本年制发件数 |\n| 规章 | 12 |\n\n";

  test.each([
    ["strokes", stroked],
    ["thin areas", (x0, y0, x1, y1) => `${x0} ${y0} ${x1 - x0 || 0.5} ${y1 - y0 || 0.5} re f\n`],
    ["dashes", (x0, y0, x1, y1) => `[2 2] 0 d ${stroked(x0, y0, x1, y1)}`],
    ["white", (x0, y0, x1, y1) => `1 1 1 RG ${stroked(x0, y0, x1, y1)}`],
    ["double", (x0, y0, x1, y1) => stroked(x0, y0, x1, y1) + stroked(x0 + 2, y0 + 2, x1 + 2, y1 + 2)],
    [
      "scaled",
      (x0, y0, x1, y1) => `q 0.1 0 0 0.1 0 0 cm 5 w ${x0 * 10} ${y0 * 10} m ${x1 * 10} ${y1 * 10} l S Q\n`,
    ],
    [
      "dots",
      (x0, y0, x1, y1) =>
        Array.from({ length: 101 }, (_, at) => {
          const [x, y] = [x0 + ((x1 - x0) * at) / 101, y0 + ((y1 - y0) * at) / 101];
          return stroked(x, y, x + Math.sign(x1 - x0) * 1.5, y + Math.sign(y1 - y0) * 1.5);
        }).join(""),
    ],
  ] satisfies [string, typeof stroked][])("lines that are %s", async (_name, line) => {
    expect(await textOf([ruled(xs, ys, rows, line)])).toBe(expected);
  });

  test("cells drawn one by one, as boxes", async () => {
    const boxes = [
      [50, 640],
      [200, 640],
      [50, 670],
      [200, 670],
    ].map(([x, y]) => `${x} ${y} 150 30 re S\n`);
    expect(await textOf([boxes.join("") + ruled(xs, ys, rows, () => "")])).toBe(expected);
  });

  test("without lines at the sides", async () => {
    const lines = ys.map((y) => stroked(50, y, 350, y)).join("") + stroked(200, 700, 200, 640);
    expect(await textOf([lines + ruled(xs, ys, rows, () => "")])).toBe(expected);
  });

  test("merged cells are blanks, and a wrapped label is whole", async () => {
    const lines = [
      stroked(50, 700, 350, 700),
      stroked(150, 650, 350, 650),
      stroked(50, 600, 350, 600),
      stroked(50, 700, 50, 600),
      stroked(150, 700, 150, 600),
      stroked(250, 650, 250, 600),
      stroked(350, 700, 350, 600),
    ].join("");
    const words = [
      ["本年度办", 55, 660],
      ["理结果", 55, 640],
      ["法人或其他组织", 200, 670],
      ["12", 155, 620],
      ["3", 255, 620],
    ] as const;
    const page = lines + words.map(([text, x, y]) => shown(text, x, y)).join("");
    expect(await textOf([page])).toBe("| 本年度办理结果 | 法人或其他组织 |  |\n|  | 12 | 3 |\n\n");
  });

  test("a number cut by the side of its cell is one, two numbers are two", async () => {
    const page = ruled([50, 82, 200], [700, 650], []) + shown("1234", 53, 680) + shown("56", 53, 660);
    expect(await textOf([page])).toBe("| 123456 |  |\n\n");
    const two = ruled([50, 150, 200], [700, 650], []) + shown("1234", 53, 680) + shown("56", 53, 660);
    expect(await textOf([two])).toBe("| 1234 56 |  |\n\n");
  });

  test("a frame around text is none", async () => {
    const page = `40 600 400 200 re S\n${shown("第一段。", 74, 700)}${shown("第二段。", 74, 660)}`;
    expect(await textOf([page])).toBe("第一段。\n第二段。\n");
  });
});

describe("tables without lines", () => {
  type Piece = readonly [text: string, x: number, y: number];
  const page = (...pieces: readonly Piece[]) => pieces.map(([text, x, y]) => shown(text, x, y)).join("");
  const row = (y: number, label: string, ...numbers: readonly string[]): Piece[] => [
    [label, 50, y],
    ...numbers.map((number, at): Piece => [number, 250 + 60 * at, y]),
  ];
  const tableIn = async (...pieces: readonly Piece[]) => (await textOf([page(...pieces)])).trim().split("\n");

  test.each([
    ["at their left", 0],
    ["at their middle", 0.5],
    ["at their right", 1],
  ])("numbers below one another, %s", async (_name, side) => {
    const numbers = (y: number, ...its: readonly string[]) =>
      its.map((number, at): Piece => [number, 280 + 60 * at - side * number.length * 6, y]);
    expect(
      await tableIn(
        ["规章", 50, 700],
        ...numbers(700, "0", "12345"),
        ["行政许可", 50, 680],
        ...numbers(680, "1234", "7"),
      ),
    ).toEqual(["| 规章 | 0 | 12345 |", "| 行政许可 | 1234 | 7 |"]);
  });

  test("a blank cell stays blank", async () => {
    expect(
      await tableIn(
        ...row(700, "规章", "1", "2", "3"),
        ["行政许可", 50, 680],
        ["4", 250, 680],
        ["6", 370, 680],
      ),
    ).toEqual(["| 规章 | 1 | 2 | 3 |", "| 行政许可 | 4 |  | 6 |"]);
  });

  const long = "申请人无正当理由逾期不补正的";
  test.each([
    ["the middle", 673, "行政许可"],
    ["its first line", 680, "行政许可"],
    ["its last line", 666, "行政许可"],
  ])("a label of two lines, its numbers beside %s", async (_name, y, next) => {
    const rows = await tableIn(
      ...row(700, "规章", "1", "2"),
      [long, 50, 680],
      ["机关不再处理", 50, 666],
      ["3", 250, y],
      ["4", 310, y],
      ...row(646, next, "5", "6"),
    );
    expect(rows).toEqual(["| 规章 | 1 | 2 |", `| ${long}机关不再处理 | 3 | 4 |`, "| 行政许可 | 5 | 6 |"]);
  });

  test("a label beside several rows stands where they begin", async () => {
    const item = (y: number, text: string): Piece[] => [
      [text, 120, y],
      ["1", 250, y],
      ["2", 310, y],
    ];
    const rows = await tableIn(
      ...row(720, "一、本年新收的申请", "3", "4"),
      ...item(700, "1.属于国家秘密"),
      ["（三）不", 50, 687],
      ...item(680, "2.法律禁止公开"),
      ["予公开", 50, 673],
      ...item(660, "3.危及安全"),
    );
    expect(rows).toEqual([
      "| 一、本年新收的申请 |  | 3 | 4 |",
      "| （三）不予公开 | 1.属于国家秘密 | 1 | 2 |",
      "|  | 2.法律禁止公开 | 1 | 2 |",
      "|  | 3.危及安全 | 1 | 2 |",
    ]);
  });

  test("goes on over the end of a page, without its repeated head", async () => {
    const head = (y: number) => row(y, "信息内容", "本年", "上年");
    const text = await textOf([
      page(...head(120), ...row(100, "规章", "1", "2"), ["- 1 -", 280, 40]),
      page(...head(760), ...row(740, "行政许可", "3", "4"), ["- 2 -", 280, 40]),
    ]);
    expect(text).toBe("信息内容    本年    上年\n\n| 规章 | 1 | 2 |\n| 行政许可 | 3 | 4 |\n\n");
  });

  test.each<[string, readonly Piece[]]>([
    [
      "a table of contents",
      [...row(700, "一、总体情况", "1"), ...row(680, "二、主动公开", "3"), ...row(660, "三、申请", "5")],
    ],
    [
      "who to ask",
      [...row(700, "电话：", "0511-84412345"), ["传真：", 400, 700], ["0511-84412346", 440, 700]],
    ],
    [
      "a signature",
      [
        ["云麓区人民政府办公室", 300, 700],
        ["2025年1月15日", 330, 680],
      ],
    ],
    [
      "names side by side",
      [
        ["张三", 50, 700],
        ["李四", 200, 700],
        ["王五", 50, 680],
        ["赵六", 200, 680],
      ],
    ],
    [
      "a list",
      [
        ["1.", 50, 700],
        ["公开12件。", 90, 700],
        ["2.", 50, 680],
        ["答复3件。", 90, 680],
      ],
    ],
    ["one line with two numbers", row(700, "收到和办结", "12", "11")],
    [
      "prose with gaps",
      [
        ["全年收到", 50, 700],
        ["12", 130, 700],
        ["件，办结", 180, 700],
        ["11", 260, 700],
        ["件。", 300, 700],
      ],
    ],
  ])("%s is none", async (_name, pieces) => {
    expect(await textOf([page(...pieces)])).not.toContain("|");
  });

  test("text between two of them stays text, in its place", async () => {
    expect(
      await tableIn(
        ...row(700, "规章", "1", "2"),
        ...row(680, "行政许可", "3", "4"),
        ["二、收到的申请如下。", 74, 660],
        ...row(640, "新收", "5", "6"),
        ...row(620, "上年结转", "7", "8"),
      ),
    ).toEqual([
      "| 规章 | 1 | 2 |",
      "| 行政许可 | 3 | 4 |",
      "",
      "二、收到的申请如下。",
      "",
      "| 新收 | 5 | 6 |",
      "| 上年结转 | 7 | 8 |",
    ]);
  });

  test("a row of one number is a line of its own", async () => {
    const full = "市政府办公室把公开透明贯穿决策执行管理服务全过程各项任务平稳推进";
    const body = [700, 680, 660].map((y): Piece => [full, 50, y]);
    expect(await tableIn(...body, ["行政许可", 50, 640], ["210", 416, 640], ["行政处罚", 50, 620])).toEqual([
      full.repeat(3),
      "行政许可    210",
      "行政处罚",
    ]);
  });
});

describe("tables that go on", () => {
  const xs = [50, 200, 350];
  const first = (rows: readonly (readonly string[])[]) =>
    ruled(
      xs,
      Array.from({ length: rows.length + 1 }, (_, at) => 80 + 20 * (rows.length - at)),
      rows,
    );
  const second = (rows: readonly (readonly string[])[]) =>
    ruled(
      xs,
      Array.from({ length: rows.length + 1 }, (_, at) => 760 - 20 * at),
      rows,
    );
  const number = (page: number) => shown(`- ${page} -`, 280, 40);
  const joined = async (above: readonly (readonly string[])[], below: readonly (readonly string[])[]) =>
    (await textOf([first(above) + number(1), second(below) + number(2)])).trim().split("\n");

  test("are one, and their repeated head goes", async () => {
    const head = ["信息内容", "数量"];
    expect(await joined([head, ["行政许可", "3"]], [head, ["行政处罚", "4"]])).toEqual([
      "| 信息内容 | 数量 |",
      "| 行政许可 | 3 |",
      "| 行政处罚 | 4 |",
    ]);
  });

  test("a row that is cut is one", async () => {
    const label = "申请人逾期未按要求补正且没有";
    expect(
      await joined(
        [
          ["规章", "1"],
          [label.slice(0, 12), "2"],
        ],
        [
          ["没有正当理由", ""],
          ["其他", "3"],
        ],
      ),
    ).toEqual(["| 规章 | 1 |", `| ${label.slice(0, 12)}没有正当理由 | 2 |`, "| 其他 | 3 |"]);
  });

  test("a row that is cut after the number of its label is one", async () => {
    const rows = await joined(
      [["1.", "0"]],
      [
        ["信访举报投诉类申请", ""],
        ["2.重复申请", "3"],
      ],
    );
    expect(rows).toEqual(["| 1.信访举报投诉类申请 | 0 |", "| 2.重复申请 | 3 |"]);
  });

  test("rows that are not cut stay two", async () => {
    expect(
      await joined(
        [
          ["规章", "1"],
          ["行政许可", "2"],
        ],
        [["行政处罚", "3"]],
      ),
    ).toEqual(["| 规章 | 1 |", "| 行政许可 | 2 |", "| 行政处罚 | 3 |"]);
    expect(
      await joined(
        [
          ["规章", "1"],
          ["行政许可", ""],
        ],
        [
          ["行政处罚", ""],
          ["其他", "3"],
        ],
      ),
    ).toHaveLength(4);
  });

  test("text between them parts them", async () => {
    const page = second([["行政处罚", "3"]]) + shown("说明。", 50, 790);
    const text = await textOf([first([["规章", "1"]]), page]);
    expect(text).toBe("| 规章 | 1 |\n\n说明。\n\n| 行政处罚 | 3 |\n\n");
  });
});

describe("places", () => {
  test("pages, and cells of tables", async () => {
    const table = ruled([50, 200, 350], [600, 570], [["规章", "12"]]);
    const { text, place } = await read(
      makePdf([shown("第一页。", 74, 700), shown("第二页。", 74, 700) + table]),
    );
    expect(place(text.indexOf("第一页"))).toEqual({ page: 1 });
    expect(place(text.indexOf("第二页"))).toEqual({ page: 2 });
    expect(place(text.indexOf("规章"))).toEqual({ page: 2, table: { number: 1, row: 1, column: 1 } });
    expect(place(text.indexOf("12"))).toEqual({ page: 2, table: { number: 1, row: 1, column: 2 } });
  });
});

describe("reports as programs print them", () => {
  test("LibreOffice's, with a header on each page and heads of tables repeated", async () => {
    const sample = (ending: string) => readFileSync(join(import.meta.dirname, `../samples/report.${ending}`));
    const { text } = await read(sample("pdf"));
    expect(text).toBe(sample("txt").toString());
    expect(check(text)).toEqual([]);
    expect(Object.keys(extract(text).cells)).toHaveLength(200);
  });

  const city = join(import.meta.dirname, "../../../shared/corpus/office/wps-2024-city.pdf");
  test.skipIf(!existsSync(city))("a city's report of 2024, by WPS", async () => {
    const { text } = await read(readFileSync(city));
    expect(
      check(text)
        .filter(({ severity }) => severity !== "info")
        .map(({ message }) => message),
    ).toEqual([]);
    expect(Object.values(extract(text).cells).filter(({ value }) => value !== null)).toHaveLength(200);
  });
});

test("damaged files are read, or said to be damaged, and nothing else", async () => {
  const pages = Array.from({ length: 3 }, (_, at) => shown(`第${at + 1}段。`, 50, 700));
  const table = ruled([50, 200, 350], [600, 570, 540], [["规章", "12"]]);
  const whole = makePdf([...pages, table]);
  const random = createRandom(15);
  for (let round = 0; round < 80; round++) {
    const bytes = whole.slice();
    for (let at = 0; at < 12; at++) bytes[random.int(9, bytes.length - 1)] = random.int(0, 255);
    const cut = round % 2 === 0 ? bytes : bytes.subarray(0, random.int(9, bytes.length));
    const said = await read(cut).then(
      ({ text }) => text !== "",
      (error: Error) => error.name === "SourceError" && error.message,
    );
    expect(said).toBeTruthy();
  }
});

test("a PDF is only read", async () => {
  const source = await read(makePdf([shown("正文。", 50, 700)]));
  const change = [{ span: { start: 0, end: 2 }, text: "本文" }];
  expect(source.write([change])).toEqual({
    source,
    refused: [{ change, reason: "PDF 只读，请改原来的 Word 文件，或用 convert 转成 .docx 再改" }],
  });
});

describe("what cannot be read says why", () => {
  test.each([
    ["no text", makePdf([stroked(0, 0, 100, 0)]), "没有文字层"],
    ["no page", makePdf([]), "损坏"],
    [
      "a password",
      makePdf(
        [shown("密", 50, 700)],
        SONG,
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O (12345678901234567890123456789012) /U (12345678901234567890123456789012) /P -4 >> /ID [(a) (a)]",
      ),
      "密码",
    ],
    ["nothing but the sign", new TextEncoder().encode("%PDF-1.7\n"), "损坏"],
  ])("%s", async (_name, bytes, reason) => {
    await expect(read(bytes)).rejects.toMatchObject({
      name: "SourceError",
      message: expect.stringContaining(reason),
    });
  });
});
