import { firstAt } from "../../text/text";
import { type Place, refuseAll, type Source } from "../source";
import type { Package } from "../zip";
import { readXlsx, type SheetLine } from "./read";

const READ_ONLY = "Excel 文件只读不写，请在 Excel 或 WPS 中改";

/** An Excel workbook as a source, to be read only. Throws a `SourceError` for what is none. */
export function xlsxSource(bytes: Uint8Array, opened: Package): Source {
  const { text, lines } = readXlsx(opened);
  const source: Source = {
    format: "xlsx",
    bytes,
    text,
    place: (offset) => placeOf(lines, offset),
    write: (changes) => refuseAll(source, changes, READ_ONLY),
  };
  return source;
}

function placeOf(lines: readonly SheetLine[], offset: number): Place | undefined {
  const line = lines[firstAt(lines, ({ start }) => start > offset) - 1];
  if (line === undefined) return undefined;
  const { sheet, cells } = line;
  return { sheet, cell: cells[Math.max(0, firstAt(cells, ({ start }) => start > offset) - 1)]!.name };
}
