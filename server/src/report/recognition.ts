import type { Document } from "../document/document";
import { fold } from "../normalise";
import type { Settings } from "../settings";
import type { Report, Section, Title } from "./report";
import { lonePhrase } from "./sections";

/* Is it a report at all? Linting files that are not theirs is what users of such tools resent most. */

/** Sections whose titles no other kind of report has. */
const SPECIFIC = new Set(["disclosure", "requests", "litigation"]);
const ENOUGH = 4;

/**
 * Files that are no reports must be left alone. Headings that only such reports have, a title and standard tables
 * speak for one; a notice on how to write reports lists the headings too, but says so in its title.
 */
export function recognition(
  document: Document,
  title: Title | undefined,
  sections: readonly Section[],
  tables: Report["tables"],
  settings: Settings,
): Report["recognition"] {
  if (settings.assumeReport) return { isReport: true, reason: "按设置作为政府信息公开工作年度报告检查" };
  const notice = noticeLine(document);
  const own = new Set(
    sections
      .filter(
        ({ ordinal, start }) =>
          ordinal === undefined || ordinal.style === "chinese" || isMarked(document, start),
      )
      .map(({ key }) => key),
  );
  const specificCount = [...own].filter((key) => SPECIFIC.has(key)).length;
  let score = own.size + specificCount;
  const isTitled = title !== undefined && /信息公开|政务公开/.test(fold(title.text));
  if (isTitled) score += 2;
  const tableCount = Object.values(tables).filter(
    (table) => table.rows.filter((row) => row.key !== undefined).length >= 3,
  ).length;
  score += 2 * tableCount;
  if (notice !== undefined && tableCount === 0)
    return { isReport: false, reason: `标题“${notice}”是通知、方案或说明，不是年度报告` };
  if (isTitled ? own.size > 0 || tableCount > 0 : score >= ENOUGH && (specificCount > 0 || tableCount > 0)) {
    const parts = [
      isTitled ? "有年度报告标题" : "",
      own.size > 0 ? `有${own.size}个规定章节` : "",
      tableCount > 0 ? `有${tableCount}张规定表格` : "",
    ].filter((part) => part !== "");
    return { isReport: true, reason: parts.join("，") };
  }
  return {
    isReport: false,
    reason: isTitled
      ? "有年度报告标题，但没有规定章节和表格"
      : "没有政府信息公开工作年度报告的标题、规定章节和表格",
  };
}

/** The line is a Markdown or HTML heading. */
function isMarked(document: Document, offset: number): boolean {
  return (document.rows.find((row) => row.end > offset)?.level ?? 0) > 0;
}

/** A title among the first lines that names a document about reports. */
function noticeLine(document: Document): string | undefined {
  for (let at = 0; at < Math.min(document.rows.length, 8); at++) {
    const phrase = lonePhrase(document.rows[at]!, document.text);
    if (
      phrase === undefined ||
      phrase.text.length > 80 ||
      !/通知|方案|办法|指南|指引|解读|模板|填报说明|意见|函$/.test(phrase.text)
    )
      continue;
    if (/信息公开|政务公开|年度报告|年报/.test(phrase.text) && !/[。]/.test(phrase.text))
      return phrase.text.trim();
  }
  return undefined;
}
