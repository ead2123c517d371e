import { beforeEach, expect, test, vi } from "vitest";
import type { Memento, TextDocument } from "vscode";
import { Bases } from "../../client/src/files/bases";

/* Which version of its file a text was made from, whatever happens to both. */

const KEY = "/a.docx?file:///a.docx";
// Test files share their modules: none may be left that another one has loaded with an editor of its own.
vi.hoisted(() => vi.resetModules());
vi.mock("vscode", () => ({ Uri: class {} }));

const bytesOf = (text: string) => new TextEncoder().encode(`file of ${text}`);

/** As the editor keeps it, over windows. */
function memory(): Memento {
  let kept: Record<string, unknown> = {};
  return {
    keys: () => Object.keys(kept),
    get: <T>(key: string, otherwise?: T) => (kept[key] ?? otherwise) as T,
    update: async (key: string, value: unknown) => {
      kept = { ...kept, [key]: structuredClone(value) };
    },
  };
}

let memento: Memento;
let bases: Bases;
beforeEach(() => {
  memento = memory();
  bases = new Bases(memento);
});

const document = (text: string, isDirty = false) =>
  ({
    uri: { path: "/a.docx", query: "file:///a.docx" },
    getText: () => text,
    isDirty,
  }) as unknown as TextDocument;
const read = (text: string) => bases.remember(KEY, bytesOf(text), text);
const isOn = (text: string) => bases.isOn(KEY, bytesOf(text));
const show = (text: string) => {
  read(text);
  bases.opened(document(text));
};

test("a text is made from the file that it was read from", async () => {
  show("一");
  expect([await isOn("一"), await isOn("二")]).toEqual([true, false]);
  bases.changed(document("一，改了", true));
  expect([await isOn("一"), await isOn("二")]).toEqual([true, false]);
});

test("a file that was read for another purpose is not its base", async () => {
  show("一");
  read("二");
  bases.changed(document("一，改了", true));
  read("二");
  expect([await isOn("一"), await isOn("二")]).toEqual([true, false]);
  expect(bases.bytesOf(KEY)).toEqual(bytesOf("一"));
});

test("a text that was read again is made from the new file", async () => {
  show("一");
  bases.changed(document("一，改了", true));
  read("二");
  bases.changed(document("二"));
  bases.changed(document("二，改了", true));
  expect([await isOn("一"), await isOn("二")]).toEqual([false, true]);
});

test("a text that was saved is made from what was written, also while it is typed on", async () => {
  show("一");
  bases.changed(document("一，改了", true));
  read("一，改了");
  await bases.move(KEY, bytesOf("一，改了"));
  bases.changed(document("一，改了又改", true));
  expect([await isOn("一"), await isOn("一，改了")]).toEqual([false, true]);
});

test("whether a text is changed may be told later than what it says", async () => {
  show("一");
  bases.changed(document("二"));
  bases.changed(document("二", true));
  read("二");
  await bases.move(KEY, bytesOf("二"));
  bases.changed(document("二"));
  // Back to what it said once: it is made from what was written last.
  bases.changed(document("一"));
  bases.changed(document("一", true));
  expect([await isOn("一"), await isOn("二")]).toEqual([false, true]);
});

test("line ends make no other text", async () => {
  read("一\n二\n");
  bases.opened(document("一\r\n二\r\n"));
  expect(await bases.isOn(KEY, bytesOf("一\n二\n"))).toBe(true);
});

test("it outlives the window, in which the text comes back with its changes", async () => {
  show("一");
  bases.changed(document("一，改了", true));
  await bases.move(KEY, bytesOf("一"));
  bases = new Bases(memento);
  // It is opened first, and called changed afterwards.
  bases.opened(document("一，改了"));
  bases.changed(document("一，改了", true));
  read("二");
  expect([await isOn("一"), await isOn("二")]).toEqual([true, false]);
});

test("what was left from another window counts no more once the text is read anew", async () => {
  show("一");
  await bases.move(KEY, bytesOf("一"));
  bases = new Bases(memento);
  show("二");
  bases.changed(document("二，改了", true));
  expect([await isOn("一"), await isOn("二")]).toEqual([false, true]);
});

test("of a text that nothing is known of, nobody can say", async () => {
  bases.opened(document("一，改了", true));
  bases.changed(document("一，改了又改", true));
  expect(await isOn("一")).toBe(false);
});

test("a text that is closed and opened without being read again is still known", async () => {
  show("一");
  bases.closed(KEY);
  bases.opened(document("一"));
  bases.changed(document("一，改了", true));
  expect([await isOn("一"), await isOn("二")]).toEqual([true, false]);
});
