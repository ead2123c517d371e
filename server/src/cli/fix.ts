import { fixAll } from "../core/check";
import { encode } from "../core/source/text/encode";
import type { Arguments } from "./arguments/args";
import { unifiedDiff } from "./diff";
import { type Colors, colorsFor } from "./reporters/text";
import { STDIN } from "./reports/files";
import type { Projects } from "./reports/projects";
import { eachReport, type ReportFile, shownName } from "./reports/run";
import { replaceFile } from "./reports/write";
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
  if (isFilter && args.positionals.length > 1) {
    throw new UsageError("fix 的路径为 - 时，不能再给别的路径：标准输出上只能有一份全文。");
  }
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
    const result = fixAll(file.text, settings, { unsafe: args.flag("unsafe"), entries, suppress });
    const isChanged = result.text !== file.text;
    const after = isChanged ? encodeAgain(file, result.text) : file.bytes;
    if (isDry) await output.write(diffText(file, result.text, colors));
    else if (isFilter) unwritten = after;
    else if (isChanged)
      await uninterrupted(() => replaceFile({ path: file.path, root: file.root, before: file.bytes, after }));
    counts = addTo(counts, result.diagnostics);
    if (isChanged) {
      files++;
      fixes += result.fixes;
      if (!quiet && !isFilter && !isDry) await tell(`${printable(file.path)}：修正了 ${result.fixes} 处`);
    }
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

/** The new text in the encoding of the old one; refused where the way there and back would change anything else. */
function encodeAgain({ bytes, text, encoding }: ReportFile, fixed: string): Uint8Array {
  const same = encode(text, encoding);
  if (!same || !Buffer.from(same).equals(bytes)) {
    throw new FileError(`没有写：文件中有 ${encoding.name} 无法原样写回的字符；请先转存为 UTF-8`);
  }
  const after = encode(fixed, encoding);
  if (!after) throw new FileError(`没有写：修正后的文字中有 ${encoding.name} 写不出的字符；请先转存为 UTF-8`);
  return after;
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
