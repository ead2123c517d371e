import { inspect } from "../core/check";
import type { Diagnostic } from "../core/findings/finding";
import { placeIn } from "../core/place";
import type { Arguments } from "./arguments/args";
import * as json from "./reporters/json";
import { type Checked, colorsFor, diagnosticsText, summaryText } from "./reporters/text";
import type { Projects } from "./reports/projects";
import { eachReport } from "./reports/run";
import type { Log, Output } from "./terminal/output";
import { addTo, anyReaches, NO_COUNTS, reaches, type Threshold } from "./terminal/severity";

/** `disclosure-lint check`: the exit status. */
export async function runCheck(
  args: Arguments,
  projects: Projects,
  output: Output,
  log: Log,
): Promise<number> {
  const isJson = args.value("format") === "json";
  const threshold = (args.value("fail-on") ?? "error") as Threshold;
  const quiet = args.flag("quiet");
  const suppress = !args.flag("no-ignore");
  const style = { colors: colorsFor(process.stdout), verbose: args.flag("verbose") };
  let counts = NO_COUNTS;
  let safeFixes = 0;
  let isFirst = true;

  if (isJson) await output.write(json.HEAD);
  const tally = await eachReport(args.positionals, projects, log, async (file) => {
    const { settings, entries } = file.terms;
    const { diagnostics, stale } = inspect(file.report, settings, { entries, suppress });
    projects.addStale(stale);
    safeFixes += diagnostics.filter(({ fixes }) => fixes?.some((fix) => fix.safe)).length;
    const place = (offset: number) => placeIn(file.report, file.source, offset);
    await show({ ...file, place }, diagnostics, () => json.checkedFile(file, diagnostics));
    return !output.closed;
  });
  // What is left of a side file is known only after the last report.
  for (const { diagnostics, ...file } of await projects.checkedIgnores())
    await show(file, diagnostics, () => json.otherFile(file, diagnostics));

  async function show(
    file: Checked,
    diagnostics: readonly Diagnostic[],
    toJson: () => object,
  ): Promise<void> {
    counts = addTo(counts, diagnostics);
    const shown = quiet ? diagnostics.filter(({ severity }) => reaches(severity, threshold)) : diagnostics;
    await output.write(isJson ? json.fileLine(toJson(), isFirst) : diagnosticsText(file, shown, style));
    isFirst = false;
  }
  if (isJson) await output.write(json.tail(json.summary(tally.reports, counts)));
  else if (!quiet && tally.reports > 0) await output.write(summaryText(tally, counts, safeFixes));
  if (tally.hasFailed) return 2;
  return anyReaches(counts, threshold) ? 1 : 0;
}
