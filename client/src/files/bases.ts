import type { Memento, TextDocument } from "vscode";
import { textKey } from "./address";
import { digestOf } from "./bytes";

/** A file as it was, and the text that was read from it or written into it. */
interface Version {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** A file is read again when it changes on disk; an editor shows one of the last few versions. */
const MOST_VERSIONS = 3;

/**
 * Which version of its file each changed text was made from: the one whose text the document showed when it was changed
 * first. Known by digests, which outlive the window, as the texts do.
 */
export class Bases {
  private readonly versions = new Map<string, readonly Version[]>();
  /** What unchanged documents say, or said last. */
  private readonly shown = new Map<string, string>();
  private readonly bytes = new Map<string, Uint8Array>();
  private readonly digests: Map<string, Promise<string>>;

  constructor(private readonly memento: Memento) {
    const stored = memento.get<Record<string, string>>(STORED, {});
    this.digests = new Map(Object.entries(stored).map(([key, digest]) => [key, Promise.resolve(digest)]));
  }

  /** A file was read or written. */
  remember(key: string, bytes: Uint8Array, text: string): void {
    const version = { bytes, text: withPlainEnds(text) };
    this.versions.set(key, [version, ...(this.versions.get(key) ?? [])].slice(0, MOST_VERSIONS));
  }

  /** The file that a text is made from, where it was read in this window. */
  bytesOf(key: string): Uint8Array | undefined {
    return this.bytes.get(key) ?? (this.digests.has(key) ? undefined : this.shownVersion(key)?.bytes);
  }

  /** What a text said before it was changed. */
  textOf(key: string): string | undefined {
    return this.shown.get(key);
  }

  /** Whether a text is made from this; of one that nothing is known of, nobody can say so. */
  async isOn(key: string, bytes: Uint8Array): Promise<boolean> {
    const version = this.bytesOf(key);
    const digest = this.digests.get(key) ?? (version && digestOf(version));
    return digest !== undefined && (await digest) === (await digestOf(bytes));
  }

  /** From now on a text counts as made from this. */
  async move(key: string, bytes: Uint8Array): Promise<void> {
    this.bytes.set(key, bytes);
    this.digests.set(key, digestOf(bytes));
    await this.store();
  }

  /** A document was opened; with changes of before the window was loaded anew, it says what no file says. */
  opened(document: TextDocument): void {
    const text = withPlainEnds(document.getText());
    const version = this.versions.get(textKey(document.uri))?.find((it) => it.text === text);
    if (version !== undefined && !document.isDirty) this.show(textKey(document.uri), text);
  }

  /**
   * A document says something else, was read again or saved. Whether it is changed, the editor tells a little later than what
   * it says: a text that is not the one that was read or written last is.
   */
  changed(document: TextDocument): void {
    const key = textKey(document.uri);
    const text = withPlainEnds(document.getText());
    const isLast = this.versions.get(key)?.[0]?.text === text;
    if (isLast && !document.isDirty) this.show(key, text);
    else if (!this.digests.has(key)) {
      const version = this.shownVersion(key);
      if (version !== undefined) void this.move(key, version.bytes);
    }
  }

  /** What was read stays known: a document whose language is changed is closed and opened without being read again. */
  closed(key: string): void {
    this.forget(key);
  }

  private show(key: string, text: string): void {
    this.shown.set(key, text);
    this.forget(key);
  }

  private shownVersion(key: string): Version | undefined {
    const shown = this.shown.get(key);
    return this.versions.get(key)?.find(({ text }) => text === shown);
  }

  private forget(key: string): void {
    this.bytes.delete(key);
    if (this.digests.delete(key)) void this.store();
  }

  private async store(): Promise<void> {
    const entries = await Promise.all([...this.digests].map(async ([key, digest]) => [key, await digest]));
    await this.memento.update(STORED, Object.fromEntries(entries));
  }
}

const STORED = "disclosureLint.bases";

/** A text as it is compared. */
export const withPlainEnds = (text: string) => text.replace(/\r\n?/g, "\n");
