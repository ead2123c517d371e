import { commands, languages, Range, Selection, window } from "vscode";
import { extract } from "../../../server/src/core/index";
import { cleanReport, wrongTotal } from "../../protocol/report";
import { oneCellALine } from "../../samples";
import { equal, ok } from "./assert";
import { corpus, sample } from "./corpus";
import { expected, ranger, shown, shows } from "./expected";
import { expectLinks } from "./manual";
import {
  diagnosticsOf,
  firstFindings,
  inForms,
  openFile,
  openReport,
  readAs,
  replace,
  reported,
  ruleOf,
  settled,
  writeFile,
} from "./support";

describe("a report with faults, when it is opened", () => {
  for (const { name, uri, text, recorded } of corpus("faulty")) {
    it(`${name}: shows what is recorded, each at its place, and nothing else`, async () => {
      await openFile(uri);
      const found = await firstFindings(uri);
      const places = found.map((it) => ({
        line: it.range.start.line + 1,
        column: it.range.start.character + 1,
        rule: ruleOf(it),
        message: it.message,
      }));
      equal(places, recorded);
      equal(shown(found), expected(text, uri));
    });
  }

  it("has a link to its rule in the manual with every finding", async () => {
    const rules = new Set<string>();
    for (const { uri } of corpus("faulty")) {
      await openFile(uri);
      const found = await firstFindings(uri);
      await expectLinks(found);
      for (const it of found) rules.add(ruleOf(it));
    }
    ok(rules.size > 20, "the corpus has faults of most kinds");
  });
});

inForms("a finding", (form) => {
  it("leads to the numbers that do not add up", async () => {
    const document = await openReport(form, wrongTotal);
    const [found] = await reported(document.uri, "litigation-total");
    const operands = (found!.relatedInformation ?? []).map(({ location, message }) => {
      equal(location.uri.toString(), document.uri.toString());
      return `${message} → ${document.getText(location.range)}`;
    });
    equal(operands, ["“行政复议”的“结果维持”：1 → 1"]);
  });

  it("has a link to its rule in the manual", async () => {
    const { uri } = await openReport(form, wrongTotal);
    await expectLinks(await reported(uri, "litigation-total"));
  });
});

describe("a Word file with faults, when it is opened", () => {
  for (const name of ["town-2022-gfm.md", "bureau-2021-pipes.txt"]) {
    it(`${name} as one: shows what is wrong in its text, each at its place, and nothing else`, async () => {
      const { text } = sample(name);
      const document = await openReport("Word", text);
      equal(document.getText(), await readAs("Word", text));
      equal(document.languageId, "disclosure-report");
      const wanted = expected(document.getText(), document.uri, { assumeReport: true });
      await shows(document.uri, wanted);
      const rules = new Set(sample(name).recorded.map(({ rule }) => rule));
      const isOfFile = ({ rule }: { rule: string }) => rules.has(rule);
      ok(wanted.filter(isOfFile).length * 2 > rules.size, "what is wrong in the text is wrong in the file");
    });
  }
});

describe("a report without faults", () => {
  it("shows nothing, in any layout", async () => {
    for (const { uri } of corpus("clean")) await openFile(uri);
    await settled();
    for (const { uri } of corpus("clean")) equal(shown(diagnosticsOf(uri)), [], uri.path);
  });
});

/** The corpus has no report in these two layouts that is without a fault. */
const otherLayouts = {
  "one cell a line.txt": oneCellALine(cleanReport),
  "label line, value line.txt": labelLines(cleanReport),
};

describe("while a report is written", () => {
  const reports = [
    ...corpus("clean").map(({ name, text }) => [name, text] as const),
    ...Object.entries(otherLayouts),
  ];
  for (const [name, text] of reports) {
    it(`${name}: a wrong number is shown once typed, and vanishes when mended`, async () => {
      const uri = await writeFile(name, text);
      const document = await openFile(uri);
      const cell = extract(text).cells["requests.newReceived.naturalPerson"];
      ok(cell?.value !== undefined, "the report has the number");
      const { start, end } = ranger(text)(cell.span);
      equal(document.getText(new Range(start, end)), cell.text);
      window.activeTextEditor!.selection = new Selection(end, end);

      await commands.executeCommand("type", { text: "7" });
      const found = await firstFindings(uri);
      equal(shown(found), expected(document.getText(), uri));
      ok(found[0]!.message.includes(`${cell.text}7`), "the finding names the number typed");

      await commands.executeCommand("deleteLeft");
      await reported(uri);
      equal(document.getText(), text);
    });
  }
});

