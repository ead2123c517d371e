import { describe, expect, test } from "vitest";
import * as z from "zod";
import { rules } from "../../server/src/core/rules/index";
import standard from "../../server/src/core/standard/2021.json";
import { useFolder } from "./runCli";
import { AGENCY, GOOD, report } from "./sample";

const { put, run } = useFolder();

const position = z.int().min(1);
const outputSchema = z.strictObject({
  files: z.array(
    z.strictObject({
      path: z.string(),
      format: z.enum(["text", "html", "docx", "pdf", "xlsx"]),
      standard: z.nullable(z.string()),
      year: z.nullable(z.int()),
      agency: z.nullable(z.string()),
      period: z.nullable(z.strictObject({ from: z.string(), to: z.string() })),
      sections: z.array(z.strictObject({ key: z.string(), title: z.string(), line: position })),
      cells: z.record(
        z.string(),
        z.strictObject({ value: z.nullable(z.number()), text: z.string(), line: position, column: position }),
      ),
    }),
  ),
});

/** As RFC 4180 has them read. */
function csvRows(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!);
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

describe("extract", () => {
  test("JSON has the sections, and every cell with its place", () => {
    const text = report({ ...GOOD, newReceived: [2, 0, 0, 0, 0, "/", 2] });
    put("年报.md", text);
    const { status, stdout, stderr } = run(["extract", "年报.md"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { files } = outputSchema.parse(JSON.parse(stdout));
    const [file] = files;
    expect(file).toMatchObject({
      path: "年报.md",
      standard: "2021",
      year: 2022,
      agency: AGENCY,
      period: { from: "2022-01-01", to: "2022-12-31" },
    });
    const lines = text.split("\n");
    expect(file!.sections.map(({ key }) => key)).toEqual(standard.sections.map(({ key }) => key));
    for (const { title, line } of file!.sections) expect(lines[line - 1]).toContain(title);
    expect(Object.keys(file!.cells)).toHaveLength(10 + 175 + 15);
    for (const { text: written, line, column } of Object.values(file!.cells)) {
      expect(lines[line - 1]!.slice(column - 1, column - 1 + written.length)).toBe(written);
    }
    expect(file!.cells["requests.newReceived.naturalPerson"]).toMatchObject({ value: 2, text: "2" });
    expect(file!.cells["requests.newReceived.otherOrganization"]).toMatchObject({ value: null, text: "/" });
  });

  test("CSV has one line a cell, and a mark by which Excel knows the encoding", () => {
    put('年"报,1.md', report());
    const { status, stdout } = run(["extract", "--format", "csv", "."]);
    expect(status).toBe(0);
    const lines = stdout.split("\r\n");
    expect(lines[0]).toBe("\uFEFFpath,year,agency,key,value,text");
    expect(lines).toHaveLength(1 + 200 + 1);
    expect(lines).toContain(`"年""报,1.md",2022,${AGENCY},requests.newReceived.total,2,2`);
  });

  test("CSV holds nothing that a spreadsheet runs; a negative number is one, and a dash is none", () => {
    const written = ["=HYPERLINK(1,2)", "-2+cmd", "@SUM(A1)", "-3", "－", "＝1＋1", "+86"];
    for (const name of ["=1+1.md", " =1+1.md", "\t=1+1.md", "\n=1+1.md", '"=1+1.md'])
      put(name, report({ newReceived: written }));
    const { stdout } = run(["extract", "--format", "csv", "--", "."]);
    const [head, ...rows] = csvRows(stdout);
    expect(head).toEqual(["\uFEFFpath", "year", "agency", "key", "value", "text"]);
    expect(rows).toHaveLength(5 * 200);
    expect(new Set(rows.map(([path]) => path))).toEqual(
      new Set(["'=1+1.md", "' =1+1.md", "'\t=1+1.md", "'\n=1+1.md", '"=1+1.md']),
    );
    const texts = rows.filter(([, , , key]) => key!.startsWith("requests.newReceived.")).map((row) => row[5]);
    const harmless = ["'=HYPERLINK(1,2)", "'-2+cmd", "'@SUM(A1)", "-3", "－", "'＝1＋1", "'+86"];
    expect(texts).toEqual([0, 1, 2, 3, 4].flatMap(() => harmless));
  });

  test("what cannot be read costs itself only", () => {
    put("年报.md", report());
    const { status, stdout, stderr } = run(["extract", "没有.md", "年报.md"]);
    expect(status).toBe(2);
    expect(stderr).toBe("没有.md：没有这个文件或文件夹\n");
    expect(outputSchema.parse(JSON.parse(stdout)).files).toHaveLength(1);
  });
});

describe("rules", () => {
  test("the list names every rule", () => {
    const { status, stdout } = run(["rules"]);
    expect(status).toBe(0);
    for (const { id, title } of rules) expect(stdout).toMatch(new RegExp(`^  \\S+  ${title} +${id}$`, "m"));
  });

  test("a rule's page has all that is known of it", () => {
    const rule = rules.find(({ id }) => id === "row-total")!;
    const { status, stdout } = run(["rules", "row-total"]);
    expect(status).toBe(0);
    const changed = rule.bad.split("\n").find((line) => !rule.good.includes(line));
    for (const part of [rule.title, rule.why, rule.whenOff!, `\n${changed}\n`, "正确的写法", "修正："])
      expect(stdout).toContain(part);
  });

  test("JSON", () => {
    const all = JSON.parse(run(["rules", "--format", "json"]).stdout);
    expect(all.rules.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id));
    const one = JSON.parse(run(["rules", "row-total", "--format", "json"]).stdout);
    expect(one.rules).toEqual([
      {
        id: "row-total",
        category: "arithmetic",
        title: expect.any(String),
        why: expect.any(String),
        whenOff: expect.any(String),
        severity: "error",
        bad: expect.any(String),
        good: expect.any(String),
      },
    ]);
  });

  test("an unknown rule", () => {
    expect(run(["rules", "row-totl"])).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "没有规则“row-totl”，是否指 row-total。全部规则见 disclosure-lint rules。\n",
    });
  });
});
