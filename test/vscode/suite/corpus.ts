import { Uri, workspace } from "vscode";
import { ok } from "./assert";
import { folders, readFile } from "./support";

/** A file of test/corpus, where the workspace has its copy. */
export interface Sample {
  readonly name: string;
  readonly uri: Uri;
  readonly text: string;
  /** What is to be found in it, as recorded beside it. */
  readonly recorded: readonly Recorded[];
}

/** One line of a recorded output; lines and columns count from 1. */
export interface Recorded {
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly message: string;
}

export type Kind = "clean" | "faulty" | "other";

const samples = new Map<Kind, readonly Sample[]>();

/** Reads the corpus, once, before the suites are defined: they have a test for each of its files. */
export async function loadCorpus(): Promise<void> {
  for (const kind of ["clean", "faulty", "other"] as const) samples.set(kind, await load(kind));
}

export function corpus(kind: Kind): readonly Sample[] {
  const found = samples.get(kind);
  ok(found && found.length > 0, `the corpus has no ${kind} files`);
  return found;
}

export function sample(name: string): Sample {
  const found = [...samples.values()].flat().find((it) => it.name === name);
  ok(found, `the corpus has no ${name}`);
  return found;
}

async function load(kind: Kind): Promise<Sample[]> {
  const folder = Uri.joinPath(folders()[0]!, "corpus", kind);
  const names = (await workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
  const reports = names.filter((name) => !name.endsWith(".out"));
  return Promise.all(
    reports.map(async (name) => {
      const uri = Uri.joinPath(folder, name);
      const recorded = names.includes(`${name}.out`)
        ? await readFile(uri.with({ path: `${uri.path}.out` }))
        : "";
      return { name, uri, text: await readFile(uri), recorded: parse(recorded) };
    }),
  );
}

function parse(listing: string): Recorded[] {
  return listing
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [, at, column, rule, message] = /^[^:]+:(\d+):(\d+) (\S+) (.+)$/.exec(line) ?? [];
      ok(message, `not a recorded finding: ${line}`);
      return { line: Number(at), column: Number(column), rule: rule!, message };
    });
}
