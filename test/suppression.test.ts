import { describe, expect, test } from "vitest";
import { withEntry, withoutEntries } from "../client/src/ignoreFile";
import { check, fixAll, inspect } from "../server/src/core/check";
import { parseReport } from "../server/src/core/report/recognise";
import { EXAMPLE } from "../server/src/core/rules/support/example";
import { readComments } from "../server/src/core/suppression/comments";
import { fingerprintsOf } from "../server/src/core/suppression/fingerprint";
import { expectLinear, TIMES } from "./linear";

const change = (text: string, ...changes: [string, string][]) =>
  changes.reduce((it, [from, to]) => {
    if (!it.includes(from)) throw new Error(`not in the text: ${from}`);
    return it.replace(from, () => to);
  }, text);
const rulesOf = (text: string) => check(text, { assumeReport: true }).map(({ rule }) => rule);

/** Two numbers in full-width digits, in section two; a heading with text on its line, in section six. */
const FAULTY = change(
  EXAMPLE,
  ["| 行政许可 | 46 |", "| 行政许可 | ４６ |"],
  ["| 行政处罚 | 12 |", "| 行政处罚 | １２ |"],
  ["六、其他需要报告的事项\n\n", "六、其他需要报告的事项 "],
);

test("the text that is used has three findings", () => {
  expect(rulesOf(FAULTY)).toEqual(["cell-fullwidth", "cell-fullwidth", "section-inline"]);
});

describe("comments", () => {
  const comment = (reach: string, rules = "cell-fullwidth", reason = " -- 照录原件") =>
    `<!-- disclosure-lint-disable-${reach} ${rules}${reason} -->`;

  test("the next line, over blank lines and other comments", () => {
    const heading = "\n六、其他";
    for (const between of ["\n", "\n\n", "\r\n", "\n<!-- 备注 -->\n"]) {
      const text = change(FAULTY, [heading, `\n${comment("next-line", "section-inline")}${between}六、其他`]);
      expect(rulesOf(text)).toEqual(["cell-fullwidth", "cell-fullwidth"]);
    }
  });

  test("the next line only", () => {
    const text = change(FAULTY, ["\n五、存在", `\n${comment("next-line", "section-inline")}\n五、存在`]);
    expect(rulesOf(text)).toEqual([
      "cell-fullwidth",
      "cell-fullwidth",
      "suppression-unused",
      "section-inline",
    ]);
  });

  test.each([
    [
      "inside the section",
      "\n二、主动公开政府信息情况\n",
      (it: string) => `\n二、主动公开政府信息情况\n${it}\n`,
    ],
    [
      "above its heading",
      "\n二、主动公开政府信息情况\n",
      (it: string) => `\n${it}\n\n二、主动公开政府信息情况\n`,
    ],
    ["at its end", "\n三、收到", (it: string) => `\n三、收到`.replace("\n", `\n${it}\n正文。\n\n`)],
  ])("a section: the comment stands %s", (_, from, to) => {
    expect(rulesOf(change(FAULTY, [from, to(comment("section"))]))).toEqual(["section-inline"]);
  });

  test("a section ends where the next one starts", () => {
    const text = change(FAULTY, ["\n五、存在", `\n${comment("section", "section-inline")}\n五、存在`]);
    expect(rulesOf(text)).toContain("section-inline");
    expect(rulesOf(text)).toContain("suppression-unused");
  });

  test("the whole file, from anywhere in it; several rules", () => {
    const directive = comment("file", "cell-fullwidth, section-inline");
    expect(rulesOf(`${directive}\n${FAULTY}`)).toEqual([]);
    expect(rulesOf(`${FAULTY}\n${directive}`)).toEqual([]);
    expect(
      rulesOf(`${FAULTY}<!--disclosure-lint-disable-file\ncell-fullwidth section-inline\n——照录原件\n-->\n`),
    ).toEqual([]);
  });

  test("HTML", () => {
    const rows = (text: string) => `<p>${text.trim().replaceAll("\n", "</p>\n<p>")}</p>`;
    const html = `<h1>云溪镇2023年政府信息公开工作年度报告</h1>\n${rows("一、总体情况 2023年工作有序开展。")}\n`;
    const inline = rulesOf(html).filter((rule) => rule === "section-inline");
    expect(inline).toHaveLength(1);
    const directive = comment("next-line", "section-inline");
    expect(
      rulesOf(html.replace("<p>一", `${directive}\n<p>一`)).filter((it) => /inline|suppr/.test(it)),
    ).toEqual([]);
  });

  test("a comment is no text of the report, on lines of its own or after a row", () => {
    const text = change(
      EXAMPLE,
      ["一、总体情况\n", "<!-- 六、其他需要报告的事项 -->\n一、总体情况\n<!--\n多行\n备注 -->\n"],
      ["| 行政处罚 | 12 |  |  |", "| 行政处罚 | 12 |  |  | <!-- 已核 -->"],
    );
    expect(rulesOf(text)).toEqual([]);
    expect(rulesOf(`${EXAMPLE}<!-- 没有写完`)).toBeDefined();
  });

  test("an unknown rule, an unknown word, no rule, no reason", () => {
    const found = (text: string) =>
      check(`${text}\n${FAULTY}`).filter(({ rule }) => rule.startsWith("suppression-"));
    expect(found(comment("file", "cell-fullwidht"))).toMatchObject([
      { rule: "suppression-unknown", fixes: [{ title: "改为 cell-fullwidth" }] },
    ]);
    expect(found(comment("line")).map(({ rule }) => rule)).toEqual(["suppression-unknown"]);
    expect(found(comment("file", "")).map(({ rule }) => rule)).toEqual(["suppression-unknown"]);
    expect(found(comment("file", undefined, "")).map(({ rule }) => rule)).toEqual(["suppression-unreasoned"]);
    expect(found(comment("file", undefined, " -- ")).map(({ rule }) => rule)).toEqual([
      "suppression-unreasoned",
    ]);
  });

  test("a rule that is off was not looked for, and is not unused", () => {
    const text = `${comment("file")}\n${EXAMPLE}`;
    expect(check(text).map(({ rule }) => rule)).toEqual(["suppression-unused"]);
    expect(check(text, { rules: { "cell-fullwidth": "off" } })).toEqual([]);
    expect(check(text, { rules: { "suppression-unused": "off" } })).toEqual([]);
  });

  test("an unused name is taken out of the list, or the comment with it", () => {
    const fixed = (rules: string) => {
      const text = `${comment("file", rules)}\n${change(FAULTY, ["４６", "46"], ["１２", "12"])}`;
      return fixAll(text, { rules: { "section-inline": "info" } }, { unsafe: true }).text.split("\n")[0];
    };
    expect(fixed("cell-fullwidth section-inline")).toBe(comment("file", "section-inline"));
    expect(fixed("section-inline, cell-fullwidth")).toBe(comment("file", "section-inline"));
    expect(fixed("cell-fullwidth")).toMatch(/^云溪镇/);
  });

  test("what is suppressed is not fixed", () => {
    expect(fixAll(`${comment("file", "cell-fullwidth")}\n${FAULTY}`).text).toContain("４６");
  });

  test("suppressions can be left out of account", () => {
    const report = parseReport(`${comment("file")}\n${FAULTY}`);
    expect(inspect(report, {}, { suppress: false }).diagnostics.map(({ rule }) => rule)).toContain(
      "cell-fullwidth",
    );
  });

  test("reading takes time linear in the text", () => {
    for (const part of [
      "<!--",
      "<!-- disclosure-lint-disable",
      "disclosure-lint-disable",
      "-->",
      "<!-- disclosure-lint-disable-file a -- b -->",
      "<!-- ",
    ]) {
      const read = (length: number) => () => readComments(part.repeat(length / part.length));
      expectLinear(read(100_000), read(100_000 * TIMES));
    }
  });

  test("a text of comments is checked in time linear in its length", () => {
    for (const reach of ["next-line", "section"]) {
      const text = (count: number) => FAULTY + comment(reach, "cell-fullwidth nothing").repeat(count);
      const checked = (count: number) => () => check(text(count), { assumeReport: true });
      expectLinear(checked(1_000), checked(1_000 * TIMES));
    }
  });
});

