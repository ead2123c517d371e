import type { Document } from "../document/document";
import type { Settings } from "../settings/settings";
import { TABLE_KEYS } from "../standard/compiled";
import { fold } from "../text/normalise";
import { lonePhrase } from "./outline/lines";
import type { Section } from "./outline/sections";
import type { Title } from "./outline/title";
import type { Report } from "./report";
import type { Table } from "./tables/table";

/* Is it a report at all? Linting files that are not theirs is what users of such tools resent most. */

/** Sections and tables that are this report's alone. One of them proves nothing: other reports count cases as well. */
const SPECIFIC = TABLE_KEYS;
const ENOUGH = 4;

/**
 * Files that are no reports must be left alone. Headings that only such reports have, a title and standard tables
 * speak for one; a notice on how to write reports lists the headings too, but says so in its title.
 */
export function recognition(
  document: Document,
  title: Title | undefined,
  { sections, tables, runTogether }: Pick<Report, "sections" | "tables" | "runTogether">,
  settings: Settings,
): Report["recognition"] {
  if (settings.assumeReport)
    return { isReport: true, reason: "按设置或语言模式作为政府信息公开工作年度报告检查" };
  const own = ownSections(sections);
  const filled = new Set<string>(
    Object.values(tables)
      .filter(({ rows }) => rows.filter((row) => row.key !== undefined && hasValues(row)).length >= 3)
      .map(({ key }) => key),
  );
  for (const run of runTogether) for (const key of run.tables) filled.add(key);
  const notice = noticeLine(document);
  if (notice !== undefined && filled.size === 0)
    return { isReport: false, reason: `标题“${notice}”是通知、方案或说明，不是年度报告` };
  const specificCount = SPECIFIC.filter((key) => own.has(key) || filled.has(key)).length;
  const name = title === undefined ? "" : fold(title.text);
  // A summary of the work has sections of its own, unless it is a report by its contents.
  const isTitled = /信息公开|政务公开/.test(name) && !name.includes("总结");
  let isReport: boolean;
  if (isTitled && /政府信息|政务公开/.test(name)) isReport = own.size + filled.size > 0;
  // Schools and companies disclose information as well, and report on it in sections of their own.
  else if (isTitled) isReport = specificCount > 0;
  else
    isReport =
      specificCount > 1 &&
      own.size + specificCount + filled.size >= ENOUGH &&
      (filled.size > 0 || !isList(document, sections));
  if (isReport) {
    const parts = [
      isTitled ? "有年度报告标题" : "",
      own.size > 0 ? `有${own.size}个规定章节` : "",
      filled.size > 0 ? `有${filled.size}张规定表格` : "",
    ].filter((part) => part !== "");
    return { isReport, reason: parts.join("，") };
  }
  return {
    isReport,
    reason: isTitled
      ? "有年度报告标题，但没有规定章节和表格"
      : "没有政府信息公开工作年度报告的标题、规定章节和表格",
  };
}

/** Sections headed as the standard or published reports head them; with a small number, it is an item of a list. */
function ownSections(sections: readonly Section[]): Set<string> {
  const own = new Set<string>();
  for (const { key, match, ordinal, level } of sections) {
    if (match === "similar") continue;
    if (ordinal === undefined || ordinal.style === "chinese" || level > 0) own.add(key);
  }
  return own;
}

/** A number, or something written where one should be. */
function hasValues({ values, excess }: Table["rows"][number]): boolean {
  return values.length > 0 || (excess !== undefined && excess.length > 0);
}

/** The headings follow one another with no text between: a list of what reports contain. */
function isList({ text }: Document, sections: readonly Section[]): boolean {
  return sections.slice(0, -1).every(({ body }) => !/[\p{L}\p{N}]/u.test(text.slice(body.start, body.end)));
}

/** A title among the first lines that names a document about reports. */
function noticeLine(document: Document): string | undefined {
  for (let at = 0; at < Math.min(document.rows.length, 8); at++) {
    const phrase = lonePhrase(document.rows[at]!, document.text);
    if (
      phrase === undefined ||
      phrase.text.length > 80 ||
      !/通知|方案|办法|指南|指引|解读|读懂|图解|模板|填报说明|意见|函$/.test(phrase.text)
    )
      continue;
    if (/信息公开|政务公开|年度报告|年报/.test(phrase.text) && !/[。]/.test(phrase.text))
      return phrase.text.trim();
  }
  return undefined;
}
