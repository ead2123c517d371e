import type { Arguments } from "./arguments/args";
import { UsageError } from "./terminal/errors";
import type { Log } from "./terminal/output";

/** `disclosure-lint convert`: a file in another format. The exit status. */
export async function runConvert(_args: Arguments, _log: Log): Promise<number> {
  throw new UsageError("还不能转换。");
}
