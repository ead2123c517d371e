/*
 * An esbuild plugin. The protocol's packages come as CommonJS, written by TypeScript, of which a bundler can leave nothing
 * out: whoever needs one constant gets all. This makes ES modules of them again while they are bundled, their namespaces
 * marked as free of side effects, so that what nobody asks for stays behind. A file that has anything but what TypeScript
 * writes is left as it is.
 */
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { parse } from "acorn";

/** @typedef {import("./source.mjs").Node} Node */

const packages =
  /[\\/]node_modules[\\/]vscode-(?:jsonrpc|languageserver|languageserver-protocol|languageserver-types|languageserver-textdocument|languageclient)[\\/]lib[\\/].*\.js$/;

/** @type {import("esbuild").Plugin} */
export const modules = {
  name: "ES modules",
  setup({ onLoad }) {
    onLoad({ filter: packages }, ({ path }) => ({ contents: toModule(readFileSync(path, "utf8")) }));
  },
};

/**
 * What these packages require of each other and of Node becomes `import`; the editor's interface and what else is CommonJS
 * are required as before.
 */
const own = /^\.|^vscode-/;

/** What TypeScript puts before a module's own statements. */
const helpers = new Set([
  "__createBinding",
  "__setModuleDefault",
  "__importStar",
  "__importDefault",
  "__exportStar",
]);

/**
 * The same module with `import` and `export`; or the source itself where it is not as TypeScript writes it.
 * @param {string} source
 * @returns {string}
 */
