import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Parser } from "htmlparser2";
import { describe, expect, test } from "vitest";
import { openSource } from "../../server/src/core/open";
import { parseReport } from "../../server/src/core/report/recognise";
import type { Report } from "../../server/src/core/report/report";
import { rewriteSource } from "../../server/src/core/rewrite";
import { applyEdits } from "../../server/src/core/text/text";
import { editPlace } from "../../server/src/features/preview/editing";
import { editablePage, preview } from "../../server/src/features/preview/preview";
import type { EditablePlace } from "../../server/src/features/preview/previewMarks";
import { generate, LAYOUTS } from "../generator";
import { createRandom } from "../generator/random";
import { cleanReport, spoiled } from "../protocol/report";
import { asHtml, oneCellALine, withTabs } from "../samples";
import { makeDocx } from "../source/makeDocx";

/* Places of the page that are made to say something else: the page says it then, and the same as before elsewhere. */

const placesIn = (report: Report): EditablePlace[] => [...editablePage(report).places.values()];

/** The text after an edit of the place that `⟦` and `⟧` stand around, which are taken out first; or the refusal. */
function edited(marked: string, text: string): string {
  const start = marked.indexOf("⟦");
  const end = marked.indexOf("⟧") - 1;
  const source = marked.replace(/[⟦⟧]/g, "");
  const report = parseReport(source);
  const place = placesIn(report).find((it) => it.start <= start && end <= it.end);
  const answer = editPlace(report, {}, { ...(place ?? { start: -1, end: -1 }), text });
  return "edits" in answer ? applyEdits(source, answer.edits) : `拒绝：${answer.refusal}`;
}

const PERMITS = "| 行政许可 | 36 |  |  |";
const FIRST = "全年通过门户网站发布供水、防汛类信息210条。";

describe("a place of a text in bars", () => {
  test.each<[what: string, from: string, marked: string, text: string, to: string]>([
    ["number", PERMITS, "| 行政许可 | ⟦36⟧ |  |  |", "1205", "| 行政许可 | 1205 |  |  |"],
    ["emphasised number", PERMITS, "| 行政许可 | **⟦36⟧** |  |  |", "7", "| 行政许可 | **7** |  |  |"],
    ["emphasised number, emptied", PERMITS, "| 行政许可 | **⟦36⟧** |  |  |", "", "| 行政许可 |  |  |  |"],
    ["blank", PERMITS, "| 行政许可 |⟦ ⟧|  |  |", "36", "| 行政许可 | 36 |  |  |"],
    ["number, full width", PERMITS, "| 行政许可 | ⟦36⟧ |  |  |", "３７", "| 行政许可 | ３７ |  |  |"],
    ["number with a bar", PERMITS, "| 行政许可 | ⟦36⟧ |  |  |", "3|6", "| 行政许可 | 3\\|6 |  |  |"],
    ["two lines", PERMITS, "| 行政许可 | ⟦36⟧ |  |  |", "12\n34", "| 行政许可 | 12 34 |  |  |"],
    [
      "title",
      "青溪县水务局2023年政府",
      "⟦青溪县水务局2023年政府⟧",
      "清溪县水务局2023年政府信息公开工作年度报告",
      "清溪县水务局2023年政府",
    ],
    [
      "sentence",
      FIRST,
      "⟦全年⟧通过门户网站发布供水、防汛类信息210条。",
      "全年发布<b>信息</b>210条|段。",
      "全年发布\\<b>信息\\</b>210条\\|段。",
    ],
    ["item of a list", FIRST, `- ⟦${FIRST}⟧`, FIRST.replace("210", "98"), `- ${FIRST.replace("210", "98")}`],
    [
      "bold words",
      FIRST,
      "全年**通过⟦门户⟧网站**发布210条。",
      "全年通过门户发布210条。",
      "全年**通过门户**发布210条。",
    ],
    [
      "across bold",
      FIRST,
      "全年**通过⟦门户⟧网站**发布信息210条。",
      "全年通过信息210条。",
      "全年通过信息210条。",
    ],
    [
      "link",
      FIRST,
      "⟦全年⟧通过[门户网站](https://a.invalid)发布210条。",
      "全年通过门户网站发布98条。",
      "全年通过[门户网站](https://a.invalid)发布98条。",
    ],
    ["agency that signs", "\n青溪县水务局\n", "\n⟦青溪县水务局⟧\n", "青溪县水利局", "\n青溪县水利局\n"],
    ["date that signs", "2024年1月18日", "⟦2024年1月18日⟧", "2024年1月9日", "2024年1月9日"],
  ])("%s", (_what, from, marked, text, to) => {
    const plain = marked.replace(/[⟦⟧]/g, "");
    expect(edited(spoiled([from, marked]), text)).toBe(spoiled([from, plain]).replace(plain, () => to));
  });

  test.each<[what: string, from: string, marked: string, text: string, why: RegExp]>([
    ["a row of numbers", PERMITS, "| ⟦行政许可⟧ | 36 |  |  |", "行政审批", /^拒绝：这里在页面上改不了/],
    ["emphasis", FIRST, `⟦${FIRST}⟧`, "全年**很多**。", /^拒绝：这样写，页面上会是“全年很多。”/],
    ["no heading any more", "一、总体情况", "⟦一、总体情况⟧", "其他", /^拒绝：这样写，就认不出这是标题了/],
  ])("that cannot say it is left alone: %s", (_what, from, marked, text, why) => {
    expect(edited(spoiled([from, marked]), text)).toMatch(why);
  });

  test("what it says already is no edit", () => {
    const report = parseReport(cleanReport);
    for (const place of placesIn(report).filter(({ text }) => text !== ""))
      expect(editPlace(report, {}, place)).toEqual({ edits: [] });
  });
});

