import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { packageExtension } from "../../../scripts/package.mjs";
import { atMost } from "../report.mjs";

const dist = new URL("../../../dist/", import.meta.url);
const SERVER = "server.js";
const MOST_SERVER_KB = 700;
const MOST_VSIX_KB = 1536;

/** @returns {Promise<import("../report.mjs").Section>} */
export async function measure() {
  const bundles = readdirSync(dist)
    .filter((file) => [".js", ".mjs", ".css"].includes(extname(file)))
    .sort()
    .map((file) => ({ file, bytes: readFileSync(new URL(file, dist)) }));
  const folder = mkdtempSync(join(tmpdir(), "disclosure-lint-bench-"));
  const vsix = statSync(await packageExtension(folder)).size;
  rmSync(folder, { recursive: true });
  const server = statSync(new URL(SERVER, dist)).size;
  return {
    title: "文件大小",
    method:
      "`npm run build` 打成的每个文件、`npm run package` 打成的安装包（.vsix）的字节数。1 KB 是 1024 字节。",
    tables: [
      {
        head: ["文件", "字节", "gzip（最高一级）字节"],
        rows: [
          ...bundles.map(({ file, bytes }) => [
            file,
            String(bytes.length),
            String(gzipSync(bytes, { level: 9 }).length),
          ]),
          ["安装包", String(vsix), "—"],
        ],
      },
    ],
    targets: [
      atMost(`dist/${SERVER}`, server / 1024, MOST_SERVER_KB, "KB"),
      atMost("安装包", vsix / 1024, MOST_VSIX_KB, "KB"),
    ],
  };
}
