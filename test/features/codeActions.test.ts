import { expect, test } from "vitest";
import type { Diagnostic, Fix } from "../../server/src/core/findings/finding";
import { rules } from "../../server/src/core/rules/index";
import { quickFixes } from "../../server/src/features/writing/codeActions";

const rule = rules[0]!;

function diagnostic(start: number, end: number, ...fixes: Fix[]): Diagnostic {
  return { rule: rule.id, severity: "warning", span: { start, end }, message: "某处有误。", fixes };
}

function fix(safe: boolean, start: number, end: number, text = "改"): Fix {
  return { title: `改为${text}`, safe, edits: [{ span: { start, end }, text }] };
}

function titles(diagnostics: readonly Diagnostic[], start: number, end = start): string[] {
  return quickFixes(diagnostics, { start, end }).map(({ title, preferred }) =>
    preferred ? `${title}*` : title,
  );
}

const all = (count: number) => `修正全部“${rule.title}”（${count}处）`;

test("only the first safe fix is preferred", () => {
  const fixes = [fix(false, 0, 1, "甲"), fix(true, 0, 1, "乙"), fix(true, 0, 1, "丙")];
  expect(titles([diagnostic(0, 1, ...fixes)], 0)).toEqual(["改为甲", "改为乙*", "改为丙"]);
});

test("a finding without fixes offers none", () => {
  expect(titles([{ ...diagnostic(0, 1), fixes: undefined }], 0)).toEqual([]);
});

test("all of a rule: safe fixes only, and only with the cursor on one of them", () => {
  const found = [
    diagnostic(0, 1, fix(true, 0, 1)),
    diagnostic(2, 3, fix(false, 2, 3)),
    diagnostic(4, 5, fix(true, 4, 5)),
  ];
  expect(titles(found, 0)).toEqual(["改为改*", all(2)]);
  expect(titles(found, 3, 3)).toEqual(["改为改"]);
});

test("of fixes that touch one place only the first is counted in", () => {
  const found = [
    diagnostic(0, 4, fix(true, 0, 4)),
    diagnostic(2, 6, fix(true, 2, 6)),
    diagnostic(6, 8, fix(true, 6, 8)),
    diagnostic(8, 8, fix(true, 8, 8)),
  ];
  const [together] = quickFixes(found, { start: 0, end: 0 }).filter(({ title }) => title === all(2));
  expect(together!.edits.map(({ span }) => span.start)).toEqual([0, 6]);
});

test("a fix with several edits is taken whole or not at all", () => {
  const swap: Fix = {
    title: "对调",
    safe: true,
    edits: [fix(true, 4, 5).edits[0]!, fix(true, 0, 1).edits[0]!],
  };
  const found = [
    diagnostic(0, 1, fix(true, 0, 1)),
    diagnostic(4, 5, swap),
    diagnostic(8, 9, fix(true, 8, 9)),
  ];
  const together = quickFixes(found, { start: 0, end: 0 }).find(({ title }) => title === all(2));
  expect(together!.edits.map(({ span }) => span.start)).toEqual([0, 8]);
});
