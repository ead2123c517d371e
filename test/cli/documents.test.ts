import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { openSource } from "../../server/src/core/open";
import { makeDocx, packDocx, runs } from "../source/makeDocx";
import { contents, MOUNTS, runOnMount, runSpoiled, runWith, TERMINALS, testWith } from "./faults";
import { useFolder } from "./runCli";
import { GOOD, type Requests, report } from "./sample";

const folder = useFolder();
const { path, put, run } = folder;

/** Headings of a Word file have no marks of Markdown. */
const plain = (text: string) => text.replaceAll(/^#+ /gm, "");
/** Always the same cuts, so that a file made twice is the same file. */
function cuts(seed = 7): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
const docx = (values: Requests = GOOD) => makeDocx(plain(report(values)), { random: cuts() });

/** One safe fix away from {@link FIXED}. */
const WIDE: Requests = { ...GOOD, newReceived: ["２", 0, 0, 0, 0, 0, 2] };
const FIXABLE = docx(WIDE);
const FIXED = docx();
/** An error that only a person can put right, in the eighth column of the fourth row. */
const WRONG = docx({ ...GOOD, newReceived: [2, 0, 0, 0, 0, 0, 3] });
const NO_REPORT = makeDocx("会议纪要\n第一项议题。");
/** What programs before 2007 wrote, as far as anybody looks. */
const OLD_WORD = Buffer.concat([
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  Buffer.alloc(512),
  Buffer.from("WordDocument", "utf16le"),
  Buffer.alloc(512),
]);
const isOldWord = "是旧版 Word 或 WPS 文件（.doc、.wps），读不了；请打开后另存为 .docx";

const bytesOf = (name: string) => readFileSync(path(name));
const textOf = async (name: string) => (await openSource(bytesOf(name))).text;

/** A report whose headings Word numbers by itself, from 二 on. */
function numberedWrong(): Uint8Array {
  const w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const paragraphs = plain(report(WIDE)).split("\n");
  const tables = makeDocx(plain(report(WIDE)));
  const body = Buffer.from(unzipSync(tables)["word/document.xml"]!)
    .toString()
    .replace(/^.*<w:body>|<\/w:body>.*$/gs, "");
  const numbered = paragraphs
    .filter((line) => /^[一二三四五六]、/.test(line))
    .reduce((xml, line) => {
      const number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>';
      return xml.replace(`<w:p>${runs(line, {})}</w:p>`, `<w:p>${number}${runs(line.slice(2), {})}</w:p>`);
    }, body);
  const level = `<w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>`;
  return packDocx(
    numbered,
    {},
    {
      "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/numbering" Target="numbering.xml"/></Relationships>`,
      "word/numbering.xml": `<w:numbering xmlns:w="${w}"><w:abstractNum w:abstractNumId="0">${level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    },
  );
}

describe("check", () => {
  test("says where in the Word file something is, beside the line of its text", () => {
    put("甲.docx", WRONG);
    const { status, stdout } = run(["check", "甲.docx"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^甲\.docx:\d+:\d+ 第3节表格第3行“总计”列 错误 /);
    expect(stdout).toMatch(/\n检查了 1 份年报：1 个错误，/);
  });

  test("a kind is known by the content, whatever the name", () => {
    put("甲.txt", FIXED);
    put("乙.docx", plain(report()));
    put("丙.doc", `<html><body><h1>会议</h1><p>${"会".repeat(20)}</p></body></html>`);
    put("丁.doc", report());
    const { status, stdout } = run(["check", "--format", "json", "."]);
    expect(status).toBe(0);
    const { files } = JSON.parse(stdout) as { files: { path: string; format: string }[] };
    expect(files.map((file) => [file.path, file.format])).toEqual([
      ["丁.doc", "text"],
      ["乙.docx", "text"],
      ["甲.txt", "docx"],
    ]);
  });

  test("a folder: what cannot be read is named with the way out, what programs keep beside their files is passed over", () => {
    put("报告/甲.docx", FIXED);
    put("报告/宏.docm", FIXED);
    put("报告/下级/纪要.docx", NO_REPORT);
    put("报告/空白.docx", makeDocx(""));
    put("报告/零.docx", "");
    put("报告/旧.doc", OLD_WORD);
    put("报告/旧.wps", OLD_WORD);
    put("报告/断.docx", FIXED.subarray(0, FIXED.length / 2));
    put("报告/乱.docx", Buffer.from([1, 0, 2, 0, 0xff]));
    for (const name of ["~$甲.docx", ".~lock.甲.docx#", ".~甲.docx", ".藏.docx"]) put(`报告/${name}`, "锁");
    const { status, stdout, stderr } = run(["check", "报告"]);
    expect(stderr.split("\n").sort()).toEqual(
      [
        "",
        "报告/乱.docx：不是 Word、PDF 或 Excel 文件，也不是文本，可能已损坏；请打开、修复后另存为 .docx",
        "报告/断.docx：文件已损坏：压缩包不完整（可能没有下载完）；请用 Word 或 WPS 打开、修复后另存",
        `报告/旧.doc：${isOldWord}`,
        `报告/旧.wps：${isOldWord}`,
        "报告/零.docx：文件是空的（0 字节），可能没有保存好，或没有下载完",
      ].sort(),
    );
    expect(stdout).toBe("检查了 2 份年报（另有 2 个文件不是年报，没有检查）：没有发现。\n");
    expect(status).toBe(2);
  });

  test("what a project file excludes need not be readable", () => {
    put("甲.docx", FIXED);
    put("旧档/旧.doc", OLD_WORD);
    put(".disclosure-lint.json", '{ "ignore": ["旧档/"] }');
    expect(run(["check", "."])).toMatchObject({ status: 0, stderr: "" });
  });

  test("a pattern of the shell has the lock files too: they are told, and no fault", () => {
    put("年报甲乙丙丁.docx", FIXED);
    put("~$甲乙丙丁.docx", "锁");
    const line = "~$甲乙丙丁.docx：没有检查，是 Word、WPS 打开文件时留在旁边的，不是文件本身\n";
    expect(run(["check", "年报甲乙丙丁.docx", "~$甲乙丙丁.docx"])).toMatchObject({ status: 0, stderr: line });
    expect(run(["check", "*.docx"])).toMatchObject({ status: 0, stderr: "" });
    expect(run(["check", "~$甲乙丙丁.docx"])).toMatchObject({ status: 2, stderr: line });
  });

  test("JSON has the format, and with each finding and each place to compare where it stands", () => {
    put("甲.docx", WRONG);
    put("乙.md", report({ ...GOOD, newReceived: [2, 0, 0, 0, 0, 0, 3] }));
    const { stdout } = run(["check", "--format", "json", "甲.docx", "乙.md"]);
    const [word, text] = JSON.parse(stdout).files;
    expect(word).toMatchObject({ path: "甲.docx", format: "docx", standard: "2021", year: 2022 });
    expect(text.format).toBe("text");
    const [finding] = word.diagnostics;
    expect(finding).toMatchObject({
      place: "第3节表格第3行“总计”列",
      cell: "requests.newReceived.total",
      related: expect.arrayContaining([
        expect.objectContaining({ path: "甲.docx", place: expect.any(String) }),
      ]),
    });
    expect(text.diagnostics[0]).toMatchObject({ cell: "requests.newReceived.total" });
    expect(JSON.stringify(text)).not.toContain('"place"');
  });

  test("lines, columns and edits are those of the text that the command text shows", () => {
    const bytes = docx(WIDE);
    put("甲.docx", bytes);
    const text = run(["text", "甲.docx"]).stdout;
    const { files } = JSON.parse(run(["check", "--format", "json", "甲.docx"]).stdout);
    const { line, column, endColumn, fixes } = files[0].diagnostics[0];
    expect(text.split("\n")[line - 1]!.slice(column - 1, endColumn - 1)).toBe("２");
    expect(text.slice(fixes[0].edits[0].start, fixes[0].edits[0].end)).toBe("２");
  });
});

describe("text", () => {
  test("gives the text as it is checked, to the last byte", async () => {
    put("甲.docx", FIXED);
    const { status, bytes, stderr } = run(["text", "甲.docx"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(bytes.toString()).toBe(await textOf("甲.docx"));
    expect(run(["text"], FIXED).bytes).toEqual(bytes);
  });

  test.each([
    ["with a line end", "甲\r\n乙\n"],
    ["without one", "甲\n乙"],
    ["empty", ""],
  ])("of a text too: %s", (_, text) => {
    put("甲.txt", text);
    expect(run(["text", "甲.txt"]).stdout).toBe(text);
  });

  test("what cannot be read is said", () => {
    put("旧.doc", OLD_WORD);
    expect(run(["text", "旧.doc"])).toMatchObject({
      status: 2,
      stdout: "",
      stderr: `旧.doc：${isOldWord}\n`,
    });
  });
});

test("extract gives each cell its place; CSV has the columns that it always had", () => {
  put("甲.docx", FIXED);
  const { files } = JSON.parse(run(["extract", "甲.docx"]).stdout);
  expect(files[0].format).toBe("docx");
  expect(files[0].cells["requests.newReceived.total"]).toMatchObject({
    value: 2,
    text: "2",
    place: "第3节表格第3行“总计”列",
  });
  expect(run(["extract", "--format", "csv", "甲.docx"]).stdout).toMatch(
    /^\uFEFFpath,year,agency,key,value,text\r\n甲\.docx,2022,云泽县水务局,/,
  );
});

test("init takes over from a Word file of last year, found or named; a lock file is none", () => {
  put("上年.docx", FIXED);
  put("~$上年.docx", "锁");
  const found = run(["init", "--year", "2023", "新.md"]);
  expect(found.stderr).toContain("上年报告：上年.docx。\n");
  expect(run(["init", "--year", "2023", "--last-year", "上年.docx"]).stdout).toContain("云泽县水务局2023年");
  put("旧.doc", OLD_WORD);
  expect(run(["init", "--last-year", "旧.doc"])).toMatchObject({
    status: 2,
    stderr: `旧.doc：${isOldWord}\n`,
  });
});

describe("fix", () => {
  test("changes the characters, and no other byte of the package's other parts", async () => {
    put("甲.docx", FIXABLE);
    expect(run(["fix", "甲.docx"])).toMatchObject({
      status: 0,
      stdout: "甲.docx：修正了 1 处\n1 份年报，修正了 1 份，共 1 处。\n",
      stderr: "",
    });
    expect(await textOf("甲.docx")).toBe((await openSource(FIXED)).text);
    const [before, after] = [unzipSync(FIXABLE), unzipSync(bytesOf("甲.docx"))];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const changed = Object.keys(before).filter((name) => !Buffer.from(before[name]!).equals(after[name]!));
    expect(changed).toEqual(["word/document.xml"]);
    expect(readdirSync(path("."))).toEqual(["甲.docx"]);
  });

  test("a second time there is nothing left, and the file is not touched", () => {
    const name = put("甲.docx", FIXABLE);
    run(["fix", "甲.docx"]);
    const { mtimeMs, ino } = statSync(name);
    expect(run(["fix", "甲.docx"]).stdout).toBe("1 份年报，没有可修正之处。\n");
    expect(statSync(name)).toMatchObject({ mtimeMs, ino });
  });

  test.each([
    ["Word", "年报甲乙丙丁.docx", "~$甲乙丙丁.docx"],
    ["Word, seven characters", "年报甲乙丙丁戊.docx", "~$甲乙丙丁戊.docx"],
    ["Word, a short name", "年报.docx", "~$年报.docx"],
    ["WPS", "年报.docx", ".~年报.docx"],
    ["LibreOffice", "年报.docx", ".~lock.年报.docx#"],
  ])("a file that is open in %s is left alone, the others are mended", (program, name, lock) => {
    const lockName = program === "Word" ? `~$${name.slice(name.length - 5 > 6 ? 2 : 0)}` : lock;
    put(`里/${name}`, FIXABLE);
    put(`里/${program.startsWith("Word, seven") ? `~$${name.slice(1)}` : lockName}`, "锁");
    put("里/另.docx", FIXABLE);
    const { status, stdout, stderr } = run(["fix", "里"]);
    expect(stderr).toMatch(new RegExp(`^里/${name}：没有写：文件正在 Word 或 WPS 里打开（旁边有 [^）]+）；`));
    expect(stdout).toContain("里/另.docx：修正了 1 处\n");
    expect(status).toBe(2);
    expect(bytesOf(`里/${name}`)).toEqual(Buffer.from(FIXABLE));
  });

  test("another file that is open keeps nobody from mending this one", () => {
    put("甲乙丙丁戊己庚辛.docx", FIXABLE);
    put("~$丁戊己庚辛.docx", "锁");
    put(".~lock.别的.docx#", "锁");
    expect(run(["fix", "甲乙丙丁戊己庚辛.docx"]).status).toBe(0);
  });

  test("what the file cannot take is told with its place and the reason; the rest is mended", async () => {
    put("甲.docx", numberedWrong());
    const { stdout, stderr } = run(["fix", "甲.docx"]);
    const lines = stderr.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines)
      expect(line).toMatch(
        /^甲\.docx：第\d节标题没有修正（序号改为“[一二三四五六]”）：“[^”]、”是自动编号，要在 Word 里改$/,
      );
    expect(stdout).toMatch(/^甲\.docx：修正了 1 处\n1 份年报，修正了 1 份，共 1 处；仍有 /);
    expect(await textOf("甲.docx")).not.toContain("２");
  });

  test("--dry-run shows the change of the text, and writes nothing", () => {
    put("甲.docx", FIXABLE);
    const { stdout, stderr } = run(["fix", "--dry-run", "甲.docx"]);
    expect(stdout.split("\n").filter((line) => /^[-+]\|/.test(line))).toEqual([
      expect.stringMatching(/^-.*本年新收.*２/),
      expect.stringMatching(/^\+.*本年新收.*2 /),
    ]);
    expect(stderr).toBe("1 份年报，将修正 1 份，共 1 处。\n");
    expect(bytesOf("甲.docx")).toEqual(Buffer.from(FIXABLE));
  });

  test("as a filter it gives the bytes that it would write", () => {
    put("甲.docx", FIXABLE);
    run(["fix", "甲.docx"]);
    expect(run(["fix", "-"], FIXABLE).bytes).toEqual(bytesOf("甲.docx"));
    expect(run(["fix", "-"], FIXED)).toMatchObject({ status: 0, bytes: Buffer.from(FIXED) });
    expect(run(["fix", "-"], NO_REPORT)).toMatchObject({ status: 2, bytes: Buffer.from(NO_REPORT) });
    expect(run(["fix", "-"], OLD_WORD)).toMatchObject({ status: 2, bytes: OLD_WORD });
  });

  testWith(TERMINALS)("a terminal is not given the bytes of a Word file", () => {
    put("甲.docx", FIXABLE);
    const script = 'exec script -qec "$1 $2 fix - < 甲.docx" /dev/null';
    const { stdout } = runWith(path("."), [], { prefix: ["sh", "-c", script, "sh"] });
    expect(stdout).toContain("不能显示在终端上");
    expect(stdout).not.toContain("PK");
  });
});

describe("fix --output", () => {
  test("originals stay; the folder has all reports under their names, mended or not", async () => {
    put("报告/甲.docx", FIXABLE);
    put("报告/下级/乙.md", report());
    put("报告/纪要.docx", NO_REPORT);
    const before = contents(path("报告"));
    expect(run(["fix", "--output", "改后", "报告"])).toMatchObject({
      status: 0,
      stdout: "报告/甲.docx：修正了 1 处\n2 份年报，修正了 1 份，共 1 处，写到 改后。\n",
    });
    expect(contents(path("报告"))).toEqual(before);
    expect(Object.keys(contents(path("改后")))).toEqual(["下级", "下级/乙.md", "甲.docx"]);
    expect(await textOf("改后/甲.docx")).toBe((await openSource(FIXED)).text);
    expect(folder.get("改后/下级/乙.md")).toBe(report());
  });

  test("never over a file: neither one that was there, nor one of the same name from another folder", () => {
    put("一/甲.docx", FIXABLE);
    put("二/甲.docx", FIXED);
    put("改后/乙.docx", "在");
    put("三/乙.docx", FIXABLE);
    const { status, stderr } = run(["fix", "--output", "改后", "一", "二/甲.docx", "三"]);
    expect(stderr).toBe(
      "二/甲.docx：没有写：已有 改后/甲.docx，没有改动它\n三/乙.docx：没有写：已有 改后/乙.docx，没有改动它\n",
    );
    expect(status).toBe(2);
    expect(folder.get("改后/乙.docx")).toBe("在");
  });

  test("a folder of results within the folder of reports is not looked through, now or the next time", () => {
    put("报告/甲.docx", FIXABLE);
    put("报告/子/乙.docx", FIXABLE);
    expect(run(["fix", "--output", "报告/子改后", "报告"]).stdout).toContain("2 份年报，修正了 2 份");
    expect(Object.keys(contents(path("报告/子改后")))).toEqual(["子", "子/乙.docx", "甲.docx"]);
    const again = run(["fix", "--output", "报告/子改后", "报告/**/*.docx"]);
    expect(again.stderr.split("\n")).toHaveLength(3);
    expect(again.stderr).not.toContain("子改后/子改后");
  });

  test("into the very folder of the reports nothing is written", () => {
    put("报告/甲.docx", FIXABLE);
    expect(run(["fix", "--output", "报告", "报告"])).toMatchObject({
      status: 2,
      stderr: "报告/甲.docx：没有写：已有 报告/甲.docx，没有改动它\n",
    });
  });

  test("a pattern from elsewhere: names are those below the folder that it starts from", () => {
    put("外/甲.docx", FIXABLE);
    mkdirSync(path("根"));
    expect(runWith(path("根"), ["fix", "--output", "改后", "../外/*.docx"]).status).toBe(0);
    expect(Object.keys(contents(path(".")))).toEqual([
      "外",
      "外/甲.docx",
      "根",
      "根/改后",
      "根/改后/甲.docx",
    ]);
  });

  test("a link is copied under its own name", () => {
    put("报告/真.docx", FIXABLE);
    symlinkSync("真.docx", path("报告/链.docx"));
    expect(run(["fix", "--output", "改后", "报告/链.docx"]).status).toBe(0);
    expect(readdirSync(path("改后"))).toEqual(["链.docx"]);
    expect(bytesOf("报告/真.docx")).toEqual(Buffer.from(FIXABLE));
  });

  test("a file in the way of the folder is said", () => {
    put("甲.docx", FIXABLE);
    put("改后", "");
    expect(run(["fix", "--output", "改后", "甲.docx"])).toMatchObject({
      status: 2,
      stderr: "甲.docx：写不了：建不了文件夹 改后：已有同名的文件\n",
    });
  });
});

describe("fix --track", () => {
  test("a person can accept or reject each change: author, date, the old and the new", async () => {
    put("甲.docx", FIXABLE);
    const { status, stdout } = run(["fix", "--track", "--author", "李四", "甲.docx"]);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: "甲.docx：以修订方式修正了 1 处\n1 份年报，修正了 1 份，共 1 处。\n",
    });
    const xml = Buffer.from(unzipSync(bytesOf("甲.docx"))["word/document.xml"]!).toString();
    expect(xml).toMatch(/<w:del [^>]*w:author="李四"[^>]*>.*２.*<\/w:del>/s);
    expect(xml).toMatch(/<w:ins [^>]*w:author="李四" w:date="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"/);
    expect(await textOf("甲.docx")).toBe((await openSource(FIXED)).text);
  });

  test("whatever the author is called, the file stays one that Word opens", () => {
    put("甲.docx", FIXABLE);
    run(["fix", "--track", "--author", '李"四" <科>&\u0001', "甲.docx"]);
    const xml = Buffer.from(unzipSync(bytesOf("甲.docx"))["word/document.xml"]!).toString();
    expect(xml).toContain('w:author="李&quot;四&quot; &lt;科&gt;&amp;"');
  });

  test("a text cannot be changed so: it stays, and that is said; one without faults is no matter", () => {
    put("甲.md", report(WIDE));
    put("乙.md", report());
    put("丙.docx", FIXABLE);
    const { status, stdout, stderr } = run(["fix", "--track", "."]);
    expect(stderr).toBe("甲.md：没有写：文本里没有修订，只有 .docx 能以修订方式改\n");
    expect(stdout).toMatch(/\n2 份年报，修正了 1 份，共 1 处。\n$/);
    expect(status).toBe(2);
    expect(folder.get("甲.md")).toBe(report(WIDE));
  });
});

test.each([
  [["--author", "李四"], "--author 是修订的作者，要与 --track 同用。\n"],
  [["--output", "改后", "--dry-run"], "--output 不能与 --dry-run 或路径 - 同用。\n"],
])("fix %j is refused", (options, line) => {
  put("甲.docx", FIXABLE);
  expect(run(["fix", ...options, "甲.docx"])).toMatchObject({ status: 2, stdout: "", stderr: line });
  expect(bytesOf("甲.docx")).toEqual(Buffer.from(FIXABLE));
});

describe("faults while a Word file is written leave it whole, and no draft", () => {
  testWith(MOUNTS)("no space", () => {
    put("in/甲.docx", FIXABLE);
    const fill = { before: "cat /dev/zero > 满 2> /dev/null || truncate -s -4096 满", after: "rm 满" };
    const { status, stderr } = runOnMount(path("."), "size=64k", ["fix", "甲.docx"], fill);
    expect(stderr).toBe("甲.docx：写不了：磁盘空间不足，或者不能再建文件；原文件未动\n");
    expect(status).toBe(2);
    expect(contents(path("out"))).toEqual(contents(path("in")));
  });

  testWith(MOUNTS)("no space for a copy", () => {
    put("in/甲.docx", FIXABLE);
    const fill = {
      before: "mkdir 改后; cat /dev/zero > 满 2> /dev/null || truncate -s -4096 满",
      after: "rm 满",
    };
    const { status, stderr } = runOnMount(
      path("."),
      "size=64k",
      ["fix", "--output", "改后", "甲.docx"],
      fill,
    );
    expect(stderr).toBe("甲.docx：写不了 改后/甲.docx：磁盘空间不足，或者不能再建文件\n");
    expect(status).toBe(2);
    expect(contents(path("out"))).toEqual({ ...contents(path("in")), 改后: "folder" });
  });

  test("changed meanwhile", () => {
    put("甲.docx", FIXABLE);
    const spoil = `const open = fs.openSync;
      fs.openSync = (path, ...more) => {
        if (String(path).endsWith(".tmp")) fs.appendFileSync("甲.docx", "x");
        return open(path, ...more);
      };`;
    expect(runSpoiled(path("."), spoil, ["fix", "甲.docx"])).toMatchObject({
      status: 2,
      stderr: "甲.docx：读入之后文件有了改动，没有写回；请再运行一次\n",
    });
    expect(bytesOf("甲.docx")).toEqual(Buffer.concat([FIXABLE, Buffer.from("x")]));
    expect(readdirSync(path("."))).toEqual(["甲.docx"]);
  });

  test.skipIf(process.platform === "win32")("a signal in the middle: the file is new in full", async () => {
    put("甲.docx", FIXABLE);
    const spoil = `const write = fs.writeSync;
      let isSent = false;
      fs.writeSync = (file, bytes, at) => {
        if (file <= 2 || isSent) return write(file, bytes, at);
        isSent = true;
        process.kill(process.pid, "SIGTERM");
        return write(file, bytes, at, 100);
      };`;
    expect(runSpoiled(path("."), spoil, ["fix", "甲.docx"]).signal).toBe("SIGTERM");
    expect(await textOf("甲.docx")).toBe((await openSource(FIXED)).text);
    expect(readdirSync(path("."))).toEqual(["甲.docx"]);
  });
});
