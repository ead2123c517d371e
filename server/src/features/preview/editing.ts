import { t } from "@vscode/l10n";
import { quoted } from "../../core/report/describe";
import { parseReport } from "../../core/report/recognise";
import type { Report } from "../../core/report/report";
import type { Settings } from "../../core/settings/settings";
import { fillBlank, rewrite } from "../../core/text/edit";
import { escapeHtml } from "../../core/text/escape";
import { inOrdinaryCharacters } from "../../core/text/ordinary";
import { commonEnds } from "../../core/text/similar";
import { applyEdits, characterStart, type Edit, type Span } from "../../core/text/text";
import { type EditablePage, editablePage } from "./preview";
import type { EditablePlace } from "./previewMarks";
import { type ShownText, shownIn } from "./shownText";

/** A place of the page that is to say something else. */
export interface PlaceEdit extends Span {
  readonly text: string;
}

/** What makes it so, or why nothing does: a clause without a full stop. */
export type EditedPlace = { readonly edits: readonly Edit[] } | { readonly refusal: string };

/**
 * Edits that make a place of the page say something else, whatever the text is written in. They are tried: the page that
 * comes of them must say just that there, and the same as before everywhere else.
 */
export function editPlace(report: Report, settings: Settings, wanted: PlaceEdit): EditedPlace {
  const page = editablePage(report);
  const place = page.places.get(`${wanted.start},${wanted.end}`);
  if (place === undefined) return { refusal: t("这里在页面上改不了，只能在文字里改") };
  const written = shownIn(place.text, place.isMarkdown);
  const change = changeOf(written.shown, wanted.text);
  if (change.text === written.shown) return { edits: [] };
  let refusal: string | undefined;
  for (const edits of waysToSay(report.source, place, written, change)) {
    const after = parseReport(applyEdits(report.source, edits), settings);
    const fault =
      faultOf(page, editablePage(after), place, change.text) ?? faultInCells(report, after, place);
    if (fault === undefined) return { edits };
    refusal ??= fault;
  }
  return { refusal: t("{0}，只能在文字里改", refusal ?? t("这里的排版夹着标记")) };
}

/** What of a shown text gives way to what. */
interface TextChange {
  /** All of it as it shall be. */
  readonly text: string;
  /** Indices into what is shown. */
  readonly from: number;
  readonly to: number;
  readonly middle: string;
}

/** Only what differs is changed, and that is put on one line. */
function changeOf(shown: string, wanted: string): TextChange {
  const { head, tail } = commonEnds(shown, wanted);
  const from = characterStart(shown, head);
  const to =
    shown.length - (characterStart(shown, shown.length - tail) < shown.length - tail ? tail - 1 : tail);
  let middle = inOneLine(wanted.slice(from, wanted.length - (shown.length - to)));
  if (from === 0) middle = middle.trimStart();
  if (to === shown.length) middle = middle.trimEnd();
  return { text: shown.slice(0, from) + middle + shown.slice(to), from, to, middle };
}

/** Line breaks go, but between two numbers or words of letters, which would become one. */
function inOneLine(text: string): string {
  return text
    .replace(/[\t\u00a0]/g, " ")
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .reduce((all, line) => (/\w$/.test(all) && /^\w/.test(line) ? `${all} ${line}` : all + line));
}

/** The ways to write a change, the likeliest first. */
function* waysToSay(
  source: string,
  place: EditablePlace,
  written: ShownText,
  change: TextChange,
): Generator<Edit[]> {
  if (change.text === "" && place.text !== "") yield emptied(source, place);
  const ways = place.isMarkdown ? [inLine, inTags] : [inTags, inLine];
  const tried = new Set<string>();
  for (const asText of ways) {
    if (tried.size > 0 && tried.has(asText(change.text))) continue;
    tried.add(asText(change.text));
    if (place.text === "") yield [fillBlank(source, place, asText(change.text))];
    else {
      yield rewritten(place, written, change, asText, false);
      if (written.marked.length > 0) yield rewritten(place, written, change, asText, true);
    }
  }
}

/** Nothing is left, nor marks of emphasis around it. */
function emptied(source: string, place: EditablePlace): Edit[] {
  let { start, end } = place;
  while (
    start > 0 &&
    end < source.length &&
    "*_".includes(source[start - 1]!) &&
    source[end] === source[start - 1]
  ) {
    start--;
    end++;
  }
  const marks = [
    { span: { start, end: place.start }, text: "" },
    { span: { start: place.end, end }, text: "" },
  ];
  return [...rewrite(place, ""), ...(start < place.start ? marks : [])];
}

type Escape = (text: string) => string;

/** In a line a bar would part cells, and a tag would not be seen; a backslash is what the parser and Word files know. */
const inLine: Escape = (text) => text.replace(/[|｜│┃║]|<(?=[a-z/!?])/gi, "\\$&");

