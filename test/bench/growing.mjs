import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/*
 * Reports whose body is repeated. What stands around it is short, so that a text with the body a thousand times is close
 * to a thousand times as long.
 */

const markdown = sample("bureau-2023-gfm.md");
const html = sample("county-2024.html");

const title = between(markdown, "# ", "## 一、");
const prose = between(markdown, "兰湾市水利局管着", "## 二、");
const problems = between(markdown, "水情数据专业", "## 六、");
const sections = between(markdown, "## 一、", "兰湾市水利局\n\n2024");
const rows = between(markdown, "| 一、本年新收", "\n## 四、");
const beforeRows = title + between(markdown, "## 三、", "| 一、本年新收");
const signature = markdown.slice(markdown.indexOf("兰湾市水利局\n\n2024"));
const rest = `## 六、其他需要报告的事项\n\n收取信息处理费情况：无。\n\n${signature}`;

const htmlBody = between(html, "<p><strong>一、", '<p style="text-align:right">雁门');
const beforeHtml = html.slice(0, html.indexOf(htmlBody));
const afterHtml = html.slice(html.indexOf(htmlBody) + htmlBody.length);

/** @typedef {{ name: string, before: string, body: string, after: string }} Growing */

/** @type {readonly Growing[]} */
export const growingTexts = [
  { name: "正文", before: `${title}## 一、总体情况\n\n`, body: (prose + problems).repeat(3), after: rest },
  {
    name: "正文在一行里",
    before: `${title}## 一、总体情况\n\n`,
    body: (prose + problems).replace(/[#\-\s]+/g, "").repeat(3),
    after: `\n\n${rest}`,
  },
  { name: "表格的行（Markdown）", before: beforeRows, body: rows, after: `\n${rest}` },
  { name: "表格的行（制表符）", before: beforeRows, body: withoutPipes(rows, "\t"), after: `\n${rest}` },
  { name: "表格的行（一格一行）", before: beforeRows, body: withoutPipes(rows, "\n"), after: `\n${rest}` },
  { name: "章节", before: title, body: sections, after: signature },
  { name: "HTML", before: beforeHtml, body: htmlBody, after: afterHtml },
  {
    name: "HTML 在一行里",
    before: withoutBreaks(beforeHtml),
    body: withoutBreaks(htmlBody),
    after: withoutBreaks(afterHtml),
  },
];

/**
 * @param {Growing} growing
 * @param {number} times how often the body stands in the text
 */
export function grown({ before, body, after }, times) {
  return before + body.repeat(times) + after;
}

/** @param {string} name */
function sample(name) {
  return readFileSync(fileURLToPath(new URL(`../corpus/clean/${name}`, import.meta.url)), "utf8");
}

/**
 * @param {string} text
 * @param {string} from
 * @param {string} to
 */
function between(text, from, to) {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start);
  if (start < 0 || end < 0) throw new Error(`样例里没有“${from}”到“${to}”`);
  return text.slice(start, end);
}

/**
 * Rows of a pipe table, their cells divided otherwise; blank cells are left out, as where a page is copied.
 * @param {string} text
 * @param {string} divider
 */
function withoutPipes(text, divider) {
  return text.replace(/^\|(.*)\|$/gm, (_, row) =>
    row
      .split("|")
      .map((/** @type {string} */ cell) => cell.trim())
      .filter((/** @type {string} */ cell) => cell !== "")
      .join(divider),
  );
}

/** @param {string} text */
function withoutBreaks(text) {
  // The comment in the page's script runs to the end of its line.
  return text.replace(/\/\/.*$/gm, "").replace(/\n/g, "");
}