describe("a place between tags", () => {
  const html = asHtml(cleanReport);
  test.each<[from: string, marked: string, text: string, to: string]>([
    [">36<", ">⟦36⟧<", "5<6&7|8", ">5&lt;6&amp;7|8<"],
    ["210条。", "⟦210条⟧。", FIRST.replace("210条", "A&B 3条"), "A&amp;B 3条。"],
  ])("%s", (from, marked, text, to) => {
    expect(html).toContain(from);
    expect(edited(html.replace(from, marked), text)).toBe(html.replace(from, to));
  });
});

/** What the published page says, read by another parser than the one that compares: cells, headings, running text. */
function saidOf(report: Report): string[] {
  const said: string[] = [];
  let text = "";
  let prose = false;
  const parser = new Parser({
    onopentag: (name) => {
      if (/^(?:h[1-4]|p|td|th)$/.test(name)) text = "";
    },
    ontext: (more) => {
      text += more;
    },
    onclosetag: (name) => {
      if (!/^(?:h[1-4]|p|td|th)$/.test(name)) return;
      const isProse = /^(?:h[34]|p)$/.test(name);
      const squeezed = text.replace(/\s+/g, "");
      if (isProse && prose) said.push(said.pop()! + squeezed);
      else said.push(squeezed);
      prose = isProse;
    },
  });
  parser.end(preview(report, [], { marks: false }));
  return said.filter((it) => it !== "");
}

/** An edit does what it says or is refused in a Chinese clause; whether it was done. */
function tryEdit(source: string, report: Report, place: EditablePlace, text: string): boolean {
  const answer = editPlace(report, {}, { start: place.start, end: place.end, text });
  if ("refusal" in answer) {
    expect(answer.refusal).toMatch(/^[^\n。！]*[\u4e00-\u9fff][^\n！]*，只能在文字里改$/);
    return false;
  }
  const after = applyEdits(source, answer.edits);
  for (const { span } of answer.edits) {
    expect(span.start).toBeGreaterThanOrEqual(place.start - 4);
    expect(span.end).toBeLessThanOrEqual(place.end + 4);
  }
  const read = parseReport(after);
  const own = [...report.cells.values()].find(({ start, end }) => start === place.start && end === place.end);
  for (const [key, cell] of report.cells)
    if (cell !== own) expect(read.cells.get(key)?.text, key).toBe(cell.text);
  const squeezed = text.replace(/\s+/g, "");
  if (own !== undefined)
    expect(read.cells.get(own.key)?.text.replaceAll("\\", "").replace(/\s+/g, "")).toBe(squeezed);
  const [before, now] = [saidOf(report), saidOf(read)];
  const rest = before.filter((it) => !now.includes(it));
  const fresh = now.filter((it) => !before.includes(it));
  // One cell, heading or run of text says something else, and that has the new text in it.
  expect(rest.length, `${text}: ${rest} → ${fresh}`).toBeLessThanOrEqual(2);
  expect(now.join("\n")).toContain(squeezed);
  return true;
}

/** What somebody may type. */
const TYPED = [
  "8",
  "1204",
  "",
  "若干",
  "３６",
  "3|4",
  "a<b>c",
  "甲&乙;",
  "a*b*",
  "一\n二",
  "1\t2",
  "“引”—…",
  "全年办结 12 件。",
];
const NUMBERS = /^(?:8|1204)$/;

function tally(source: string, seed: number, count: number): { numbers: number; done: number } {
  const report = parseReport(source);
  const random = createRandom(seed);
  const places = placesIn(report);
  const cells = new Set([...report.cells.values()].map(({ start, end }) => `${start},${end}`));
  const all = { numbers: 0, done: 0 };
  for (let at = 0; at < count && places.length > 0; at++) {
    const place = random.pick(places);
    const text = TYPED[(seed + at) % TYPED.length]!;
    const isDone = tryEdit(source, report, place, text);
    if (!NUMBERS.test(text) || !cells.has(`${place.start},${place.end}`) || place.text === "") continue;
    all.numbers++;
    if (isDone) all.done++;
  }
  return all;
}

describe("any place, edited at random, in a report of", () => {
  test.each(LAYOUTS.map((layout) => [layout.id, layout] as const))("%s", (_id, layout) => {
    const { text } = generate(77, { layout, standard: "2021" });
    const { numbers, done } = tally(text, 5, TYPED.length);
    expect(done).toBe(numbers);
  });
});

const corpus = ["clean", "faulty", "published"].flatMap((kind) => {
  const folder = join(import.meta.dirname, "../corpus", kind);
  return readdirSync(folder)
    .filter((name) => /\.(?:md|txt|html)$/.test(name) && name !== "README.md")
    .map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);
});

test.each(corpus)("any place of %s says what it is made to say, or is left alone", (name, text) => {
  tally(text, name.length, 2);
});

test.each([
  ["tabs", withTabs(cleanReport)],
  ["a cell a line", oneCellALine(cleanReport)],
])("numbers of %s", (_name, text) => {
  const { numbers, done } = tally(text, 13, 2);
  expect(done).toBe(numbers);
});

test("a Word file takes what was edited, and says it", async () => {
  const source = await openSource(makeDocx(cleanReport, { random: createRandom(4).next }));
  const report = parseReport(source.text);
  const cell = report.cells.get("requests.granted.total")!;
  const answer = editPlace(report, {}, { start: cell.start, end: cell.end, text: "1|2" });
  const after = applyEdits(source.text, "edits" in answer ? answer.edits : []);
  expect(after).toContain("1\\|2");
  const written = rewriteSource(source, after);
  expect(written.refused).toEqual([]);
  expect((await openSource(written.source.bytes)).text).toBe(after);
});
