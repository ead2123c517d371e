import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, linkSync, mkdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  ATTRIBUTES,
  contents,
  FULL_DEVICE,
  MOUNTS,
  OWNERS,
  PERMISSIONS,
  runOnMount,
  runSpoiled,
  runWith,
  testWith,
  WITHOUT_RIGHTS,
} from "./faults";
import { useFolder } from "./runCli";
import { GOOD, report } from "./sample";

const folder = useFolder();
const { get, put, path } = folder;

/** One safe fix away from {@link FIXED}. */
const FIXABLE = report({ ...GOOD, newReceived: ["２", 0, 0, 0, 0, 0, 2] });
const FIXED = report();

describe("fix on a file system that takes no more: the report stays whole, and no draft is left", () => {
  testWith(MOUNTS)("no space", () => {
    put("in/甲.md", FIXABLE);
    const fill = { before: "cat /dev/zero > 满 2> /dev/null || true", after: "rm 满" };
    const { status, stderr } = runOnMount(path("."), "size=64k", ["fix", "甲.md"], fill);
    expect(stderr).toBe("甲.md：写不了：磁盘空间不足，或者不能再建文件；原文件未动\n");
    expect(status).toBe(2);
    expect(contents(path("out"))).toEqual(contents(path("in")));
  });

  testWith(MOUNTS)("space for a part of the draft", () => {
    put("in/甲.md", FIXABLE);
    // One page of 4,096 bytes, of which the report takes more.
    const fill = { before: "cat /dev/zero > 满 2> /dev/null || truncate -s -4096 满", after: "rm 满" };
    expect(Buffer.byteLength(FIXED)).toBeGreaterThan(4096);
    const { status, stderr } = runOnMount(path("."), "size=64k", ["fix", "甲.md"], fill);
    expect(stderr).toBe("甲.md：写不了：磁盘空间不足，或者不能再建文件；原文件未动\n");
    expect(status).toBe(2);
    expect(contents(path("out"))).toEqual(contents(path("in")));
  });

  testWith(MOUNTS)("no inode for a draft", () => {
    put("in/甲.md", FIXABLE);
    const fill = {
      before: "i=0; while touch 满$i 2> /dev/null; do i=$((i+1)); done",
      after: "rm 满*",
    };
    const { status, stderr } = runOnMount(path("."), "nr_inodes=20", ["fix", "甲.md"], fill);
    expect(stderr).toBe("甲.md：写不了：磁盘空间不足，或者不能再建文件；原文件未动\n");
    expect(status).toBe(2);
    expect(contents(path("out"))).toEqual(contents(path("in")));
  });

  testWith(MOUNTS)("read-only", () => {
    put("in/甲.md", FIXABLE);
    const { status, stderr } = runOnMount(path("."), "size=1m", ["fix", "甲.md"], {
      before: "mount -o remount,ro .",
    });
    expect(stderr).toMatch(/^甲\.md：没有写：文件是只读的\n$/);
    expect(status).toBe(2);
    expect(contents(path("out"))).toEqual(contents(path("in")));
  });

  testWith(PERMISSIONS)("files may only have a certain size", () => {
    put("甲.md", FIXABLE);
    const prefix = ["sh", "-c", 'ulimit -f 4; exec "$@"', "sh"];
    expect(runWith(path("."), ["fix", "甲.md"], { prefix })).toMatchObject({
      status: 2,
      stderr: "甲.md：写不了：文件过大；原文件未动\n",
    });
    expect(contents(path("."))).toEqual({ "甲.md": latin(FIXABLE) });
  });

  testWith(MOUNTS)("init leaves no part of a report", () => {
    mkdirSync(path("in"));
    const fill = { before: "cat /dev/zero > 满 2> /dev/null || truncate -s -4096 满", after: "rm 满" };
    const args = ["init", "--agency", "某局", "--year", "2024", "新.md"];
    const { status, stderr } = runOnMount(path("."), "size=64k", args, fill);
    expect(stderr).toBe("新.md：写不了：磁盘空间不足，或者不能再建文件。\n");
    expect(status).toBe(2);
    expect(contents(path("out"))).toEqual({});
  });
});

