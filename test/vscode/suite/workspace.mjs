import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const corpus = fileURLToPath(new URL("../../corpus", import.meta.url));

/**
 * Settings that the second folder has of its own. Tests in a workspace of several folders hold what is found in it
 * against what is found in the first.
 */
const otherSettings = { "disclosureLint.rules": { "cell-fullwidth": "error", "litigation-total": "off" } };

/**
 * Writes the workspace that the suites run in: two folders, the first with the reports of the corpus, and the
 * `.code-workspace` that holds both. Names are as people have them, with Chinese and spaces.
 * @param {string} dir a folder that is there and empty
 * @returns {Promise<{ folder: string, workspaceFile: string }>} the first folder, for hosts that open just one
 */
export async function makeWorkspace(dir) {
  const folder = join(dir, "年度报告 2024");
  const other = join(dir, "乡镇上报");
  const workspaceFile = join(dir, "汇总.code-workspace");
  await cp(corpus, join(folder, "corpus"), { recursive: true });
  // In the browser there are no settings of the user's. Chinese, as nearly all tests are about it.
  await mkdir(join(folder, ".vscode"), { recursive: true });
  await writeFile(join(folder, ".vscode", "settings.json"), '{ "disclosureLint.language": "zh-cn" }\n');
  await mkdir(join(other, ".vscode"), { recursive: true });
  await writeFile(join(other, ".vscode", "settings.json"), `${JSON.stringify(otherSettings, null, 2)}\n`);
  // What people have: a folder with reports, by whose names the extension knows that it will be needed.
  await cp(join(corpus, "clean/bureau-2019-pipes.txt"), join(other, "石桥乡政府信息公开2019年年度报告.txt"));
  const folders = [{ path: "年度报告 2024" }, { path: "乡镇上报" }];
  await writeFile(workspaceFile, `${JSON.stringify({ folders }, null, 2)}\n`);
  return { folder, workspaceFile };
}
