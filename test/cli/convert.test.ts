import { statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { makeDocx, packDocx } from "../source/makeDocx";
import { makeXlsx, textRows } from "../source/makeXlsx";
import { useFolder } from "./runCli";

const folder = useFolder();
const valuesOf = (name: string) => {
  const { status, stdout } = folder.run(["extract", name]);
  expect(status).toBe(0);
  const cells: Record<string, { text: string }> = JSON.parse(stdout).files[0].cells;
  return Object.fromEntries(Object.entries(cells).map(([key, { text }]) => [key, text]));
};

describe("convert", () => {
  test.each(["年报.txt", "年报.html", "年报.docx", "新.MD"])("a report into %s keeps every value", (to) => {
    folder.put("2023.md", EXAMPLE);
    const { status, stdout, stderr } = folder.run(["convert", "2023.md", to]);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: `已写好 ${to}。\n` });
    expect(valuesOf(to)).toEqual(valuesOf("2023.md"));
    expect(folder.run(["check", to])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("没有发现"),
    });
  });

  test("a Word file and a workbook are converted as texts are", () => {
    folder.put("甲.docx", makeDocx(EXAMPLE.replaceAll("# ", "").replaceAll("#", "")));
    folder.put(
      "乙.xlsx",
      makeXlsx([
        {
          name: "表",
          rows: textRows([
            ["项目", "数量"],
            ["甲|乙", "3"],
          ]),
        },
      ]),
    );
    expect(folder.run(["convert", "甲.docx", "甲.md"]).status).toBe(0);
    expect(Object.keys(valuesOf("甲.md"))).toHaveLength(200);
    const { status, stderr } = folder.run(["convert", "乙.xlsx", "乙.html"]);
    expect(status).toBe(0);
    expect(stderr).toContain("乙.xlsx 不是年报");
    expect(folder.get("乙.html")).toContain("<tr><td>甲|乙</td><td>3</td></tr>");
  });

  test("pictures that stay behind are told of, and none where there is none", () => {
    const picture = `<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r></w:p>`;
    folder.put("有.docx", packDocx(`<w:p><w:r><w:t>通知</w:t></w:r></w:p>${picture}${picture}`));
    folder.put("无.docx", makeDocx("通知"));
    expect(folder.run(["convert", "有.docx", "有.md"]).stderr).toContain("有 2 张图片没有转过去");
    expect(folder.run(["convert", "无.docx", "无.md"]).stderr).not.toContain("图片");
  });

  test("a text comes by standard input", () => {
    expect(folder.run(["convert", "-", "年报.html"], EXAMPLE).status).toBe(0);
    expect(Object.keys(valuesOf("年报.html"))).toHaveLength(200);
  });

  test("the same report gives the same Word file", () => {
    folder.put("年报.md", EXAMPLE);
    for (const name of ["甲.docx", "乙.docx"]) folder.run(["convert", "年报.md", name]);
    expect(folder.get("甲.docx")).toBe(folder.get("乙.docx"));
    expect(statSync(folder.path("甲.docx")).size).toBeLessThan(40_000);
  });

  test("never writes over a file", () => {
    folder.put("年报.md", EXAMPLE);
    folder.put("新.docx", "在");
    const { status, stderr } = folder.run(["convert", "年报.md", "新.docx"]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: "新.docx：已有这个文件，没有改动。\n" });
    expect(folder.get("新.docx")).toBe("在");
    expect(folder.run(["convert", "年报.md", "年报.md"]).status).toBe(2);
    expect(folder.get("年报.md")).toBe(EXAMPLE);
  });

  test.each([
    [["年报.md"], "要给出一个文件和一个新文件"],
    [["年报.md", "甲.md", "乙.md"], "要给出一个文件和一个新文件"],
    [["年报.md", "新.doc"], "新文件的名称应以 .md .markdown .txt .html .htm .docx 之一结尾"],
    [["年报.md", "新"], "看不出要转成什么格式"],
    [["无.md", "新.docx"], "无.md：读不了：没有这个文件或文件夹"],
    [["旧.doc", "新.docx"], "旧版 Word"],
    [["年报.md", "无此文件夹/新.md"], "写不了"],
  ])("%j is refused", (args, message) => {
    folder.put("年报.md", EXAMPLE);
    const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    folder.put(
      "旧.doc",
      new Uint8Array([...ole, ...[..."WordDocument"].flatMap((it) => [it.charCodeAt(0), 0])]),
    );
    const { status, stdout, stderr } = folder.run(["convert", ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});

describe("init in Word", () => {
  test("writes a blank report that is read as one", () => {
    const { status, stderr } = folder.run(["init", "--agency", "青山镇", "--year", "2024", "年报.docx"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "已新建 年报.docx。\n" });
    const { stdout } = folder.run(["check", "--format", "json", "年报.docx"]);
    expect(JSON.parse(stdout).files[0]).toMatchObject({
      format: "docx",
      year: 2024,
      standard: "2021",
      agency: "青山镇",
    });
    expect(Object.keys(valuesOf("年报.docx"))).toHaveLength(200);
  });

  test("takes over what last year's Word file carried forward", () => {
    const lastYear = EXAMPLE.replace("| （七）总计 | | 6 | 2 |", "| （七）总计 | | 5 | 2 |").replace(
      "| 四、结转下年度继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
      "| 四、结转下年度继续办理 | | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
    );
    folder.put("2023.docx", makeDocx(lastYear.replaceAll(/^#+ /gm, "")));
    const { status, stderr } = folder.run(["init", "--year", "2024", "2024.docx"]);
    expect(status).toBe(0);
    expect(stderr).toContain("上年报告：2023.docx。");
    expect(valuesOf("2024.docx")).toMatchObject({
      "requests.carriedOver.total": "1",
      "requests.newReceived.total": "",
    });
  });

  test("writes bytes to standard output", () => {
    const { status, bytes } = folder.run(["init", "--agency", "青山镇", "--format", "docx"]);
    expect(status).toBe(0);
    folder.put("年报.docx", bytes);
    expect(Object.keys(valuesOf("年报.docx"))).toHaveLength(200);
  });
});
