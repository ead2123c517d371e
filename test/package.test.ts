import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";
import { beforeAll, expect, test } from "vitest";
import manifest from "../package.json";
import { root } from "../scripts/bundles.mjs";
import { bundledPackages, LICENSES, noticesText } from "../scripts/notices.mjs";

/* What users of the extension download, and whose work is in it. */

let bundled: Awaited<ReturnType<typeof bundledPackages>>;
beforeAll(async () => {
  bundled = await bundledPackages();
  // All bundles are made, the reader of PDF among them.
}, 60_000);

test("the package holds these files and no others", async () => {
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  expect(files.sort()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "THIRD-PARTY-NOTICES.txt",
    "dist/client.js",
    "dist/docx.js",
    "dist/package.json",
    "dist/pdf.js",
    "dist/preview.css",
    "dist/preview.js",
    "dist/server.js",
    "images/icon.png",
    "images/preview-dark.svg",
    "images/preview-light.svg",
    "media/sample.md",
    "media/walkthrough/check.dark.webp",
    "media/walkthrough/check.light.webp",
    "media/walkthrough/create.dark.webp",
    "media/walkthrough/create.light.webp",
    "media/walkthrough/fix.dark.webp",
    "media/walkthrough/fix.light.webp",
    "media/walkthrough/open.dark.webp",
    "media/walkthrough/open.light.webp",
    "media/walkthrough/preview.dark.webp",
    "media/walkthrough/preview.light.webp",
    "package.json",
    "package.nls.en.json",
    "package.nls.json",
    "schemas/ignore.json",
    "schemas/project.json",
    "syntaxes/disclosure-report.tmLanguage.json",
    "syntaxes/language-configuration.json",
  ]);
});

test("the manifest's dependencies are the packages that are bundled directly", () => {
  expect(Object.keys(manifest.dependencies).sort()).toEqual(bundled.direct);
});

test("what is bundled asks for no more than to be named", () => {
  const wrong = bundled.packages.filter(
    ({ license }) => !license.split(" AND ").every((it) => LICENSES.includes(it)),
  );
  expect(wrong.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
});

test("the notices name what is bundled, as it is now", () => {
  expect(readFileSync(join(root, "THIRD-PARTY-NOTICES.txt"), "utf8")).toBe(noticesText(bundled.packages));
});
