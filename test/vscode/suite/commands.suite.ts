import { commands, Uri, window, workspace } from "vscode";
import { twoFullwidthCells, wrongTotal } from "../../protocol/report";
import { equal, ok } from "./assert";
import { expected, shown } from "./expected";
import { isPreviewed } from "./manual";
import { diagnosticsOf, extension, openText, replace, reported, until } from "./support";

describe("commands", () => {
  it("that the extension announces are there", async () => {
    await extension().activate();
    const announced: { command: string }[] = extension().packageJSON.contributes.commands;
    const there = new Set(await commands.getCommands(true));
    ok(announced.length > 0, "some are announced");
    for (const { command } of announced) ok(there.has(command), command);
  });

  it("restart the server, and the findings are its own", async () => {
    const document = await openText(wrongTotal);
    const other = await openText(twoFullwidthCells);
    const [before] = await reported(document.uri, "litigation-total");
    await reported(other.uri, "cell-fullwidth", "cell-fullwidth");
    await commands.executeCommand("disclosureLint.restart");
    const isAnother = () => diagnosticsOf(document.uri)[0] !== before;
    await until("findings anew", () => diagnosticsOf(document.uri).length > 0 && isAnother());
    await reported(other.uri, "cell-fullwidth", "cell-fullwidth");
    equal(shown(diagnosticsOf(document.uri)), expected(wrongTotal, document.uri));
    await replace(document, "| 行政处罚 | 5 |", "| 行政处罚 | ５ |");
    await reported(document.uri, "cell-fullwidth", "litigation-total");
  });

  it("restart the server however often and fast they are given", async () => {
    const document = await openText(wrongTotal);
    await reported(document.uri, "litigation-total");
    const restarts = [1, 2, 3].map(() => commands.executeCommand("disclosureLint.restart"));
    await Promise.all(restarts);
    await replace(document, "| 行政处罚 | 5 |", "| 行政处罚 | ５ |");
    await reported(document.uri, "cell-fullwidth", "litigation-total");
  });

  for (const [rule, page] of [
    [undefined, "规则手册.md"],
    ["row-total", "row-total.md"],
  ] as const) {
    it(`open the manual${rule ? `, at ${rule}` : ""}`, async () => {
      await openText(wrongTotal);
      await commands.executeCommand("disclosureLint.openManual", rule);
      await until(`a preview of ${page}`, () => isPreviewed(page), window.tabGroups.onDidChangeTabs);
    });
  }

  it("show the manual while the server starts anew, and without a report", async () => {
    await commands.executeCommand("workbench.action.closeAllEditors");
    const restarted = commands.executeCommand("disclosureLint.restart");
    const page = await workspace.openTextDocument(Uri.parse("disclosure-lint-manual:/balance.md"));
    await restarted;
    await until(
      "the rule's page",
      () => /^# \S+ balance\n/.test(page.getText()),
      workspace.onDidChangeTextDocument,
    );
    const none = await workspace.openTextDocument(Uri.parse("disclosure-lint-manual:/no-such-rule.md"));
    equal(none.getText(), "没有名为“no-such-rule”的规则。\n");
  });

  it("mend all that is beyond doubt, and leave the rest", async () => {
    const document = await openText(
      twoFullwidthCells.replace("| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |"),
    );
    await reported(document.uri, "cell-fullwidth", "cell-fullwidth", "litigation-total");
    // Its message waits for whoever reads it.
    commands.executeCommand("disclosureLint.fixAll");
    await reported(document.uri, "litigation-total");
    equal(document.getText(), wrongTotal);
  });

  it("show the log", async () => {
    await openText(wrongTotal);
    await commands.executeCommand("disclosureLint.showOutput");
    await commands.executeCommand("workbench.action.closePanel");
  });
});
