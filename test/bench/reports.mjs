import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/** @type {Record<string, string>} */
const FORMATS = { text: "txt", markdown: "md", html: "html" };

/**
 * Writes generated reports into a folder: all layouts and standards in turn, a fault in every second one. The same ones
 * every time.
 * @param {string} folder
 * @param {number} count
 */
export async function writeReports(folder, count) {
  const { generate, inject, FAULTS, LAYOUTS, STANDARDS } = await loadGenerator(`${folder}.mjs`);
  const choices = LAYOUTS.flatMap((/** @type {{ format: string }} */ layout) =>
    Object.keys(STANDARDS).map((standard) => ({ layout, standard })),
  );
  mkdirSync(folder);
  for (let seed = 0; seed < count; seed++) {
    const choice = choices[seed % choices.length];
    const fault = FAULTS[seed % FAULTS.length];
    const { text } = (seed % 2 === 1 && inject(seed, choice, fault)?.faulty) || generate(seed, choice);
    writeFileSync(join(folder, `${seed}.${FORMATS[choice.layout.format]}`), text);
  }
}

/**
 * The tests' generator, which is TypeScript.
 * @param {string} outfile where it is put for a moment
 * @returns {Promise<Record<string, any>>}
 */
async function loadGenerator(outfile) {
  const generator = fileURLToPath(new URL("../generator/index.ts", import.meta.url));
  await build({ entryPoints: [generator], bundle: true, format: "esm", platform: "node", outfile });
  const loaded = await import(pathToFileURL(outfile).href);
  rmSync(outfile);
  return loaded;
}
