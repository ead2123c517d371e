import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { describe, expect, test } from "vitest";
import { replaceFile } from "../../server/src/cli/reports/write";
import { FileError } from "../../server/src/cli/terminal/errors";
import { useFolder } from "./runCli";

const folder = useFolder();
const OLD = Buffer.from("旧的内容");
const NEW = Buffer.from("新的内容，长一些");

function replace(path: string, root = folder.path(".")) {
  replaceFile({ path, root: realpathSync(root), before: OLD, after: NEW });
}

describe("replaceFile", () => {
  test("writes the new content, keeps the mode and leaves nothing else behind", () => {
    const path = folder.put("年报.md", OLD);
    chmodSync(path, 0o640);
    replace(path);
    expect(readFileSync(path)).toEqual(NEW);
    expect(statSync(path).mode & 0o7777).toBe(0o640);
    expect(readdirSync(folder.path("."))).toEqual(["年报.md"]);
  });

  test("never writes into the old content: another name of it keeps it", () => {
    const path = folder.put("甲.md", OLD);
    linkSync(path, folder.path("另存.md"));
    replace(path);
    expect(readFileSync(path)).toEqual(NEW);
    expect(readFileSync(folder.path("另存.md"))).toEqual(OLD);
  });

  test("a link within the folder stays a link; the file behind it is written", () => {
    const target = folder.put("里/真.md", OLD);
    symlinkSync("里/真.md", folder.path("链接.md"));
    replace(folder.path("链接.md"));
    expect(readFileSync(target)).toEqual(NEW);
    expect(lstatSync(folder.path("链接.md")).isSymbolicLink()).toBe(true);
  });

  test("a link out of the folder is refused", () => {
    const target = folder.put("外/真.md", OLD);
    mkdirSync(folder.path("里"));
    symlinkSync("../外/真.md", folder.path("里/链接.md"));
    expect(() => replace(folder.path("里/链接.md"), folder.path("里"))).toThrow(/符号链接指向给定文件夹以外/);
    expect(readFileSync(target)).toEqual(OLD);
  });

  test("a folder whose name only begins like the given one is outside", () => {
    const target = folder.put("里外/真.md", OLD);
    mkdirSync(folder.path("里"));
    symlinkSync("../里外/真.md", folder.path("里/链接.md"));
    expect(() => replace(folder.path("里/链接.md"), folder.path("里"))).toThrow(FileError);
    expect(readFileSync(target)).toEqual(OLD);
  });

  test.each([
    ["another length", "别人改过的内容，长度不同"],
    ["the same length", "旧的内空"],
  ])("a file changed since it was read is not overwritten: %s", (_, content) => {
    const path = folder.put("甲.md", content);
    expect(() => replace(path)).toThrow(/读入之后文件有了改动/);
    expect(readFileSync(path, "utf8")).toBe(content);
    expect(readdirSync(folder.path("."))).toEqual(["甲.md"]);
  });

  test("a read-only file is not overwritten, though its folder would allow it", () => {
    const path = folder.put("甲.md", OLD);
    chmodSync(path, 0o444);
    expect(() => replace(path)).toThrow(/只读/);
    expect(readFileSync(path)).toEqual(OLD);
  });

  test("where the draft cannot be written, the file stays as it was", () => {
    const path = folder.put("甲.md", OLD);
    const asked = { path, root: realpathSync(folder.path(".")), before: OLD, after: NEW };
    // Content that cannot be written stands for a full disk.
    const broken = { length: 5 } as unknown as Uint8Array;
    expect(() => replaceFile({ ...asked, after: broken })).toThrow(/写不了.*原文件未动/);
    expect(readFileSync(path)).toEqual(OLD);
    expect(readdirSync(folder.path("."))).toEqual(["甲.md"]);
  });

  test("a file that has gone is not made again", () => {
    const path = folder.put("甲.md", OLD);
    writeFileSync(folder.path("乙.md"), "");
    expect(() => replace(folder.path("没有.md"))).toThrow();
    expect(existsSync(folder.path("没有.md"))).toBe(false);
    expect(readFileSync(path)).toEqual(OLD);
  });
});
