import { readFileSync } from "node:fs";
import { parse } from "acorn";
import { toModule } from "./modules.mjs";

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
    ...(declaration?.declarations ?? (declaration ? [declaration] : [])).map((/** @type {any} */ it) => it.id.name),
    ...specifiers.map((/** @type {any} */ it) => it.exported.name),
  ]);
}
