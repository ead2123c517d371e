import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Node, parse, type Token } from "acorn";
import { build, transformSync } from "esbuild";
import { checkSync, type Parameters } from "recheck";
import { afterAll, expect, test } from "vitest";

/*
 * No regular expression of the product takes more than linear time, whatever the text: a report may have millions of
 * characters. `recheck` proves it, or finds no text that is slow (with lookaround and back references it only tries).
 *
 * An expression that is quadratic but is only run on short texts is said so by a bounded quantifier: {0,30} and not *.
 */

const root = fileURLToPath(new URL("../", import.meta.url));
const read = (path: string) => readFileSync(root + path, "utf8");

// In this thread, in JavaScript: no other program is started.
process.env.RECHECK_SYNC_BACKEND = "pure";

/** Limits by count and not by time, so that every machine comes to the same result. */
const LIMITS: Parameters = {
  // Unless bounds add up to more, an expression without `*` and `+` costs the same everywhere in a text.
  maxRepeatCount: 50_000,
  maxPatternSize: 5000,
  attackTimeout: null,
  incubationTimeout: null,
  // The quadratic ones tried while this was written were all found with a tenth of the default effort.
  attackLimit: 30_000_000,
  maxInitialGenerationSize: 100,
  maxGenerationSize: 50,
  maxIteration: 3,
  mutationSize: 20,
  crossoverSize: 10,
  randomSeed: 1,
  // What takes so long cannot be told, and is to be written more simply.
  timeout: 60_000,
};

interface Expression {
  readonly source: string;
  readonly flags: string;
}

/** What is known to be linear needs no second proof; of what is not known to be, nothing is kept. */
const memory = `${root}node_modules/.cache/disclosure-lint/linear.json`;
const known = new Set<string>(existsSync(memory) ? JSON.parse(readFileSync(memory, "utf8")) : []);
const proven = new Set<string>();
const version: string = JSON.parse(read("node_modules/recheck/package.json")).version;

afterAll(() => {
  mkdirSync(dirname(memory), { recursive: true });
  writeFileSync(memory, JSON.stringify([...proven]));
});

/** What is wrong with an expression. */
function complaintAbout({ source, flags }: Expression): string | undefined {
  const written = `/${source}/${flags}`;
  const proof = createHash("sha256")
    .update(JSON.stringify([written, LIMITS, version]))
    .digest("hex");
  const complaint =
    known.has(proof) || proven.has(proof) ? undefined : complain(written, checkSync(source, flags, LIMITS));
  if (complaint === undefined) proven.add(proof);
  return complaint;
}

function complain(written: string, result: ReturnType<typeof checkSync>): string | undefined {
  if (result.status === "safe") return undefined;
  if (result.status === "unknown") return `${written}: unknown, ${JSON.stringify(result.error)}`;
  return `${written}: ${result.complexity.summary}, slow on ${result.attack.pattern}`;
}

const complaintsAbout = (expressions: readonly Expression[]) =>
  expressions.flatMap((expression) => complaintAbout(expression) ?? []);

/** The counts above end the search long before, unless the machine is very busy. */
const PATIENCE = 180_000;

test.each([
  ["\\s+$", ""],
  ["(\\d+)\\s*件", "g"],
  ["(?:a|a)*$", ""],
  ["(?<=>\\s*)[^<>\\s][^<>]*(?=<)", "g"],
  ["\\| 第[\\s\\S]*?(?=\\n三、)", ""],
  ["a.*(?!b)c", ""],
])("/%s/%s is known to be slow", { timeout: PATIENCE }, (source, flags) => {
  // The count of steps alone decides: a busy machine takes long, and finds the same.
  const result = checkSync(source, flags, { ...LIMITS, timeout: null });
  expect(complain(`/${source}/${flags}`, result)).toMatch(/polynomial|exponential/);
});

test.each([
  ["(?<!\\s)\\s+$", ""],
  ["\\d{1,20}\\s{0,3}件", "g"],
  ["<[^<>]*>", "g"],
])("/%s/%s is known to be linear", (source, flags) => {
  expect(complaintAbout({ source, flags })).toBeUndefined();
});

// ── Sources ──

