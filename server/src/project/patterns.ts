import ignore from "ignore";

/** Which paths patterns as in `.gitignore` exclude; paths are relative, with `/`. */
export function matcher(patterns: readonly string[]): (path: string) => boolean {
  const rules = ignore({ allowRelativePaths: false }).add([...patterns]);
  return (path) => ignore.isPathValid(path) && rules.ignores(path);
}
