/*
 * The packages of others in the bundles, and the file that names them with their licences.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildBundles, root } from "./bundles.mjs";

/**
 * A package of which something is in a bundle.
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {string} license its SPDX identifier
 * @property {string} text the licence
 */

/** What they may be licensed under: nothing that asks for more than to be named. */
export const LICENSES = ["MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "BlueOak-1.0.0"];

/** Licences of packages that come without the file: as their repositories have it. */
const licensesElsewhere = /** @type {Record<string, string>} */ ({
  "@vscode/l10n": "scripts/licenses/vscode-l10n.txt",
});

/** What a package has of others built into it, by their licences. */
const licensesInside = /** @type {Record<string, string[]>} */ ({
  "pdfjs-dist": [
    "scripts/licenses/core-js.txt",
    "node_modules/pdfjs-dist/cmaps/LICENSE",
    ...["OPENJPEG", "PDFJS_OPENJPEG", "JBIG2", "PDFJS_JBIG2", "QCMS", "PDFJS_QCMS"].map(
      (name) => `node_modules/pdfjs-dist/wasm/LICENSE_${name}`,
    ),
  ],
});

/** Of whose data server/src/core/text/traditional.json is made, see traditional.mjs. */
const sourcesOfData = ["node_modules/opencc-js"];

/**
 * What goes into the bundles, found out by making them without writing them.
 * @returns {Promise<{ packages: Package[], direct: string[] }>} all packages, and the names of those that our sources ask for
 */
export async function bundledPackages() {
  const metafiles = await buildBundles(join(root, "dist"), { write: false });
  const folders = new Set(sourcesOfData);
  const direct = new Set();
  for (const { inputs, outputs } of metafiles) {
    const used = new Set(Object.values(outputs).flatMap((it) => filesIn(it.inputs).map(folderOf)));
    for (const folder of used) if (folder) folders.add(folder);
    for (const [path, { imports }] of Object.entries(inputs)) {
      if (folderOf(path) || path === "<stdin>") continue;
      for (const folder of imports.map((it) => folderOf(it.path)))
        if (folder && used.has(folder)) direct.add(packageAt(folder).name);
    }
  }
  const packages = [...folders].map(packageAt);
  packages.sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
  return { packages, direct: [...direct].sort() };
}

/** @param {Record<string, { bytesInOutput: number }>} inputs */
function filesIn(inputs) {
  return Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
}

/**
 * The package that a file belongs to; undefined for our own.
 * @param {string} path from the root
 */
function folderOf(path) {
  return /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

/**
 * @param {string} folder
 * @returns {Package}
 */
function packageAt(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const names = readdirSync(join(root, folder));
  const files = names.filter((it) => /^licen[sc]e(?:-mit)?(?:\.\w+)?$/i.test(it));
  if (names.includes("LICENSES"))
    files.push(...readdirSync(join(root, folder, "LICENSES")).map((it) => `LICENSES/${it}`));
  const paths = files.map((it) => join(folder, it));
  const elsewhere = licensesElsewhere[name];
  if (paths.length === 0 && elsewhere !== undefined) paths.push(elsewhere);
  if (paths.length === 0) throw new Error(`${name} 没有许可证文件`);
  paths.push(...(licensesInside[name] ?? []));
  const texts = paths.map((path) => readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n").trim());
  return { name, version, license, text: texts.join("\n\n") };
}

/**
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}

/**
 * THIRD-PARTY-NOTICES.txt. Packages under the same words are named together.
 * @param {readonly Package[]} packages
 */
export function noticesText(packages) {
  const byText = /** @type {Map<string, Package[]>} */ (new Map());
  for (const it of packages) byText.set(it.text, [...(byText.get(it.text) ?? []), it]);
  const parts = [...byText].map(([text, its]) => {
    const names = its.map(({ name, version, license }) => `${name} ${version}（${license}）`);
    return `${names.join("\n")}\n\n${text}\n`;
  });
  const line = `\n${"-".repeat(80)}\n\n`;
  return `本软件包含下列第三方软件，各按其许可证使用。（由 npm run generate 生成，请勿手工修改。）\n${line}${parts.join(line)}`;
}
