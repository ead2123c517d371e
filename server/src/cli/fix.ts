import { basename } from "node:path";
import { fixSource, type RefusedFix } from "../core/check";
import { placeIn } from "../core/place";
import { parseReport } from "../core/report/recognise";
import { kindOf } from "../core/source/kind";
import type { Source } from "../core/source/source";
import type { Arguments } from "./arguments/args";
import { authorOf } from "./arguments/author";
import { unifiedDiff } from "./diff";
import { type Colors, colorsFor } from "./reporters/text";
import { STDIN } from "./reports/files";
import type { Projects } from "./reports/projects";
import { eachReport, type ReportFile, shownName } from "./reports/run";
import { lockOf, replaceFile, writeInto } from "./reports/write";
import { printable, untouched } from "./terminal/display";
import { FileError, UsageError } from "./terminal/errors";
import type { Log, Output } from "./terminal/output";
import { addTo, anyReaches, countsText, NO_COUNTS, type Threshold } from "./terminal/severity";
import { uninterrupted } from "./terminal/signals";

/** `disclosure-lint fix`: the exit status, by what is still found after fixing. */
export async function runFix(args: Arguments, projects: Projects, output: Output, log: Log): Promise<number> {
  refuseNonsense(args);
  const threshold = (args.value("fail-on") ?? "error") as Threshold;
  const quiet = args.flag("quiet");
  const isDry = args.flag("dry-run");
  const isFilter = args.positionals.includes(STDIN);
  const folder = args.value("output");
  const options = {
    unsafe: args.flag("unsafe"),
    suppress: !args.flag("no-ignore"),
    track: authorOf(args),
  };
  const colors = colorsFor(process.stdout);
  // Where standard output carries a file or a diff, what is told to the person goes beside it.
  const tell = (line: string) => (isFilter || isDry ? log(line) : output.write(`${line}\n`));
  let counts = NO_COUNTS;
  let fixes = 0;
  let files = 0;
  /** What came in on standard input and still has to go out: a filter must not lose a file it cannot mend. */
  let unwritten: Uint8Array | undefined;

  async function mend(file: ReportFile): Promise<boolean> {
    const { settings, entries } = file.terms;
    const result = fixSource(file.source, settings, { ...options, entries });
    const { source, refused } = result;
    refuseWhole(source, refused);
    const isChanged = source !== file.source;
    if (isDry) await output.write(diffText(file, source.text, colors));
    else if (isFilter) unwritten = source.bytes;
    else if (folder !== undefined) await uninterrupted(() => writeInto(folder, file, source.bytes));
    else if (isChanged) await uninterrupted(() => replaceReport(file, source.bytes));
    counts = addTo(counts, result.diagnostics);
    if (isChanged) {
      files++;
      fixes += result.fixes;
      const how = options.track === undefined ? "" : "以修订方式";
      if (!quiet && !isFilter && !isDry)
        await tell(`${printable(file.path)}：${how}修正了 ${result.fixes} 处`);
    }
    for (const line of refusedLines(file, source, refused)) log(printable(line));
    // Files are mended to the last one even if nobody reads the list of them.
    return !(isDry && output.closed);
  }

  const keep = isFilter && !isDry ? (bytes: Uint8Array) => (unwritten = bytes) : undefined;
  const tally = await eachReport(args.positionals, projects, log, mend, { onRead: keep, leaveOut: folder });
  const hasShown = unwritten === undefined || (await writeOut(unwritten, output, log));
  if (!quiet && tally.reports > 0) {
    const done = files > 0 ? `${isDry ? "将修正" : "修正了"} ${files} 份，共 ${fixes} 处` : "没有可修正之处";
    const where = folder === undefined ? "" : `，写到 ${printable(folder)}`;
    const left = anyReaches(counts, "info") ? `；${isDry ? "之后" : ""}仍有 ${countsText(counts)}` : "";
    await tell(`${tally.reports} 份年报，${done}${where}${left}。`);
  }
  if (tally.hasFailed || !hasShown) return 2;
  return anyReaches(counts, threshold) ? 1 : 0;
}

/** Throws a {@link UsageError} for options that do not go together. */
function refuseNonsense(args: Arguments): void {
  const isFilter = args.positionals.includes(STDIN);
  if (isFilter && args.positionals.length > 1)
    throw new UsageError("fix 的路径为 - 时，不能再给别的路径：标准输出上只能有一份全文。");
  if (args.value("output") !== undefined && (isFilter || args.flag("dry-run")))
    throw new UsageError("--output 不能与 --dry-run 或路径 - 同用。");
  if (args.value("author") !== undefined && !args.flag("track"))
    throw new UsageError("--author 是修订的作者，要与 --track 同用。");
}

/** What comes out of the filter; false where a terminal would show a Word file, which it cannot. */
async function writeOut(bytes: Uint8Array, output: Output, log: Log): Promise<boolean> {
  const canShow = process.stdout.isTTY !== true || kindOf(bytes) === "text";
  if (canShow) await output.write(untouched(bytes));
  else log("<stdin>：修正后的不是文本，不能显示在终端上；请用 > 写到一个文件");
  return canShow;
}

/** A file that takes all or nothing: what it cannot take is no matter of one fix. */
function refuseWhole({ format }: Source, refused: readonly RefusedFix[]): void {
  if (format === "docx" || refused.length === 0) return;
  throw new FileError(`没有写：${READ_ONLY[format] ?? refused[0]!.reason}`);
}

const READ_ONLY: Partial<Record<Source["format"], string>> = {
  pdf: "PDF 只能读，不能改；请改原来的文件，或者用 disclosure-lint convert 转成 .docx 再改",
  xlsx: "Excel 文件只能读，不能改；请自己改，或者用 disclosure-lint convert 转成 .docx 再改",
};

/** Over the file that was read. */
function replaceReport({ path, root, source }: ReportFile, after: Uint8Array): void {
  const lock = source.format === "docx" ? lockOf(path) : undefined;
  if (lock !== undefined)
    throw new FileError(
      `没有写：文件正在 Word 或 WPS 里打开（旁边有 ${basename(lock)}）；请关闭后再运行，没有打开就删去它`,
    );
  replaceFile({ path, root, before: source.bytes, after });
}

/** Fixes that the file cannot take, each with its place in what was written, and the reason. */
function refusedLines({ path, terms }: ReportFile, source: Source, refused: readonly RefusedFix[]): string[] {
  if (refused.length === 0) return [];
  const report = parseReport(source.text, terms.settings);
  return refused.map(({ diagnostic, fix, reason }) => {
    const place = placeIn(report, source, diagnostic.span.start) ?? "";
    return `${shownName(path)}：${place}没有修正（${fix.title}）：${reason}`;
  });
}

function diffText(file: ReportFile, fixed: string, colors: Colors): string {
  const paint = (line: string) => {
    if (line.startsWith("+")) return colors.green(line);
    return line.startsWith("-") ? colors.red(line) : line;
  };
  // `patch` needs the lines as they are, a terminal must not obey what is in them.
  const show = (line: string) => (process.stdout.isTTY ? line.replaceAll(/[^\t]+/g, printable) : line);
  const lines = unifiedDiff(printable(shownName(file.path)), file.text, fixed);
  return lines.map((line) => `${paint(show(line))}\n`).join("");
}
