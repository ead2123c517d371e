import { ruleIds } from "../core/rules/index";
import { excerpt, SettingsError } from "../core/settings/settings";
import { decode, NO_TEXT } from "../core/source/text/encoding";
import type { Standard } from "../core/standard/schema";
import { IGNORE_FILE } from "../core/suppression/ignoreEntry";
import { matcher } from "./patterns";
import {
  type FileFault,
  type IgnoreFile,
  type ProjectFile,
  readIgnoreFile,
  readProjectFile,
  readStandardFile,
} from "./project";

/** Project files, side files and standards that are larger are none. */
export const LARGEST_PROJECT_FILE = 4 * 1024 * 1024;

/** A file that is there and is not read, for what the message says, in Chinese: it is too large, or no file proper. */
export class UnfitFile extends Error {}

/** The text of a project's file, in whatever encoding. Throws {@link UnfitFile} for what is no text. */
export function textIn(bytes: Uint8Array): string {
  const decoded = decode(bytes);
  if (decoded === undefined) throw new UnfitFile(NO_TEXT);
  return decoded.text;
}

/** Name of the file with a project's settings. */
export const PROJECT_FILE = ".disclosure-lint.json";

/**
 * The text of a file; undefined where there is none. Throws {@link UnfitFile}; whatever else is thrown counts as
 * undefined.
 */
export type ReadText = (uri: string) => Promise<string | undefined>;

/** A project file as it counts for a report, its standards read. */
export interface Project extends ProjectFile {
  readonly uri: string;
  /** Whether its `ignore` excludes a report. */
  isIgnored(uri: string): boolean;
}

/** A side file as it counts for a report. */
export interface Ignores extends IgnoreFile {
  readonly uri: string;
}

/** Finds and reads project files and side files; each is read once until it is said to have changed. */
export class ProjectFiles {
  private readonly texts = new Map<string, Promise<string | undefined>>();
  private readonly projects = new Map<string, Promise<Project | undefined>>();
  private readonly ignores = new Map<string, Promise<Ignores | undefined>>();

  constructor(private readonly readText: ReadText) {}

  /** Forgets everything: something has changed. */
  clear(): void {
    this.texts.clear();
    this.projects.clear();
    this.ignores.clear();
  }

  /** The project file nearest to a file, upwards as far as `top`, a folder; without it up to the root. */
  projectOf(uri: string, top?: string): Promise<Project | undefined> {
    return nearest(foldersAbove(uri, top), (folder) => this.project(`${folder}/${PROJECT_FILE}`));
  }

  /** The side file nearest to a file, likewise. */
  ignoresOf(uri: string, top?: string): Promise<Ignores | undefined> {
    return nearest(foldersAbove(uri, top), (folder) => this.ignoreFile(`${folder}/${IGNORE_FILE}`));
  }

  /** One project file. */
  project(uri: string): Promise<Project | undefined> {
    return remembered(this.projects, uri, async () => {
      const read = await this.read(uri, (text) => readProjectFile(text, ruleIds));
      return read && this.completed(uri, read);
    });
  }

  /** A project file that is not read from where it stands, but given. */
  async completed(uri: string, file: ProjectFile): Promise<Project> {
    const { standards, faults } = await this.standards(parentOf(uri) ?? uri, file);
    const isExcluded = file.ignore.length > 0 ? matcher(file.ignore) : () => false;
    return {
      ...file,
      uri,
      settings: standards.length > 0 ? { ...file.settings, standards } : file.settings,
      faults: [...file.faults, ...faults],
      isIgnored: (report) => isExcluded(relativePath(parentOf(uri) ?? "", report) ?? ""),
    };
  }

  /** One side file. */
  ignoreFile(uri: string): Promise<Ignores | undefined> {
    return remembered(this.ignores, uri, async () => {
      const read = await this.read(uri, (text) => readIgnoreFile(text, ruleIds));
      return read && { ...read, uri };
    });
  }

