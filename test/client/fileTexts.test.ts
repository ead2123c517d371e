import { posix } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Memento, TextDocument, Uri } from "vscode";
import type { Failure } from "../../client/src/files/failure";
import type { FileService } from "../../client/src/files/fileService";
import { FileTexts } from "../../client/src/files/fileSystem";
import type { Refusals } from "../../client/src/files/refusals";
import { handleWriteFile } from "../../server/src/lsp/handlers/files";
import { makeDocx } from "../source/makeDocx";

/*
 * The texts of Word files as the editor reads and writes them: the server's own writing, with a disk and documents that are
 * plain data.
 */

interface Document {
  readonly uri: Uri;
  text: string;
  isDirty: boolean;
  getText(): string;
}

const editor = vi.hoisted(() => ({
  files: new Map<string, Uint8Array>(),
  documents: [] as Document[],
  events: new Map<string, (value: unknown) => void>(),
}));

// Test files share their modules: none may be left that another one has loaded with an editor of its own.
vi.hoisted(() => vi.resetModules());
vi.mock("vscode", () => {
  class Address {
    constructor(
      readonly scheme: string,
      readonly path: string,
      readonly query = "",
    ) {}
    static parse = (text: string) => new Address("file", text.replace("file://", ""));
    static joinPath = ({ scheme, path }: Address, ...names: string[]) =>
      new Address(scheme, posix.join(path, ...names));
    static from = ({ scheme, path, query }: Address) => new Address(scheme, path, query);
    toString() {
      return `${this.scheme}:${this.path}${this.query && `?${encodeURIComponent(this.query)}`}`;
    }
  }
  class EventEmitter {
    private readonly listeners: ((value: unknown) => void)[] = [];
    readonly event = (listener: (value: unknown) => void) => void this.listeners.push(listener);
    readonly fire = (value: unknown) => {
      for (const listener of this.listeners) listener(value);
    };
  }
  const missing = () => Object.assign(new Error("gone"), { code: "FileNotFound" });
  const held = ({ path }: Address) => {
    const bytes = editor.files.get(path);
    if (bytes === undefined) throw missing();
    return bytes;
  };
  const on = (name: string) => (listener: (value: unknown) => void) => void editor.events.set(name, listener);
  return {
    Uri: Address,
    EventEmitter,
    Disposable: { from: () => ({ dispose() {} }) },
    FileType: { File: 1, SymbolicLink: 64 },
    FilePermission: { Readonly: 1 },
    FileChangeType: { Changed: 1, Created: 2, Deleted: 3 },
    FileSystemError: { Unavailable: (message: string) => new Error(message) },
    workspace: {
      get textDocuments() {
        return editor.documents;
      },
      onDidOpenTextDocument: on("open"),
      onDidChangeTextDocument: on("change"),
      onDidSaveTextDocument: on("save"),
      onDidCloseTextDocument: on("close"),
      fs: {
        isWritableFileSystem: () => true,
        stat: async (uri: Address) => ({ type: 1, ctime: 1, mtime: 9, size: held(uri).length }),
        readFile: async (uri: Address) => held(uri),
        writeFile: async ({ path }: Address, bytes: Uint8Array) => void editor.files.set(path, bytes),
        delete: async ({ path }: Address) => void editor.files.delete(path),
      },
    },
  };
});

const { Uri: Address } = (await import("vscode")) as unknown as {
  Uri: new (scheme: string, path: string, query?: string) => Uri;
};
const { openSource } = await import("../../server/src/core/open");

const PATH = "/年报/报告.docx";
const LOCK = "/年报/.~报告.docx";
const FIRST = "一段：12件。\n二段。\n";
const uri = new Address("disclosure-file", PATH, `file://${PATH}`);
const word = (text: string) => makeDocx(text);
const saysNow = async () => (await openSource(editor.files.get(PATH)!)).text;

const service = {
  open: async (_: unknown, bytes: Uint8Array) => ({ text: (await openSource(bytes)).text }),
  write: (bytes: Uint8Array, text: string) =>
    handleWriteFile({}, { bytes: Buffer.from(bytes).toString("base64"), text }),
} as unknown as FileService;

function memory(): Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, otherwise?: T) => (kept.get(key) ?? otherwise) as T,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };
}

let memento: Memento;
let texts: FileTexts;
let failures: Failure[];
let document: Document;

function startWindow(): void {
  texts = new FileTexts(service, { show: () => undefined } as unknown as Refusals, memento);
  texts.onDidFail(({ failure }) => failures.push(failure));
}

beforeEach(async () => {
  editor.files = new Map([[PATH, word(FIRST)]]);
  editor.documents = [];
  failures = [];
  memento = memory();
  startWindow();
  await openText();
});

async function openText(): Promise<void> {
  const text = new TextDecoder().decode(await texts.readFile(uri));
  document = { uri, text, isDirty: false, getText: () => document.text };
  editor.documents = [document];
  tell("open");
}

