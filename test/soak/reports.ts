import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generate, LAYOUTS, STANDARDS, type StandardId } from "../generator";

/* Texts to start from. */

export interface Sample {
  readonly name: string;
  readonly languageId: string;
  readonly text: string;
}

const corpus = new URL("../corpus/", import.meta.url);
const languages: Readonly<Record<string, string>> = { md: "markdown", html: "html", txt: "plaintext" };

function samplesIn(folder: URL): Sample[] {
  return readdirSync(folder)
    .filter((name) => /\.(?:md|html|txt)$/.test(name))
    .sort()
    .map((name) => ({
      name,
      languageId: languages[name.slice(name.lastIndexOf(".") + 1)]!,
      text: readFileSync(new URL(name, folder), "utf8"),
    }));
}

/** The samples of the corpus, and made-up reports of every layout and both standards. */
export const samples: readonly Sample[] = [
  ...["clean/", "faulty/", "other/"].flatMap((folder) => samplesIn(new URL(folder, corpus))),
  ...LAYOUTS.flatMap((layout, at) =>
    (Object.keys(STANDARDS) as StandardId[]).map((standard) => ({
      name: `${layout.id}-${standard}.${layout.format}`,
      languageId: layout.format === "text" ? "plaintext" : layout.format,
      text: generate(9000 + at, { layout, standard }).text,
    })),
  ),
];

const seeds = fileURLToPath(new URL("../../../shared/corpus/seeds/", import.meta.url));

/** Reports of usual length: real ones where the folder is found, else the longest of ours. */
export function usualReports(): readonly Sample[] {
  if (existsSync(seeds)) return samplesIn(new URL("../../../shared/corpus/seeds/", import.meta.url));
  return [...samples].sort((a, b) => b.text.length - a.text.length).slice(0, 5);
}
