import { openSource } from "../../server/src/core/open";
import type { PageWriter } from "../../server/src/features/converting/convertPage";
import { convertPage } from "../../server/src/features/converting/convertPage";
import { docxPage } from "../../server/src/features/converting/docx";
import { markdownPage, textPage, webPage } from "../../server/src/features/converting/writers";

/* Conversions for tests: texts by their format, one into the other. */

export type PageFormat = "md" | "txt" | "html" | "docx";

/** A file as a conversion takes and gives it. */
export interface PageFile {
  readonly format: PageFormat;
  readonly text: string;
  readonly bytes?: Uint8Array;
}

const WRITERS: Readonly<Record<PageFormat, PageWriter>> = {
  md: (parts) => ({ content: markdownPage(parts), text: markdownPage(parts), isMarkdown: true }),
  txt: (parts) => ({ content: textPage(parts), text: textPage(parts), isMarkdown: false }),
  html: (parts) => ({ content: webPage(parts), text: webPage(parts), isMarkdown: false }),
  docx: async (parts) => {
    const content = await docxPage(parts);
    return { content, text: (await openSource(content)).text, isMarkdown: false };
  },
};

/** Converts a file; throws where it is refused. */
export async function converted(file: PageFile, format: PageFormat): Promise<PageFile> {
  const { text } = file;
  const isText = file.format !== "docx";
  const conversion = { text, settings: {}, isMarkdown: file.format === "md", isWrapped: isText };
  const result = await convertPage(conversion, WRITERS[format]);
  if ("reason" in result) throw new Error(result.reason);
  const { content } = result;
  if (typeof content === "string") return { format, text: content };
  return { format, bytes: content, text: (await openSource(content)).text };
}

/** The letters and digits of a text: what no conversion may take away. */
export function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}