function tell(event: "open" | "change" | "save" | "close"): void {
  const value = document as unknown as TextDocument;
  editor.events.get(event)!(event === "change" ? { document: value } : value);
}

function type(from: string, to: string): void {
  document.text = document.text.replace(from, to);
  document.isDirty = true;
  tell("change");
}

/** What the editor does; undefined where it was saved, or what it says. */
async function save(text = document.text): Promise<string | undefined> {
  try {
    await texts.writeFile(uri, new TextEncoder().encode(text));
    document.isDirty = false;
    tell("save");
    return undefined;
  } catch (error) {
    return String(error);
  }
}

test("a text is read with a mark that tells its encoding", async () => {
  const bytes = await texts.readFile(uri);
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(document.text.startsWith("一段")).toBe(true);
});

test("what is typed is in the file, as often as it is saved", async () => {
  for (const [from, to] of [
    ["12", "13"],
    ["13", "140"],
    ["二段", "第二段"],
  ] as const) {
    type(from, to);
    expect(await save()).toBeUndefined();
    expect(await saysNow()).toBe(document.text);
  }
  expect([...editor.files.keys()]).toEqual([PATH]);
});

test("a text whose language is changed, which closes and opens it in one turn, is still known", async () => {
  tell("close");
  tell("open");
  await Promise.resolve();
  type("12", "13");
  expect(await save()).toBeUndefined();
  expect(await saysNow()).toBe(document.text);
});

test("an unchanged text leaves the file's bytes", async () => {
  const bytes = editor.files.get(PATH);
  expect(await save()).toBeUndefined();
  expect(editor.files.get(PATH)).toBe(bytes);
});

test("a changed text is never called older than its file, so that the editor has nothing to overwrite", async () => {
  expect((await texts.stat(uri)).mtime).toBe(9);
  type("12", "13");
  expect((await texts.stat(uri)).mtime).toBe(0);
});

describe("a file changed meanwhile", () => {
  const OTHER = word(FIRST.replace("二段", "另一段"));

  test("is not overwritten, however often one tries", async () => {
    type("12", "13");
    editor.files.set(PATH, OTHER);
    await texts.readFile(uri);
    for (let times = 0; times < 3; times++)
      expect(await save()).toBe("没有保存：文件已被其他程序改过（可能是 Word 保存了它），没有盖掉它。");
    expect(editor.files.get(PATH)).toBe(OTHER);
    expect(failures.map(({ kind }) => kind)).toEqual(["changed", "changed", "changed"]);
  });

  test("nor in another window, in which the text comes back with its changes", async () => {
    type("12", "13");
    await vi.waitFor(() => expect(memento.get("disclosureLint.bases")).toBeDefined());
    startWindow();
    document.isDirty = false;
    tell("open");
    type("13", "14");
    const bytes = editor.files.get(PATH)!;
    editor.files.set(PATH, OTHER);
    expect(await save()).toContain("已被其他程序改过");
    editor.files.set(PATH, bytes);
    expect(await save()).toBeUndefined();
    expect(await saysNow()).toBe(document.text);
  });

  test("is written once the user has taken it over", async () => {
    type("12", "13");
    editor.files.set(PATH, OTHER);
    await texts.takeOver(uri, OTHER);
    expect(await save()).toBeUndefined();
    expect(await saysNow()).toBe(document.text);
  });

  test("is written where its text is the same", async () => {
    type("12", "13");
    editor.files.set(PATH, makeDocx(FIRST, { random: () => 0 }));
    expect(await save()).toBeUndefined();
    expect(await saysNow()).toBe(document.text);
  });

  test("is not made anew where it is gone", async () => {
    type("12", "13");
    editor.files.delete(PATH);
    expect(await save()).toBe("没有保存，原文件没有动：文件已不在原处，可能被移走、改名或删除了。");
    expect(editor.files.size).toBe(0);
  });
});

test("a locked file is not written, unless the user says that the lock is left over", async () => {
  type("12", "13");
  editor.files.set(LOCK, new Uint8Array());
  expect(await save()).toBe("没有保存：这个文件正在 WPS 中打开。在那里关掉它，再保存一次。");
  const failure = failures[0]!;
  if (failure.kind !== "locked") throw new Error(failure.kind);
  texts.ignoreLock(failure.lock.id);
  expect(await save()).toBeUndefined();
  expect(await saysNow()).toBe(document.text);
});

test("what the file cannot take fails as a whole", async () => {
  const bytes = editor.files.get(PATH);
  type("12", "13");
  type("二段", "二\u0001段");
  expect(await save()).toContain("没有保存：有 1 处改动写不进这个文件");
  expect(editor.files.get(PATH)).toBe(bytes);
});

test("another encoding is refused: it would be other words", async () => {
  type("12", "13");
  const bytes = editor.files.get(PATH);
  const gbk = new Uint8Array([0xd2, 0xbb, 0xb6, 0xce]);
  await expect(texts.writeFile(uri, gbk)).rejects.toThrow("只能按 UTF-8 保存");
  expect(editor.files.get(PATH)).toBe(bytes);
});