  /** Any file; what is no file to be read is as good as not there. */
  text(uri: string): Promise<string | undefined> {
    return this.fit(uri).catch(() => undefined);
  }

  /** Throws {@link UnfitFile}. */
  private fit(uri: string): Promise<string | undefined> {
    return remembered(this.texts, uri, () =>
      this.readText(uri).catch((error) => {
        if (error instanceof UnfitFile) throw error;
        return undefined;
      }),
    );
  }

  /** What a file says; one that is not fit to be read says nothing, and that is its fault. */
  private async read<T>(uri: string, parse: (text: string) => T): Promise<T | undefined> {
    try {
      const text = await this.fit(uri);
      return text === undefined ? undefined : parse(text);
    } catch (error) {
      if (!(error instanceof UnfitFile)) throw error;
      const fault = {
        span: { start: 0, end: 0 },
        message: `没有读：${error.message}。`,
        severity: "error" as const,
      };
      return { ...parse(""), faults: [fault] };
    }
  }

  private async standards(folder: string, { settings, standardFiles }: ProjectFile) {
    const standards: Standard[] = [...(settings.standards ?? [])];
    const faults: FileFault[] = [];
    for (const { path, span } of standardFiles) {
      const complain = (message: string) => faults.push({ span, message, severity: "error" });
      const file = `规范文件“${excerpt(path)}”`;
      try {
        const text = await this.fit(resolved(folder, path));
        if (text === undefined) complain(`读不了${file}。`);
        else standards.push(readStandardFile(text));
      } catch (error) {
        if (!(error instanceof UnfitFile || error instanceof SettingsError)) throw error;
        complain(`${file}有误：${error.message.replaceAll("\n", "；")}。`);
      }
    }
    return { standards, faults };
  }
}

function remembered<T>(known: Map<string, Promise<T>>, uri: string, read: () => Promise<T>): Promise<T> {
  const asked = known.get(uri) ?? read();
  known.set(uri, asked);
  return asked;
}

/** All folders are looked into at once: in the browser each look is a round trip. */
async function nearest<T>(
  folders: readonly string[],
  look: (folder: string) => Promise<T | undefined>,
): Promise<T | undefined> {
  return (await Promise.all(folders.map(look))).find((found) => found !== undefined);
}

/** The folders above a file, nearest first; of a file that is not in `top`, only its own. */
function foldersAbove(uri: string, top?: string): string[] {
  const folders: string[] = [];
  for (let folder = parentOf(uri); folder !== undefined; folder = parentOf(folder)) {
    folders.push(folder);
    if (top !== undefined && (folder === top || !folder.startsWith(`${top}/`))) break;
  }
  return folders;
}

/** The folder above, without `/` at its end; undefined for a root and for what has no folders. */
export function parentOf(uri: string): string | undefined {
  const root = /^[a-z][a-z\d+.-]*:\/\/[^/]*/i.exec(uri)?.[0].length;
  const end = uri.lastIndexOf("/");
  return root === undefined || end < root ? undefined : uri.slice(0, end);
}

/** A file's path from a folder, decoded; undefined for one that is not in it. */
export function relativePath(folder: string, uri: string): string | undefined {
  return uri.startsWith(`${folder}/`) ? decoded(uri.slice(folder.length + 1)) : undefined;
}

/** An address or a part of it without escapes; as it is where these are wrong. */
export function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/**
 * The address of a file by its path from a folder. No path leads to another file system or host. No file system has half
 * a surrogate pair, nor has an address.
 */
export function resolved(folder: string, path: string): string {
  let at = folder;
  for (const step of path.replaceAll(/\p{Surrogate}/gu, "\uFFFD").split(/[\\/]/)) {
    if (step === "..") at = parentOf(at) ?? at;
    else if (step !== "." && step !== "") at = `${at}/${encodeURIComponent(step)}`;
  }
  return at;
}
