import { refuseAll, type Source, SourceError } from "../source";
import { ContentReader, TooMuch } from "./content";
import { type PdfPage, pageOf } from "./page";
import { readPages } from "./read";
import { type CMaps, PdfFailure, PdfWorker } from "./worker";

/** A report has a few dozen pages; whatever has more is none. */
const MOST_PAGES = 500;
/** What all pages together may draw: characters, corners of lines, and whatever else. A page of a report has 5,000. */
const MOST_DRAWN = 2_000_000;
const MOST_BYTES = 64 * 1024 * 1024;

const READ_ONLY = "PDF 只读，请改原来的 Word 文件，或用 convert 转成 .docx 再改";
const TOO_LARGE = "是太大的 PDF，读不了；请只取年度报告的几页";
const DAMAGED = "是损坏的 PDF，读不了；请重新导出或下载";
const LOCKED = "PDF 加了密码，读不了；请取消密码后另存";
const NO_TEXT = "是没有文字层的 PDF（扫描件或图片），读不了；请用原来的 Word 文件，或先做文字识别（OCR）";

/** A PDF as a source, with the tables of encodings at hand. Throws a {@link SourceError} for what cannot be read. */
export async function readPdf(bytes: Uint8Array, cmaps: CMaps): Promise<Source> {
  if (bytes.length > MOST_BYTES) throw new SourceError(TOO_LARGE);
  const { text, place } = readPages(await pagesOf(bytes, cmaps));
  if (text.trim() === "") throw new SourceError(NO_TEXT);
  const source: Source = {
    format: "pdf",
    bytes,
    text,
    place,
    write: (changes) => refuseAll(source, changes, READ_ONLY),
  };
  return source;
}

async function pagesOf(bytes: Uint8Array, cmaps: CMaps): Promise<PdfPage[]> {
  const worker = new PdfWorker(cmaps);
  try {
    // pdf.js decrypts in place, and keeps what it is given. What Node reads is a Buffer, whose slice would be no copy.
    const count = await worker.open(Uint8Array.from(bytes));
    if (count === 0) throw new PdfFailure("InvalidPDFException", "no page");
    if (count > MOST_PAGES) throw new TooMuch();
    const pages: PdfPage[] = [];
    const budget = { left: MOST_DRAWN };
    for (let at = 0; at < count; at++) {
      const unitOf = (font: string) => worker.fontUnits.get(font);
      const reader = new ContentReader(await worker.frame(at), unitOf, budget);
      await worker.read(at, (operation, args) => reader.take(operation, args));
      pages.push(pageOf(reader.finish(), at + 1));
    }
    return pages;
  } catch (error) {
    throw new SourceError(reasonOf(error));
  } finally {
    void worker.close();
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof TooMuch) return TOO_LARGE;
  if (error instanceof PdfFailure && error.name === "PasswordException") return LOCKED;
  return DAMAGED;
}
