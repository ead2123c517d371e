import { version } from "../../../package.json";
import { type Arguments, parseArguments } from "./arguments/args";
import { runCheck } from "./check";
import { runConvert } from "./convert";
import { runExtract } from "./extract";
import { runFix } from "./fix";
import { runInit } from "./init";
import { projectsOf } from "./reports/projects";
import { runReview } from "./review";
import { runRules } from "./rules";
import { printable } from "./terminal/display";
import { errorText, UsageError } from "./terminal/errors";
import { type Log, type Output, standardError, standardOutput } from "./terminal/output";
import { runText } from "./text";

/** Does what the arguments say and gives the exit status: 0 nothing found, 1 findings, 2 something went wrong. */
async function main(argv: readonly string[], output: Output, log: Log): Promise<number> {
  try {
    const request = parseArguments(argv);
    if (request.kind === "run") return await run(request.arguments, output, log);
    await output.write(request.kind === "help" ? request.text : `${version}\n`);
    return 0;
  } catch (error) {
    log(error instanceof UsageError ? error.message : printable(`内部错误：${errorText(error)}`));
    return 2;
  }
}

async function run(args: Arguments, output: Output, log: Log): Promise<number> {
  const { command } = args;
  if (command === "rules") return runRules(args, output);
  if (command === "init") return runInit(args, output, log);
  if (command === "text") return runText(args, output);
  if (command === "convert") return runConvert(args, log);
  if (args.positionals.length === 0) {
    throw new UsageError(`没有给出文件或文件夹（见 disclosure-lint ${command} --help）。`);
  }
  const projects = await projectsOf(args, log);
  switch (command) {
    case "check":
      return runCheck(args, projects, output, log);
    case "fix":
      return runFix(args, projects, output, log);
    case "extract":
      return runExtract(args, projects, output, log);
    case "review":
      return runReview(args, projects, log);
  }
}

async function start(): Promise<void> {
  const output = standardOutput();
  const log = standardError();
  const status = await main(process.argv.slice(2), output, log);
  if (output.failure !== undefined) log(`写不出结果：${output.failure}`);
  // Not process.exit(): what was written last may still be on its way.
  process.exitCode = output.failure === undefined ? status : 2;
}

void start();
