import { t } from "@vscode/l10n";
import { parseReport } from "../../core/report/recognise";
import type { Report } from "../../core/report/report";
import type { ValueCell } from "../../core/report/tables/table";
import type { Settings } from "../../core/settings/settings";
import { fillBlank, rewrite } from "../../core/text/edit";
import { commonEnds } from "../../core/text/similar";
import { applyEdits, type Edit, type Phrase, type Span } from "../../core/text/text";
import { previewPlaces } from "./preview";

/** A place of the page that is to say something else. */
export interface PlaceEdit extends Span {
  /** What the page shows there. */
  readonly before: string;
  readonly text: string;
}

/** What makes it so, or why nothing does: a clause without a full stop. */
export type EditedPlace = { readonly edits: readonly Edit[] } | { readonly refusal: string };

/**
 * Edits that make a place of the page say something else, whatever the text is written in. They are tried: what they make of
 * the text must say just that there, and the same as before everywhere else.
 */
export function editPlace(report: Report, settings: Settings, wanted: PlaceEdit): EditedPlace {
  const phrase = previewPlaces(report).get(`${wanted.start},${wanted.end}`);
  if (phrase === undefined) return { refusal: t("这里在页面上改不了，请看文字，在那里改") };
  const text = wanted.text
    .replace(/\s*[\r\n]+\s*/g, "")
    .replaceAll("\t", " ")
    .trim();
  if (text === wanted.before.trim()) return { edits: [] };
  const cell = [...report.cells.values()].find(
    ({ start, end }) => start === wanted.start && end === wanted.end,
  );
  const edits =
    cell !== undefined ? editCell(report, cell, text) : editPhrase(report, phrase, wanted.before, text);
  const fault = edits === undefined ? t("这里的排版夹着标记") : tried(report, settings, edits, cell, text);
  if (fault !== undefined) return { refusal: t("{0}，请看文字，在那里改", fault) };
  return { edits: edits! };
}

function editCell(report: Report, cell: ValueCell, text: string): Edit[] {
  const literal = literally(report, cell, text);
  return cell.text === "" ? [fillBlank(report.source, cell, literal)] : rewrite(cell, literal);
}

/** What is shown may leave out marks of the text: only what differs is changed, and the marks stay. */
function editPhrase(report: Report, phrase: Phrase, before: string, text: string): Edit[] | undefined {
  const { head, tail } = commonEnds(before, text);
  const places = placesOf(before, phrase.text);
  if (places === undefined) return undefined;
  const from = head < before.length ? places[head]! : phrase.text.length;
  const last = before.length - tail;
  const to = last > head ? places[last - 1]! + 1 : from;
  const middle = literally(report, phrase, text.slice(head, text.length - tail));
  return rewrite(phrase, phrase.text.slice(0, from) + middle + phrase.text.slice(to));
}

/** Where each character of what is shown stands in what is written; undefined where it is not all there, in order. */
function placesOf(shown: string, written: string): number[] | undefined {
  const places: number[] = [];
  let at = 0;
  for (const unit of shown) {
    at = written.indexOf(unit, at);
    if (at < 0) return undefined;
    for (let i = 0; i < unit.length; i++) places.push(at + i);
    at += unit.length;
  }
  return places;
}

/** Text that means itself where it is put. */
function literally({ document, source }: Report, { start }: Span, text: string): string {
  if (isInTags(source, start, document.format))
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return text.replaceAll("|", "\\|");
}

/** Whether a place is in HTML and not in a line of text. */
function isInTags(source: string, at: number, format: Report["document"]["format"]): boolean {
  if (format === "text") return false;
  const line = source.slice(source.lastIndexOf("\n", at - 1) + 1, at);
  return format === "html" || line.includes("<");
}

/** Why the edits do not do what they are meant to, if so: the text is read with them. */
function tried(
  report: Report,
  settings: Settings,
  edits: readonly Edit[],
  cell: ValueCell | undefined,
  text: string,
): string | undefined {
  const after = parseReport(applyEdits(report.source, [...edits]), settings);
  if (cell !== undefined) {
    if ((after.cells.get(cell.key)?.text ?? "") !== text) return t("改了这一格，这张表就读不对了");
    for (const [key, { text: old }] of report.cells)
      if (key !== cell.key && after.cells.get(key)?.text !== old) return t("改了这一格，别的格就读不对了");
    return undefined;
  }
  if (after.document.rows.length !== report.document.rows.length) return t("改了这里，后面的段落就读不对了");
  if (after.sections.length !== report.sections.length) return undefined;
  for (const [key, { text: old }] of report.cells)
    if (after.cells.get(key)?.text !== old) return t("改了这里，表格就读不对了");
  return undefined;
}
