import { readdirSync, readFileSync } from "node:fs";
import { type Program, parse } from "acorn";
import { simple } from "acorn-walk";
import { transformSync } from "esbuild";
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

function programOf(path: string): Program {
  const { code } = transformSync(readFileSync(path, "utf8"), { loader: "ts", charset: "utf8" });
  return parse(code, { ecmaVersion: "latest", sourceType: "module" });
}

/** The first arguments of the calls of `t`, which are to be plain strings. */
function keysIn(path: string): string[] {
  const found: string[] = [];
  simple(programOf(path), {
    CallExpression({ callee, arguments: [key] }) {
      if (callee.type !== "Identifier" || callee.name !== "t") return;
      if (key?.type !== "Literal" || typeof key.value !== "string")
        throw new Error(`${path}: t() of no string`);
      found.push(key.value);
    },
  });
  return found;
}

/** All strings and pieces of templates. */
function textsIn(path: string): string[] {
  const found: string[] = [];
  simple(programOf(path), {
    Literal({ value }) {
      if (typeof value === "string") found.push(value);
    },
    TemplateElement({ value }) {
      found.push(value.raw);
    },
  });
  return found;
}

test("each string has an English one, and no English one is left over", () => {
  expect(Object.keys(english).sort()).toEqual([...keys].sort());
});

/** Reports are in Chinese, and so are the names of their files. */
const untranslated: readonly string[] = [
  "年政府信息公开工作年度报告",
  "政府信息公开工作年度报告",
  "（公布）",
  "（新）",
  "（批注稿）$1",
];

test.each(sources.filter((path) => path.startsWith("client/src/")))("%s says nothing outside t()", (path) => {
  const inT = new Set(keysIn(path));
  const bare = textsIn(path).filter(
    (text) => /[\u3001-\u3011\u4e00-\u9fff]/.test(text) && !inT.has(text) && !untranslated.includes(text),
  );
  expect(bare).toEqual([]);
});

test("what is put into a string is put into both", () => {
  const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [chinese, text] of Object.entries(english)) expect(holes(text), chinese).toEqual(holes(chinese));
});
