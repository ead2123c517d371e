import { extname } from "node:path";
import { openSource } from "../../core/open";
import type { PageWriter, WrittenPage } from "../../features/converting/convertPage";
import { markdownPage, textPage, webPage } from "../../features/converting/writers";
import { printable } from "../terminal/display";
import { errorText, UsageError } from "../terminal/errors";
import { createFile } from "./write";

/* New files with a page in them, in the format that their names end in. */

const WRITERS: Readonly<Record<string, PageWriter>> = {
  ".md": (parts) => written(markdownPage(parts), true),
  ".markdown": (parts) => written(markdownPage(parts), true),
  ".txt": (parts) => written(textPage(parts), false),
  ".html": (parts) => written(webPage(parts), false),
  ".htm": (parts) => written(webPage(parts), false),
  ".docx": writeDocx,
};

const written = (text: string, isMarkdown: boolean): WrittenPage => ({ content: text, text, isMarkdown });

/** How the page of a new file is written; throws a {@link UsageError} for an ending that says nothing. */
export function pageWriterFor(path: string): PageWriter {
  const write = WRITERS[extname(path).toLowerCase()];
  if (write !== undefined) return write;
  const endings = Object.keys(WRITERS).join(" ");
  throw new UsageError(`${printable(path)}：看不出要转成什么格式，新文件的名称应以 ${endings} 之一结尾。`);
}

/** Whether a file of this name is Markdown. */
export function isMarkdownName(path: string): boolean {
  return [".md", ".markdown"].includes(extname(path).toLowerCase());
}

/** Writes a Word file, and reads it as any other. What does so is loaded only now. */
export async function writeDocx(parts: Parameters<PageWriter>[0]): Promise<WrittenPage> {
  const { docxPage } = await import("../../features/converting/docx");
  const content = await docxPage(parts);
  return { content, text: (await openSource(content)).text, isMarkdown: false };
}

/** Never over a file that is there; throws a {@link UsageError}. */
export function createNew(path: string, content: string | Uint8Array): void {
  try {
    createFile(path, content);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === "EEXIST";
    const reason = isThere ? "已有这个文件，没有改动" : `写不了：${errorText(error)}`;
    throw new UsageError(`${printable(path)}：${reason}。`);
  }
}
