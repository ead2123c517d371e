import { type CodeAction, Range, type TextDocument } from "vscode";
import { check } from "../../../server/src/core/index";
import { rules } from "../../../server/src/core/rules/index";
import { applyEdits } from "../../../server/src/core/text/text";
import { cleanReport, spoiled, twoFullwidthCells, wrongTotal } from "../../protocol/report";
import { equal } from "./assert";
import { expected, shown } from "./expected";
import {
  actionsAt,
  applyAction,
  configure,
  diagnosticsOf,
  inForms,
  openReport,
  openText,
  readAs,
  reported,
  ruleOf,
  until,
} from "./support";

const asReport = { assumeReport: true };
/** A text of this name is in the language of reports, of which no other extension knows actions. */
const reportName = "青溪县水务局政府信息公开2023年年度报告.txt";
const titles = (actions: readonly { title: string }[]) => actions.map(({ title }) => title);
/** Without what leaves a finding alone, which every file has. */
const fixTitles = (actions: readonly { title: string }[]) =>
  titles(actions).filter((title) => !title.startsWith("忽略此处："));
const kinds = (actions: readonly CodeAction[]) => [...new Set(actions.map(({ kind }) => kind?.value))].sort();

describe("quick fixes, rule by rule", () => {
  for (const { id, bad, good, needs = {} } of rules) {
    const fixes = check(bad, { ...asReport, ...needs })[0]?.fixes ?? [];
    const findingOf = ({ uri }: TextDocument) => diagnosticsOf(uri).find((it) => ruleOf(it) === id);

    it(`${id} offers ${titles(fixes).join("、") || "none"}`, async () => {
      for (const [key, value] of Object.entries(needs))
        await configure(`disclosureLint.${key}`, value, "workspace");
      const document = await openText(bad, "disclosure-report");
      const found = await until(id, () => findingOf(document));
      const actions = await actionsAt(document.uri, found.range, "quickfix");
      equal(titles(actions), titles(fixes));
      equal(
        actions.map(({ isPreferred }) => isPreferred === true),
        fixes.map(({ safe }, index) => safe && fixes.findIndex((fix) => fix.safe) === index),
        "what may be applied without choosing",
      );
    });

    for (const [index, fix] of fixes.entries()) {
      it(`${id} is mended by “${fix.title}”`, async () => {
        const document = await openText(bad, "disclosure-report");
        const found = await until(id, () => findingOf(document));
        const action = (await actionsAt(document.uri, found.range, "quickfix"))[index]!;
        await applyAction(action);
        const mended = applyEdits(bad, fix.edits);
        equal(document.getText(), mended);
        if (fix.safe) equal(mended, good);
        await until(`“${fix.title}” to mend ${id}`, () => !findingOf(document));
        equal(shown(diagnosticsOf(document.uri)), expected(mended, document.uri, asReport));
      });
    }
  }
});

inForms("quick fixes in a report", (form) => {
  const wholeOf = ({ lineCount }: TextDocument) => new Range(0, 0, lineCount, 0);

  it("belong to the finding under the cursor, and to no other", async () => {
    const document = await openReport(form, twoFullwidthCells);
    const [first, second] = await reported(document.uri, "cell-fullwidth", "cell-fullwidth");
    const at = async (range: Range) => fixTitles(await actionsAt(document.uri, range, "quickfix"));
    const all = "修正全部“全角数字”（2处）";
    equal(await at(first!.range), ["改为 36", all]);
    equal(await at(new Range(second!.range.end, second!.range.end)), ["改为 5", all]);
    equal(await at(new Range(0, 0, 0, 1)), []);
  });

  it("mend one finding and leave the others", async () => {
    const document = await openReport(form, twoFullwidthCells);
    const [first] = await reported(document.uri, "cell-fullwidth", "cell-fullwidth");
    const [action] = await actionsAt(document.uri, first!.range, "quickfix");
    const before = document.getText();
    await applyAction(action!);
    equal(document.getText(), before.replace("３６", "36"));
    await reported(document.uri, "cell-fullwidth");
  });

  it("mend all findings of a rule at once, and nothing else", async () => {
    const document = await openReport(
      form,
      spoiled(
        ["| 行政许可 | 36 |", "| 行政许可 | ３６ |"],
        ["| 行政处罚 | 5 |", "| 行政处罚 | ５ |"],
        ["| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |"],
      ),
    );
    const [first] = await reported(document.uri, "cell-fullwidth", "cell-fullwidth", "litigation-total");
    const actions = await actionsAt(document.uri, first!.range, "quickfix");
    const all = actions.filter(({ title }) => title.startsWith("修正全部“"));
    equal(titles(all), ["修正全部“全角数字”（2处）"]);
    equal(all[0]!.isPreferred === true, false);
    await applyAction(all[0]!);
    equal(document.getText(), await readAs(form, wrongTotal));
    await reported(document.uri, "litigation-total");
  });

  it("change a number only where they are chosen: such a fix is never the preferred one", async () => {
    const document = await openReport(form, wrongTotal);
    const [found] = await reported(document.uri, "litigation-total");
    const [action, ...others] = await actionsAt(document.uri, found!.range, "quickfix");
    equal(fixTitles(others), []);
    equal(action!.isPreferred === true, false);
    await applyAction(action!);
    equal(document.getText(), await readAs(form, cleanReport));
    await reported(document.uri);
  });

  it("come in two kinds: those of the lightbulb, and fix all and aligning for menus and saving", async () => {
    const document = await openReport(form, twoFullwidthCells, reportName);
    await reported(document.uri, "cell-fullwidth", "cell-fullwidth");
    const offered = async (kind?: string) => kinds(await actionsAt(document.uri, wholeOf(document), kind));
    equal(await offered(), ["quickfix", "source.fixAll.disclosureLint"]);
    equal(await offered("quickfix"), ["quickfix"]);
    // A Word table has nothing to align.
    const aligning = form === "text" ? ["source.alignTables.disclosureLint"] : [];
    equal(await offered("source"), [...aligning, "source.fixAll.disclosureLint"]);
    equal(await offered("source.fixAll"), ["source.fixAll.disclosureLint"]);
    equal(await offered("source.fixAll.disclosureLint"), ["source.fixAll.disclosureLint"]);
    equal(await offered("source.organizeImports"), []);
    equal(await offered("refactor"), []);
  });

  it("are none in a report without faults", async () => {
    const document = await openReport(form, cleanReport, reportName);
    equal(titles(await actionsAt(document.uri, wholeOf(document))), []);
  });
});
