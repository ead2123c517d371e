import { type Uri, workspace } from "vscode";

/** Line, from 1, of each rule's heading in the manual. Empty where it cannot be read: links then go to its start. */
export async function manualLines(manual: Uri): Promise<ReadonlyMap<string, number>> {
  try {
    return headingLines(new TextDecoder().decode(await workspace.fs.readFile(manual)));
  } catch {
    return new Map();
  }
}

function headingLines(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  for (const [index, line] of text.split("\n").entries()) {
    const rule = /^#{2,4} `?([a-z]+(?:-[a-z]+)*)`?\s/.exec(`${line}\n`)?.[1];
    if (rule) lines.set(rule, index + 1);
  }
  return lines;
}
