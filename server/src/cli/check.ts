import { checkReport } from "../check";
import type { Settings } from "../settings";
import type { Arguments } from "./args";
import type { Log, Output } from "./output";
import * as json from "./reporters/json";
import { colorsFor, diagnosticsText, summaryText } from "./reporters/text";
import { eachReport } from "./run";
import { addTo, anyReaches, NO_COUNTS, reaches, type Threshold } from "./severity";

/** `disclosure-lint check`: the exit status. */
export async function runCheck(
  args: Arguments,
  settings: Settings,
  output: Output,
  log: Log,
): Promise<number> {
  const isJson = args.value("format") === "json";
  const threshold = (args.value("fail-on") ?? "error") as Threshold;
  const quiet = args.flag("quiet");
  const colors = colorsFor(process.stdout);
  let counts = NO_COUNTS;
  let safeFixes = 0;
  let isFirst = true;

  if (isJson) await output.write(json.HEAD);
  const tally = await eachReport(args.positionals, settings, log, async (file) => {
    const diagnostics = checkReport(file.report, settings);
    counts = addTo(counts, diagnostics);
    safeFixes += diagnostics.filter(({ fixes }) => fixes?.some((fix) => fix.safe)).length;
    if (isJson) await output.write(json.fileLine(json.checkedFile(file, diagnostics), isFirst));
    else {
      const shown = quiet ? diagnostics.filter(({ severity }) => reaches(severity, threshold)) : diagnostics;
      await output.write(diagnosticsText(file, shown, colors));
    }
    isFirst = false;
    return !output.closed;
  });
  if (isJson) await output.write(json.tail(json.summary(tally.reports, counts)));
  else if (!quiet && tally.reports > 0) await output.write(summaryText(tally, counts, safeFixes));
  if (tally.hasFailed) return 2;
  return anyReaches(counts, threshold) ? 1 : 0;
}
