import { spawn, spawnSync } from "node:child_process";
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "vitest";
import { CLI } from "./runCli";

/*
 * Faults of machines, made on purpose. Where a machine cannot make one, the test's name says why it was skipped.
 */

/** What a run of the command line gave. */
export interface FaultRun {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Words before the command line: another program that starts it in some state. */
export type Prefix = readonly string[];

/** Longer than any run takes; one that hangs has no status. */
const PATIENCE = 20_000;

/** Runs the command line in a folder, started by other words, with more variables. */
export function runWith(
  cwd: string,
  args: readonly string[],
  { prefix = [], env = {} }: { readonly prefix?: Prefix; readonly env?: Record<string, string> } = {},
): FaultRun {
  const [program, ...words] = [...prefix, process.execPath, CLI, ...args];
  const { status, signal, stdout, stderr } = spawnSync(program!, words, {
    cwd,
    env: { ...process.env, ...env },
    timeout: PATIENCE,
    maxBuffer: 1 << 28,
  });
  return { status, signal, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** Runs the command line while nobody reads what it writes to some of its streams. */
export function runUnread(
  cwd: string,
  args: readonly string[],
  unread: readonly ("stdout" | "stderr")[],
): Promise<FaultRun> {
  const child = spawn(process.execPath, [CLI, ...args], { cwd, timeout: PATIENCE });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    if (unread.includes(name)) child[name].destroy();
    else child[name].on("data", (chunk) => (said[name] += chunk));
  }
  return new Promise((resolve) => {
    child.on("close", (status, signal) => resolve({ status, signal, ...said }));
  });
}

/** Something that not every machine can do. */
export interface Ability {
  readonly has: boolean;
  readonly lack: string;
}

/** A test where the machine can do what it takes; else it is skipped, and its name says why. */
export function testWith({ has, lack }: Ability) {
  return (name: string, run: () => void | Promise<void>) =>
    test.skipIf(!has)(has ? name : `${name} (skipped: ${lack})`, run);
}

function works(program: string, ...words: string[]): boolean {
  return spawnSync(program, words).status === 0;
}

/** Small file systems of our own, in a name space of mounts that ends with the program. */
export const MOUNTS: Ability = {
  has: works("unshare", "-rm", "mount", "-t", "tmpfs", "none", "/tmp"),
  lack: "no file system can be mounted here",
};

const ROOT_WITHOUT_RIGHTS: Prefix = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"];

/** Starts a program for which the bits of permission count: for root they only do without its capabilities. */
export const WITHOUT_RIGHTS: Prefix = process.getuid?.() === 0 ? ROOT_WITHOUT_RIGHTS : [];

export const PERMISSIONS: Ability = {
  has: process.platform !== "win32" && (WITHOUT_RIGHTS.length === 0 || works(...asCall(WITHOUT_RIGHTS))),
  lack: "bits of permission cannot be made to count here",
};

function asCall(prefix: Prefix): [string, ...string[]] {
  return [prefix[0]!, ...prefix.slice(1), "true"];
}

/** Files of others can be made. */
export const OWNERS: Ability = {
  has: process.getuid?.() === 0 && PERMISSIONS.has,
  lack: "only root can give files away",
};

export const PIPES: Ability = {
  has: works("sh", "-c", "command -v mkfifo"),
  lack: "there are no named pipes",
};

export const TERMINALS: Ability = {
  has: works("script", "-qec", "true", "/dev/null"),
  lack: "there is no program `script` that makes terminals",
};

export const FULL_DEVICE: Ability = { has: works("test", "-c", "/dev/full"), lack: "there is no /dev/full" };

/** Files can be made unchangeable whatever their mode. */
export const ATTRIBUTES: Ability = { has: canFreeze(), lack: "files cannot be made immutable here" };

function canFreeze(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
  const path = join(folder, "x");
  writeFileSync(path, "");
  const can = works("chattr", "+i", path) && works("chattr", "-i", path);
  rmSync(folder, { recursive: true });
  return can;
}

/**
 * Runs the command line on a small file system: `in` of the folder is copied there, and what is left there to `out`.
 * `before` and `after` are shell commands that run on it, around the run.
 */
export function runOnMount(
  cwd: string,
  options: string,
  args: readonly string[],
  { before = "", after = "" }: { readonly before?: string; readonly after?: string } = {},
): FaultRun {
  const script = `
    set -e
    mkdir mnt out
    mount -t tmpfs -o ${options} none mnt
    cp -a in/. mnt
    cd mnt
    ${before}
    set +e
    "$@"
    status=$?
    cd "$BASE/mnt"
    ${after}
    cp -a . ../out
    exit $status`;
  return runWith(cwd, args, { prefix: ["unshare", "-rm", "sh", "-c", script, "sh"], env: { BASE: cwd } });
}

/** Runs the command line with a script loaded before it, which has `fs` and spoils it. */
export function runSpoiled(cwd: string, spoil: string, args: readonly string[]): FaultRun {
  // Beside the folder, so that it is not one of its files.
  const script = `${cwd}-spoil.cjs`;
  writeFileSync(script, `const fs = require("node:fs");\n${spoil}`);
  try {
    return runWith(cwd, args, { env: { NODE_OPTIONS: `--require=${script}` } });
  } finally {
    rmSync(script);
  }
}

/** All that is in a folder: each path, and what it holds. */
export function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(names.map((name) => [name, content(join(folder, name))]));
}

function content(path: string): string {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return `-> ${readlinkSync(path)}`;
  if (stat.isDirectory()) return "folder";
  return stat.isFile() ? readFileSync(path, "latin1") : "special";
}