const latin = (text: string) => Buffer.from(text).toString("latin1");

describe("what may not be written is said, and stays", () => {
  testWith(PERMISSIONS)("a folder without permission; the next one is mended", () => {
    put("一/甲.md", FIXABLE);
    put("二/乙.md", FIXABLE);
    chmodSync(path("一"), 0o555);
    const { status, stdout, stderr } = runWith(path("."), ["fix", "一", "二"], { prefix: WITHOUT_RIGHTS });
    chmodSync(path("一"), 0o755);
    expect(stderr).toBe("一/甲.md：写不了：没有权限；原文件未动\n");
    expect(stdout).toContain("二/乙.md：修正了 1 处\n");
    expect(status).toBe(2);
    expect(contents(path("一"))).toEqual({ "甲.md": latin(FIXABLE) });
    expect(get("二/乙.md")).toBe(FIXED);
  });

  testWith(PERMISSIONS)("a new report in such a folder", () => {
    mkdirSync(path("一"), { mode: 0o555 });
    expect(runWith(path("."), ["init", "一/新.md"], { prefix: WITHOUT_RIGHTS })).toMatchObject({
      status: 2,
      stderr: "一/新.md：写不了：没有权限。\n",
    });
    expect(contents(path("一"))).toEqual({});
  });

  testWith(ATTRIBUTES)("an immutable file, an immutable folder", () => {
    put("一/甲.md", FIXABLE);
    put("二/乙.md", FIXABLE);
    const frozen = [path("一/甲.md"), path("二")];
    execFileSync("chattr", ["+i", ...frozen]);
    try {
      expect(runWith(path("."), ["fix", "一", "二"])).toMatchObject({
        status: 2,
        stderr: "一/甲.md：没有写：文件是只读的\n二/乙.md：写不了：操作不被允许；原文件未动\n",
      });
    } finally {
      execFileSync("chattr", ["-i", ...frozen]);
    }
    const whole = latin(FIXABLE);
    expect(contents(path("."))).toEqual({ 一: "folder", "一/甲.md": whole, 二: "folder", "二/乙.md": whole });
  });
});

/** Spoils each call of `fs` that has to do with the draft; `draft` is its descriptor once there is one. */
const failing = (name: string, code: string, first = "") => `
  let draft;
  const open = fs.openSync;
  fs.openSync = (path, ...more) => {
    const file = open(path, ...more);
    if (String(path).endsWith(".tmp")) draft = file;
    return file;
  };
  const { ${name}: real } = fs;
  fs.${name} = (target, ...more) => {
    const isDraft = target === draft || String(target).endsWith(".tmp");
    if (!isDraft) return real(target, ...more);
    ${first}
    throw Object.assign(new Error("spoiled"), { code: "${code}" });
  };`;

describe("whatever call fails, the report stays whole, and no draft is left", () => {
  test.each([
    ["openSync", "EMFILE", "打开的文件过多"],
    ["openSync", "ENAMETOOLONG", "路径过长"],
    ["openSync", "ECHRNG", "系统错误 ECHRNG"],
    ["writeSync", "ENOSPC", "磁盘空间不足，或者不能再建文件", "real(target, more[0].subarray(0, 100));"],
    ["writeSync", "EDQUOT", "超出磁盘配额"],
    ["fchmodSync", "EPERM", "操作不被允许"],
    ["fsyncSync", "EIO", "读写设备出错"],
    ["closeSync", "EDQUOT", "超出磁盘配额", "real(target);"],
    ["renameSync", "EBUSY", "文件正被别的程序占用"],
  ])("%s: %s", (name, code, reason, first = "") => {
    put("甲.md", FIXABLE);
    expect(runSpoiled(path("."), failing(name, code, first), ["fix", "甲.md"])).toMatchObject({
      status: 2,
      stderr: `甲.md：写不了：${reason}；原文件未动\n`,
    });
    expect(contents(path("."))).toEqual({ "甲.md": latin(FIXABLE) });
  });
});

