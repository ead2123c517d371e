import { readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { atMost } from "../report.mjs";

const dist = new URL("../../../dist/", import.meta.url);
const MOST_KB = { "server.js": 700 };

const METHOD =
  "`npm run build` 打成的每个文件的字节数，以及用 gzip（最高一级）、brotli 压缩以后的字节数。1 KB 是 1024 字节。";

/** @returns {Promise<import("../report.mjs").Section>} */
export async function measure() {
  const bundles = readdirSync(dist)
    .filter((file) => [".js", ".mjs", ".css"].includes(extname(file)))
    .sort()
    .map((file) => ({ file, bytes: readFileSync(new URL(file, dist)) }));
  return {
    title: "文件大小",
    method: METHOD,
    tables: [
      {
        head: ["文件", "字节", "gzip 字节", "brotli 字节"],
        rows: bundles.map(({ file, bytes }) => [
          file,
          ...[bytes, gzipSync(bytes, { level: 9 }), brotliCompressSync(bytes)].map((it) => String(it.length)),
        ]),
      },
    ],
    targets: Object.entries(MOST_KB).flatMap(([name, most]) =>
      bundles
        .filter(({ file }) => file === name)
        .map(({ bytes }) => atMost(`dist/${name}`, bytes.length / 1024, most, "KB")),
    ),
  };
}
