import { commands, type DocumentSymbol, Uri, window, workspace } from "vscode";
import { fixAll } from "../../../server/src/core/index";
import { equal, ok } from "./assert";
import { sample } from "./corpus";
import { expected, shown } from "./expected";
import { expectLinks, isPreviewed } from "./manual";
import {
  actionsAt,
  applyAction,
  configure,
  diagnosticsOf,
  extension,
  firstFindings,
  openFile,
  readFile,
  settled,
  until,
  writeFile,
} from "./support";

/*
 * What the packaged extension must be able to do. A file that is missing from the package shows here and nowhere else.
 */

describe("the installed extension", () => {
  const { name, uri, text } = sample("town-2022-gfm.md");

  it("is there, and starts when a report is opened", async () => {
    await openFile(uri);
    await firstFindings(uri);
    equal(extension().isActive, true);
    ok(/^\d+\.\d+\.\d+$/.test(extension().packageJSON.version), "it has a version");
  });

  it("shows what is wrong, with links to the rules' pages", async () => {
    await openFile(uri);
    const found = await firstFindings(uri);
    equal(shown(found), expected(text, uri));
    await expectLinks(found);
  });

  it("mends it with a quick fix", async () => {
    const document = await openFile(await writeFile(name, text));
    const [title, ...others] = await firstFindings(document.uri);
    const [action] = await actionsAt(document.uri, title!.range, "quickfix");
    equal(action?.title, "补上“年”字");
    await applyAction(action!);
    await until("one finding less", () => diagnosticsOf(document.uri).length === others.length);
  });

  it("mends what is beyond doubt when a report is saved", async () => {
    await configure("editor.codeActionsOnSave", { "source.fixAll.disclosureLint": "explicit" });
    const document = await openFile(await writeFile(name, text));
    const [title] = await firstFindings(document.uri);
    await applyAction((await actionsAt(document.uri, title!.range, "quickfix"))[0]!);
    ok(await document.save(), "saved");
    equal(await readFile(document.uri), fixAll(text).text);
  });

  it("has an outline", async () => {
    await openFile(uri);
    const symbols = await commands.executeCommand<DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      uri,
    );
    ok(
      symbols.some(({ children }) => children.some((it) => it.name.includes("总体情况"))),
      "with sections",
    );
  });

  it("knows a report by its name, and its language", async () => {
    const document = await openFile(await writeFile("云溪镇政府信息公开2022年年度报告.txt", text));
    equal(document.languageId, "disclosure-report");
    await firstFindings(document.uri);
  });

  it("has its commands", async () => {
    await openFile(uri);
    await firstFindings(uri);
    await commands.executeCommand("disclosureLint.restart");
    await firstFindings(uri);
    for (const rule of [undefined, "row-total"]) {
      await commands.executeCommand("disclosureLint.openManual", rule);
      const name = rule ? "row-total.md" : "规则手册.md";
      await until(`a preview of ${name}`, () => isPreviewed(name), window.tabGroups.onDidChangeTabs);
    }
    const all = Uri.parse("disclosure-lint-manual:/规则手册.md");
    const manual = (await workspace.openTextDocument(all)).getText();
    ok(
      manual.startsWith("# 规则手册\n") && manual.includes("\n### 行总计不符 row-total\n"),
      "the manual is whole",
    );
  });

  it("leaves other texts alone", async () => {
    const other = sample("notice.md");
    await openFile(other.uri);
    await settled();
    equal(shown(diagnosticsOf(other.uri)), []);
  });
});
