import { mergeSettings, type Settings } from "../core/settings/settings";
import type { PlacedEntry } from "./project";
import { type Ignores, type Project, parentOf, relativePath } from "./projectFiles";

/** What counts for one report: what its user and the files around it say. */
export interface ReportTerms {
  readonly settings: Settings;
  /** The setting of the project file that keeps it from being checked. */
  readonly excludedBy: "enable" | "ignore" | undefined;
  /** Places in it that are left alone. */
  readonly entries: readonly PlacedEntry[];
}

/** Who has a say, but for the side file. The project goes before the user, and what was said for this one time before it. */
export interface Settled {
  readonly user?: Settings;
  readonly project: Project | undefined;
  readonly once?: Settings;
}

/** Puts together what counts for a report. */
export function reportTerms(
  uri: string,
  { user = {}, project, once = {} }: Settled,
  ignores: Ignores | undefined,
): ReportTerms {
  const name = ignores && relativePath(parentOf(ignores.uri) ?? "", uri);
  return {
    settings: mergeSettings(mergeSettings(user, project?.settings ?? {}), once),
    excludedBy: project && excludedBy(project, uri),
    entries: ignores?.entries.filter(({ file }) => file === name) ?? [],
  };
}

function excludedBy(project: Project, uri: string): ReportTerms["excludedBy"] {
  if (project.enable === false) return "enable";
  return project.isIgnored(uri) ? "ignore" : undefined;
}
