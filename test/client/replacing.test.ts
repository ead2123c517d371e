import { posix } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Uri } from "vscode";
import { keeperOf, locksOf } from "../../client/src/files/locks";
import { reasonOf } from "../../client/src/files/reasons";
import { lockBeside, putInPlace } from "../../client/src/files/replacing";

/* Files put in place in a file system in which every step can fail: the old one or the new one is there whole. */

const disk = vi.hoisted(() => ({
  files: new Map<string, Uint8Array>(),
  /** What goes wrong: by the number of the call, reads and writes counted together. */
  faults: new Map<number, { error: string; code?: string; isTorn?: boolean }>(),
  readOnly: new Set<string>(),
  calls: 0,
}));

// Test files share their modules: none may be left that another one has loaded with an editor of its own.
vi.hoisted(() => vi.resetModules());
vi.mock("vscode", () => {
  class Address {
    constructor(readonly path: string) {}
    static joinPath({ path }: Address, ...names: string[]) {
      return new Address(posix.join(path, ...names));
    }
    toString() {
      return this.path;
    }
  }
  const missing = () => Object.assign(new Error("gone"), { code: "FileNotFound" });
  const step = (path: string, bytes?: Uint8Array) => {
    const fault = disk.faults.get(disk.calls++);
    if (fault === undefined) return;
    // What fails half way leaves half of it.
    if (fault.isTorn && bytes) disk.files.set(path, bytes.slice(0, bytes.length >> 1));
    throw Object.assign(new Error(fault.error), { code: fault.code });
  };
  const fs = {
    stat: async ({ path }: Address) => {
      if (!disk.files.has(path)) throw missing();
      return { type: 1, mtime: 5, ...(disk.readOnly.has(path) && { permissions: 1 }) };
    },
    readFile: async ({ path }: Address) => {
      step(path);
      const bytes = disk.files.get(path);
      if (bytes === undefined) throw missing();
      return bytes;
    },
    writeFile: async ({ path }: Address, bytes: Uint8Array) => {
      step(path, bytes);
      disk.files.set(path, bytes);
    },
    delete: async ({ path }: Address) => {
      if (!disk.files.delete(path)) throw missing();
    },
  };
  return { Uri: Address, FilePermission: { Readonly: 1 }, workspace: { fs } };
});

const { Uri: Address } = (await import("vscode")) as unknown as { Uri: new (path: string) => Uri };
const FILE = "/年报/报告.docx";
const file = new Address(FILE);
const [before, after] = ["原来的内容", "改过的、长一些的内容"].map((text) =>
  new TextEncoder().encode(text),
) as [Uint8Array, Uint8Array];

beforeEach(() => {
  disk.files = new Map([[FILE, before]]);
  disk.faults.clear();
  disk.readOnly.clear();
  disk.calls = 0;
});

/** Puts the new one in place; what was said if that failed. */
const put = () =>
  putInPlace(file, after, before).then(
    () => undefined,
    (error: Error) => error.message,
  );

/** Draft written and read, file written and read. */
const STEPS = 4;

test("a file is the new one, and nothing else is there", async () => {
  expect(await put()).toBeUndefined();
  expect(disk.calls).toBe(STEPS);
  expect(disk.files).toEqual(new Map([[FILE, after]]));
});

describe.each([
  ["no space", { error: "ENOSPC: no space left on device, write" }, "磁盘空间不够"],
  ["no space, half written", { error: "ENOSPC: no space left", isTorn: true }, "磁盘空间不够"],
  ["no permission", { error: "EACCES: permission denied", code: "NoPermissions" }, "没有在这里写文件的权限"],
  [
    "held by a program",
    { error: "EBUSY: resource busy or locked", code: "Unavailable" },
    "文件正被其他程序占用",
  ],
])("%s", (_, fault, reason) => {
  for (let step = 0; step < STEPS; step++)
    test(`at step ${step + 1}: told, the old one whole, no draft left`, async () => {
      disk.faults.set(step, fault);
      expect(await put()).toBe(reason);
      expect(disk.files).toEqual(new Map([[FILE, before]]));
    });
});

test("what was written but does not read the same is not taken for written", async () => {
  const write = (await import("vscode")).workspace.fs;
  const spy = vi.spyOn(write, "readFile").mockResolvedValueOnce(new Uint8Array(3));
  expect(await put()).toBe("磁盘空间不够");
  spy.mockRestore();
  expect(disk.files).toEqual(new Map([[FILE, before]]));
});

test("where not even the old one can be written back, the new one stays and is named", async () => {
  const torn = { error: "EIO: i/o error", isTorn: true };
  for (const step of [2, 3, 4, 5]) disk.faults.set(step, torn);
  const said = await put();
  const [, draft] = [...disk.files.keys()];
  expect(said).toContain(draft!.slice(draft!.lastIndexOf("/") + 1));
  expect(disk.files.get(draft!)).toBe(after);
});

test("a read-only file is left alone, one that is gone is not made", async () => {
  disk.readOnly.add(FILE);
  expect(await put()).toBe("文件是只读的");
  disk.files.clear();
  expect(await put()).toBe("文件已不在原处，可能被移走、改名或删除了");
  expect(disk.files.size).toBe(0);
});

test.each([
  ["报告.docx", "~$报告.docx", "Word"],
  ["2023年政府信息公开.docx", "~$23年政府信息公开.docx", "Word"],
  ["年度报告一二三.docx", "~$年度报告一二三.docx", "Word"],
  ["报告.docx", ".~报告.docx", "WPS"],
  ["报告.docx", ".~lock.报告.docx#", "LibreOffice"],
])("%s is open while %s is there: in %s", async (name, lock, program) => {
  expect(locksOf(name)).toContain(lock);
  expect(keeperOf(lock)).toBe(program);
  disk.files.set(`/年报/${lock}`, new Uint8Array());
  const found = await lockBeside(new Address(`/年报/${name}`));
  expect(found).toEqual({ program, since: 5, id: `/年报/${lock} 5` });
  expect(await lockBeside(new Address("/年报/别的.docx"))).toBeUndefined();
});

test.each([
  [
    new Error("Unable to write file (Unknown (FileSystemError): Error: ENOSPC: no space left)"),
    "磁盘空间不够",
  ],
  [new DOMException("quota", "QuotaExceededError"), undefined],
  [Object.assign(new Error("x"), { code: "NoPermissions" }), "没有在这里写文件的权限"],
  [new Error("文件过大"), "文件过大"],
])("%s", (error, reason) => {
  expect(reasonOf(error)).toBe(reason ?? "quota");
});
