import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/*
 * The project's rules about itself, kept as tests and not as reviewers' memory. See server/README.md.
 */

const root = fileURLToPath(new URL("../server/src/", import.meta.url));

/**
 * Folders in the order of the flow: a file imports only from its own rank and from those before it. What stands inside a
 * folder named here belongs to it; how these parts follow one another, the test on circles sees to.
 */
const ORDER = [
  ["core/text"],
  ["core/document", "core/standard", "core/settings"],
  ["core/report"],
  ["core/findings", "core/suppression", "core/writing"],
  ["core/rules", "core/source"],
  ["core"],
  ["project", "features"],
  ["lsp", "cli"],
];

const client = fileURLToPath(new URL("../client/", import.meta.url));

const files = sourcesIn(root);
const clientFiles = sourcesIn(client);

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".ts"));
}

const isIn = (folder: string) => (file: string) => file.startsWith(`${folder}/`);

/** The folder that a file belongs to: of those named, the innermost. */
function folderOf(file: string): string | undefined {
  return ORDER.flat()
    .filter((folder) => isIn(folder)(file))
    .sort((a, b) => b.length - a.length)[0];
}

function rankOf(file: string): number {
  const folder = folderOf(file);
  return ORDER.findIndex((folders) => folder !== undefined && folders.includes(folder));
}

function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), "utf8");
  return [...source.matchAll(/(?:from|import)\s+"([^"]+)"|import\("([^"]+)"\)/g)].map(
    (match) => match[1] ?? match[2]!,
  );
}

function localImports(file: string): string[] {
  return importsOf(file)
    .filter((name) => name.startsWith("."))
    .map((name) => relative(root, join(root, dirname(file), name)).replaceAll("\\", "/"))
    .filter((name) => !name.endsWith(".json"))
    .map((name) => (files.includes(`${name}.ts`) ? `${name}.ts` : `${name}/index.ts`));
}

/** Imports that a rule forbids, as `file imports name`. */
function wrongImports(isWrong: (file: string, name: string) => boolean, of = localImports): string[] {
  return files.flatMap((file) =>
    of(file)
      .filter((name) => isWrong(file, name))
      .map((name) => `${file} imports ${name}`),
  );
}

test("every file belongs to a folder of the flow", () => {
  expect(files.filter((file) => rankOf(file) < 0)).toEqual([]);
});

test("a file imports only from its own rank and those before it in the flow", () => {
  expect(wrongImports((file, name) => rankOf(name) > rankOf(file))).toEqual([]);
});

/** The circles in which names import each other. */
function circlesIn(names: Iterable<string>, importedBy: (name: string) => Iterable<string>): string[] {
  const open = new Set<string>();
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    if (open.has(name)) circles.push([...path.slice(path.indexOf(name)), name].join(" → "));
    if (open.has(name) || done.has(name)) return;
    open.add(name);
    for (const other of importedBy(name)) visit(other, [...path, name]);
    open.delete(name);
    done.add(name);
  };
  for (const name of names) visit(name, []);
  return circles;
}

test("no files import each other in a circle", () => {
  expect(circlesIn(files, localImports)).toEqual([]);
});

test("no folders import each other in a circle", () => {
  const imports = new Map<string, Set<string>>();
  for (const file of files) {
    const folder = dirname(file);
    const others = imports.get(folder) ?? new Set();
    imports.set(folder, others);
    for (const name of localImports(file)) if (dirname(name) !== folder) others.add(dirname(name));
  }
  expect(circlesIn(imports.keys(), (folder) => imports.get(folder) ?? [])).toEqual([]);
});

test("a rule sees the report, the standard and its own support, no other rule and no settings", () => {
  const isRule = (file: string) =>
    /^core\/rules\/[a-z]+(?:-[a-z]+)+\.ts$|^core\/rules\/balance\.ts$/.test(file);
  expect(
    wrongImports(
      (file, name) => isRule(file) && (isRule(name) || /^core\/(?:settings|document)\//.test(name)),
    ),
  ).toEqual([]);
});

test("only the command line, the server's entries and what reads disks use Node", () => {
  const isNode = (name: string) => name.startsWith("node:");
  expect(
    wrongImports(
      (file, name) => isNode(name) && !/^(?:cli|lsp\/entries|project\/disk)\//.test(file),
      importsOf,
    ),
  ).toEqual([]);
});

test("only lsp/ knows the protocol", () => {
  expect(wrongImports((file, name) => name.startsWith("vscode-") && !isIn("lsp")(file), importsOf)).toEqual(
    [],
  );
});

test("nothing reaches for the network", () => {
  const wrong = files.filter((file) =>
    /\b(?:fetch|XMLHttpRequest|WebSocket)\s*\(|from "(?:node:)?https?"/.test(
      readFileSync(join(root, file), "utf8"),
    ),
  );
  expect(wrong).toEqual([]);
});

test("the client imports of the server only lsp/protocol", () => {
  const imported = clientFiles.flatMap((file) =>
    [...readFileSync(join(client, file), "utf8").matchAll(/"([./]+\/server\/[^"]+)"/g)].map(([, name]) =>
      name!.replace(/^(?:\.\.\/)+/, ""),
    ),
  );
  expect(new Set(imported)).toEqual(new Set(["server/src/lsp/protocol"]));
});

test("lsp/protocol imports nothing", () => {
  expect(importsOf("lsp/protocol.ts")).toEqual([]);
});

test("no name is exported from two files", () => {
  const places = new Map<string, string[]>();
  const sources = [
    ...files.map((file) => `server/src/${file}`),
    ...clientFiles.map((file) => `client/${file}`),
  ];
  for (const file of sources)
    for (const name of exportsOf(file)) places.set(name, [...(places.get(name) ?? []), file]);
  const twice = [...places]
    .filter(([, of]) => of.length > 1)
    .map(([name, of]) => `${name}: ${of.join(", ")}`);
  expect(twice).toEqual([]);
});

/** What a file declares and gives away, types included; not what it passes on from another file. */
function exportsOf(file: string): string[] {
  const source = readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
  const declared = source.matchAll(
    /^export (?:default )?(?:abstract |async |declare )*(?:const|let|function\*?|class|enum|interface|type) (\w+)/gm,
  );
  const listed = source.matchAll(/^export (?:type )?\{([^}]*)\}(?! from)/gm);
  return [
    ...[...declared].map((match) => match[1]!),
    ...[...listed].flatMap((match) => match[1]!.split(",").flatMap((it) => /(\w+)\s*$/.exec(it)?.[1] ?? [])),
  ];
}

test("what supports the rules is theirs alone", () => {
  expect(wrongImports((file, name) => isIn("core/rules/support")(name) && !isIn("core/rules")(file))).toEqual(
    [],
  );
});
