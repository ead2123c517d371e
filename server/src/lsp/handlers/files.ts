import { type Loaders, openDocument, openSource } from "../../core/open";
import { parseReport } from "../../core/report/recognise";
import { reviewSource } from "../../core/review";
import { rewriteSource } from "../../core/rewrite";
import { PICTURE } from "../../core/source/docx/read";
import { Refused } from "../../core/source/docx/refused";
import { type Source, SourceError } from "../../core/source/source";
import { convertPage, type PageWriter } from "../../features/converting/convertPage";
import { markdownPage, webPage } from "../../features/converting/writers";
import {
  type ConvertAnswer,
  type ConvertParams,
  fromBase64,
  type OpenFileAnswer,
  type OpenFileParams,
  type ReviewFileAnswer,
  type ReviewFileParams,
  toBase64,
  type WriteFileAnswer,
  type WriteFileParams,
} from "../protocol";
import type { Session } from "../session";

/*
 * Files that are no text, for a client that reads and writes their bytes: what they say, and how they say something else.
 * Nothing is kept of a file between requests.
 */

/** What lies beside the server and is loaded when it is asked for. */
export interface FileLoaders extends Loaders {
  /** What writes Word files. */
  readonly docx?: () => Promise<Pick<typeof import("../../features/converting/docx"), "docxPage">>;
}

/** The text of a file, and whether it is a report. */
export async function handleOpenFile(
  session: Session,
  loaders: FileLoaders,
  { uri, bytes }: OpenFileParams,
): Promise<OpenFileAnswer> {
  return orRefusal(async () => {
    const { text, format } = await openDocument(fromBase64(bytes), loaders);
    const { settings } = await session.settings.read({ uri, languageId: "" });
    const { isReport, reason } = parseReport(text, settings).recognition;
    const pictures = format === "docx" ? text.split(PICTURE).length - 1 : 0;
    return { text, format, isReport, reason, pictures };
  });
}

/** A file that says another text, whole or not at all; of a trial, only what would be refused. */
export async function handleWriteFile(
  loaders: FileLoaders,
  { bytes, text, isTrial = false }: WriteFileParams,
): Promise<WriteFileAnswer> {
  const before = await openSource(fromBase64(bytes), loaders);
  const { source, places } = rewriteSource(before, text);
  const refused = places.map(({ start, end, reason, back }) => ({
    ...{ start, end, reason },
    back: { ...back.span, text: back.text },
  }));
  return refused.length > 0 || isTrial ? { refused } : { bytes: toBase64(source.bytes), refused };
}

/** A copy with comments and tracked changes. */
export async function handleReviewFile(
  session: Session,
  loaders: FileLoaders,
  { uri, bytes, author }: ReviewFileParams,
): Promise<ReviewFileAnswer> {
  return orRefusal(async () => {
    const source: Source = await openSource(fromBase64(bytes), loaders);
    const { settings, entries } = await session.settings.read({ uri, languageId: "" });
    const date = new Date().toISOString().replace(/\.\d+Z$/, "Z");
    const copy = reviewSource(source, settings, { author: { name: author, date }, entries });
    return { bytes: toBase64(copy.source.bytes), comments: copy.comments, mended: copy.mended };
  });
}

/** A text in another form. */
export async function handleConvert(
  session: Session,
  loaders: FileLoaders,
  { uri, text, isMarkdown, isWrapped, to }: ConvertParams,
): Promise<ConvertAnswer> {
  return orRefusal(async () => {
    const { settings } = await session.settings.read({ uri, languageId: "" });
    const converted = await convertPage({ text, settings, isMarkdown, isWrapped }, writerFor(to, loaders));
    if ("reason" in converted) return { refusal: converted.reason };
    const { content, report } = converted;
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const title = report.title?.text ?? "政府信息公开工作年度报告";
    return {
      bytes: toBase64(bytes),
      name: { title, year: report.year ?? null, agency: report.agency ?? null },
    };
  });
}

/** What writes a form. */
export function writerFor(to: ConvertParams["to"], loaders: FileLoaders): PageWriter {
  if (to === "docx") return (parts) => writeDocx(parts, loaders);
  return (parts) => {
    const text = to === "markdown" ? markdownPage(parts) : webPage(parts);
    return { content: text, text, isMarkdown: to === "markdown" };
  };
}

async function writeDocx(parts: Parameters<PageWriter>[0], loaders: FileLoaders) {
  if (loaders.docx === undefined) throw new SourceError("这里写不了 Word 文件");
  const { docxPage } = await loaders.docx();
  const content = await docxPage(parts);
  return { content, text: (await openSource(content, loaders)).text, isMarkdown: false };
}

/** What a person can do nothing about but read the reason is told, not thrown. */
async function orRefusal<T>(work: () => Promise<T>): Promise<T | { readonly refusal: string }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SourceError || error instanceof Refused) return { refusal: error.message };
    throw error;
  }
}
