import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/check";
import { type ReviewOptions, reviewSource } from "../../server/src/core/review";
import { docxSource } from "../../server/src/core/source/docx/source";
import { fingerprintsOf } from "../../server/src/core/suppression/fingerprint";
import { GOOD, report } from "../cli/sample";
import { FAULTS } from "../generator";
import { docxFaults } from "./docxFaults";
import { control, p, run, spanOf } from "./docxParts";
import { makeDocx, packDocx } from "./makeDocx";
import { faultyDocx, REVIEWER, reviewComplaints } from "./reviewed";
import { commented, commentsIn, mainXml } from "./revisions";

/*
 * The copy that a reviewer sends back. Every third rule here; `test/office/review.test.ts` has every fault.
 */

const EACH_RULE = FAULTS.filter(({ rule }, at) => FAULTS.findIndex((other) => other.rule === rule) === at);

describe("a review copy of a report with one fault", () => {
  test.each(EACH_RULE.filter((_, at) => at % 3 === 0))("$id", (fault) => {
    const bytes = faultyDocx(fault);
    if (bytes === undefined) return;
    expect(reviewComplaints(bytes, false)).toEqual([]);
    expect(reviewComplaints(bytes, true)).toEqual([]);
  });
});

/** A report without a fault but for what the test puts in. */
const CLEAN = report();

/** The copy of a text as a Word file, and what its comments say, in order. */
function reviewed(text: string, options: Partial<ReviewOptions> = {}) {
  const source = docxSource(makeDocx(text));
  const copy = reviewSource(source, {}, { author: REVIEWER, ...options });
  const comments = [...commentsIn(copy.source.bytes).values()];
  return { ...copy, source, bytes: copy.source.bytes, comments: comments.map(({ lines }) => lines) };
}

describe("what a comment says", () => {
  test("what is wrong, why, what was done, and the name of the rule", () => {
    const { comments, mended } = reviewed(CLEAN.replace("| 2 | 0 |", "| ２ | 0 |"));
    expect(comments).toEqual([
      [
        "警告：“一、本年新收”行“自然人”填了“２”，应为半角的 2。",
        "全角数字在汇总系统和表格软件里读不成数。",
        "已用修订改好：改为 2",
        "全角数字（cell-fullwidth）",
      ],
    ]);
    expect(mended).toBe(1);
  });

  test("what can be chosen, where a person must judge", () => {
    const wrong = report({ ...GOOD, newReceived: [2, 0, 0, 0, 0, 0, 3] });
    const { comments, mended } = reviewed(wrong);
    expect(comments[0]!.find((line) => line.startsWith("可选："))).toBe("可选：改为 2");
    expect(mended).toBe(0);
    const { comments: made, mended: done } = reviewed(wrong, { unsafe: true });
    expect(made[0]!.find((line) => line.startsWith("已用修订"))).toBe("已用修订改动，请核对：改为 2");
    expect(done).toBe(1);
  });

  test("that the file could not take a fix, and why; another place of the same rule is not taken for it", () => {
    const locked = control('<w:lock w:val="contentLocked"/>', run("第一项，，"));
    const title = run("云泽县水务局2024年政府信息公开工作年度报告");
    const source = docxSource(packDocx(p(title) + p(`${run("本年，，")}${locked}`)));
    const settings = { assumeReport: true };
    const copy = reviewSource(source, settings, { author: REVIEWER });
    const lines = [...commentsIn(copy.source.bytes).values()].map((comment) => comment.lines);
    const twice = lines.filter(([first]) => first!.includes("，，"));
    expect(twice.map((all) => all.find((line) => /^(?:已用修订改好|未改)：/.test(line)))).toEqual([
      expect.stringMatching(/^已用修订改好：/),
      expect.stringMatching(/^未改：.*内容控件锁定了这里/),
    ]);
  });

  test("where else to look, in words that lead there in the file", () => {
    const twice = CLEAN.replace("（二）依申请公开", "（一）依申请公开");
    expect(reviewed(twice).comments.flat()).toContainEqual(expect.stringMatching(/^对照：第\d+节第\d+段（/));
  });
});

