import { afterEach, expect, test, vi } from "vitest";
import { registerAsReport } from "../../client/src/asReport";

/*
 * What is remembered of a language that was chosen, over windows: each registers anew, with the same memory and with the
 * documents that VS Code brings back.
 */

interface Document {
  readonly uri: string;
  languageId: string;
  readonly isUntitled: boolean;
}

const editor = vi.hoisted(() => ({
  documents: [] as Document[],
  opened: new Set<(document: Document) => void>(),
  closed: new Set<(document: Document) => void>(),
}));

// Test files share their modules: none may be left that another one has loaded with an editor of its own.
vi.hoisted(() => vi.resetModules());
vi.mock("vscode", () => {
  const event = (listeners: Set<unknown>) => (listener: unknown) => {
    listeners.add(listener);
    return { dispose: () => listeners.delete(listener) };
  };
  return {
    EventEmitter: class {
      readonly event = event(new Set());
    },
    TabInputCustom: class {},
    commands: { registerCommand: () => ({ dispose() {} }) },
    languages: {
      // As VS Code does it: the document is closed and opened again in one turn.
      setTextDocumentLanguage: async (document: Document, language: string) => {
        for (const listener of editor.closed) listener(document);
        document.languageId = language;
        for (const listener of editor.opened) listener(document);
      },
    },
    window: { onDidChangeActiveTextEditor: event(new Set()) },
    workspace: {
      get textDocuments() {
        return editor.documents;
      },
      onDidOpenTextDocument: event(editor.opened),
      onDidCloseTextDocument: event(editor.closed),
    },
  };
});

const memory = new Map<string, unknown>();
const memento = {
  get: (key: string, otherwise: unknown) => memory.get(key) ?? otherwise,
  update: async (key: string, value: unknown) => void memory.set(key, value),
};

/** A window with the documents that it brings back. */
function openWindow(...documents: Document[]): void {
  editor.documents = documents;
  editor.opened.clear();
  editor.closed.clear();
  const statuses = { onChange: () => ({ dispose() {} }), of: () => undefined };
  const context = { workspaceState: memento, globalState: memento };
  registerAsReport(context as never, statuses as never);
}

const open = (document: Document) => {
  editor.documents.push(document);
  for (const listener of editor.opened) listener(document);
};

const untitled = (languageId = "plaintext"): Document => ({
  uri: "untitled:Untitled-1",
  languageId,
  isUntitled: true,
});

async function choose(document: Document, language: string): Promise<void> {
  const { languages } = await import("vscode");
  await languages.setTextDocumentLanguage(document as never, language);
}

afterEach(() => memory.clear());

test("a report that is in no file yet has its language again when the window is loaded anew", async () => {
  const before = untitled();
  openWindow(before);
  await choose(before, "disclosure-report");
  const after = untitled();
  openWindow(after);
  expect(after.languageId).toBe("disclosure-report");
});

test("one that was given up as such stays as it is", async () => {
  const before = untitled();
  openWindow(before);
  await choose(before, "disclosure-report");
  await choose(before, "markdown");
  const after = untitled("markdown");
  openWindow(after);
  expect(after.languageId).toBe("markdown");
});

test("a file keeps the language that was chosen for it, also when it is opened later", async () => {
  const file = (): Document => ({ uri: "file:///a/底稿.txt", languageId: "plaintext", isUntitled: false });
  openWindow();
  const before = file();
  open(before);
  await choose(before, "disclosure-report");
  openWindow();
  const after = file();
  open(after);
  expect(after.languageId).toBe("disclosure-report");
});

test("the name of an untitled text that was closed is free again", async () => {
  const before = untitled();
  openWindow(before);
  await choose(before, "disclosure-report");
  for (const listener of editor.closed) listener(before);
  await Promise.resolve();
  const another = untitled();
  open(another);
  expect(another.languageId).toBe("plaintext");
});
