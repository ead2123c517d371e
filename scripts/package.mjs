/*
 * `npm run package`: builds the extension as users install it. The last line is the file's path.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";
import { root } from "./vscode/paths.mjs";

/** What reads PDF is half of it. More than this nobody should have to wait for. */
const MOST_KB = 1536;

/**
 * Packs what is built. Throws where the package is too large.
 * @param {string} [folder] where the file is put
 * @returns {Promise<string>} its path
 */
export async function packageExtension(folder = root) {
  const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const packagePath = join(folder, `${name}-${version}.vsix`);
  mkdirSync(dirname(packagePath), { recursive: true });
  await createVSIX({
    cwd: root,
    packagePath,
    // Everything is in the bundles.
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const kb = statSync(packagePath).size / 1024;
  console.log(`${kb.toFixed(1)} KB（上限 ${MOST_KB} KB）`);
  if (kb > MOST_KB) throw new Error(`安装包有 ${kb.toFixed(1)} KB，超过了 ${MOST_KB} KB`);
  return packagePath;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { status } = spawnSync(process.execPath, ["scripts/build.mjs"], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  console.log(await packageExtension());
}
