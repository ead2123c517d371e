import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import oniguruma from "vscode-oniguruma";
import textmate, { type IGrammar } from "vscode-textmate";
import standard2019 from "../../server/src/core/standard/2019.json";
import standard2021 from "../../server/src/core/standard/2021.json";
import { expectLinear, TIMES } from "../linear";
import { cleanReport } from "../protocol/report";

const scope = "text.disclosure-report";
let grammar: IGrammar;

beforeAll(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const file = fileURLToPath(new URL("../../syntaxes/disclosure-report.tmLanguage.json", import.meta.url));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(file, "utf8"), file),
  });
  grammar = (await registry.loadGrammar(scope))!;
});

/** What has a scope of its own, as `text: scope`, innermost scope only. */
function tokens(line: string): string[] {
  return grammar
    .tokenizeLine(line, textmate.INITIAL)
    .tokens.filter(({ scopes }) => scopes.length > 1)
    .map(
      ({ startIndex, endIndex, scopes }) => `${line.slice(startIndex, endIndex)}: ${shorten(scopes.at(-1)!)}`,
    );
}

function shorten(name: string): string {
  return name.replace(/\.(disclosure-report|html)$/, "");
}

describe("lines", () => {
  const lines: [line: string, expected: string[]][] = [
    [
      "青溪县水务局2023年政府信息公开工作年度报告",
      ["青溪县水务局2023年政府信息公开工作年度报告: entity.name.section"],
    ],
    ["一、总体情况", ["一、: constant.numeric.ordinal", "总体情况: entity.name.section"]],
    [
      "## 三、收到和处理政府信息公开申请情况",
      [
        "## : punctuation.definition.heading",
        "三、: constant.numeric.ordinal",
        "收到和处理政府信息公开申请情况: entity.name.section",
      ],
    ],
    ["（一）主动公开", ["（一）主动公开: markup.heading.3"]],
    ["（一）全年公开信息12条。", ["12: constant.numeric"]],
    [
      "|  | （三）不予公开 | 1.属于国家秘密 | 0 | 12 | 1,234 |",
      [
        "|: punctuation.separator.table",
        "|: punctuation.separator.table",
        "（三）: constant.numeric.ordinal",
        "不予公开: support.type.group",
        "|: punctuation.separator.table",
        "1.: constant.numeric.ordinal",
        "属于国家秘密: entity.name.tag.row",
        "|: punctuation.separator.table",
        "0: constant.numeric",
        "|: punctuation.separator.table",
        "12: constant.numeric",
        "|: punctuation.separator.table",
        "1,234: constant.numeric",
        "|: punctuation.separator.table",
      ],
    ],
    [
      "四、结转下年度继续办理 0 3",
      [
        "四、: constant.numeric.ordinal",
        "结转下年度继续办理: entity.name.tag.row",
        "0: constant.numeric",
        "3: constant.numeric",
      ],
    ],
    ["行政处罚\t5", ["行政处罚: entity.name.tag.row", "5: constant.numeric"]],
    ["总计", ["总计: constant.language.total"]],
    ["自然人", ["自然人: variable.other.column"]],
    ["  12", ["12: constant.numeric"]],
    ["| --- | :-: |", ["| --- | :-: |: punctuation.definition.table.ruling"]],
    [
      "<td>商业企业</td><td>7</td>",
      [
        "<: meta.tag",
        "td: entity.name.tag",
        ">: meta.tag",
        "商业企业: variable.other.column",
        "</: meta.tag",
        "td: entity.name.tag",
        ">: meta.tag",
        "<: meta.tag",
        "td: entity.name.tag",
        ">: meta.tag",
        "7: constant.numeric",
        "</: meta.tag",
        "td: entity.name.tag",
        ">: meta.tag",
      ],
    ],
    [
      "依照《中华人民共和国政府信息公开条例》（国务院令第711号），自2023年1月1日起",
      [
        "《中华人民共和国政府信息公开条例》: string.other.law",
        "国务院令第711号: constant.other.reference",
        "2023年1月1日: constant.other.date",
      ],
    ],
    ["<!-- 暂缺 12 -->", ["<!--: comment.block", " 暂缺 12 : comment.block", "-->: comment.block"]],
    ["本年度其他工作总计自然人开展顺利", []],
  ];
  test.each(lines)("%s", (line, expected) => {
    expect(tokens(line)).toEqual(expected);
  });
});

describe("every label of both standards is known in its place", () => {
  for (const standard of [standard2019, standard2021]) {
    const { disclosure, requests, litigation } = standard.tables;
    const rows = [
      ...disclosure.blocks.flatMap((block) => block.rows.map(({ label }) => label)),
      ...requests.rows.map(({ number, label }) => number + label),
    ];
    const headers = [
      ...disclosure.blocks.flatMap(({ caption, columns }) => [caption, ...columns.map(({ label }) => label)]),
      ...requests.columns.map(({ label }) => label),
      ...litigation.groups.map(({ label }) => label),
      ...litigation.columns.map(({ label }) => label),
    ];
    test(standard.id, () => {
      const kinds =
        /: (entity\.name\.tag\.row|constant\.language\.total|support\.type\.group|variable\.other\.column)$/;
      for (const label of [...rows, ...headers]) {
        expect(
          tokens(`| ${label} | 0 |`).some((token) => kinds.test(token)),
          label,
        ).toBe(true);
      }
      for (const { title, ordinal } of standard.sections) {
        expect(tokens(`${ordinal}、${title}`).join(), title).toContain("entity.name.section");
      }
    });
  }
});

test("a whole report is read in one go and no line stops it", () => {
  let stack = textmate.INITIAL;
  for (const line of cleanReport.split("\n")) {
    const result = grammar.tokenizeLine(line, stack, 1_000);
    expect(result.stoppedEarly).toBe(false);
    stack = result.ruleStack;
  }
  expect(stack.depth).toBe(1);
});

test.each([
  ["one cell after another", "| 12 ".repeat(5_000)],
  ["numbers", "1".repeat(20_000)],
  ["commas", "1,".repeat(10_000)],
  ["spaces", `${" ".repeat(20_000)}x`],
  ["open marks", "《".repeat(10_000)],
  ["open tags", "<a".repeat(10_000)],
  ["dashes", "-".repeat(20_000)],
  ["headings", "一、".repeat(10_000)],
])("a long line costs time in proportion: %s", (_name, line) => {
  const short = line.slice(0, line.length / TIMES);
  expectLinear(
    () => grammar.tokenizeLine(short, textmate.INITIAL),
    () => grammar.tokenizeLine(line, textmate.INITIAL),
  );
});
