/*
 * A worker of build.mjs: makes a bundle smaller still, by what esbuild does not do, such as inlining functions that are
 * called once.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { minify } from "terser";

const { file } = workerData;
const { code } = await minify(readFileSync(file, "utf8"), {
  ecma: 2020,
  toplevel: true,
  compress: { passes: 2 },
});
if (!code) throw new Error(`${file} 是空的`);
writeFileSync(file, code);
