import { relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Diagnostic } from "../core/findings/finding";
import { ruleIds } from "../core/rules/index";
import { mergeSettings, type Settings } from "../core/settings/settings";
import { lineStarts, positionAt } from "../core/text/text";
import { readBounded } from "../project/disk/boundedFile";
import { ignoreDiagnostics, type PlacedEntry, readProjectFile } from "../project/project";
import {
  type Ignores,
  LARGEST_PROJECT_FILE,
  type Project,
  ProjectFiles,
  parentOf,
  relativePath,
  UnfitFile,
} from "../project/projectFiles";
import type { Arguments } from "./args";
import { printable } from "./display";
import { decode } from "./encoding";
import { UsageError } from "./errors";
import { STDIN } from "./files";
import { readText, settingsOf } from "./options";
import type { Log } from "./output";

/** What counts for one file. */
export interface Terms {
  readonly settings: Settings;
  /** The project file that keeps it from being checked, as it is shown. */
  readonly excludedBy: string | undefined;
  /** Places in it that are left alone. */
  readonly entries: readonly PlacedEntry[];
}

/** A side file, and what is to be said of it after all reports were checked. */
export interface CheckedIgnores {
  readonly path: string;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** The project files around the files of a run. */
export interface Projects {
  of(path: string): Promise<Terms>;
  /** Takes note of entries that found nothing any more. */
  addStale(entries: readonly PlacedEntry[]): void;
  /** What is wrong in the side files that were met. */
  checkedIgnores(): Promise<CheckedIgnores[]>;
  /** Whether something was wrong with a project file: exit status 2. */
  readonly hasFailed: boolean;
}

/** Throws a {@link UsageError} for options that make no sense. */
export async function projectsOf(args: Arguments, log: Log): Promise<Projects> {
  const options = await settingsOf(args);
  const files = new ProjectFiles(readTextOf);
  const usesIgnores = !args.flag("no-ignore");
  const given = await givenProject(args, files, log);
  const told = new Set<string>();
  const met = new Map<string, Ignores>();
  const stale = new Set<PlacedEntry>();
  let hasFailed = false;

  async function projectOf(uri: string): Promise<Project | undefined> {
    if (given !== undefined || args.flag("no-config")) return given;
    const project = await files.projectOf(uri);
    if (project === undefined || told.has(project.uri)) return project;
    told.add(project.uri);
    const lines = faultLines(shownPath(project.uri), (await files.text(project.uri)) ?? "", project);
    for (const line of [...lines.errors, ...lines.warnings]) log(printable(line));
    if (lines.errors.length > 0) hasFailed = true;
    return project;
  }

  return {
    async of(path) {
      const uri = pathToFileURL(path === STDIN ? resolve("-") : resolve(path)).href;
      const project = await projectOf(uri);
      const ignores = usesIgnores ? await files.ignoresOf(uri) : undefined;
      if (ignores !== undefined) met.set(ignores.uri, ignores);
      const name = ignores && relativePath(parentOf(ignores.uri) ?? "", uri);
      const isExcluded = project?.enable === false || project?.isIgnored(uri) === true;
      return {
        settings: mergeSettings(project?.settings ?? {}, options),
        excludedBy: isExcluded ? shownPath(project.uri) : undefined,
        entries: ignores?.entries.filter(({ file }) => file === name) ?? [],
      };
    },
    addStale(entries) {
      for (const entry of entries) stale.add(entry);
    },
    async checkedIgnores() {
      const checked: CheckedIgnores[] = [];
      for (const ignores of met.values()) {
        const severities = (await projectOf(ignores.uri))?.settings.rules;
        const all = { ...severities, ...options.rules };
        const diagnostics = ignoreDiagnostics(ignores, (entry) => stale.has(entry), all);
        const text = (await files.text(ignores.uri)) ?? "";
        if (diagnostics.length > 0) checked.push({ path: shownPath(ignores.uri), text, diagnostics });
      }
      return checked;
    },
    get hasFailed() {
      return hasFailed;
    },
  };
}

/** The file that `--config` names: what is wrong in it ends the run. */
async function givenProject(args: Arguments, files: ProjectFiles, log: Log): Promise<Project | undefined> {
  const path = args.value("config");
  if (path === undefined) return undefined;
  const text = await readText(path);
  const project = await files.completed(pathToFileURL(resolve(path)).href, readProjectFile(text, ruleIds));
  const { errors, warnings } = faultLines(path, text, project);
  if (errors.length > 0) throw new UsageError(errors.map(printable).join("\n"));
  for (const line of warnings) log(printable(line));
  return project;
}

function faultLines(path: string, text: string, { faults }: Project) {
  const starts = lineStarts(text);
  const lines = (wanted: string) =>
    faults
      .filter(({ severity }) => severity === wanted)
      .map(({ span, message }) => {
        const { line, column } = positionAt(starts, span.start);
        return `${path}:${line + 1}:${column + 1}：${message}`;
      });
  return { errors: lines("error"), warnings: lines("warning") };
}

/** A file's path as a person would write it from here. */
function shownPath(uri: string): string {
  const path = fileURLToPath(uri);
  const short = relative("", path);
  return short.startsWith("..") ? path : short;
}

/** A file that cannot be read is as good as not there: it may well belong to somebody else. */
async function readTextOf(uri: string): Promise<string | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readBounded(fileURLToPath(uri), { most: LARGEST_PROJECT_FILE });
  } catch (error) {
    if (error instanceof UnfitFile) throw error;
    return undefined;
  }
  return decode(bytes)?.text;
}
