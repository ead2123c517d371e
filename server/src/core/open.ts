import { openDocx } from "./source/docx/document";
import { docxSource } from "./source/docx/source";
import { type FileKind, kindOf } from "./source/kind";
import type { Source } from "./source/source";
import { SourceError } from "./source/source";
import { NO_TEXT } from "./source/text/encoding";
import { openText } from "./source/text/source";
import { xlsxSource } from "./source/xlsx/source";
import { openPackage } from "./source/zip";

/** What reads PDF: large, and loaded only when one comes. */
export interface PdfReader {
  openPdf(bytes: Uint8Array): Promise<Source>;
}

/** How readers that are not always there are loaded. */
export interface Loaders {
  readonly pdf?: () => Promise<PdfReader>;
}

/** Reads a file, whatever it is called. Throws a {@link SourceError} that says what is wrong with it and what to do. */
export async function openSource(bytes: Uint8Array, { pdf }: Loaders = {}): Promise<Source> {
  const kind = kindOf(bytes);
  switch (kind) {
    case "text":
      return openText(bytes);
    case "zip":
      return openZip(bytes);
    case "pdf":
      if (pdf === undefined) throw new SourceError("是 PDF，这里读不了");
      return openBy(await pdf(), bytes);
    case "ole":
      throw new SourceError(oleReason(bytes));
    default:
      throw new SourceError(UNREAD[kind]);
  }
}

/**
 * The same of a file that is called a Word file, PDF or workbook, and as a text would be an empty one, or gibberish: it is
 * damaged.
 */
export async function openDocument(bytes: Uint8Array, loaders: Loaders = {}): Promise<Source> {
  if (bytes.length === 0) throw new SourceError(EMPTY);
  try {
    return await openSource(bytes, loaders);
  } catch (error) {
    throw error instanceof SourceError && error.message === NO_TEXT ? new SourceError(NO_DOCUMENT) : error;
  }
}

const EMPTY = "文件是空的（0 字节），可能没有保存好，或没有下载完";
const NO_DOCUMENT = "不是 Word、PDF 或 Excel 文件，也不是文本，可能已损坏；请打开、修复后另存为 .docx";

/** What is said of files that are not read. */
const UNREAD: Readonly<Record<Exclude<FileKind, "text" | "zip" | "pdf" | "ole">, string>> = {
  rtf: "是 RTF 文件，读不了；请用 Word 或 WPS 打开，另存为 .docx",
  "flat-word": "是 Word 的 XML 文件，读不了；请用 Word 打开，另存为 .docx",
  "flat-excel": "是 Excel 的 XML 文件，读不了；请用 Excel 或 WPS 打开，另存为 .xlsx",
  mhtml: "是单个文件网页（.mht），读不了；请用 Word 或 WPS 打开，另存为 .docx",
  archive: "是压缩包，不是文档；请解压后再检查",
  image: "是图片，读不了；请用原来的 Word 文件，或者先做文字识别（OCR）",
  ceb: "是方正 CEB 文件，读不了；请用原来的 Word 文件，或者转存为 PDF",
};

/** What a reader of another bundle says of a file is said here. */
async function openBy(reader: PdfReader, bytes: Uint8Array): Promise<Source> {
  try {
    return await reader.openPdf(bytes);
  } catch (error) {
    throw error instanceof Error && error.name === "SourceError" ? new SourceError(error.message) : error;
  }
}

function openZip(bytes: Uint8Array): Source {
  const opened = openPackage(bytes);
  const has = (name: string) => opened.names.includes(name);
  if (opened.names.some((name) => /^xl\/workbook\.(?:xml|bin)$/.test(name))) return xlsxSource(bytes, opened);
  if (has("ppt/presentation.xml")) throw new SourceError("是演示文稿，不是年报；请把文字另存为 .docx");
  if (has("[Content_Types].xml") || has("word/document.xml")) return docxSource(bytes, openDocx(opened));
  if (has("OFD.xml"))
    throw new SourceError("是 OFD 文件，读不了；请用原来的 Word 文件，或者转存为 .docx、PDF");
  if (has("content.xml")) throw new SourceError("是 OpenDocument 文件，读不了；请另存为 .docx");
  throw new SourceError("是压缩包，不是文档；请解压后再检查");
}

/** Names in the container of old programs are UTF-16. */
function oleReason(bytes: Uint8Array): string {
  const has = (name: string) => includesUtf16(bytes, name);
  if (has("EncryptedPackage")) return "文件加了密码，读不了；请取消密码后另存为 .docx";
  if (has("WordDocument")) return "是旧版 Word 或 WPS 文件（.doc、.wps），读不了；请打开后另存为 .docx";
  if (has("Workbook") || has("Book")) return "是旧版表格文件（.xls、.et），读不了；请打开后另存为 .xlsx";
  return "是旧版 Office 文件，读不了；请用 Word 或 WPS 打开，另存为 .docx";
}

function includesUtf16(bytes: Uint8Array, name: string): boolean {
  const letters = [...name].flatMap((letter) => [letter.charCodeAt(0), 0]);
  for (let at = bytes.indexOf(letters[0]!); at >= 0; at = bytes.indexOf(letters[0]!, at + 1))
    if (letters.every((byte, i) => bytes[at + i] === byte)) return true;
  return false;
}
