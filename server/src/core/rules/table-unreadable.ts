import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { TABLE_NAME, tablesOf } from "../report/describe";
import type { RunTogether } from "../report/tables/runTogether";
import type { Table } from "../report/tables/table";
import { lineEndAt } from "../text/text";
import { EXAMPLE } from "./support/example";

export const tableUnreadable: Rule = {
  id: "table-unreadable",
  category: "tables",
  title: "表格读不出",
  why: "行名和数字分开、或者各格连成一串的表格，人和工具都无法知道哪个数属于哪一格；猜着读会读出错数，所以整张表都没有检查。",
  whenOff: "只检查文字部分时。",
  severity: "error",
  bad: EXAMPLE.replace(/(?<=三、收到.*\n\n)(?:\|.*\n)+/, labelsFirst),
  good: EXAMPLE,

  *check(report) {
    if (report.runTogether.length > 0) yield runTogether(report.runTogether, report.text);
    for (const table of tablesOf(report))
      if (table.state === "scattered") yield scattered(table, report.text);
  },
};

/** What happened to one part of a text happened to all of it. */
function runTogether(runs: readonly RunTogether[], text: string): Finding {
  const { start, end: last } = runs[0]!;
  const end = Math.min(last, lineEndAt(text, start));
  const tables = new Set(runs.flatMap((run) => [...run.tables]));
  const isWhole = runs.some(({ sections }) => sections.size > 1);
  const names = [...tables].map((key) => TABLE_NAME[key]);
  const [first, ...others] = names;
  const which = others.length > 0 ? `${first}等 ${names.length} 张表` : first;
  const parts = isWhole ? "标题、段落和表格的各格" : `${names.join("、")}的各格`;
  return {
    span: { start, end },
    message: isWhole ? "全文没有分行，读不出，没有检查。" : `${which}各格连成一串，读不出，没有检查。`,
    why: `${parts}连在一起，分不出哪个数属于哪一格。多半是复制网页时只留下了文字：从原网页或原文件重新复制，保留分行和表格。`,
  };
}

function scattered({ key, start }: Table, text: string): Finding {
  return {
    span: { start, end: lineEndAt(text, start) },
    message: `${TABLE_NAME[key]}的行名和数字分开了，读不出，没有检查。`,
    why: "行名和数字分开，无法判断各数属于哪一行。多半是从 PDF 复制时打乱了次序：从原文件重新粘贴为表格，一个行名，后面接着它的各个数。",
  };
}

/** All labels of a table, and then all numbers. */
function labelsFirst(table: string): string {
  const cells = table
    .split("\n")
    .filter((line) => !line.startsWith("| ---"))
    .flatMap((line) => line.split("|").map((cell) => cell.trim()))
    .filter((cell) => cell !== "");
  const isNumber = (cell: string) => /^\d+$/.test(cell);
  return `${[...cells.filter((cell) => !isNumber(cell)), ...cells.filter(isNumber)].join("\n")}\n`;
}
