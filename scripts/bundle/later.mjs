/*
 * A bundle in two files: the first has what every session needs, the second what is loaded when it is first called for.
 * Some functions of the sources are named; in the first file each is replaced by one that loads the second file and calls
 * the function there. What both need is in the first, which hands it to the second: nothing is there twice.
 */
import { join, relative } from "node:path";
import { parse } from "acorn";
import { build } from "esbuild";

/**
 * @typedef {object} Parts
 * @property {string} root
 * @property {import("esbuild").BuildOptions} options of the first file
 * @property {string} entry of the first file
 * @property {string} outfile the second file
 * @property {string} loader module that exports `load`, which gives what the second file's script makes
 * @property {Record<string, readonly string[]>} functions what the second file has: names by module, its path from the root
 * @property {import("esbuild").Plugin[]} first plugins of the first file
 * @property {import("esbuild").Plugin[]} second plugins of the second file
 * @property {readonly string[]} [also] modules that run when the second file is loaded
 */

/** Names that the second file takes from modules in the first, by their paths from the root. @typedef {Map<string, string[]>} Shared */

/**
 * Builds both files, and gives what went into them.
 * @param {Parts} parts
 * @returns {Promise<import("esbuild").Metafile[]>}
 */
export async function buildParts(parts) {
  const draft = await build({ ...firstFile(parts, new Map()), write: false });
  const isInFirst = new Set(
    Object.values(draft.metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([path, { bytesInOutput }]) =>
        bytesInOutput > 0 && parts.functions[path] === undefined ? [path] : [],
      ),
    ),
  );
  const shared = await sharedNames(parts, isInFirst);
  const results = [await build(firstFile(parts, shared)), await build(secondFile(parts, shared))];
  return results.map(({ metafile }) => metafile);
}

/**
 * @param {Parts} parts
 * @param {Shared} shared
 */
function firstFile({ root, options, entry, loader, functions, first }, shared) {
  const imports = [...shared].map(
    ([path, names], at) =>
      `import { ${names.map((name) => `${name} as ${variable(name, at)}`)} } from ${JSON.stringify(join(root, path))};`,
  );
  const given = [...shared.values()].map(
    (names, at) => `{ ${names.map((name) => `${name}: ${variable(name, at)}`)} }`,
  );
  const contents = `import ${JSON.stringify(`./${entry}`)};
import { give } from "later:";
${imports.join("\n")}
give([${given}]);`;
  return {
    ...options,
    stdin: { contents, resolveDir: root },
    plugins: [replaced(functions, loader, root), ...first],
    metafile: /** @type {const} */ (true),
  };
}

/**
 * @param {string} name
 * @param {number} at
 */
function variable(name, at) {
  return `${name}_${at}`;
}

/**
 * In the first file: the named functions, each of them a call of the second.
 * @param {Parts["functions"]} functions
 * @param {string} loader
 * @param {string} root
 * @returns {import("esbuild").Plugin}
 */
function replaced(functions, loader, root) {
  return {
    name: "loaded later",
    setup({ onResolve, onLoad, onEnd }) {
      const unused = new Set(Object.keys(functions));
      onResolve({ filter: /^later:$/ }, () => ({ path: "later", namespace: "later" }));
      onLoad({ filter: /./, namespace: "later" }, () => ({
        contents: laterModule(loader),
        resolveDir: root,
      }));
      onLoad({ filter: /./, namespace: "file" }, ({ path }) => {
        const name = relative(root, path).replaceAll("\\", "/");
        const names = functions[name];
        if (names === undefined) return undefined;
        unused.delete(name);
        const exported = names.map((it) => `export const ${it} = /* @__PURE__ */ later("${it}");`);
        return { contents: [`import { later } from "later:";`, ...exported].join("\n"), resolveDir: root };
      });
      onEnd(() => ({ errors: [...unused].map((path) => ({ text: `${path} 没有用到，不必后装` })) }));
    },
  };
}

