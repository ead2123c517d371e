import { EXAMPLE } from "../server/src/core/rules/support/example";

/** The example report in other layouts, and one by the trial format of 2019. All places in it are made up. */

/** Tables as web pages are often copied: one cell a line, merged and blank cells left out. */
export function oneCellALine(text: string): string {
  return text.replace(/^\|[-| ]+\|\n/gm, "").replace(/^\|.*\|$/gm, (row) =>
    row
      .split("|")
      .map((cell) => cell.trim())
      .filter((cell) => cell !== "")
      .join("\n"),
  );
}

/** Tables as spreadsheets are copied: cells divided by tabs. */
export function withTabs(text: string): string {
  return text.replace(/^\|[-| ]+\|\n/gm, "").replace(/^\|.*\|$/gm, (row) =>
    row
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim())
      .join("\t"),
  );
}

/** Labels and values of table rows divided by single blanks, as a PDF is copied. */
export function withSpaces(text: string): string {
  return text.replace(/^\|(?: --- \|)+\n/gm, "").replace(/^\|.*$/gm, (line) =>
    line
      .split("|")
      .map((cell) => cell.trim())
      .filter((cell) => cell !== "")
      .join(" "),
  );
}

/** Each line a paragraph, each table row a `tr`. */
export function asHtml(text: string): string {
  const lines = text.replace(/^\|[-| ]+\|\n/gm, "").split("\n");
  return lines
    .map((line, at) => {
      if (!line.startsWith("|")) return line === "" ? "" : `<p>${line}</p>`;
      const cells = line.slice(1, -1).split("|");
      const row = `<tr>${cells.map((cell) => `<td>${cell.trim()}</td>`).join("")}</tr>`;
      return `${lines[at - 1]!.startsWith("|") ? "" : "<table>"}${row}${lines[at + 1]!.startsWith("|") ? "" : "</table>"}`;
    })
    .join("\n");
}

/** As scanned text comes out: brackets, colons and commas half-width, no curly quotes. */
export function halfWidth(text: string): string {
  return text
    .replace(/[（）：，；]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    .replace(/[“”]/g, '"');
}

/** A section heading and the disclosure table of the trial format. */
export const DISCLOSURE_2019 = `石桥街道2020年政府信息公开工作年度报告

二、主动公开政府信息情况

| 第二十条第（一）项 | | | |
| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
| 规章 | 0 | 0 | 0 |
| 规范性文件 | 2 | 2 | 9 |
| 第二十条第（五）项 | | | |
| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
| 行政许可 | 14 | -3 | 25 |
| 其他对外管理服务事项 | 8 | +2 | 40 |
| 第二十条第（六）项 | | | |
| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
| 行政处罚 | 31 | 减1 | 6 |
| 行政强制 | 4 | 0 | 0 |
| 第二十条第（八）项 | | | |
| 信息内容 | 上一年项目数量 | 本年增/减 | |
| 行政事业性收费 | 3 | -1 | |
| 第二十条第（九）项 | | | |
| 信息内容 | 采购项目数量 | 采购总金额 | |
| 政府集中采购 | 5 | 36.8万元 | |
`;

/** The example with what is between two of its places left out. */
export function without(from: string, to: string): string {
  return EXAMPLE.slice(0, EXAMPLE.indexOf(from)) + EXAMPLE.slice(EXAMPLE.indexOf(to));
}

/** The litigation table with nothing in it, as fixes put it in. */
export const BLANK_LITIGATION = `| 行政复议 |  |  |  |  | 行政诉讼 |  |  |  |  |  |  |  |  |  |
|${" --- |".repeat(15)}
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 |  |  |  |  | 复议后起诉 |  |  |  |  |
|${"  |".repeat(5)}${" 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |".repeat(2)}
|${"  |".repeat(15)}
`;
