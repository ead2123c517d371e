import { readFileSync } from "node:fs";
import { parse } from "acorn";
import { toModule } from "./modules.mjs";
import { edited, removals } from "./source.mjs";

/**
 * An esbuild plugin: in the place of a package's modules that nobody needs stands the default export of `stub`, under every
 * name that they export.
 * @param {string} name the package
 * @param {readonly string[]} modules
 * @param {string} stub path of the file
 * @returns {import("esbuild").Plugin}
 */
export function stubbed(name, modules, stub) {
  return {
    name: `without parts of ${name}`,
    setup({ onLoad }) {
      const filter = new RegExp(`[\\\\/]${name}[\\\\/]lib[\\\\/]common[\\\\/](?:${modules.join("|")})\\.js$`);
      onLoad({ filter }, ({ path }) => ({
        contents: exportedNames(toModule(readFileSync(path, "utf8")))
          .map((it) => `export { default as ${it} } from ${JSON.stringify(stub)};`)
          .join("\n"),
      }));
    },
  };
}

/** @param {string} source */
function exportedNames(source) {
  const { body } = parse(source, { ecmaVersion: "latest", sourceType: "module" });
  /** @type {any[]} */
  const exported = body.filter(({ type }) => type === "ExportNamedDeclaration");
  return exported.flatMap(({ declaration, specifiers }) => [
    ...(declaration?.declarations ?? (declaration ? [declaration] : [])).map(
      (/** @type {any} */ it) => it.id.name,
    ),
    ...specifiers.map((/** @type {any} */ it) => it.exported.name),
  ]);
}

/**
 * An esbuild plugin: takes handlers that nobody sets out of the connection of vscode-languageserver, which is one object
 * with all that there are, and with each the description of its request.
 * @param {readonly string[]} names
 * @returns {import("esbuild").Plugin}
 */
export function withoutHandlers(names) {
  return {
    name: "without handlers",
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]vscode-languageserver[\\/]lib[\\/]common[\\/]server\.js$/ }, ({ path }) => {
        const source = readFileSync(path, "utf8");
        const properties = connectionIn(source);
        const missing = names.filter((name) => !properties.some(({ key }) => key.name === name));
        if (missing.length > 0) return { errors: [{ text: `连接里没有 ${missing.join("、")}` }] };
        return {
          contents: toModule(
            edited(
              source,
              removals(properties, (name) => !names.includes(name)),
            ),
          ),
        };
      });
    },
  };
}

/**
 * The properties of what `createConnection` makes.
 * @param {string} source
 * @returns {any[]}
 */
function connectionIn(source) {
  const { body } = parse(source, { ecmaVersion: "latest", sourceType: "script" });
  /** @type {any[]} */
  const statements = body.flatMap((it) =>
    it.type === "FunctionDeclaration" && it.id.name === "createConnection" ? it.body.body : [],
  );
  const made = statements
    .flatMap((it) => it.declarations ?? [])
    .find(({ id }) => id.name === "protocolConnection");
  return made?.init.properties ?? [];
}