const inTags: Escape = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Marks stay where they are; `takesMarks`: those around what is changed go, where they would lose one of the pair. */
function rewritten(
  place: EditablePlace,
  { shown, indices, marked }: ShownText,
  { from, to, middle }: TextChange,
  asText: Escape,
  takesMarks: boolean,
): Edit[] {
  const { text } = place;
  let start = from < shown.length ? indices[from]! : text.length;
  let end = to > from ? indices[to - 1]! + 1 : start;
  let said = asText(middle);
  if (takesMarks) {
    const touched = marked.filter((it) => it.start < end && start < it.end);
    const first = Math.min(start, ...touched.map((it) => it.start));
    const last = Math.max(end, ...touched.map((it) => it.end));
    const kept = (a: number, b: number) => shown.slice(firstShown(indices, a), firstShown(indices, b));
    said = asText(kept(first, start) + middle + kept(end, last));
    [start, end] = [first, last];
  }
  return rewrite(place, text.slice(0, start) + said + text.slice(end));
}

function firstShown(indices: readonly number[], at: number): number {
  const found = indices.findIndex((index) => index >= at);
  return found < 0 ? indices.length : found;
}

/** Why a page is not the one that was meant: at one place another text, and everything else as it was. */
function faultOf(before: EditablePage, after: EditablePage, place: Span, text: string): string | undefined {
  const own = ` data-at="${place.start},${place.end}" data-edit`;
  const at = before.parts.findIndex((part) => part.slice(0, part.indexOf(">")).includes(own));
  const part = before.parts[at]!;
  // What is written anew may be the heading of a section now.
  const forms = isProse(part) ? [part, `<h2 data-edit>${saidIn(part)}</h2>`] : [part];
  const now = unitsOf(after.parts);
  const wrong = forms.map((form) => {
    const meant = unitsOf(before.parts.with(at, saying(form, text)));
    return firstDifference(meant, now);
  });
  if (wrong.includes(-1)) return undefined;
  if (/^<h/.test(part) && !isProse(part)) return t("这样写，就认不出这是标题了");
  const unit = unitsOf(before.parts.slice(0, at + 1)).length - 1;
  if (wrong[0] !== unit) return t("改了这里，{0}就读不对了", nameOf(unitsOf(before.parts)[wrong[0]!] ?? ""));
  const said = before.parts.length === after.parts.length ? saidIn(after.parts[at]!) : text;
  return said === text ? t("改了这里，前后的文字就读不对了") : t("这样写，页面上会是{0}", quoted(said));
}

/** Running text, with headings of a level that depends on others around. */
function isProse(part: string): boolean {
  return /^<(?:p|h[34])[ >]/.test(part);
}

/** What of a page must stay the same: cells and headings of sections one by one, running text as text. */
function unitsOf(parts: readonly string[]): string[] {
  const units: string[] = [];
  for (const part of parts) {
    const isMore = isProse(part) && units.at(-1)?.startsWith("<p>");
    if (isMore) units.push(`${units.pop()}${saidIn(part)}`);
    else if (isProse(part)) units.push(`<p>${saidIn(part)}`);
    else units.push(saying(part, saidIn(part)));
  }
  return units.filter((unit) => unit.trim() !== "<p>").map(asShown);
}

function firstDifference(one: readonly string[], other: readonly string[]): number {
  if (one.length === other.length && one.every((unit, at) => unit === other[at])) return -1;
  const at = one.findIndex((unit, index) => unit !== other[index]);
  return at < 0 ? one.length : at;
}

/** A part of the page as it would be with another text, without marks in the text and places. */
function saying(part: string, text: string): string {
  const plain = part.replace(/ data-at="\d+,\d+"/g, "");
  return plain.slice(0, plain.indexOf(">") + 1) + escapeHtml(text) + plain.slice(endOf(plain));
}

/** What is read of cells may change where the page shows the same, and the other way round. */
function faultInCells(before: Report, after: Report, place: Span): string | undefined {
  for (const [key, { text, start, end }] of before.cells) {
    const isOwn = place.start <= start && end <= place.end;
    if (!isOwn && after.cells.get(key)?.text !== text) return t("改了这里，表格就读不对了");
  }
  return undefined;
}

/** Where the text of the element ends that a part begins with. */
function endOf(part: string): number {
  const name = /^<(\w+)/.exec(part)?.[1];
  const end = part.indexOf(`</${name}>`);
  return end < 0 ? part.length : end;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

/** The text that a part shows. */
function saidIn(part: string): string {
  const inner = part.slice(0, endOf(part)).replace(/<[^<>]*>/g, "");
  return inner.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]!);
}

/** Blanks in a row are seen as one, and those beside a tag not at all. */
function asShown(text: string): string {
  const seen = inOrdinaryCharacters(text).replace(/[\s\u00a0]+/g, " ");
  return seen.replaceAll("> ", ">").replaceAll(" <", "<").trim();
}

function nameOf(unit: string): string {
  const said = saidIn(unit).trim();
  return said === "" ? t("别处") : quoted(said);
}
