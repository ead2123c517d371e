import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach } from "vitest";

/** The built command line. */
export const CLI = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** What a run of the command line gave. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Buffer;
}

/** Runs the built command line in a folder. */
export function runCli(cwd: string, args: readonly string[], input: string | Uint8Array = ""): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd, input });
  return { status, stdout: stdout.toString(), stderr: stderr.toString(), bytes: stdout };
}

/** A folder of its own for each test of a file. */
export function useFolder() {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  return {
    path,
    run: (args: readonly string[], input?: string | Uint8Array) => runCli(folder, args, input),
    get: (name: string) => readFileSync(path(name), "utf8"),
    /** Writes a file, with the folders above it, and gives its path. */
    put(name: string, content: string | Uint8Array): string {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
      return path(name);
    },
  };
}
