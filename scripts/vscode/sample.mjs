/* The workspace that `npm start` shows: the reports of the tests, under the names that people give such files. */
import { cp, mkdir, readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";

/** Folders of the corpus, as they are called here. */
const groups = { faulty: "有错的报告", clean: "没有问题的报告", other: "其他文件" };
/** Shown first: it has a bit of everything. */
const firstShown = "town-2022-gfm.md";

/**
 * What is there already is left as it is: somebody may have worked on it.
 * @param {string} folder
 * @returns {Promise<{ folder: string, first: string }>} the folder, and the file to show
 */
export async function makeSample(folder) {
  /** @type {typeof import("../../server/src/core/index")} */
  const { extract } = await import(pathToFileURL(join(root, "dist/core.mjs")).href);
  let first = "";
  for (const [group, title] of Object.entries(groups)) {
    const from = join(root, "test/corpus", group);
    await mkdir(join(folder, title), { recursive: true });
    for (const name of await readdir(from)) {
      if (name.endsWith(".out")) continue;
      const { agency, year } = extract(await readFile(join(from, name), "utf8"));
      const isNamed = group !== "other" && agency && year;
      const shownName = isNamed ? `${agency}${year}年政府信息公开工作年度报告${extname(name)}` : name;
      const path = join(folder, title, shownName);
      await cp(join(from, name), path, { force: false });
      if (name === firstShown) first = path;
    }
  }
  return { folder, first };
}
