import { extractReport } from "../core/extract";
import type { Arguments } from "./arguments/args";
import * as csv from "./reporters/csv";
import * as json from "./reporters/json";
import type { Projects } from "./reports/projects";
import { eachReport } from "./reports/run";
import { untouched } from "./terminal/display";
import type { Log, Output } from "./terminal/output";

/** `disclosure-lint extract`: the exit status. */
export async function runExtract(
  args: Arguments,
  projects: Projects,
  output: Output,
  log: Log,
): Promise<number> {
  const isCsv = args.value("format") === "csv";
  let isFirst = true;
  await output.write(isCsv ? csv.HEADER : json.HEAD);
  const tally = await eachReport(args.positionals, projects, log, async (file) => {
    const extraction = extractReport(file.report);
    const rows = isCsv
      ? untouched(csv.rows(file.path, extraction))
      : json.fileLine(json.extractedFile(file, extraction), isFirst);
    await output.write(rows);
    isFirst = false;
    return !output.closed;
  });
  if (!isCsv) await output.write(json.tail());
  return tally.hasFailed ? 2 : 0;
}
