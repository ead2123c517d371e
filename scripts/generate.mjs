// @ts-nocheck: what it loads is built at run time, and has no types here.
// Rewrites what is derived from the rules: server/RULES.md, where in it each rule stands, the settings' schema in
// package.json, and the table of traditional characters. With --check it changes nothing and fails where a file is stale.
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { traditionalTable } from "./traditional.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const isCheck = process.argv.includes("--check");

const CATEGORIES = {
  document: "全文",
  sections: "章节",
  tables: "表格",
  labels: "名称",
  cells: "数字",
  arithmetic: "勾稽关系",
};
const SEVERITIES = { error: "错误", warning: "警告", info: "提示" };

/** The catalogue, bundled and loaded. */
async function loadRules() {
  const folder = await mkdtemp(join(tmpdir(), "disclosure-lint-"));
  try {
    const outfile = join(folder, "rules.mjs");
    await build({
      stdin: {
        contents:
          'export { rules } from "./server/src/rules/index"; export { checkReport } from "./server/src/check"; export { parseReport } from "./server/src/report/recognise";',
        resolveDir: root,
      },
      bundle: true,
      platform: "node",
      format: "esm",
      outfile,
      logLevel: "warning",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function manual({ rules, checkReport, parseReport }) {
  const lines = [
    "# 规则手册",
    "",
    "本页由 `npm run generate` 从规则源文件生成，请勿手工修改。",
    "",
    "每条规则的名称固定不变，用于设置、命令行和诊断链接。严重程度可在设置 `disclosureLint.rules` 中逐条修改，设为 `off` 即关闭。",
    "“安全”的修正不会改变报告所说的内容，“全部修正”和 `disclosure-lint fix` 只做安全的修正。",
    "",
    "| 类别 | 规则 | 说的是 | 级别 |",
    "| --- | --- | --- | --- |",
    ...rules.map(
      (rule) =>
        `| ${CATEGORIES[rule.category]} | [${rule.id}](#${rule.id}) | ${rule.title} | ${SEVERITIES[rule.severity]} |`,
    ),
  ];
  for (const [category, name] of Object.entries(CATEGORIES)) {
    lines.push("", `# ${name}`);
    for (const rule of rules.filter((candidate) => candidate.category === category)) {
      const found = checkReport(parseReport(rule.bad, { assumeReport: true }), {}).filter(
        (diagnostic) => diagnostic.rule === rule.id,
      );
      const fix = found[0]?.fixes?.[0];
      lines.push(
        "",
        `## ${rule.id}`,
        "",
        `**${rule.title}**（${SEVERITIES[rule.severity]}）`,
        "",
        rule.why,
        "",
      );
      lines.push(...comparison(rule.bad, rule.good));
      lines.push("提示的内容：", "", ...found.map(({ message }) => `> ${message}`).slice(0, 1), "");
      lines.push(
        fix === undefined
          ? "修正：需要人来判断，不提供自动修正。"
          : `修正：${fix.title}${fix.safe ? "（安全）" : "（会改变内容，需确认）"}。`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

/** The line, from 1, of each rule's heading: the editor's links know lines, and need not read the manual for them. */
function headingLines(text) {
  const lines = {};
  for (const [index, line] of text.split("\n").entries()) {
    const rule = /^## ([a-z-]+)$/.exec(line)?.[1];
    if (rule !== undefined) lines[rule] = index + 1;
  }
  return `${JSON.stringify(lines, null, 2)}\n`;
}

/** The lines in which the two examples differ. */
function comparison(bad, good) {
  const wrong = bad.split("\n");
  const right = good.split("\n");
  let start = 0;
  while (start < wrong.length && wrong[start] === right[start]) start++;
  let end = 0;
  while (end < Math.min(wrong.length, right.length) - start && wrong.at(-1 - end) === right.at(-1 - end))
    end++;
  const part = (lines) => shorten(lines.slice(start, lines.length - end));
  const before = start > 0 ? wrong[start - 1] : "";
  const block = (title, lines) => [
    title,
    "",
    "```text",
    ...(lines.length === 0 ? [before, "（此处没有这些内容）"] : lines),
    "```",
    "",
  ];
  return [...block("有错的写法：", part(wrong)), ...block("正确的写法：", part(right))];
}

/** Long examples keep their first and last lines. */
function shorten(lines) {
  const written = lines.filter((line) => line.trim() !== "");
  return written.length > 12 ? [...written.slice(0, 6), "……", ...written.slice(-5)] : written;
}

function manifest({ rules }) {
  const text = readFileSync(join(root, "package.json"), "utf8");
  const json = JSON.parse(text);
  const setting = json.contributes?.configuration?.properties?.["disclosureLint.rules"];
  if (setting === undefined) return text;
  setting.properties = Object.fromEntries(
    rules.map((rule) => [
      rule.id,
      {
        type: "string",
        enum: ["error", "warning", "info", "off"],
        default: rule.severity,
        description: `${rule.title}。${rule.why}`,
      },
    ]),
  );
  setting.additionalProperties = false;
  return `${JSON.stringify(json, null, 2)}\n`;
}

const catalogue = await loadRules();
const rulesManual = manual(catalogue);
const outputs = {
  "server/src/traditional.json": traditionalTable(),
  "server/RULES.md": rulesManual,
  "client/src/manualLines.json": headingLines(rulesManual),
  "package.json": manifest(catalogue),
};
let stale = 0;
for (const [name, text] of Object.entries(outputs)) {
  const path = join(root, name);
  let old = "";
  try {
    old = readFileSync(path, "utf8");
  } catch {
    // Not there yet.
  }
  if (old === text) continue;
  if (isCheck) {
    console.error(`${name} 与规则不一致，请运行 npm run generate`);
    stale++;
  } else {
    writeFileSync(path, text);
    console.log(`已更新 ${name}`);
  }
}
process.exitCode = stale > 0 ? 1 : 0;
