import { existsSync } from "node:fs";
import { PICTURE } from "../core/source/docx/read";
import type { Source } from "../core/source/source";
import { convertPage } from "../features/converting/convertPage";
import type { Arguments } from "./arguments/args";
import { settingsOf } from "./arguments/options";
import { read } from "./reports/files";
import { createNew, isMarkdownName, pageWriterFor } from "./reports/pages";
import { shownName, sourceOf } from "./reports/run";
import { printable } from "./terminal/display";
import { errorText, UsageError } from "./terminal/errors";
import type { Log } from "./terminal/output";
import { uninterrupted } from "./terminal/signals";

/** `disclosure-lint convert`: a file in another format. The exit status. */
export async function runConvert(args: Arguments, log: Log): Promise<number> {
  const [from, to, ...more] = args.positionals;
  if (from === undefined || to === undefined || more.length > 0)
    throw new UsageError("convert 要给出一个文件和一个新文件（见 disclosure-lint convert --help）。");
  const write = pageWriterFor(to);
  // Said before the work; that nothing is overwritten, the making of the file sees to.
  if (existsSync(to)) throw new UsageError(`${printable(to)}：已有这个文件，没有改动。`);
  const settings = await settingsOf(args);
  const { text, format } = await open(from);
  const isText = format === "text";
  const conversion = { text, settings, isMarkdown: isText && isMarkdownName(from), isWrapped: isText };
  const converted = await convertPage(conversion, write);
  if ("reason" in converted)
    throw new UsageError(
      printable(`${shownName(from)}：没有转换：${converted.reason}；请换一种格式，或在原文件中改过再转。`),
    );
  await uninterrupted(() => createNew(to, converted.content));
  log(printable(`已写好 ${to}。`));
  const pictures = format === "docx" ? text.split(PICTURE).length - 1 : 0;
  if (pictures > 0) log(`有 ${pictures} 张图片没有转过去，原处写着${PICTURE}，请从原文件中复制。`);
  const { isReport, reason } = converted.report.recognition;
  if (!isReport) log(printable(`${shownName(from)} 不是年报（${reason}），按普通文档转换。`));
  return 0;
}

async function open(path: string): Promise<Source> {
  try {
    return await sourceOf(await read(path, true));
  } catch (error) {
    throw new UsageError(printable(`${shownName(path)}：${errorText(error)}`));
  }
}
