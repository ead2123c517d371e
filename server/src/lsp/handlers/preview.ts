import { t } from "@vscode/l10n";
import { chooseFixes } from "../../core/check";
import type { Diagnostic } from "../../core/findings/finding";
import { ruleName } from "../../core/rules/index";
import type { Edit } from "../../core/text/text";
import { cellSums } from "../../features/preview/cellSums";
import { editPlace } from "../../features/preview/editing";
import { numberFindings } from "../../features/preview/numbering";
import { preview, standalonePage } from "../../features/preview/preview";
import { ignorables } from "../../features/writing/ignoreHere";
import { chooseLastYear } from "../../features/writing/lastYear";
import type {
  EditPlaceAnswer,
  EditPlaceParams,
  LastYearAnswer,
  LastYearParams,
  OffsetEdit,
  PageFinding,
  PreviewAnswer,
  PreviewParams,
} from "../protocol";
import type { ReportSnapshot } from "../snapshot";

/*
 * Nothing is kept between previews: the client names last year's report with each request, having asked once which of
 * the neighbouring files it is.
 */

export function handleLastYear(
  { report, settings }: ReportSnapshot,
  { candidates }: LastYearParams,
): LastYearAnswer {
  const lastYear = chooseLastYear(candidates, report, settings);
  return lastYear ? { name: lastYear.name } : null;
}

export function handlePreview(
  snapshot: ReportSnapshot,
  { lastYear, style, isEditable = false, numbers: known }: PreviewParams,
): PreviewAnswer | null {
  const { document, report, diagnostics, settings } = snapshot;
  const title = report.title?.text ?? "政府信息公开工作年度报告";
  const before = lastYear && chooseLastYear([lastYear], report, settings);
  const { own, numbers } = numberFindings(report.text, diagnostics, known);
  const options = { marks: style === undefined, isEditable, numbers: own, lastYear: before };
  const body = preview(report, diagnostics, options);
  return {
    version: document.version,
    html: style === undefined ? body : standalonePage(body, { title, style }),
    title,
    year: report.year ?? null,
    agency: report.agency ?? null,
    findings: isEditable ? pageFindings(snapshot, own) : [],
    numbers,
    safe: chooseFixes(diagnostics, false).length,
    sums: isEditable ? cellSums(report) : [],
  };
}

function pageFindings(
  { document, diagnostics, found, ignoreFile }: ReportSnapshot,
  numbers: readonly number[],
): PageFinding[] {
  const whole = { start: 0, end: document.getText().length };
  const entries = ignoreFile
    ? ignorables(document.getText(), ignoreFile.name, found, diagnostics, whole)
    : [];
  const findings = diagnostics.map((diagnostic, at): PageFinding => {
    const number = numbers[at]!;
    const fixes = (diagnostic.fixes ?? []).map(({ title, edits }) => ({
      title,
      edits: edits.map(toOffsets),
    }));
    const own = entries.find((it) => isSame(it.diagnostic, diagnostic));
    if (own === undefined || ignoreFile === undefined) return { number, fixes };
    const { rule, message } = diagnostic;
    return {
      number,
      fixes,
      ignore: { uri: ignoreFile.uri, entry: own.entry, rule: ruleName(rule), message },
    };
  });
  return findings.sort((a, b) => a.number - b.number);
}

/** What is suppressed is left out of one list and not of the other, whose findings are others by identity. */
function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return a.rule === b.rule && a.span.start === b.span.start && a.span.end === b.span.end && a.cell === b.cell;
}

function toOffsets({ span: { start, end }, text }: Edit): OffsetEdit {
  return { start, end, text };
}

/** Of another version than the page shows nothing is edited but the cells that are still what they were. */
export function handleEditPlace(
  { document, report, settings }: ReportSnapshot,
  { key, place, before, text }: EditPlaceParams,
): EditPlaceAnswer {
  const cell = key === undefined ? undefined : report.cells.get(key);
  const isSame = place ? place.version === document.version : cell?.text === before;
  const span = place ?? cell;
  if (!isSame || span === undefined) return { refusal: t("报告刚刚变了，请再改一次") };
  const edited = editPlace(report, settings, { start: span.start, end: span.end, text });
  if ("refusal" in edited) return edited;
  return { version: document.version, edits: edited.edits.map(toOffsets) };
}