/** Does something in the folder as soon as there is a draft: the file was read, and is not yet replaced. */
const meanwhile = (action: string) => `
  const open = fs.openSync;
  fs.openSync = (path, ...more) => {
    const file = open(path, ...more);
    if (String(path).endsWith(".tmp")) { ${action} }
    return file;
  };`;

describe("what others do between reading and writing is not undone", () => {
  const changed = "里/甲.md：读入之后文件有了改动，没有写回；请再运行一次\n";
  test.each([
    ["written", 'fs.writeFileSync("里/甲.md", "别人的")', changed, { "里/甲.md": "别人的" }],
    [
      "replaced by a link that leads out",
      'fs.unlinkSync("里/甲.md"); fs.symlinkSync("../外/甲.md", "里/甲.md")',
      changed,
      { "里/甲.md": "-> ../外/甲.md" },
    ],
    ["removed", 'fs.unlinkSync("里/甲.md")', "里/甲.md：没有写：读入之后文件不见了\n", {}],
    [
      "replaced by a folder",
      'fs.unlinkSync("里/甲.md"); fs.mkdirSync("里/甲.md")',
      changed,
      { "里/甲.md": "folder" },
    ],
  ])("%s", (_, action, line, left) => {
    put("外/甲.md", FIXABLE);
    put("里/甲.md", FIXABLE);
    expect(runSpoiled(path("."), meanwhile(action), ["fix", "里"])).toMatchObject({
      status: 2,
      stderr: line,
    });
    const expected = Object.entries(left).map(([name, held]) => [
      name,
      /^-|^folder/.test(held) ? held : latin(held),
    ]);
    expect(contents(path("."))).toEqual({
      外: "folder",
      "外/甲.md": latin(FIXABLE),
      里: "folder",
      ...Object.fromEntries(expected),
    });
  });

  test("its folder replaced by a link to another: nothing is written there", () => {
    put("外/甲.md", FIXABLE);
    put("里/甲.md", FIXABLE);
    const action = 'fs.renameSync("里", "别处"); fs.symlinkSync("外", "里")';
    expect(runSpoiled(path("."), meanwhile(action), ["fix", "里"])).toMatchObject({
      status: 2,
      stderr: changed,
    });
    expect(contents(path("外"))).toEqual({ "甲.md": latin(FIXABLE) });
    expect(get("别处/甲.md")).toBe(FIXABLE);
  });
});

describe.skipIf(process.platform === "win32")("a signal while a file is written", () => {
  /** Half of the draft is written, then the signal comes. */
  const killing = (signal: string) => `
    const write = fs.writeSync;
    let isSent = false;
    fs.writeSync = (file, bytes, at) => {
      if (file <= 2 || isSent) return write(file, bytes, at);
      const written = write(file, bytes, at, 100);
      process.kill(process.pid, "${signal}");
      isSent = true;
      return written;
    };
    const append = fs.writeFileSync;
    fs.writeFileSync = (file, text) => {
      process.kill(process.pid, "${signal}");
      append(file, text);
    };`;

  test.each(["SIGINT", "SIGTERM", "SIGHUP"])("%s ends the run after it, with no draft left", (signal) => {
    put("甲.md", FIXABLE);
    put("乙.md", FIXABLE);
    const { status, signal: by, stdout } = runSpoiled(path("."), killing(signal), ["fix", "甲.md", "乙.md"]);
    expect({ status, by, stdout }).toEqual({ status: null, by: signal, stdout: "" });
    expect(contents(path("."))).toEqual({ "甲.md": latin(FIXED), "乙.md": latin(FIXABLE) });
  });

  test("a new report is there in full", () => {
    const args = ["init", "--year", "2024", "新.md"];
    expect(runSpoiled(path("."), killing("SIGTERM"), args).signal).toBe("SIGTERM");
    const whole = folder.run(["init", "--year", "2024"]).stdout;
    expect(get("新.md")).toBe(whole);
  });
});

