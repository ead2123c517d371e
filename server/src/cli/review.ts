import { extname } from "node:path";
import { type ReviewCopy, reviewSource } from "../core/review";
import { Refused } from "../core/source/docx/refused";
import type { Source, SourceFormat } from "../core/source/source";
import type { Arguments } from "./arguments/args";
import { author } from "./arguments/author";
import { STDIN } from "./reports/files";
import type { Projects } from "./reports/projects";
import { eachReport, type ReportFile } from "./reports/run";
import { createFile } from "./reports/write";
import { printable } from "./terminal/display";
import { errorText, FileError, UsageError } from "./terminal/errors";
import type { Log } from "./terminal/output";
import { uninterrupted } from "./terminal/signals";

const OTHER_FORMATS: Readonly<Record<Exclude<SourceFormat, "docx">, string>> = {
  text: "文本",
  pdf: "PDF",
  xlsx: "Excel 文件",
};

/** `disclosure-lint review`: a copy with comments and tracked changes. The exit status. */
export async function runReview(args: Arguments, projects: Projects, log: Log): Promise<number> {
  const output = outputOf(args);
  const options = { unsafe: args.flag("unsafe"), suppress: !args.flag("no-ignore"), author: author(args) };
  let isWritten = false;

  async function review(file: ReportFile): Promise<boolean> {
    if (isWritten) throw new FileError("没有做批注稿：review 一次只做一份，请给出一个文件");
    refuseOthers(file, output);
    const { settings, entries } = file.terms;
    const copy = reviewed(() => reviewSource(file.source, settings, { ...options, entries }));
    await uninterrupted(() => create(output, copy.source));
    isWritten = true;
    log(printable(`已写好 ${output}：${told(copy, options.unsafe)}。`));
    return true;
  }

  const tally = await eachReport(args.positionals, projects, log, review);
  return tally.hasFailed ? 2 : 0;
}

function outputOf(args: Arguments): string {
  const output = args.value("output");
  if (args.positionals.length > 1) throw new UsageError("review 一次只做一份批注稿。");
  if (output === undefined)
    throw new UsageError(
      "没有说批注稿写到哪里：请给出 --output 文件.docx（见 disclosure-lint review --help）。",
    );
  if (output === STDIN)
    throw new UsageError("批注稿是 Word 文件，不写到标准输出：请给出 --output 文件.docx。");
  if (!isWord(output))
    throw new UsageError(
      `批注稿是 Word 文件，文件名要以 .docx 结尾（原文件是 .docm 的，以 .docm 结尾），实为“${printable(output)}”。`,
    );
  return output;
}

function isWord(path: string): boolean {
  return /^\.doc[xm]$/i.test(extname(path));
}

function refuseOthers({ path, source: { format } }: ReportFile, output: string): void {
  if (format !== "docx") {
    const way = `请先转成 Word 文件：disclosure-lint convert ${path} 年报.docx`;
    throw new FileError(`是${OTHER_FORMATS[format]}，加不了批注，只有 .docx 和 .docm 能加；${way}`);
  }
  // Word opens neither under the other's name.
  const own = extname(path).toLowerCase();
  if (isWord(path) && own !== extname(output).toLowerCase())
    throw new FileError(`没有写：原文件是 ${own}，批注稿也要以 ${own} 结尾，否则 Word 打不开`);
}

function reviewed<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof Refused ? new FileError(`没有做批注稿：${error.message}`) : error;
  }
}

/** Never over a file that is there, the report itself among them. */
function create(output: string, { bytes }: Source): void {
  try {
    createFile(output, bytes);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === "EEXIST";
    throw new FileError(
      isThere ? `没有写：已有 ${output}，请换一个文件名` : `写不了 ${output}：${errorText(error)}`,
    );
  }
}

function told({ comments, mended }: ReviewCopy, unsafe: boolean): string {
  if (comments === 0) return "没有发现，与原文件相同";
  const done = unsafe ? "已写成修订，请逐处核对" : "已用修订改好";
  return `${comments} 条批注${mended > 0 ? `，其中 ${mended} 处${done}` : ""}`;
}
