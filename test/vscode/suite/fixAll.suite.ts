import { Range, type TextDocument } from "vscode";
import { fixAll } from "../../../server/src/core/index";
import { cleanReport, spoiled, twoFullwidthCells, wrongTotal } from "../../protocol/report";
import { equal, ok } from "./assert";
import { corpus, sample } from "./corpus";
import { expected, shown, shows } from "./expected";
import {
  actionsAt,
  applyAction,
  configure,
  diagnosticsOf,
  firstFindings,
  inForms,
  openFile,
  openReport,
  readAs,
  readFile,
  replace,
  reported,
  savedText,
  until,
  writeFile,
} from "./support";

const kind = "source.fixAll.disclosureLint";
const whenSaving = (value: unknown) => configure("editor.codeActionsOnSave", value, "workspace");

describe("fix all", () => {
  for (const { name, text } of corpus("faulty")) {
    const fixed = fixAll(text);

    it(`${name}: ${fixed.fixes} safe fixes`, async () => {
      const uri = await writeFile(name, text);
      const document = await openFile(uri);
      await firstFindings(uri);
      const actions = await actionsAt(uri, new Range(0, 0, document.lineCount, 0), kind);
      equal(actions.length, fixed.fixes > 0 ? 1 : 0);
      for (const action of actions) await applyAction(action);
      equal(document.getText(), fixed.text);
      const left = expected(fixed.text, uri);
      await until("the rest of the findings", () => diagnosticsOf(uri).length === left.length);
      equal(shown(diagnosticsOf(uri)), left);
    });
  }
});

describe("fix all in a Word file", () => {
  it("mends what is beyond doubt, and the file takes it", async () => {
    const document = await openReport("Word", sample("town-2022-gfm.md").text);
    const { uri } = document;
    await firstFindings(uri);
    const fixed = fixAll(document.getText(), { assumeReport: true });
    ok(fixed.fixes > 0, "there is something to mend");
    const actions = await actionsAt(uri, new Range(0, 0, document.lineCount, 0), kind);
    equal(actions.length, 1);
    await applyAction(actions[0]!);
    equal(document.getText(), fixed.text);
    ok(await document.save(), "saved");
    equal(await savedText(uri), fixed.text);
    await shows(uri, expected(fixed.text, uri, { assumeReport: true }));
  });
});

inForms("saving", (form) => {
  /** Three faults; of two the remedy is beyond doubt. */
  const faulty = spoiled(
    ["| 行政许可 | 36 |", "| 行政许可 | ３６ |"],
    ["| 行政处罚 | 5 |", "| 行政处罚 | ５ |"],
    ["| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |"],
  );

  it("fixes what is safe to fix, where the user wants that, and leaves doubtful numbers alone", async () => {
    await whenSaving({ [kind]: "explicit" });
    const document = await openReport(form, faulty);
    const { uri } = document;
    await reported(uri, "cell-fullwidth", "cell-fullwidth", "litigation-total");
    await save(document);
    equal(await savedText(uri), edited(await readAs(form, wrongTotal)));
    await reported(uri, "litigation-total");
  });

  it("fixes under the general “source.fixAll” too", async () => {
    await whenSaving({ "source.fixAll": "explicit" });
    const document = await openReport(form, twoFullwidthCells);
    await save(document);
    equal(await savedText(document.uri), edited(await readAs(form, cleanReport)));
  });

  it("changes nothing where the user has not asked for it", async () => {
    const document = await openReport(form, faulty);
    const { uri } = document;
    await reported(uri, "cell-fullwidth", "cell-fullwidth", "litigation-total");
    await save(document);
    equal(await savedText(uri), edited(await readAs(form, faulty)));
  });
});

describe("saving a file of text", () => {
  it("fixes a report of the corpus as the command line does, line ends and all", async () => {
    await whenSaving({ [kind]: "explicit" });
    const { name, text } = sample("town-2022-gfm.md");
    const before = text.replaceAll("\n", "\r\n");
    const uri = await writeFile(name, before);
    const document = await openFile(uri);
    await replace(document, "## 六、", "## 六、 ");
    ok(await document.save(), "saved");
    const after = await readFile(uri);
    equal(after, fixAll(before.replace("## 六、", "## 六、 ")).text);
    ok(after !== before && !/[^\r]\n/.test(after), "fixed, with the line ends it had");
  });

  it("changes nothing in a text that is no report", async () => {
    await whenSaving({ [kind]: "explicit" });
    const text = "# 说明\n\n共 ３６ 件。\n每月更新\n";
    const uri = await writeFile("README.md", text);
    const document = await openFile(uri);
    await save(document);
    equal(await readFile(uri), edited(text));
  });
});

/** Only what was changed is saved. */
async function save(document: TextDocument): Promise<void> {
  await replace(document, "每月更新", "按月更新");
  ok(await document.save(), "saved");
  equal(document.isDirty, false);
}

function edited(text: string): string {
  return text.replace("每月更新", "按月更新");
}