/**
 * A function that is loaded later may be called as a constructor.
 * @param {string} loader
 */
function laterModule(loader) {
  return `import { load } from ${JSON.stringify(`./${loader}`)};
let shared, loaded;
export const give = (modules) => { shared = modules; };
export const later = (name) => function (...given) {
  loaded ??= load()(shared);
  return new.target ? new loaded[name](...given) : loaded[name](...given);
};`;
}

/**
 * @param {Parts} parts
 * @param {import("esbuild").Plugin} fromFirst
 */
function secondOptions({ root, options, functions, also = [], second, outfile }, fromFirst) {
  const contents = [
    ...also.map((path) => `import ${JSON.stringify(path)};`),
    ...Object.entries(functions).map(([path, names]) => `export { ${names} } from "./${path}";`),
  ].join("\n");
  return {
    ...options,
    outfile,
    stdin: { contents, resolveDir: root },
    plugins: [fromFirst, ...second],
    metafile: /** @type {const} */ (true),
  };
}

/**
 * @param {Parts} parts
 * @param {Shared} shared
 */
function secondFile(parts, shared) {
  const order = [...shared.keys()];
  const fromFirst = takenFromFirst(parts, (path) => shared.has(path), {
    onLoad: (path) => {
      const names = shared.get(path) ?? [];
      return `export const { ${names} } = shared[${order.indexOf(path)}];`;
    },
  });
  return {
    ...secondOptions(parts, fromFirst),
    banner: { js: "var later=(shared)=>{var module={exports:{}};" },
    footer: {
      js: 'return module.exports};typeof module=="object"?module.exports=later:self.disclosureLintLater=later;',
    },
  };
}

/**
 * What the second file asks of the first: found out by building it with all of that left outside.
 * @param {Parts} parts
 * @param {ReadonlySet<string>} isInFirst
 * @returns {Promise<Shared>}
 */
async function sharedNames(parts, isInFirst) {
  const outside = takenFromFirst(parts, (path) => isInFirst.has(path));
  const options = { ...secondOptions(parts, outside), format: /** @type {const} */ ("esm"), banner: {} };
  const { outputFiles } = await build({ ...options, write: false, sourcemap: false });
  const { body } = parse(outputFiles[0]?.text ?? "", { ecmaVersion: "latest", sourceType: "module" });
  const found = /** @type {Shared} */ (new Map());
  for (const statement of body) {
    if (statement.type !== "ImportDeclaration" || !String(statement.source.value).startsWith("shared:"))
      continue;
    const path = String(statement.source.value).slice("shared:".length);
    const names = statement.specifiers.map((it) => {
      if (it.type === "ImportSpecifier" && it.imported.type === "Identifier") return it.imported.name;
      throw new Error(`后装的部分从 ${path} 引入的不是单个名称`);
    });
    found.set(path, [...new Set([...(found.get(path) ?? []), ...names])]);
  }
  return found;
}

/**
 * In the second file: modules that are in the first.
 * @param {Parts} parts
 * @param {(path: string) => boolean} isShared
 * @param {{ onLoad: (path: string) => string }} [taken] how they are taken; without it they are left outside
 * @returns {import("esbuild").Plugin}
 */
function takenFromFirst({ root }, isShared, taken) {
  const asked = Symbol("asked");
  return {
    name: "taken from the first file",
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /./ }, async ({ path, pluginData, ...from }) => {
        if (pluginData === asked || from.kind === "entry-point") return undefined;
        const found = await resolve(path, { ...from, pluginData: asked });
        const name = relative(root, found.path).replaceAll("\\", "/");
        if (found.errors.length > 0 || found.namespace !== "file" || !isShared(name)) return undefined;
        return taken ? { path: name, namespace: "shared" } : { path: `shared:${name}`, external: true };
      });
      onLoad({ filter: /./, namespace: "shared" }, ({ path }) => ({ contents: taken?.onLoad(path) ?? "" }));
    },
  };
}
