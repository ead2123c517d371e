import { fixSource, type RefusedFix } from "../core/check";
import { placeIn } from "../core/place";
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
  const threshold = (args.value("fail-on") ?? "error") as Threshold;
  const quiet = args.flag("quiet");
  const suppress = !args.flag("no-ignore");
  const isDry = args.flag("dry-run");
  const isFilter = args.positionals.includes(STDIN);
  const folder = args.value("output");
  if (isFilter && args.positionals.length > 1) {
    throw new UsageError("fix 的路径为 - 时，不能再给别的路径：标准输出上只能有一份全文。");
  }
  if (folder !== undefined && (isFilter || isDry))
    throw new UsageError("--output 不能与 --dry-run 或路径 - 同用。");
  const track = authorOf(args);
  const colors = colorsFor(process.stdout);
  // Where standard output carries a text or a diff, what is told to the person goes beside it.
  const tell = (line: string) => (isFilter || isDry ? log(line) : output.write(`${line}\n`));
  let counts = NO_COUNTS;
  let fixes = 0;
  let files = 0;
  /** What came in on standard input and still has to go out: a filter must not lose a text it cannot mend. */
  let unwritten: Uint8Array | undefined;

  async function mend(file: ReportFile): Promise<boolean> {
    const { settings, entries } = file.terms;
    const unsafe = args.flag("unsafe");
    const result = fixSource(file.source, settings, { unsafe, entries, suppress, track });
    const { source, refused } = result;
    const isChanged = source !== file.source;
    // A text takes all or nothing, and what it cannot take is no matter of one fix.
    if (source.format === "text" && refused.length > 0) throw new FileError(`没有写：${refused[0]!.reason}`);
    if (isDry) await output.write(diffText(file, source.text, colors));
    else if (isFilter) unwritten = source.bytes;
    else if (folder !== undefined) await uninterrupted(() => writeInto(folder, file, source.bytes));
    else if (isChanged) await uninterrupted(() => replaceReport(file, source.bytes));
    counts = addTo(counts, result.diagnostics);
    if (isChanged) {
      files++;
      fixes += result.fixes;
      if (!quiet && !isFilter && !isDry) await tell(`${printable(file.path)}：修正了 ${result.fixes} 处`);
    }
    if (!quiet) for (const line of refusedLines(file, refused)) log(printable(line));
    // Files are mended to the last one even if nobody reads the list of them.
    return !(isDry && output.closed);
  }

  const tally = await eachReport(args.positionals, projects, log, mend, (bytes) => {
    if (isFilter && !isDry) unwritten = bytes;
  });
  if (unwritten) await output.write(untouched(unwritten));
  if (!quiet && tally.reports > 0) {
    const done = files > 0 ? `${isDry ? "将修正" : "修正了"} ${files} 份，共 ${fixes} 处` : "没有可修正之处";
    const left = anyReaches(counts, "info") ? `；${isDry ? "之后" : ""}仍有 ${countsText(counts)}` : "";
    await tell(`${tally.reports} 份年报，${done}${left}。`);
  }
  if (tally.hasFailed) return 2;
  return anyReaches(counts, threshold) ? 1 : 0;
}

/** Over the file that was read. */
function replaceReport({ path, root, source }: ReportFile, after: Uint8Array): void {
  const lock = source.format === "docx" ? lockOf(path) : undefined;
  if (lock !== undefined) throw new FileError(`没有写：文件正在别的程序里打开（有 ${lock}），请关闭后再运行`);
  replaceFile({ path, root, before: source.bytes, after });
}

/** Fixes that the file cannot take, each with its place and the reason. */
function refusedLines(file: ReportFile, refused: readonly RefusedFix[]): string[] {
  return refused.map(({ diagnostic, fix, reason }) => {
    const place = placeIn(file.report, file.source, diagnostic.span.start) ?? "";
    return `${shownName(file.path)}：${place}没有修正“${fix.title}”：${reason}`;
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
