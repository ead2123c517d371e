import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/*
 * `npm start` with a `code` of our own on the PATH. That it opens a real VS Code is a test of the window suite.
 */

const root = fileURLToPath(new URL("..", import.meta.url));
let folder: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "disclosure-lint-"));
});
afterEach(() => {
  child?.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

describe.skipIf(process.platform === "win32")("npm start", () => {
  it("names a path that is not there", async () => {
    const { status, error } = await end(start(["没有.md"]));
    expect(status).toBe(2);
    expect(error).toContain(`没有这个文件或文件夹：${join(root, "没有.md")}`);
  });

  it("takes one path only", async () => {
    expect((await end(start(["a", "b"]))).status).toBe(2);
  });

  it("opens a file in desktop VS Code with the extension, apart from the user's own settings", async () => {
    desktop('printf "%s\\n" "$@" > "$0.args"');
    const report = join(folder, "年度报告.md");
    writeFileSync(report, "");
    expect((await end(start([report]))).status).toBe(0);
    const args = readFileSync(join(folder, "code.args"), "utf8").trim().split("\n");
    expect(args).toContain(`--extensionDevelopmentPath=${root}`);
    expect(args).toContain("--user-data-dir");
    expect(args).toContain("--wait");
    expect(args.at(-1)).toBe(report);
  });

  it("opens a sample workspace where no path is given", async () => {
    desktop('printf "%s\\n" "$@" > "$0.args"');
    expect((await end(start([]))).status).toBe(0);
    const [sample, report] = readFileSync(join(folder, "code.args"), "utf8").trim().split("\n").slice(-2);
    expect(existsSync(join(sample!, "没有问题的报告"))).toBe(true);
    expect(report).toMatch(/年政府信息公开工作年度报告\.md$/);
    expect(readFileSync(report!, "utf8")).toContain("政府信息公开");
  });

  it("says so when VS Code fails", async () => {
    desktop("exit 3");
    const { status, error } = await end(start([root]));
    expect(status).toBe(1);
    expect(error).toContain("没有正常结束，状态 3");
  });

  it("ends VS Code with itself", async () => {
    // As the real one does: the command waits for another process, which writes its number next to its user data.
    desktop(`(trap 'touch "$0.ended"; kill $!; exit' TERM; sleep 600 & wait) >"$0.out" 2>&1 &
      echo $! > "$4/code.lock"; echo started; wait`);
    const program = start([root]);
    await line(program, "started");
    program.kill("SIGINT");
    expect((await end(program)).status).toBe(0);
    await expect.poll(() => existsSync(join(folder, "code.ended"))).toBe(true);
  });
});

function desktop(script: string): void {
  const file = join(folder, "code");
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

function start(args: string[]): ChildProcess {
  child = spawn(process.execPath, [join(root, "scripts/start.mjs"), ...args], {
    cwd: root,
    env: {
      ...process.env,
      PATH: `${folder}:${process.env.PATH}`,
      INIT_CWD: root,
      DISCLOSURE_LINT_BUILT: "1",
    },
  });
  return child;
}

async function end(program: ChildProcess): Promise<{ status: number | null; error: string }> {
  let error = "";
  program.stderr?.on("data", (data) => {
    error += data;
  });
  const [status] = await once(program, "close");
  return { status, error };
}

function line(program: ChildProcess, wanted: string): Promise<void> {
  return new Promise((resolve) => {
    let output = "";
    program.stdout?.on("data", (data) => {
      output += data;
      if (output.includes(wanted)) resolve();
    });
  });
}
