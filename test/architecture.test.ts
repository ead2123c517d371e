import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/*
 * The project's rules about itself, kept as tests and not as reviewers' memory. See server/README.md.
 */

const root = fileURLToPath(new URL("../server/src/", import.meta.url));

/** Parts in the order of the flow: a file imports only from its own part and from those before it. */
const ORDER = [
  ["text"],
  ["suppression/comments", "json", "normalise", "numeral", "edit", "date"],
  ["characters"],
  ["value"],
  ["document/"],
  ["standard/"],
  ["settings"],
  ["settingsSchema"],
  ["report/"],
  ["rule"],
  ["rules/"],
  ["suppression/"],
  ["check", "extract"],
  ["patterns", "project", "projectFiles", "manual"],
  ["core"],
  ["features/"],
  ["configuration", "lsp", "lifecycle"],
  ["boundedFile", "workspace", "laterScript"],
  ["writing", "viewing", "editing"],
  ["server"],
  ["node", "browser", "cli/"],
  ["main"],
];

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ts"));

function rankOf(file: string): number {
  return ORDER.findIndex((parts) =>
    parts.some((part) => (part.endsWith("/") ? file.startsWith(part) : file === `${part}.ts`)),
  );
}

function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), "utf8");
  return [...source.matchAll(/(?:from|import)\s+"([^"]+)"/g)].map((match) => match[1]!);
}

function localImports(file: string): string[] {
  return importsOf(file)
    .filter((name) => name.startsWith("."))
    .map((name) => relative(root, join(root, dirname(file), name)).replaceAll("\\", "/"))
    .filter((name) => !name.endsWith(".json"))
    .map((name) => (files.includes(`${name}.ts`) ? `${name}.ts` : `${name}/index.ts`));
}

test("every file belongs to a part", () => {
  expect(files.filter((file) => rankOf(file) < 0)).toEqual([]);
});

test("a file imports only what stands before it in the flow", () => {
  const wrong = files.flatMap((file) =>
    localImports(file)
      .filter((name) => rankOf(name) > rankOf(file))
      .map((name) => `${file} imports ${name}`),
  );
  expect(wrong).toEqual([]);
});

test("a rule sees the report, the standard and its own support, no other rule and no settings", () => {
  const wrong = files
    .filter((file) => /^rules\/[^/]+\.ts$/.test(file) && file !== "rules/index.ts")
    .flatMap((file) =>
      localImports(file)
        .filter(
          (name) =>
            /^rules\/[^/]+\.ts$/.test(name) || name.startsWith("settings") || name.startsWith("document/"),
        )
        .map((name) => `${file} imports ${name}`),
    );
  expect(wrong).toEqual([]);
});

test("only the manual and the command line read a rule's texts, which the server has not until it loads them", () => {
  const wrong = files.filter(
    (file) =>
      !/^(?:manual\.ts$|cli\/)/.test(file) &&
      /\.(?:why|whenOff|bad|good)\b/.test(readFileSync(join(root, file), "utf8")),
  );
  expect(wrong).toEqual([]);
});

test("only the command line and the Node entry use Node", () => {
  const wrong = files.filter(
    (file) =>
      !file.startsWith("cli/") &&
      !["node.ts", "boundedFile.ts"].includes(file) &&
      importsOf(file).some((name) => name.startsWith("node:")),
  );
  expect(wrong).toEqual([]);
});

test("only lsp.ts, the server and its entries know the protocol", () => {
  const wrong = files.filter(
    (file) =>
      !/^(?:lsp|lifecycle|server|workspace|writing|viewing|editing|node|browser|configuration|features\/.*)\.?/.test(
        file,
      ) && importsOf(file).some((name) => name.startsWith("vscode-")),
  );
  expect(wrong).toEqual([]);
});

test("nothing reaches for the network", () => {
  const wrong = files.filter((file) =>
    /\b(?:fetch|XMLHttpRequest|WebSocket)\s*\(|from "(?:node:)?https?"/.test(
      readFileSync(join(root, file), "utf8"),
    ),
  );
  expect(wrong).toEqual([]);
});
