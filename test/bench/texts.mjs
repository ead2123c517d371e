import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * @typedef {object} Sample a report to measure with
 * @property {string} name as it is shown
 * @property {string} file its name with the ending, which tells other programs its format
 * @property {string} text
 */

const seeds =
  process.env.DISCLOSURE_SEEDS ?? fileURLToPath(new URL("../../../shared/corpus/seeds", import.meta.url));
const corpus = fileURLToPath(new URL("../corpus", import.meta.url));

/**
 * Real reports where the folder is found.
 * @returns {Sample[]}
 */
export function realReports() {
  if (!existsSync(seeds)) return [];
  return read(seeds).map((it) => ({ ...it, name: `真实报告 ${it.file.split("_")[0]}` }));
}

/**
 * @param {"clean" | "faulty"} folder
 * @returns {Sample[]}
 */
export function corpusSamples(folder) {
  return read(join(corpus, folder)).map((it) => ({ ...it, name: it.file }));
}

/** @param {string} folder */
function read(folder) {
  return readdirSync(folder)
    .filter((file) => [".txt", ".md", ".html"].includes(extname(file)))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") }));
}