interface Source {
  readonly file: string;
  readonly literals: readonly Expression[];
  /** How many expressions are built when the module is loaded, and how many each time that some function is called. */
  readonly built: number;
  readonly builtLater: number;
}

function readSource(file: string): Source {
  const { code } = transformSync(read(file), { loader: "ts", charset: "utf8" });
  const literals: Expression[] = [];
  const onToken = (token: Token & { value?: unknown }) => {
    if (isLiteral(token.value)) literals.push({ source: token.value.pattern, flags: token.value.flags });
  };
  const program = parse(code, { ecmaVersion: "latest", sourceType: "module", onToken });
  const [built, builtLater] = countBuilt(program, false);
  return { file, literals, built, builtLater };
}

/** What acorn gives for the token of a regular expression. */
function isLiteral(value: unknown): value is { pattern: string; flags: string } {
  return typeof value === "object" && value !== null && "pattern" in value && "flags" in value;
}

/** Calls of RegExp: outside of functions, and in them. */
function countBuilt(node: Node, inFunction: boolean): [number, number] {
  const inside = inFunction || node.type.includes("Function");
  let [now, later] = isBuilt(node) ? (inside ? [0, 1] : [1, 0]) : [0, 0];
  for (const child of Object.values(node).flat()) {
    if (typeof child?.type !== "string") continue;
    const [ofNow, ofLater] = countBuilt(child, inside);
    now += ofNow;
    later += ofLater;
  }
  return [now, later];
}

function isBuilt(node: Node): boolean {
  const { callee } = node as { callee?: Node & { name?: string } };
  return callee?.type === "Identifier" && callee.name === "RegExp";
}

const sources = ["server/src", "client/src", "client/webview"]
  .flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, encoding: "utf8" }).map(
      (name) => `${folder}/${name.replaceAll("\\", "/")}`,
    ),
  )
  .filter((file) => file.endsWith(".ts"))
  .map(readSource);

test.each(sources.filter(({ literals }) => literals.length > 0))("expressions in $file", ({ literals }) => {
  expect(complaintsAbout(literals)).toEqual([]);
});

test("expressions are built only when their module is loaded, so that they can be seen", () => {
  expect(sources.filter(({ builtLater }) => builtLater > 0).map(({ file }) => file)).toEqual([]);
});

const builders = sources.filter(({ built }) => built > 0);

test.each(builders)("expressions built in $file", async ({ file, built }) => {
  const expressions = await builtIn(file);
  expect(expressions.length).toBeGreaterThanOrEqual(built);
  expect(complaintsAbout(expressions)).toEqual([]);
});

/** Loads a module with a RegExp that notes down what it makes. */
async function builtIn(file: string): Promise<Expression[]> {
  const made: Expression[] = [];
  class Noting extends RegExp {
    constructor(pattern: RegExp | string, flags?: string) {
      super(pattern, flags);
      made.push({ source: this.source, flags: this.flags });
    }
  }
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents: `const RegExp = Noting;\n${read(file)}`,
      loader: "ts",
      resolveDir: root + file.slice(0, file.lastIndexOf("/")),
    },
    bundle: true,
    // A name that is not used is not evaluated, else.
    treeShaking: false,
    write: false,
    format: "iife",
    charset: "utf8",
  });
  new Function("Noting", outputFiles[0]!.text)(Noting);
  return made;
}

// ── The grammar ──

/** What Oniguruma reads otherwise than JavaScript, or alone. */
const ONLY_ONIGURUMA = /\\[AZzGKhHRXpPkg]|\(\?[>a-z]|\[\[:|&&|[*+?}]\+/;

function patternsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    ["match", "begin", "end", "while"].includes(key) && typeof inner === "string"
      ? [inner]
      : patternsIn(inner),
  );
}

test("expressions in the grammar, of what Oniguruma and JavaScript read alike", () => {
  const patterns = patternsIn(JSON.parse(read("syntaxes/disclosure-report.tmLanguage.json")));
  expect(patterns.length).toBeGreaterThan(10);
  expect(patterns.filter((pattern) => ONLY_ONIGURUMA.test(pattern))).toEqual([]);
  // `^` and `$` are those of a line.
  expect(complaintsAbout(patterns.map((source) => ({ source, flags: "m" })))).toEqual([]);
});
