import { posix } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { textsIn } from "../../client/src/neighbours";
import { readBytes } from "../../client/src/reading";

/* Which files the client reads, in a file system with links. */

const editor = vi.hoisted(() => ({ isTrusted: false }));

// Test files share their modules: none may be left that another one has loaded with an editor of its own.
vi.hoisted(() => vi.resetModules());
vi.mock("vscode", () => {
  class Uri {
    constructor(readonly path: string) {}
    static joinPath({ path }: Uri, ...names: string[]) {
      return new Uri(posix.join(path, ...names));
    }
    static from({ path }: Uri) {
      return new Uri(path);
    }
  }
  const [file, folder, link] = [1, 2, 64];
  const large = new Uint8Array(1_500_000).fill(0x20);
  const many = Array.from({ length: 60 }, (_, at) => [
    `/w/many/${at + 10}.md`,
    { type: file, content: large },
  ]);
  const documents = [
    "去年定稿.docx",
    "甲局2022年年报.docx",
    "甲局2022年年报.pdf",
    "甲局2021年年报.docx",
    "甲局2022、2023年年报.xlsx",
    "~$2022年年报.docx",
    "说明.doc",
  ];
  const files: Readonly<
    Record<string, { type: number; size?: number; leadsTo?: string; content?: Uint8Array }>
  > = {
    "/w": { type: folder },
    "/w/a.md": { type: file },
    "/w/large.md": { type: file, size: 5_000_000 },
    "/w/pipe.md": { type: 0 },
    "/w/link.md": { type: file | link, leadsTo: "/secret/a.md" },
    "/w/in": { type: folder },
    "/w/in/a.md": { type: file },
    "/w/out": { type: folder | link, leadsTo: "/secret" },
    "/w/many": { type: folder },
    ...Object.fromEntries(many),
    "/w/word": { type: folder },
    ...Object.fromEntries(documents.map((name) => [`/w/word/${name}`, { type: file }])),
    ...Object.fromEntries(many.map((_, at) => [`/w/words/${at + 10}.docx`, { type: file }])),
    "/w/words": { type: folder },
    "/secret": { type: folder },
    "/secret/a.md": { type: file },
  };
  /** As the system does it: `..` is resolved, links are followed. */
  const real = (path: string): string => {
    const plain = posix.normalize(path);
    const [from, { leadsTo } = { leadsTo: "" }] =
      Object.entries(files).find(
        ([name, it]) => it.leadsTo !== undefined && (plain === name || plain.startsWith(`${name}/`)),
      ) ?? [];
    return from === undefined ? plain : leadsTo + plain.slice(from.length);
  };
  const found = (path: string) => {
    const it = files[path];
    if (it === undefined) throw new Error("FileNotFound");
    return it;
  };
  return {
    Uri,
    EventEmitter: class {},
    TabInputCustom: class {},
    FileType: { Unknown: 0, File: file, Directory: folder, SymbolicLink: link },
    window: {},
    workspace: {
      get isTrusted() {
        return editor.isTrusted;
      },
      textDocuments: [],
      getWorkspaceFolder: ({ path }: Uri) =>
        path === "/w" || path.startsWith("/w/") ? { uri: new Uri("/w") } : undefined,
      fs: {
        stat: async ({ path }: Uri) => {
          const plain = posix.normalize(path);
          return { size: 1, ...(files[plain] ?? found(real(plain))) };
        },
        readFile: async ({ path }: Uri) => {
          return found(real(path)).content ?? new TextEncoder().encode(real(path));
        },
        readDirectory: async ({ path }: Uri) =>
          Object.entries(files).flatMap(([name, { type }]) =>
            posix.dirname(name) === real(path) ? [[posix.basename(name), type]] : [],
          ),
      },
    },
  };
});

const { Uri } = (await import("vscode")) as unknown as {
  readonly Uri: new (path: string) => Parameters<typeof readBytes>[0];
};
const read = async (path: string) => new TextDecoder().decode(await readBytes(new Uri(path), 1000));
const texts = async (path: string) =>
  Object.fromEntries((await textsIn(new Uri(path))).map(({ name, text }) => [name, text]));

beforeEach(() => {
  editor.isTrusted = false;
});

test.each([
  ["/w/link.md", "符号链接"],
  ["/w/out/a.md", "符号链接"],
  ["/w/out", "符号链接"],
  ["/secret/a.md", "工作区文件夹之外"],
  ["/w/../secret/a.md", "工作区文件夹之外"],
  ["/w/in/../../secret/a.md", "工作区文件夹之外"],
  ["/w/in/../out/a.md", "符号链接"],
])("%s is not read where the workspace is not trusted, and is where it is", async (path, reason) => {
  await expect(read(path)).rejects.toThrow(reason);
  editor.isTrusted = true;
  if (path.endsWith(".md")) expect(await read(path)).toBe("/secret/a.md");
});

test("what stands in the folders is read in any case, if it is a file of some size", async () => {
  for (const isTrusted of [false, true]) {
    editor.isTrusted = isTrusted;
    expect(await read("/w/a.md")).toBe("/w/a.md");
    expect(await read("/w/out/../in/a.md")).toBe("/w/in/a.md");
    await expect(read("/w/large.md")).rejects.toThrow("文件过大");
    await expect(read("/w/pipe.md")).rejects.toThrow("不是普通文件");
    await expect(read("/w/in")).rejects.toThrow("不是普通文件");
    await expect(read("/w/none.md")).rejects.toThrow("FileNotFound");
  }
});

test("among neighbours, too, links and what stands outside are left out", async () => {
  expect(await texts("/w")).toEqual({ "a.md": "/w/a.md" });
  expect(await texts("/w/out")).toEqual({});
  expect(await texts("/secret")).toEqual({});
  editor.isTrusted = true;
  expect(await texts("/w")).toEqual({ "a.md": "/w/a.md", "link.md": "/secret/a.md" });
  expect(await texts("/w/out")).toEqual({ "a.md": "/secret/a.md" });
});

test("of a folder with more text than anyone writes only a part is read", async () => {
  const names = Object.keys(await texts("/w/many"));
  expect(names).toHaveLength(26);
  expect(names[0]).toBe("10.md");
});

test.each([
  ["/w/word", ["去年定稿.docx", "甲局2022、2023年年报.xlsx", "甲局2022年年报.docx", "甲局2022年年报.pdf"], 4],
  ["/w/words", Array.from({ length: 50 }, (_, at) => `${at + 10}.docx`), 50],
])(
  "of files that are no text, those of the year are read in %s, a few at most, one at a time",
  async (path, expected, count) => {
    let asked = 0;
    let atATime = 0;
    const open = async (uri: { readonly path: string }) => {
      asked++;
      expect(++atATime).toBe(1);
      await Promise.resolve();
      atATime--;
      return { text: uri.path, format: "docx", isReport: true, reason: "", pictures: 0 } as const;
    };
    const found = await textsIn(new Uri(path), { service: { open }, year: 2022 });
    expect(found.map(({ name }) => name).sort()).toEqual([...expected].sort());
    expect(asked).toBe(count);
    expect(await textsIn(new Uri(path))).toEqual([]);
  },
);
