import { parseReport } from "../core/report/recognise";
import type { Report } from "../core/report/report";
import { type Decoded, decode } from "../project/encoding";
import { printable } from "./display";
import { errorText, FileError } from "./errors";
import { type Input, identity, inputOf, read, type Source, STDIN, TEXT_EXTENSIONS } from "./files";
import type { Log } from "./output";
import type { FileTerms, Projects } from "./projects";

/** A file that is a report, read and parsed. */
export interface ReportFile extends Source, Decoded {
  readonly bytes: Uint8Array;
  readonly report: Report;
  readonly terms: FileTerms;
}

/** How a run over the given paths went. */
export interface Tally {
  /** Reports that were visited. */
  readonly reports: number;
  /** Files from folders and globs that are no reports. */
  readonly skipped: number;
  /** Something could not be read or written, or nothing was a report: exit status 2. */
  readonly hasFailed: boolean;
}

/** What is done with each report; false ends the run. A {@link FileError} costs this file only. */
export type Visit = (file: ReportFile) => Promise<boolean>;

/**
 * Visits every report that the arguments lead to, one after the other, so that only one text is held at a time. A
 * file that is reached twice is visited once. `onRead` sees the bytes of every file, whatever they are.
 */
export async function eachReport(
  paths: readonly string[],
  projects: Projects,
  log: Log,
  visit: Visit,
  onRead?: (bytes: Uint8Array) => void,
): Promise<Tally> {
  let skipped = 0;
  /** Files that a project file keeps from being checked: that there is nothing else is no fault. */
  let excluded = 0;
  let complaints = 0;
  let isEnded = false;
  const complain: Log = (line) => {
    complaints++;
    log(printable(line));
  };
  /** By file: whether it was a report. */
  const seen = new Map<string, boolean>();

  async function look(source: Source, isNamed: boolean): Promise<boolean> {
    const name = shownName(source.path);
    try {
      const bytes = await read(source.path, isNamed);
      onRead?.(bytes);
      const decoded = decode(bytes);
      if (!decoded) throw new FileError("不是文本文件（应为 UTF-8、GB18030 或带标记的 UTF-16）");
      const terms = await projects.of(source.path);
      if (terms.excludedBy !== undefined) {
        if (isNamed) log(printable(`${name}：没有检查，${terms.projectFile} 排除了它`));
        excluded++;
        return false;
      }
      const report = parseReport(decoded.text, terms.settings);
      if (report.recognition.isReport) {
        isEnded = !(await visit({ ...source, ...decoded, bytes, report, terms }));
        return true;
      }
      if (isNamed) log(printable(`${name}：没有检查，不是年报：${report.recognition.reason}`));
      else skipped++;
    } catch (error) {
      complain(`${name}：${error instanceof FileError ? "" : "内部错误："}${errorText(error)}`);
    }
    return false;
  }

  async function lookThrough({ argument, isNamed, sources }: Input): Promise<void> {
    const complaintsBefore = complaints;
    const excludedBefore = excluded;
    let files = 0;
    let reports = 0;
    for await (const source of sources) {
      const id = identity(source.path);
      // What a folder held in silence is still worth a line where it is named.
      if (!seen.has(id) || (isNamed && !seen.get(id))) seen.set(id, await look(source, isNamed));
      files++;
      if (seen.get(id)) reports++;
      if (isEnded) return;
    }
    // One line for one fault: where a file could not be read, that has been said.
    if (isNamed || reports > 0 || complaints > complaintsBefore || excluded > excludedBefore) return;
    complain(`${argument}：${files > 0 ? `没有年报，看过的 ${files} 个文件都不是` : NO_FILES}`);
  }

  for (const argument of paths) {
    if (isEnded) break;
    try {
      await lookThrough(inputOf(argument, complain));
    } catch (error) {
      complain(`${argument}：${errorText(error)}`);
    }
  }
  const reports = [...seen.values()].filter(Boolean).length;
  const hasNone = reports === 0 && excluded === 0;
  return { reports, skipped, hasFailed: complaints > 0 || hasNone || projects.hasFailed };
}

const NO_FILES = `没有可检查的文件（${TEXT_EXTENSIONS.join(" ")}）`;

/** A path as it is shown to a person. */
export function shownName(path: string): string {
  return path === STDIN ? "<stdin>" : path;
}
