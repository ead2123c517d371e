/*
 * The rules' texts that only the manual shows. A rule is one object in one file; here its texts are parted from it while it
 * is bundled: `withoutTexts` leaves them out, and what `onlyTexts` loads leaves out all but them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse } from "acorn";
import { transform } from "esbuild";
import { edited, removals } from "./source.mjs";

const texts = new Set(["why", "whenOff", "bad", "good"]);
const ruleFile = /[\\/]server[\\/]src[\\/]rules[\\/][\w-]+\.ts$/;
/** Which the texts are made of. */
const exampleFile = /[\\/]support[\\/]example$/;

/** @param {string} path */
const isCatalogue = (path) => basename(path) === "index.ts";

/** @type {import("esbuild").Plugin} */
export const withoutTexts = {
  name: "without texts",
  setup({ onLoad, onResolve, resolve }) {
    onLoad({ filter: ruleFile }, async ({ path }) =>
      isCatalogue(path) ? undefined : { contents: await withProperties(path, (name) => !texts.has(name)) },
    );
    // Nothing of it is left but the import, and what is not asked for anything need not be there.
    onResolve({ filter: exampleFile }, async ({ path, pluginData, ...from }) =>
      pluginData === "seen"
        ? undefined
        : { ...(await resolve(path, { ...from, pluginData: "seen" })), sideEffects: false },
    );
  },
};

/**
 * Loads `texts:all`: what gives each rule its texts back.
 * @param {string} folder where the rules are
 * @returns {import("esbuild").Plugin}
 */
export function onlyTexts(folder) {
  return {
    name: "only texts",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^texts:/ }, ({ path }) => ({
        path: path.slice("texts:".length),
        namespace: "texts",
      }));
      onLoad({ filter: /^all$/, namespace: "texts" }, () => ({
        contents: allTexts(folder),
        resolveDir: folder,
      }));
      onLoad({ filter: ruleFile, namespace: "texts" }, async ({ path }) => ({
        contents: await withProperties(path, (name) => name === "id" || texts.has(name)),
        resolveDir: dirname(path),
      }));
    },
  };
}

/** @param {string} folder */
function allTexts(folder) {
  const paths = readdirSync(folder).map((name) => join(folder, name));
  const files = paths.filter((path) => ruleFile.test(path) && !isCatalogue(path));
  const imports = files.map((path, at) => `import * as texts${at} from ${JSON.stringify(`texts:${path}`)};`);
  return `import { rules } from "./index";
${imports.join("\n")}
const byId = new Map(rules.map((rule) => [rule.id, rule]));
for (const file of [${files.map((_, at) => `texts${at}`)}])
  for (const its of Object.values(file)) if (its.why) Object.assign(byId.get(its.id), its);`;
}

/**
 * A rule's module, its rule having some of its properties only. What the others were made of is left out by the bundler,
 * which must be told that making it does nothing else.
 * @param {string} path
 * @param {(name: string) => boolean} keeps
 */
async function withProperties(path, keeps) {
  const { code } = await transform(readFileSync(path, "utf8"), {
    loader: "ts",
    charset: "utf8",
    target: "es2022",
  });
  const values = valuesIn(code);
  const properties = values.flatMap((it) => (isRule(it) ? it.properties : []));
  if (properties.length === 0) throw new Error(`${path} 里没有规则`);
  const called = values.flatMap(({ type, start, end }) =>
    type === "CallExpression"
      ? [{ start, end, text: `/* @__PURE__ */ (() => ${code.slice(start, end)})()` }]
      : [],
  );
  return edited(code, [...removals(properties, keeps), ...called]);
}

/**
 * The values of a module's own constants.
 * @param {string} code
 * @returns {any[]}
 */
function valuesIn(code) {
  const { body } = parse(code, { ecmaVersion: "latest", sourceType: "module" });
  return body.flatMap((it) => {
    const declaration = it.type === "ExportNamedDeclaration" ? it.declaration : it;
    return declaration?.type === "VariableDeclaration"
      ? declaration.declarations.flatMap(({ init }) => init ?? [])
      : [];
  });
}

/** @param {any} value */
function isRule({ type, properties }) {
  return type === "ObjectExpression" && properties.some((/** @type {any} */ it) => it.key?.name === "why");
}
