import { checkReport } from "./check";
import type { Diagnostic, Severity } from "./findings/finding";
import type { CatalogueEntry, Category } from "./findings/rule";
import { parseReport } from "./report/recognise";
import { ruleName } from "./rules/index";
import { commonEnds } from "./text/similar";

/*
 * The rules' manual, in Markdown, and the page of each rule: in RULES.md, on the command line, and in the editor, where a
 * finding is shown and where its link leads. It is made when it is asked for, from the rules: no package carries it.
 */

/** Groups of rules as the manual calls them, in its order. */
export const CATEGORY_NAMES: Readonly<Record<Category, string>> = {
  document: "全文",
  sections: "章节",
  tables: "表格",
  labels: "名称",
  cells: "数字",
  arithmetic: "勾稽关系",
  disclosure: "主动公开情况表",
  prose: "文字与表格",
  content: "内容",
  typography: "文字",
  privacy: "个人信息",
  extraction: "转换痕迹",
  suppression: "忽略",
};

/** Severities as a reader calls them. */
export const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  error: "错误",
  warning: "警告",
  info: "提示",
};

/** The whole manual: what is to be known of all rules, their list, and their pages. */
export function manualText(rules: readonly CatalogueEntry[]): string {
  const lines = [
    "# 规则手册",
    "",
    "每条规则的名称固定不变，用于设置、命令行和诊断链接。严重程度可在设置 `disclosureLint.rules` 或项目文件 `.disclosure-lint.json` 中逐条修改，设为 `off` 即关闭。",
    "只是某一处不当报的，不必关闭规则，可以忽略那一处，并写明原因。",
    "“安全”的修正不会改变报告所说的内容，“全部修正”和 `disclosure-lint fix` 只做安全的修正。",
    "",
    "| 类别 | 规则 | 级别 |",
    "| --- | --- | --- |",
    ...rules.map(
      (rule) =>
        `| ${CATEGORY_NAMES[rule.category]} | [${ruleName(rule.id)}](#${anchor(rule)}) | ${SEVERITY_NAMES[rule.severity]} |`,
    ),
  ];
  for (const [category, name] of Object.entries(CATEGORY_NAMES)) {
    lines.push("", `## ${name}`);
    for (const rule of rules.filter((candidate) => candidate.category === category))
      lines.push("", `### ${ruleName(rule.id)}`, "", ...rulePage(rule));
  }
  return `${lines.join("\n")}\n`;
}

/** A rule's page as a document of its own. */
export function ruleDocument(rule: CatalogueEntry): string {
  return `# ${ruleName(rule.id)}\n\n${rulePage(rule).join("\n")}\n`;
}

/** Of a heading, as readers of Markdown make it: no marks, and a dash for each blank. */
function anchor(rule: CatalogueEntry): string {
  return ruleName(rule.id)
    .replace(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-");
}

/** A rule's page without its heading, as lines of Markdown. */
export function rulePage(rule: CatalogueEntry): string[] {
  const found = findings(rule)[0];
  const fix = found?.fixes?.[0];
  return [
    `级别：${SEVERITY_NAMES[rule.severity]}`,
    "",
    rule.why,
    "",
    ...(rule.needs === undefined
      ? []
      : [`默认不检查，设置了才检查，例如：\`${JSON.stringify(rule.needs)}\``, ""]),
    ...comparison(rule.bad, rule.good),
    ...(found === undefined ? [] : ["提示的内容：", "", `> ${found.message}`, ...reasonOf(found), ""]),
    fix === undefined
      ? "修正：需要人来判断，不提供自动修正。"
      : `修正：${fix.title}${fix.safe ? "（安全）" : "（会改变内容，需确认）"}。`,
    "",
    `何时关闭：${rule.whenOff ?? "一般不必关闭；确有特殊情况的，忽略那一处并写明原因。"}`,
  ];
}

/** What a finding says of why, where that is more than the page does. */
function reasonOf({ why }: Diagnostic): string[] {
  return why === undefined ? [] : [">", `> ${why}`];
}

function findings(rule: CatalogueEntry): Diagnostic[] {
  const report = parseReport(rule.bad, { ...rule.needs, assumeReport: true });
  return checkReport(report).filter((diagnostic) => diagnostic.rule === rule.id);
}

/** The lines in which the two examples differ. */
function comparison(bad: string, good: string): string[] {
  const wrong = bad.split("\n");
  const right = good.split("\n");
  const { head, tail } = commonEnds(wrong, right);
  const part = (lines: readonly string[]) => shorten(lines.slice(head, lines.length - tail));
  const before = head > 0 ? wrong[head - 1]! : "";
  const block = (title: string, lines: readonly string[]) => [
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
function shorten(lines: readonly string[]): string[] {
  const written = lines.filter((line) => line.trim() !== "");
  return written.length > 12 ? [...written.slice(0, 6), "……", ...written.slice(-5)] : written;
}
