import { eastAsianWidth } from "get-east-asian-width";

/*
 * What the parts of the benchmark measured, as Markdown that is as readable in a terminal.
 */

/**
 * @typedef {object} Table
 * @property {string} [caption]
 * @property {readonly string[]} head
 * @property {readonly (readonly string[])[]} rows
 *
 * @typedef {object} Target
 * @property {string} what
 * @property {string} target
 * @property {string} result
 * @property {boolean} isMet
 *
 * @typedef {object} Section what one part measured
 * @property {string} title
 * @property {string} method how it was measured
 * @property {readonly Table[]} tables
 * @property {readonly Target[]} targets
 */

/**
 * A table whose columns are aligned where Chinese characters are two columns wide; numbers to the right.
 * @param {Table} table
 */
export function tableText({ caption, head, rows }) {
  const escaped = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...escaped.map((row) => width(row[column]))));
  const isNumeric = head.map((_, column) => rows.every((row) => /^[-—\d]/.test(row[column])));
  /** @param {readonly string[]} cells */
  const line = (cells) => `| ${cells.join(" | ")} |\n`;
  const [first, ...others] = escaped.map((row) =>
    line(
      row.map((cell, column) => {
        const blank = " ".repeat(widths[column] - width(cell));
        return isNumeric[column] ? blank + cell : cell + blank;
      }),
    ),
  );
  const rule = line(
    widths.map((size, column) => (isNumeric[column] ? `${"-".repeat(size - 1)}:` : "-".repeat(size))),
  );
  return (caption === undefined ? "" : `${caption}：\n\n`) + first + rule + others.join("");
}

/** @param {string} text */
function width(text) {
  let columns = 0;
  for (const char of text) columns += eastAsianWidth(/** @type {number} */ (char.codePointAt(0)));
  return columns;
}

/** @param {Section} section */
export function sectionText({ title, method, tables }) {
  return [`## ${title}\n`, `${method}\n`, ...tables.map(tableText)].join("\n");
}

/** @param {readonly Target[]} targets */
export function targetsText(targets) {
  const rows = targets.map(({ what, target, result, isMet }) => [
    what,
    target,
    result,
    isMet ? "达到" : "**未达到**",
  ]);
  return tableText({ head: ["指标", "目标", "实测", "结果"], rows });
}

/**
 * The whole document.
 * @param {readonly string[]} circumstances lines about when, where and on what was measured
 * @param {readonly Section[]} sections
 */
export function documentText(circumstances, sections) {
  const targets = sections.flatMap((section) => section.targets);
  return [
    "# 性能\n",
    "本文由 `npm run bench` 生成，不要手改。\n",
    `${circumstances.map((line) => `- ${line}`).join("\n")}\n`,
    "## 目标\n",
    targetsText(targets),
    ...sections.map(sectionText),
  ].join("\n");
}

/**
 * A number with as many digits as tell something: 0.123, 4.56, 78.9, 1234.
 * @param {number} value
 */
export function plain(value) {
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/**
 * A target that a figure must not exceed.
 * @param {string} what
 * @param {number} value
 * @param {number} most
 * @param {string} unit
 * @returns {Target}
 */
export function atMost(what, value, most, unit) {
  return { what, target: `≤ ${most} ${unit}`, result: `${plain(value)} ${unit}`, isMet: value <= most };
}

/**
 * A target that a figure must reach.
 * @param {string} what
 * @param {number} value
 * @param {number} least
 * @param {string} unit
 * @returns {Target}
 */
export function atLeast(what, value, least, unit) {
  return { what, target: `≥ ${least} ${unit}`, result: `${plain(value)} ${unit}`, isMet: value >= least };
}
