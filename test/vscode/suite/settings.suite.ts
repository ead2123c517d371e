import { DiagnosticSeverity, type Uri } from "vscode";
import { spoiled, twoFullwidthCells, wrongTotal } from "../../protocol/report";
import { equal } from "./assert";
import { expected, shown, shows } from "./expected";
import {
  actionsAt,
  configure,
  diagnosticsOf,
  folders,
  inForms,
  itWhere,
  openReport,
  openText,
  reported,
  settled,
  until,
} from "./support";

const { Error: Fault, Information, Warning } = DiagnosticSeverity;

async function severities(uri: Uri, ...wanted: DiagnosticSeverity[]): Promise<void> {
  const seen = () => diagnosticsOf(uri).map(({ severity }) => severity);
  const isSo = () => seen().join() === wanted.join();
  await until(`severities ${wanted.map((it) => DiagnosticSeverity[it])}`, isSo);
}

inForms("settings", (form) => {
  it("disclosureLint.enable switches checking off and on again, at once", async () => {
    const { uri } = await openReport(form, wrongTotal);
    const [found] = await reported(uri, "litigation-total");
    await configure("disclosureLint.enable", false);
    await reported(uri);
    equal(await actionsAt(uri, found!.range, "quickfix"), []);
    await configure("disclosureLint.enable", true);
    await reported(uri, "litigation-total");
  });

  it("disclosureLint.rules sets the severity of a rule, at once", async () => {
    const { uri } = await openReport(form, twoFullwidthCells);
    await severities(uri, Warning, Warning);
    for (const [severity, wanted] of [
      ["error", [Fault, Fault]],
      ["info", [Information, Information]],
      ["off", []],
      ["warning", [Warning, Warning]],
    ] as const) {
      await configure("disclosureLint.rules", { "cell-fullwidth": severity });
      await severities(uri, ...wanted);
    }
  });

  it("a rule that is off is not fixed either", async () => {
    await configure("disclosureLint.rules", { "cell-fullwidth": "off" });
    const document = await openReport(form, twoFullwidthCells, "report.txt");
    await settled();
    equal(shown(diagnosticsOf(document.uri)), []);
    equal(await actionsAt(document.uri, document.lineAt(0).range, "source.fixAll"), []);
  });

  it("what is set wrongly counts as not set, and costs the others nothing", async () => {
    const { uri } = await openReport(form, twoFullwidthCells);
    await severities(uri, Warning, Warning);
    await configure("disclosureLint.rules", { "cell-fullwidth": "error" });
    await severities(uri, Fault, Fault);
    await configure("disclosureLint.rules", { "cell-fullwidth": "fatal", "no-such-rule": "error" });
    await severities(uri, Warning, Warning);
    await configure("disclosureLint.year", "去年");
    await configure("disclosureLint.rules", { "cell-fullwidth": "info" });
    await severities(uri, Information, Information);
  });

  it("disclosureLint.year tells by which format to check a report that names no year", async () => {
    const undated = spoiled(
      ["2023年政府信息公开工作年度报告", "政府信息公开工作年度报告"],
      ["，所列数据的统计期限自2023年1月1日起至2023年12月31日止", ""],
      ["\n2024年1月18日\n", ""],
    );
    const document = await openReport(form, undated);
    const { uri } = document;
    const isReport = form === "Word" && { assumeReport: true };
    for (const year of [2020, 2023]) {
      await configure("disclosureLint.year", year);
      const wanted = expected(document.getText(), uri, { year, ...isReport });
      await shows(uri, wanted);
      equal(
        wanted.some(({ rule }) => rule === "standard-mismatch"),
        year === 2020,
      );
    }
  });

  it("hold for every report that is open, and for those opened later", async () => {
    const first = await openReport(form, wrongTotal);
    const untitled = await openText(wrongTotal);
    await reported(first.uri, "litigation-total");
    await reported(untitled.uri, "litigation-total");
    // An untitled document is in no folder.
    await configure("disclosureLint.rules", { "litigation-total": "info" }, "workspace");
    await severities(first.uri, Information);
    await severities(untitled.uri, Information);
    const second = await openReport(form, wrongTotal);
    await severities(second.uri, Information);
  });
});

inForms("a workspace of several folders", (form) => {
  const itInBoth = itWhere(folders().length > 1, "this host has opened one folder");

  itInBoth("has settings of its own in each", async () => {
    const [here, there] = folders() as [Uri, Uri];
    const both = spoiled(
      ["| 行政许可 | 36 |", "| 行政许可 | ３６ |"],
      ["| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |"],
    );
    const one = await openReport(form, both, undefined, here);
    const other = await openReport(form, both, undefined, there);
    await severities(one.uri, Warning, Fault);
    // As makeWorkspace set it: this one is graver there, the other off.
    await severities(other.uri, Fault);

    await configure("disclosureLint.rules", { "cell-fullwidth": "info" }, here);
    await severities(one.uri, Information, Fault);
    equal(
      diagnosticsOf(other.uri).map(({ severity }) => severity),
      [Fault],
    );
    await configure("disclosureLint.enable", false, there);
    await reported(other.uri);
    await severities(one.uri, Information, Fault);
  });
});
