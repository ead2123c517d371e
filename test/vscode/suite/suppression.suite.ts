import {
  type CodeAction,
  commands,
  type Diagnostic,
  type Range,
  type TextDocument,
  Uri,
  workspace,
} from "vscode";
import { originalOf } from "../../../client/src/files/address";
import { cleanReport, twoFullwidthCells, wrongTotal } from "../../protocol/report";
import { equal, ok } from "./assert";
import {
  actionsAt,
  applyAction,
  finallyDo,
  folders,
  inForms,
  openFile,
  openReport,
  readAs,
  readFile,
  replace,
  reported,
  settled,
  writeFile,
} from "./support";

const sideFile = () => Uri.joinPath(folders()[0]!, ".disclosure-lint-ignore.json");

/** Takes the quick fix, with the reason that a user would type. */
async function ignore({ uri }: TextDocument, { range }: Diagnostic, reason = "照录原件"): Promise<void> {
  const action = await ignoreAction(uri, range);
  ok(action?.command, "“忽略此处” is not offered");
  finallyDo(() => workspace.fs.delete(sideFile()));
  await commands.executeCommand(action.command.command, ...(action.command.arguments ?? []), reason);
}

/** Asked again where the editor asked by itself at that moment, and dropped our question for its own. */
async function ignoreAction(uri: Uri, range: Range, tries = 10): Promise<CodeAction | undefined> {
  const actions = await actionsAt(uri, range, "quickfix");
  const found = actions.find(({ title }) => title.startsWith("忽略此处："));
  return found ?? (tries > 1 ? ignoreAction(uri, range, tries - 1) : undefined);
}

inForms("suppression", (form) => {
  it("忽略此处 writes the side file, leaves the report as it is, and survives edits elsewhere", async () => {
    const document = await openReport(form, twoFullwidthCells);
    const [first] = await reported(document.uri, "cell-fullwidth", "cell-fullwidth");
    await ignore(document, first!);
    await reported(document.uri, "cell-fullwidth");
    equal(document.getText(), await readAs(form, twoFullwidthCells));
    const { ignored } = JSON.parse(await readFile(sideFile()));
    equal(ignored.length, 1);
    equal(Uri.joinPath(folders()[0]!, ignored[0].file).path, originalOf(document.uri).path);
    equal(ignored[0].rule, "cell-fullwidth");
    equal(ignored[0].reason, "照录原件");
    await replace(document, "每月更新。", "每月更新。\n另设意见箱。");
    await settled();
    await reported(document.uri, "cell-fullwidth");
  });

  it("without a reason nothing is written", async () => {
    const document = await openReport(form, wrongTotal);
    const [found] = await reported(document.uri, "litigation-total");
    await ignore(document, found!, " ");
    await settled();
    await reported(document.uri, "litigation-total");
  });

  it("重置忽略 brings back what was ignored in the active report", async () => {
    const document = await openReport(form, wrongTotal);
    const [found] = await reported(document.uri, "litigation-total");
    await ignore(document, found!);
    await reported(document.uri);
    await commands.executeCommand("disclosureLint.resetIgnored", "all");
    await reported(document.uri, "litigation-total");
    equal(JSON.parse(await readFile(sideFile())), { ignored: [] });
  });
});

describe("suppression by comments", () => {
  it("comments suppress, and are reported where they are of no use", async () => {
    const comment = "<!-- disclosure-lint-disable-file litigation-total -- 照录原件 -->\n";
    const silent = await openFile(await writeFile("report.md", comment + wrongTotal));
    const useless = await openFile(await writeFile("report.md", comment + cleanReport));
    const [found] = await reported(useless.uri, "suppression-unused");
    await reported(silent.uri);
    await applyAction((await actionsAt(useless.uri, found!.range, "quickfix"))[0]!);
    equal(useless.getText(), cleanReport);
    await reported(useless.uri);
  });
});
