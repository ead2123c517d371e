import type { Arguments } from "./arguments/args";
import type { Projects } from "./reports/projects";
import { UsageError } from "./terminal/errors";
import type { Log } from "./terminal/output";

/** `disclosure-lint review`: a copy with comments and tracked changes. The exit status. */
export async function runReview(_args: Arguments, _projects: Projects, _log: Log): Promise<number> {
  throw new UsageError("还不能做批注稿。");
}