describe("what a written file keeps", () => {
  testWith(PERMISSIONS)("its mode", () => {
    for (const mode of [0o600, 0o644, 0o664, 0o755, 0o2644]) {
      chmodSync(put("甲.md", FIXABLE), mode);
      runWith(path("."), ["fix", "甲.md"]);
      expect(get("甲.md")).toBe(FIXED);
      expect(statSync(path("甲.md")).mode & 0o7777).toBe(mode);
    }
  });

  testWith(OWNERS)("its owner and group", () => {
    chownSync(put("甲.md", FIXABLE), 12345, 23456);
    chmodSync(path("甲.md"), 0o640);
    runWith(path("."), ["fix", "甲.md"]);
    expect(get("甲.md")).toBe(FIXED);
    expect(statSync(path("甲.md"))).toMatchObject({ uid: 12345, gid: 23456, mode: 0o100640 });
  });

  testWith(OWNERS)("its group, though the folder would give it another", () => {
    mkdirSync(path("组"));
    chownSync(path("组"), 0, 23456);
    chmodSync(path("组"), 0o2755);
    chownSync(put("组/甲.md", FIXABLE), 0, 0);
    runWith(path("."), ["fix", "组"]);
    expect(get("组/甲.md")).toBe(FIXED);
    expect(statSync(path("组/甲.md")).gid).toBe(0);
  });

  testWith(OWNERS)("of a file that cannot stay another's, no right that was meant for others", () => {
    chownSync(put("甲.md", FIXABLE), 12345, 23456);
    chmodSync(path("甲.md"), 0o6776);
    chownSync(put("乙.md", FIXABLE), 12345, 0);
    chmodSync(path("乙.md"), 0o6776);
    runWith(path("."), ["fix", "甲.md", "乙.md"], { prefix: WITHOUT_RIGHTS });
    expect(get("甲.md")).toBe(FIXED);
    // 0776 where the group is not kept: no more than the 6 that anybody has.
    expect(statSync(path("甲.md"))).toMatchObject({ uid: 0, gid: 0, mode: 0o100766 });
    expect(statSync(path("乙.md"))).toMatchObject({ uid: 0, gid: 0, mode: 0o100776 });
  });

  test("a hard link is parted: its other name keeps the old text", () => {
    put("甲.md", FIXABLE);
    mkdirSync(path("外"));
    linkSync(path("甲.md"), path("外/甲.md"));
    expect(folder.run(["fix", "甲.md"]).status).toBe(0);
    expect(get("甲.md")).toBe(FIXED);
    expect(get("外/甲.md")).toBe(FIXABLE);
  });
});

describe("nothing outside of what was given is written", () => {
  test.each([
    ["a folder behind a link, in a folder", ["fix", "里"], 2],
    ["a folder behind a link, in a pattern", ["fix", "里/*/*.md"], 2],
    ["a folder behind a link, in a pattern of any depth", ["fix", "里/**/*.md"], 2],
    ["a pattern that leads out", ["fix", "{里,../外}/*.md"], 2],
  ])("%s", (_, args, status) => {
    put("外/甲.md", FIXABLE);
    mkdirSync(path("根/里"), { recursive: true });
    symlinkSync("../../外", path("根/里/链"));
    expect(runWith(path("根"), args).status).toBe(status);
    expect(contents(path("外"))).toEqual({ "甲.md": latin(FIXABLE) });
  });

  test("what was named is written, wherever it is", () => {
    put("外/甲.md", FIXABLE);
    mkdirSync(path("根"));
    expect(runWith(path("根"), ["fix", "../外/甲.md"]).status).toBe(0);
    expect(get("外/甲.md")).toBe(FIXED);
  });
});

testWith(FULL_DEVICE)("a filter whose output cannot be written says so", () => {
  put("甲.md", FIXABLE);
  const prefix = ["sh", "-c", 'exec "$@" < 甲.md > /dev/full', "sh"];
  expect(runWith(path("."), ["fix", "-"], { prefix })).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("写不出结果：磁盘空间不足，或者不能再建文件\n"),
  });
  expect(readFileSync(path("甲.md"), "utf8")).toBe(FIXABLE);
});