describe("a review copy", () => {
  test("of a report without a finding is the report", () => {
    const { source, bytes, comments } = reviewed(CLEAN);
    expect(comments).toEqual([]);
    expect(bytes).toBe(source.bytes);
  });

  test("says nothing of what is to be left alone", () => {
    const text = CLEAN.replace("| 2 | 0 |", "| ２ | 0 |");
    const source = docxSource(makeDocx(text));
    const entries = fingerprintsOf(source.text, check(source.text));
    expect(reviewed(text, { entries }).comments).toEqual([]);
    expect(reviewed(text, { entries, suppress: false }).comments).toHaveLength(1);
  });

  test("does not take for mended what is missing at the end, when the end moves", () => {
    const texts = ["云泽县水务局2024年政府信息公开工作年度报告", "一、总体情况", "本局按照条例公开信息。"];
    const source = docxSource(packDocx(texts.map((text) => p(run(text))).join("")));
    const copy = reviewSource(source, { assumeReport: true }, { author: REVIEWER, unsafe: true });
    expect(copy.source.text.length).toBeGreaterThan(source.text.length);
    const comments = [...commentsIn(copy.source.bytes).values()].map(({ lines }) => lines);
    const unsigned = comments.filter((lines) => lines.at(-1)!.includes("date-missing"));
    expect(unsigned).toHaveLength(1);
    expect(unsigned.join()).not.toContain("一并改好");
  });

  test("tells of faults that are seen only when others are mended", () => {
    const without = CLEAN.split("\n").filter((line) => !line.includes("二、上年结转"));
    const wrong = without.join("\n").replace("| 2 | 0 |", "| 9 | 0 |");
    expect(wrong).not.toBe(without.join("\n"));
    const { source, bytes, comments } = reviewed(wrong, { unsafe: true });
    const seen = new Set(check(source.text).map(({ message }) => message));
    const uncovered = comments.filter(([first]) => !seen.has(first!.replace(/^..：/, "")));
    expect(uncovered.length).toBeGreaterThan(0);
    for (const lines of uncovered) expect(lines).toContain("别处按修订改好以后，才看得出这一处。");
    expect(docxFaults(bytes)).toEqual([]);
  });

  test("is reviewed again: all that stands in it stays, changes inside changes among it", () => {
    const first = reviewed(report({ ...GOOD, newReceived: ["２", 0, 0, 0, 0, 0, 3] }), { unsafe: true });
    const before = commentsIn(first.bytes);
    const again = docxSource(first.bytes);
    const spoiled = again.write(
      [[{ span: spanOf(again.text, "依法办理申请。"), text: "依法办理申请。。" }]],
      {
        track: { name: "张三", date: "2025-01-11T08:00:00Z" },
      },
    ).source;
    const second = reviewSource(spoiled, {}, { author: { ...REVIEWER, name: "李四" } });
    expect(second.comments).toBeGreaterThan(0);
    const after = commentsIn(second.source.bytes);
    for (const [id, comment] of before) expect(after.get(id)).toEqual(comment);
    expect([...after.values()].filter(({ author }) => author === "李四")).toHaveLength(second.comments);
    expect(docxFaults(second.source.bytes)).toEqual([]);
    const changes = (bytes: Uint8Array, name: string) =>
      mainXml(bytes).split(`w:author="${name}"`).length - 1;
    expect(changes(second.source.bytes, REVIEWER.name)).toBe(changes(first.bytes, REVIEWER.name));
    expect(changes(second.source.bytes, "张三")).toBeGreaterThan(0);
    expect(commented(mainXml(second.source.bytes)).size).toBe(after.size);
  });
});

const TEMPLATE = fileURLToPath(
  new URL("../../../shared/corpus/office/wps-template-2021.docx", import.meta.url),
);

test.skipIf(!existsSync(TEMPLATE))("a template of WPS, blank and filled", () => {
  const bytes = new Uint8Array(readFileSync(TEMPLATE));
  expect(reviewComplaints(bytes, false)).toEqual([]);
  expect(reviewComplaints(bytes, true)).toEqual([]);
  const filled = reviewSource(docxSource(bytes), {}, { author: REVIEWER, unsafe: true });
  expect(docxFaults(filled.source.bytes)).toEqual([]);
});