export function toModule(source) {
  const isModule = /^(?:import|export)\b/m.test(source);
  const program = parse(source, { ecmaVersion: "latest", sourceType: isModule ? "module" : "script" });
  const body = /** @type {Node[]} */ (/** @type {unknown} */ (program.body));
  const state = {
    source,
    required: requiredBy(body),
    declared: declaredBy(body),
    namespaces: namespacesOf(body),
  };
  const parts = body.map((statement) => written(statement, state));
  const text = parts.filter((part) => part !== "").join("\n");
  if (isModule) return text;
  const left = text.replaceAll(/\bexports\.([A-Za-z_$][\w$]*)/g, (all, name) =>
    state.declared.has(name) ? name : all,
  );
  return /\b(?:exports|module)\b(?=[.[])|\b__(?:import|export)(?:Star|Default)\b/.test(left) ? source : left;
}

/**
 * @typedef {object} State
 * @property {string} source
 * @property {Map<string, string>} required what is required, by the name it is given
 * @property {Set<string>} declared names of the module's own
 * @property {Map<string, Node[]>} namespaces those of them that are namespaces and nothing else, and where they are made
 */

/** @param {Node[]} body */
function requiredBy(body) {
  const found = /** @type {Map<string, string>} */ (new Map());
  for (const { type, declarations } of body) {
    if (type !== "VariableDeclaration") continue;
    for (const { id, init } of declarations) {
      const from = requiredPath(init);
      if (from !== undefined) found.set(id.name, from);
    }
  }
  return found;
}

/**
 * `require("…")`, or one of TypeScript's helpers around it.
 * @param {Node | null} call
 * @returns {string | undefined}
 */
function requiredPath(call) {
  if (call?.type !== "CallExpression" || call.callee.type !== "Identifier") return undefined;
  const [argument] = call.arguments;
  if (call.callee.name === "require" && argument?.type === "Literal") return argument.value;
  return /^__import(?:Star|Default)$/.test(call.callee.name) ? requiredPath(argument) : undefined;
}

/** @param {Node[]} body */
function declaredBy(body) {
  return new Set(
    body.flatMap((it) => {
      const { type, id, declarations } =
        it.type === "ExportNamedDeclaration" && it.declaration ? it.declaration : it;
      if (type === "VariableDeclaration") return declarations.map((/** @type {Node} */ each) => each.id.name);
      return /^(?:Function|Class)Declaration$/.test(type) ? [id.name] : [];
    }),
  );
}

/**
 * What is declared without a value and then made, in one place or, as an enumeration with functions, in several.
 * @param {Node[]} body
 */
function namespacesOf(body) {
  const empty = new Set(body.flatMap((it) => emptyVariable(it) ?? []));
  const found = /** @type {Map<string, Node[]>} */ (new Map());
  for (const statement of body) {
    const name = namespaceName(statement);
    if (name !== undefined && empty.has(name)) found.set(name, [...(found.get(name) ?? []), statement]);
  }
  return found;
}

/**
 * `var X;` or `export var X;`
 * @param {Node} statement
 * @returns {string | undefined}
 */
function emptyVariable(statement) {
  const { type, declarations } =
    statement.type === "ExportNamedDeclaration" ? (statement.declaration ?? {}) : statement;
  const isOne = type === "VariableDeclaration" && declarations.length === 1 && declarations[0].init === null;
  return isOne ? declarations[0].id.name : undefined;
}

/**
 * `(function (X) {…})(X || (exports.X = X = {}));`
 * @param {Node} statement
 * @returns {string | undefined}
 */
function namespaceName({ type, expression }) {
  if (type !== "ExpressionStatement" || expression.type !== "CallExpression") return undefined;
  const { callee, arguments: given } = expression;
  const isMade = callee.type === "FunctionExpression" && callee.params.length === 1 && given.length === 1;
  return isMade && given[0].type === "LogicalExpression" ? callee.params[0].name : undefined;
}

/**
 * One statement as it stands in an ES module.
 * @param {Node} statement
 * @param {State} state
 * @returns {string}
 */
function written(statement, { source, required, declared, namespaces }) {
  const text = source.slice(statement.start, statement.end);
  const { type, declarations, expression, directive } = statement;
  if (directive !== undefined) return "";
  if (namespaces.has(emptyVariable(statement) ?? "")) return "";
  const namespace = namespaceName(statement);
  if (namespace !== undefined) return madeNamespace(namespace, statement, source, namespaces.get(namespace));
  if (type === "VariableDeclaration") {
    const { id } = declarations[0];
    if (helpers.has(id.name)) return "";
    const from = required.get(id.name);
    if (from === undefined) return text;
    if (!own.test(from) && !isBuiltin(from)) return `const ${id.name} = require(${JSON.stringify(from)});`;
    return `import * as ${id.name} from ${JSON.stringify(from)};`;
  }
  if (type !== "ExpressionStatement") return text;
  if (expression.type === "CallExpression") return exportedBy(expression, required) ?? text;
  if (expression.type === "AssignmentExpression") return assigned(expression, source, declared) ?? text;
  return text;
}

/**
 * A namespace that is nothing else is made at once, where the last of its parts stood; one that adds to a class or a
 * function stays a statement.
 * @param {string} name
 * @param {Node} statement
 * @param {string} source
 * @param {Node[] | undefined} parts
 * @returns {string}
 */
function madeNamespace(name, statement, source, parts) {
  /** @param {Node} part */
  const body = ({ expression: { callee } }) => source.slice(callee.body.start, callee.body.end);
  if (parts === undefined) return `(function (${name}) ${body(statement)})(${name});`;
  if (statement !== parts.at(-1)) return "";
  return `export const ${name} = /* @__PURE__ */ (function (${name}) {\n${parts.map(body).join("\n")}\nreturn ${name};\n})({});`;
}

/**
 * `__exportStar(require("…"), exports)`, `Object.defineProperty(exports, "name", { … get … })`.
 * @param {Node} call
 * @param {Map<string, string>} required
 * @returns {string | undefined}
 */
function exportedBy({ callee, arguments: given }, required) {
  if (callee.name === "__exportStar") return `export * from ${JSON.stringify(requiredPath(given[0]))};`;
  const isDefinition = callee.property?.name === "defineProperty" && given[0]?.name === "exports";
  if (!isDefinition) return undefined;
  const name = given[1].value;
  if (name === "__esModule") return "";
  const getter = given[2].properties.find((/** @type {Node} */ { key }) => key.name === "get")?.value;
  const value = getter?.body.body[0]?.argument;
  const from = required.get(value?.object?.name);
  return from === undefined
    ? undefined
    : `export { ${value.property.name} as ${name} } from ${JSON.stringify(from)};`;
}

/**
 * `exports.a = exports.b = void 0`, `exports.a = a`, `exports.a = …`.
 * @param {Node} assignment
 * @param {string} source
 * @param {Set<string>} declared
 * @returns {string | undefined}
 */
function assigned({ left, right }, source, declared) {
  if (left.type !== "MemberExpression" || left.object.name !== "exports") return undefined;
  let value = right;
  while (value.type === "AssignmentExpression") value = value.right;
  if (value.type === "UnaryExpression" && value.operator === "void") return "";
  const name = left.property.name;
  const text = source.slice(right.start, right.end);
  if (name === "default") return `export default ${text};`;
  if (right.type === "Identifier" && declared.has(right.name)) return `export { ${right.name} as ${name} };`;
  if (declared.has(name)) return undefined;
  declared.add(name);
  return `export const ${name} = ${text};`;
}