describe("entries of the side file", () => {
  const inspected = (text: string, entries: ReturnType<typeof prints>) => {
    const { diagnostics, stale } = inspect(parseReport(text), {}, { entries });
    return [diagnostics.map(({ rule }) => rule), stale.length];
  };
  const prints = (text: string) => fingerprintsOf(text, check(text));

  test("each finding has its own", () => {
    expect(prints(FAULTY)).toEqual([
      { rule: "cell-fullwidth", cell: expect.any(String), text: "46" },
      { rule: "cell-fullwidth", cell: expect.any(String), text: "12" },
      {
        rule: "section-inline",
        sentence: expect.any(String),
        text: expect.stringContaining("其他需要报告的事项"),
      },
    ]);
    const [first, , third] = prints(FAULTY);
    expect(inspected(FAULTY, [first!, third!])).toEqual([["cell-fullwidth"], 0]);
  });

  test("edits elsewhere leave them in force: lines, sections, other numbers", () => {
    const [first, , third] = prints(FAULTY);
    const edited = `\n\n${change(FAULTY, ["一、总体情况\n", "一、总体情况\n\n新的一段。\n"], ["１２", "12"])}`;
    expect(inspected(edited, [first!, third!])).toEqual([[], 0]);
  });

  test("what was mended, or is wrong in another way, is stale", () => {
    const [first] = prints(FAULTY);
    expect(inspected(change(FAULTY, ["４６", "46"]), [first!])).toEqual([
      ["cell-fullwidth", "section-inline"],
      1,
    ]);
    expect(inspected(change(FAULTY, ["４６", "４７"]), [first!])[1]).toBe(1);
    const off = inspect(parseReport(EXAMPLE), { rules: { "cell-fullwidth": "off" } }, { entries: [first!] });
    expect(off.stale).toEqual([]);
  });

  test("equal findings are counted", () => {
    const span = { start: 0, end: 2 };
    const diagnostic = { rule: "a", severity: "info", message: "", span } as const;
    expect(fingerprintsOf("甲乙", [diagnostic, diagnostic]).map(({ nth }) => nth)).toEqual([undefined, 2]);
  });

  test("are not fixed", () => {
    expect(fixAll(FAULTY, {}, { entries: prints(FAULTY).slice(0, 1) }).text).toContain("４６");
  });

  test("are written and taken out, and all else in the file is kept", () => {
    const entry = { file: "a.md", rule: "row-total", text: "3", reason: "照录" };
    const one = withEntry('{ "$schema": "x" }', entry);
    expect(JSON.parse(one)).toEqual({ $schema: "x", ignored: [entry] });
    expect(withEntry(one, entry)).toBe(one);
    expect(JSON.parse(withEntry(one, { ...entry, reason: "再议" })).ignored).toEqual([
      { ...entry, reason: "再议" },
    ]);
    const two = withEntry(one, { ...entry, file: "b.md" });
    expect(withoutEntries(two, ({ file }) => file === "b.md")).toBe(one);
    expect(JSON.parse(withEntry(undefined, entry)).ignored).toHaveLength(1);
    expect(() => withEntry("{", entry)).toThrow();
  });
});
