import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { Uri } from "vscode";
import { extension, patience } from "./support";

/*
 * The language server as the system sees it: a child of the extension host. Only Node can look, and on Windows only
 * with tools that are not always there.
 */

export const canLook = process.platform !== "win32";

/** Ids of the server's processes; there is one, or none. */
export function serverProcesses(): number[] {
  // VS Code's own servers may be children too, and be installed somewhere in our folder.
  const { fsPath } = Uri.joinPath(extension().extensionUri, "dist");
  return processes()
    .filter(({ parent, command }) => parent === process.pid && command.includes(fsPath))
    .map(({ id }) => id);
}

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

function processes(): Process[] {
  // A small Debian has no `ps`.
  return process.platform === "linux" ? fromProc() : fromPs();
}

function fromProc(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // The name stands in parentheses and may hold any character; state and parent follow.
        const [state, parent] = readFileSync(`/proc/${name}/stat`, "utf8").split(") ").at(-1)!.split(" ");
        if (state === "Z") return [];
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        return [{ id: Number(name), parent: Number(parent), command }];
      } catch {
        return []; // It has ended meanwhile.
      }
    });
}

function fromPs(): Process[] {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid=,command="], { encoding: "utf8" });
  return [...list.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, id, parent, command]) => ({
    id: Number(id),
    parent: Number(parent),
    command: command!,
  }));
}

/** Waits for other processes; the system sends no event for these, so this one looks again and again. */
export async function untilServers(what: string, isSo: (ids: number[]) => boolean): Promise<number[]> {
  const end = Date.now() + patience;
  for (;;) {
    const ids = serverProcesses();
    if (isSo(ids)) return ids;
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s for ${what}; running are ${ids}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
