import { readdirSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { parseReport } from "../core/report/recognise";
import type { Settings } from "../core/settings/settings";
import { convertPage } from "../features/converting/convertPage";
import { chooseLastYear, type Found, type NearbyFile } from "../features/writing/lastYear";
import { type NewReport, newReport } from "../features/writing/newReport";
import type { Arguments } from "./arguments/args";
import { settingsOf } from "./arguments/options";
import { EXTENSIONS, isLock, read, STDIN } from "./reports/files";
import { createNew, writeDocx } from "./reports/pages";
import { sourceOf } from "./reports/run";
import { printable, untouched } from "./terminal/display";
import { errorText, UsageError } from "./terminal/errors";
import type { Log, Output } from "./terminal/output";
import { uninterrupted } from "./terminal/signals";

/** What stands for the agency where none is given; the rule placeholder-left finds it. */
const NO_AGENCY = "××××";

/** `disclosure-lint init`: writes a new report to be filled in, and gives the exit status. */
export async function runInit(args: Arguments, output: Output, log: Log): Promise<number> {
  const [path = STDIN, ...more] = args.positionals;
  if (more.length > 0) throw new UsageError("init 一次只新建一份报告。");
  const settings = await settingsOf(args);
  const year = settings.year ?? new Date().getFullYear() - 1;
  const found = await findLastYear(args, path, year, settings);
  const format = formatOf(args, path);
  const skeleton = newReport({
    agency: args.value("agency")?.trim() || found?.report.agency || NO_AGENCY,
    year,
    format: format === "docx" ? "html" : format,
    lastYear: found?.report,
    standards: settings.standards,
  });
  if (skeleton === undefined) throw new UsageError(`没有 ${year} 年度的格式，最早的是 2019 年度的。`);
  const content = format === "docx" ? await wordFile(skeleton.text, { ...settings, year }) : skeleton.text;
  if (path !== STDIN) await uninterrupted(() => createNew(path, content));
  else await output.write(typeof content === "string" ? untouched(content) : content);
  if (path !== STDIN) log(printable(`已新建 ${path}。`));
  if (found !== undefined && skeleton.carried.length > 0)
    for (const line of [`上年报告：${found.name}。`, ...skeleton.carried]) log(printable(line));
  return 0;
}

/** The format asked for, else the one that the file's name ends in. */
function formatOf(args: Arguments, path: string): NewReport["format"] | "docx" {
  const asked = args.value("format");
  if (asked !== undefined) return asked as NewReport["format"] | "docx";
  const extension = extname(path).toLowerCase();
  if (extension === ".docx") return "docx";
  if (extension === ".html" || extension === ".htm") return "html";
  return extension === ".txt" ? "text" : "markdown";
}

/** A new report as a Word file, in the layout of official documents. */
async function wordFile(text: string, settings: Settings): Promise<Uint8Array> {
  const page = { text, settings: { ...settings, assumeReport: true }, isMarkdown: false, isWrapped: false };
  const converted = await convertPage(page, writeDocx);
  if ("reason" in converted) throw new UsageError(`没有新建：${converted.reason}。`);
  return converted.content as Uint8Array;
}

/** The report named, else one in the folder that the new one goes into. */
async function findLastYear(
  args: Arguments,
  path: string,
  year: number,
  settings: Settings,
): Promise<Found | undefined> {
  const named = args.value("last-year");
  if (named !== undefined) return namedReport(named, year, settings);
  if (path === STDIN) return undefined;
  const agency = args.value("agency")?.trim() || undefined;
  const wanted = { agency, year };
  const names = filesIn(dirname(path));
  const isPdf = (name: string) => extname(name).toLowerCase() === ".pdf";
  const among = async (some: string[]) =>
    chooseLastYear(await textsIn(dirname(path), some), wanted, settings);
  // A PDF takes a hundred times as long to read, and often stands beside the file that it was made of.
  return (await among(names.filter((name) => !isPdf(name)))) ?? (await among(names.filter(isPdf)));
}

async function namedReport(path: string, year: number, settings: Settings): Promise<Found> {
  const text = await textOf(path, true).catch((error) => {
    throw new UsageError(printable(`${path}：${errorText(error)}`));
  });
  const report = parseReport(text, { standards: settings.standards });
  if (!report.recognition.isReport)
    throw new UsageError(`${printable(path)}：不是年报：${report.recognition.reason}。`);
  if (report.year !== undefined && report.year !== year - 1)
    throw new UsageError(`${printable(path)}：是 ${report.year} 年度的报告，应为 ${year - 1} 年度的。`);
  return { name: path, report };
}

/** The texts of files in a folder; what cannot be read cannot be last year's report. */
async function textsIn(folder: string, names: readonly string[]): Promise<NearbyFile[]> {
  const candidates: NearbyFile[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const text = await textOf(path, false).catch(() => undefined);
    if (text !== undefined) candidates.push({ name: path, text });
  }
  return candidates;
}

/** The files of a folder, not of those below it, that may be reports. */
function filesIn(folder: string): string[] {
  const mayBeReport = (name: string) =>
    !name.startsWith(".") && !isLock(name) && EXTENSIONS.includes(extname(name).toLowerCase());
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isFile() && mayBeReport(entry.name) ? [entry.name] : [])).sort();
  } catch {
    return [];
  }
}

/** Throws a `FileError` for what cannot be read. */
async function textOf(path: string, isNamed: boolean): Promise<string> {
  return (await sourceOf(await read(path, isNamed), path)).text;
}
