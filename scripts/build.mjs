/*
 * Builds everything into dist/. `--dev`: readable and with source maps.
 *
 * dist/cli.js            the command line (Node)
 * dist/server.js         the language server: --stdio, --node-ipc (Node), or as a web worker
 * dist/client.js         the extension, in Node and in a browser
 * dist/preview.js, .css  what runs in the preview's panel
 * dist/pdf.js            reads PDF, for the command line and the server; loaded when one comes
 * dist/docx.js           writes Word files, likewise
 * dist/core.mjs, .d.mts  the library, without a platform; typings in dist/types
 * dist/package.json      says that the .js files are CommonJS
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildBundles, root } from "./bundles.mjs";

const isDev = process.argv.includes("--dev");
const dist = join(root, "dist");
/**
 * Where everything is built before it takes its place, so that who runs a bundle meanwhile finds it whole. Not with
 * source maps, which hold the way from where they are written to the sources.
 */
const draft = isDev ? dist : join(dist, `.draft-${process.pid}`);

/** @param {string} name */
const out = (name) => join(draft, name);

try {
  // All are waited for, lest one that is still writing brings the draft back after it was cleared away.
  const results = await Promise.allSettled([
    buildBundles(draft, isDev ? { minify: false, sourcemap: "linked" } : {}),
    buildTypes(),
  ]);
  for (const result of results) {
    if (result.status === "rejected") throw result.reason;
  }
  // The bundles are CommonJS whatever the package around them says; VS Code for the Web accepts nothing else.
  writeFileSync(out("package.json"), '{"type":"commonjs"}\n');
  chmodSync(out("cli.js"), 0o755);
  for (const name of readdirSync(draft).filter((it) => /\.(?:m?js|css)$/.test(it))) {
    console.log(`${name.padEnd(17)} ${(statSync(out(name)).size / 1024).toFixed(1).padStart(6)} KB`);
  }
  if (draft !== dist) moveIntoPlace();
} finally {
  if (draft !== dist) rmSync(draft, { recursive: true, force: true });
}

/** Of the old content nothing is left that is not built any more. */
function moveIntoPlace() {
  const names = readdirSync(draft);
  for (const name of readdirSync(dist)) {
    if (!names.includes(name) && !name.startsWith(".draft-")) rmSync(join(dist, name), { recursive: true });
  }
  for (const name of names) {
    if (statSync(out(name)).isDirectory()) rmSync(join(dist, name), { recursive: true, force: true });
    renameSync(out(name), join(dist, name));
  }
}

/**
 * Typings of the library. TypeScript writes them with the sources' own import paths, which only a bundler resolves;
 * as .d.mts files with full names every module resolution does, wherever dist/ is put.
 */
async function buildTypes() {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const project = join(root, "scripts/tsconfig.types.json");
  const compiler = spawn(process.execPath, [tsc, "-p", project, "--outDir", out("types")], {
    stdio: ["ignore", 2, 2],
  });
  const [status] = await once(compiler, "exit");
  // 2: type errors, but all is written. They are shown here; failing on them is `npm run check`'s part.
  if (status !== 0 && status !== 2) throw new Error("类型声明没有生成");
  const types = out("types");
  for (const file of readdirSync(types, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".d.ts")) continue;
    const text = readFileSync(join(types, file), "utf8");
    writeFileSync(join(types, file), text.replaceAll(/(["'])(\.\.?\/[^"']+)\1/g, '"$2.mjs"'));
    renameSync(join(types, file), join(types, file.replace(/\.d\.ts$/, ".d.mts")));
  }
  writeFileSync(out("core.d.mts"), 'export * from "./types/core/index.mjs";\n');
}
