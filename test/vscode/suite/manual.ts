import { type Diagnostic, Uri } from "vscode";
import { equal, ok } from "./assert";
import { extension, readFile } from "./support";

/** Each finding has a link that goes to its rule's heading in the manual that comes with the extension. */
export async function expectLinks(found: readonly Diagnostic[]): Promise<void> {
  const manual = Uri.joinPath(extension().extensionUri, "server", "RULES.md");
  const lines = (await readFile(manual)).split("\n");
  for (const { code } of found) {
    ok(typeof code === "object", "the code has a link");
    const { fragment } = code.target;
    equal(code.target.with({ fragment: "" }).toString(), manual.toString());
    equal(lines[Number(fragment.replace("L", "")) - 1], `## ${code.value}`, fragment);
  }
}
