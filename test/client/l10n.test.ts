import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";

/*
 * Prompts, actions and views stand in Chinese in the code, inside `t("…")` of @vscode/l10n; `l10n/en.json` has the English
 * ones.
 */

const english: Record<string, string> = JSON.parse(readFileSync("l10n/en.json", "utf8"));
const folders = ["client/src", "client/webview", "server/src/features", "server/src/lsp"];
const sources = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name}`),
);
const keys = new Set(sources.flatMap(keysIn));

/** The first arguments of the calls of `t`, which are to be plain strings. */
function keysIn(path: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "t") {
      const [key] = node.arguments;
      if (key === undefined || !ts.isStringLiteralLike(key)) throw new Error(`${path}: ${node.getText()}`);
      found.push(key.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true));
  return found;
}

test("each string has an English one, and no English one is left over", () => {
  expect(Object.keys(english).sort()).toEqual([...keys].sort());
});

test("what is put into a string is put into both", () => {
  const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [chinese, text] of Object.entries(english)) expect(holes(text), chinese).toEqual(holes(chinese));
});
