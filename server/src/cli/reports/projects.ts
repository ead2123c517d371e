import { relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Diagnostic } from "../../core/findings/finding";
import { ruleIds } from "../../core/rules/index";
import { lineStarts, positionAt } from "../../core/text/text";
import { readProjectText } from "../../project/disk/readText";
import { ignoreDiagnostics, type PlacedEntry, readProjectFile } from "../../project/project";
import { type Ignores, type Project, ProjectFiles } from "../../project/projectFiles";
import { type ReportTerms, reportTerms } from "../../project/terms";
import type { Arguments } from "../arguments/args";
import { readText, settingsOf } from "../arguments/options";
import { printable } from "../terminal/display";
import { UsageError } from "../terminal/errors";
import type { Log } from "../terminal/output";
import { STDIN } from "./files";

/** What counts for one file. */
export interface FileTerms extends ReportTerms {
  /** The project file that has a say in it, as it is shown. */
  readonly projectFile: string | undefined;
}

/** A side file, and what is to be said of it after all reports were checked. */
export interface CheckedIgnores {
  readonly path: string;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** The project files around the files of a run. */
export interface Projects {
  of(path: string): Promise<FileTerms>;
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
  const files = new ProjectFiles(async (uri) => readProjectText(fileURLToPath(uri)));
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
      return {
        ...reportTerms(uri, { project, once: options }, ignores),
        projectFile: project && shownPath(project.uri),
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