inForms("while a report is edited", (form) => {
  it("a wrong number is shown once typed, and vanishes when mended", async () => {
    const document = await openReport(form, cleanReport);
    const text = document.getText();
    const at = document.positionAt(extract(text).cells["requests.newReceived.naturalPerson"]!.span.end);
    window.activeTextEditor!.selection = new Selection(at, at);
    await commands.executeCommand("type", { text: "7" });
    const found = await firstFindings(document.uri);
    ok(found[0]!.message.includes("27"), found[0]!.message);
    await commands.executeCommand("deleteLeft");
    await reported(document.uri);
    equal(document.getText(), text);
  });

  it("findings move with the text above them", async () => {
    const document = await openReport(form, wrongTotal);
    const [before] = await reported(document.uri, "litigation-total");
    await replace(document, "每月更新。", "每月更新。\n\n另设意见箱。");
    const wanted = expected(document.getText(), document.uri);
    await shows(document.uri, wanted);
    equal(diagnosticsOf(document.uri)[0]!.range.start.line, before!.range.start.line + 2);
  });

  it("a fault undone is a finding less, redone one more", async () => {
    const document = await openReport(form, cleanReport);
    await replace(document, "| 行政许可 | 36 |", "| 行政许可 | 三十六 |");
    await reported(document.uri, "cell-chinese-numeral");
    await commands.executeCommand("undo");
    await reported(document.uri);
    await commands.executeCommand("redo");
    await reported(document.uri, "cell-chinese-numeral");
  });

  it("many edits in a row end in what the text is then", async () => {
    const document = await openReport(form, cleanReport);
    for (const number of ["３", "３６", "36", "3６", "36"]) {
      const line = document.getText().match(/\| 行政许可 \| .* \| {2}\|/)![0];
      await replace(document, line, `| 行政许可 | ${number} |  |`);
    }
    await replace(document, "| 行政处罚 | 5 |", "| 行政处罚 | ５ |");
    await shows(document.uri, expected(document.getText(), document.uri));
  });
});

describe("a text that is no report", () => {
  it("shows nothing, not even for a moment", async () => {
    const others = corpus("other").map(({ uri }) => uri.toString());
    const touched: string[] = [];
    const listener = languages.onDidChangeDiagnostics(({ uris }) => {
      touched.push(...uris.filter((uri) => diagnosticsOf(uri).length > 0).map(String));
    });
    try {
      for (const { uri } of corpus("other")) await openFile(uri);
      await settled();
    } finally {
      listener.dispose();
    }
    equal(
      touched.filter((uri) => others.includes(uri)),
      [],
    );
    for (const { uri } of corpus("other")) equal(shown(diagnosticsOf(uri)), [], uri.path);
  });

  it("stays silent in a language that is none of ours, whatever it holds", async () => {
    const { uri } = await openFile(await writeFile("report.json", wrongTotal));
    const source = await openFile(await writeFile("report.py", wrongTotal));
    await settled();
    equal(shown([...diagnosticsOf(uri), ...diagnosticsOf(source.uri)]), []);
  });
});

describe("a file that is no text and no report", () => {
  it("is checked as one by the user's word, who opens its text", async () => {
    const { languageId, uri } = await openReport(
      "Word",
      "关于召开会议的通知\n\n定于周三召开会议。\n",
      "通知.md",
    );
    equal(languageId, "disclosure-report");
    await firstFindings(uri);
  });
});

describe("the language of a file", () => {
  const names: Record<string, string> = {
    "云溪镇政府信息公开2023年年度报告.txt": "disclosure-report",
    "青溪县2023年政府信息公开工作年度报告（公示稿）.txt": "disclosure-report",
    "2023政府信息公开年报.txt": "disclosure-report",
    "政府信息公开指南.txt": "plaintext",
    "青溪县政府信息公开2023年年度报告.md": "markdown",
    "青溪县政府信息公开2023年年度报告.html": "html",
  };
  for (const [name, language] of Object.entries(names)) {
    it(`${name} is ${language}, and is checked`, async () => {
      const document = await openFile(await writeFile(name, wrongTotal));
      equal(document.languageId, language);
      await reported(document.uri, "litigation-total");
    });
  }

  it("a file named a report is one, however little of it there is", async () => {
    const { text } = sample("table-fragment.txt");
    const named = await openFile(await writeFile("云溪镇政府信息公开2023年年度报告.txt", text));
    await firstFindings(named.uri);
    equal(shown(diagnosticsOf(named.uri)), expected(text, named.uri, { assumeReport: true }));
  });
});

/** Tables as some pages are copied: the label on a line, its values on the next. */
function labelLines(text: string): string {
  return text.replace(/^\|[-| ]+\|\n/gm, "").replace(/^\|.*\|$/gm, (row) => {
    const cells = row
      .split("|")
      .map((cell) => cell.trim())
      .filter((cell) => cell !== "");
    const at = cells.findIndex((cell) => /^[\d.]+$/.test(cell));
    return at < 1 ? cells.join(" ") : `${cells.slice(0, at).join("\n")}\n${cells.slice(at).join(" ")}`;
  });
}
