import { commands, type Hover, type MarkdownString, Uri, workspace } from "vscode";
import { folderOf } from "../../../client/src/files/address";
import { twoFullwidthCells, wrongTotal } from "../../protocol/report";
import { equal, ok } from "./assert";
import {
  configure,
  diagnosticsOf,
  inForms,
  openFile,
  openReport,
  reported,
  settled,
  until,
  writeFile,
  writeReport,
} from "./support";

/** A project file beside a report. */
async function besides(report: Uri, settings: unknown): Promise<Uri> {
  const uri = Uri.joinPath(folderOf(report), ".disclosure-lint.json");
  const text = typeof settings === "string" ? settings : JSON.stringify(settings);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

inForms("a project file", (form) => {
  it("goes before the user's settings, and counts as soon as it is written", async () => {
    await configure("disclosureLint.rules", { "litigation-total": "error" });
    const { uri } = await openReport(form, wrongTotal);
    await reported(uri, "litigation-total");
    await besides(uri, { rules: { "litigation-total": "off" } });
    await reported(uri);
    await besides(uri, {});
    await reported(uri, "litigation-total");
  });

  it("excludes files", async () => {
    const report = await writeReport(form, wrongTotal);
    await besides(report, { ignore: [form === "text" ? "*.md" : "*.docx"] });
    const { uri } = await openFile(report);
    await settled();
    equal(diagnosticsOf(uri).length, 0);
    await besides(report, { ignore: [form === "text" ? "*.docx" : "*.md"] });
    await reported(uri, "litigation-total");
  });
});

describe("a project file that is wrong", () => {
  it("has its faults shown where they stand", async () => {
    const report = await writeFile("report.md", wrongTotal);
    const { uri } = await openFile(await besides(report, '{\n  "year": "今年"\n}\n'));
    const [found] = await until("a fault", () => diagnosticsOf(uri).length > 0 && diagnosticsOf(uri));
    equal(found!.message, "year：应为数。");
    equal([found!.range.start.line, found!.range.start.character], [1, 10]);
  });
});

inForms("the hover", (form) => {
  it("on a finding says why; what it is called the editor says itself", async () => {
    const { uri } = await openReport(form, twoFullwidthCells);
    const [found] = await reported(uri, "cell-fullwidth", "cell-fullwidth");
    const hovers = await commands.executeCommand<Hover[]>(
      "vscode.executeHoverProvider",
      uri,
      found!.range.start,
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((it) => (it as MarkdownString).value))
      .join("\n");
    ok(text.includes("全角数字在汇总系统和表格软件里读不成数。"), `the hover shows ${text}`);
    ok(!text.includes("cell-fullwidth"), `the hover shows ${text}`);
  });
});
