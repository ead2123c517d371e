import { openDocument, openSource } from "../../core/open";
import { parseReport } from "../../core/report/recognise";
import type { Report } from "../../core/report/report";
import { type Source, SourceError, type SourceFormat } from "../../core/source/source";
import { printable } from "../terminal/display";
import { errorText, FileError } from "../terminal/errors";
import type { Log } from "../terminal/output";
import {
  type Ahead,
  EXTENSIONS,
  type FoundFile,
  type Input,
  identity,
  inputOf,
  isCalledDocument,
  isLock,
  isWithin,
  read,
  readingAhead,
  STDIN,
} from "./files";
import { loaders } from "./loaders";
import type { FileTerms, Projects } from "./projects";

/** A file that is a report, read and parsed. */
export interface ReportFile extends FoundFile {
  readonly source: Source;
  readonly text: string;
  readonly report: Report;
  readonly terms: FileTerms;
}

/** What kind of file a report is, as scripts are told. */
export function formatOf({ source, report }: ReportFile): SourceFormat | "html" {
  return source.format === "text" ? report.document.format : source.format;
}

/**
 * A file's source, by its bytes; throws a {@link FileError} that says why there is none. The path tells only what its
 * owner takes it for.
 */
export async function sourceOf(bytes: Uint8Array, path = STDIN): Promise<Source> {
  try {
    return await (isCalledDocument(path) ? openDocument : openSource)(bytes, loaders);
  } catch (error) {
    throw error instanceof SourceError ? new FileError(error.message) : error;
  }
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

/** What else a run does, and does not. */
export interface RoundOptions {
  /** Sees the bytes of every file, whatever they are. */
  readonly onRead?: ((bytes: Uint8Array) => void) | undefined;
  /** A folder that results are written into: where it stands in a folder that is looked through, it is left out. */
  readonly leaveOut?: string | undefined;
}

/**
 * Visits every report that the arguments lead to, one after the other, so that only few texts are held at a time. A
 * file that is reached twice is visited once.
 */
export async function eachReport(
  paths: readonly string[],
  projects: Projects,
  log: Log,
  visit: Visit,
  options: RoundOptions = {},
): Promise<Tally> {
  const round = new Round(projects, log, visit, options);
  for (const argument of paths) await round.follow(argument);
  return round.tally();
}

class Round {
  private skipped = 0;
  /** Files that a project file keeps from being checked: that there is nothing else is no fault. */
  private excluded = 0;
  private complaints = 0;
  private isEnded = false;
  /** By file: whether it was a report. */
  private readonly seen = new Map<string, boolean>();

  constructor(
    private readonly projects: Projects,
    private readonly log: Log,
    private readonly visit: Visit,
    private readonly options: RoundOptions,
  ) {}

  tally(): Tally {
    const reports = [...this.seen.values()].filter(Boolean).length;
    const hasNone = reports === 0 && this.excluded === 0;
    const hasFailed = this.complaints > 0 || hasNone || this.projects.hasFailed;
    return { reports, skipped: this.skipped, hasFailed };
  }

  async follow(argument: string): Promise<void> {
    if (this.isEnded) return;
    try {
      await this.lookThrough(inputOf(argument));
    } catch (error) {
      this.complain(`${argument || "“”"}：${errorText(error)}`);
    }
  }

  private complain(line: string): void {
    this.complaints++;
    this.log(printable(line));
  }

  private async lookThrough(input: Input): Promise<void> {
    const { argument, isNamed } = input;
    const before = this.complaints + this.excluded;
    let files = 0;
    let reports = 0;
    for await (const found of readingAhead(input)) {
      if (typeof found === "string") {
        this.complain(found);
        continue;
      }
      const id = identity(found.file.path);
      if (this.isLeftOut(id, found.file)) continue;
      // What a folder held in silence is still worth a line where it is named.
      if (!this.seen.has(id) || (isNamed && !this.seen.get(id)))
        this.seen.set(id, await this.look(found, isNamed));
      files++;
      if (this.seen.get(id)) reports++;
      if (this.isEnded) return;
    }
    // One line for one fault: where a file could not be read, that has been said.
    if (isNamed || reports > 0 || this.complaints + this.excluded > before) return;
    this.complain(`${argument}：${files > 0 ? `没有年报，看过的 ${files} 个文件都不是` : NO_FILES}`);
  }

  /** The folder may have come into being in this run, so it is asked for each time. */
  private isLeftOut(id: string, { root }: FoundFile): boolean {
    const { leaveOut } = this.options;
    if (leaveOut === undefined) return false;
    const folder = identity(leaveOut);
    return folder !== root && isWithin(folder, root) && isWithin(id, folder);
  }

  /** Whether the file is a report. */
  private async look({ file, bytes: ahead }: Ahead, isNamed: boolean): Promise<boolean> {
    const name = shownName(file.path);
    if (isLock(file.path)) {
      this.log(printable(`${name}：没有检查，是 Word、WPS 打开文件时留在旁边的，不是文件本身`));
      return false;
    }
    try {
      const bytes = (await ahead) ?? (await read(file.path, isNamed));
      this.options.onRead?.(bytes);
      const terms = await this.projects.of(file.path);
      if (terms.excludedBy !== undefined) {
        if (isNamed) this.log(printable(`${name}：没有检查，${terms.projectFile} 排除了它`));
        this.excluded++;
        return false;
      }
      const source = await sourceOf(bytes, file.path);
      const { text } = source;
      const report = parseReport(text, terms.settings);
      if (report.recognition.isReport) {
        this.isEnded = !(await this.visit({ ...file, source, text, report, terms }));
        return true;
      }
      if (isNamed) this.log(printable(`${name}：没有检查，不是年报：${report.recognition.reason}`));
      else this.skipped++;
    } catch (error) {
      this.complain(`${name}：${error instanceof FileError ? "" : "内部错误："}${errorText(error)}`);
    }
    return false;
  }
}

const NO_FILES = `没有可检查的文件（${EXTENSIONS.join(" ")}）`;

/** A path as it is shown to a person. */
export function shownName(path: string): string {
  return path === STDIN ? "<stdin>" : path;
}
