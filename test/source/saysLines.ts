/** What a text says, line by line: blank lines, rulings and how cells are padded are no part of it. */
export function saysLines(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) =>
      line.trimStart().startsWith("|")
        ? line
            .trim()
            .replace(/^\|/, "")
            .replace(/(?<!\\)\|$/, "")
            .split(/(?<!\\)\|/)
            .map((cell) => cell.trim())
            .join("|")
            .replace(/^/, "|")
        : line,
    )
    .filter((line) => !/^(?:\|:?-{3,}:?)+$/.test(line));
}
