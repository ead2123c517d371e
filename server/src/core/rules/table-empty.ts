import type { Finding, Fix } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { TABLE_NAME, tablesOf } from "../report/describe";
import type { Report } from "../report/report";
import type { Table } from "../report/tables/table";
import { lineEnd } from "../text/edit";
import { EXAMPLE } from "./support/example";

export const tableEmpty: Rule = {
  id: "table-empty",
  category: "tables",
  title: "表格没有填数",
  why: "表格要逐行填写，没有发生的填 0；只有行名的表格等于没有报告。",
  whenOff: "检查还没有填数的空白模板时。",
  severity: "error",
  bad: EXAMPLE.replace(/(?<=二、主动.*\n\n)(?:\|.*\n)+/, labelsOnly),
  good: EXAMPLE,

  *check(report) {
    for (const table of tablesOf(report)) if (table.state === "empty") yield emptyTable(report, table);
  },
};

function emptyTable(report: Report, table: Table): Finding {
  const { start, end } = table.rows.find(({ label }) => label !== undefined)?.label ?? table;
  return {
    span: { start, end },
    message: `${TABLE_NAME[table.key]}一个数也没有填，没有发生的填 0。`,
    why: "表格只有行名，等于没有报告，应逐行填写。表格里的数如果是图片，就读不到，应改成文字。",
    fixes: zeros(report, table),
  };
}

/** Zeros behind each label, written as the labels are; none in HTML, where cells would have to be made. */
function zeros({ text, document }: Report, table: Table): Fix[] {
  if (document.format === "html") return [];
  const eol = lineEnd(text);
  const edits = table.rows.flatMap(({ label, spec, role }) => {
    if (label === undefined || spec === undefined || role !== "row") return [];
    const row = document.rows.find(({ end }) => label.end <= end)!;
    const zero = { line: `${eol}0`, pipes: " | 0", tabs: "\t0", grid: undefined, html: undefined }[row.kind];
    if (zero === undefined) return [];
    return [{ span: { start: label.end, end: label.end }, text: zero.repeat(spec.columns.length) }];
  });
  return edits.length === 0 ? [] : [{ title: "各行都填 0", safe: false, edits }];
}

/** The labels of a table, one a line. */
function labelsOnly(table: string): string {
  const cells = table.split(/[|\n]/).map((cell) => cell.trim());
  return `${cells.filter((cell) => cell !== "" && !/^[\d.]+$|^---$/.test(cell)).join("\n")}\n`;
}
