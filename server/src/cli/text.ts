import type { Arguments } from "./arguments/args";
import { read, STDIN } from "./reports/files";
import { shownName, sourceOf } from "./reports/run";
import { printable, untouched } from "./terminal/display";
import { errorText, UsageError } from "./terminal/errors";
import type { Output } from "./terminal/output";

/** `disclosure-lint text`: the text of a file as it is checked, to which lines and columns refer. The exit status. */
export async function runText(args: Arguments, output: Output): Promise<number> {
  const [path = STDIN, ...more] = args.positionals;
  if (more.length > 0) throw new UsageError("text 一次只显示一个文件的文字。");
  try {
    const { text } = await sourceOf(await read(path, true), path);
    await output.write(untouched(text));
  } catch (error) {
    throw new UsageError(printable(`${shownName(path)}：${errorText(error)}`));
  }
  return 0;
}
