import { t } from "@vscode/l10n";
import { quoted } from "../../core/report/describe";
import { parseReport } from "../../core/report/recognise";
import type { Report } from "../../core/report/report";
import type { Settings } from "../../core/settings/settings";
import { fillBlank, rewrite } from "../../core/text/edit";
import { inOrdinaryCharacters } from "../../core/text/ordinary";
import { commonEnds } from "../../core/text/similar";
import { applyEdits, characterStart, type Edit, type Span } from "../../core/text/text";
import { type PageParts, pageParts } from "./preview";
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
  const page = pageParts(report);
  const place = page.places.get(`${wanted.start},${wanted.end}`);
  if (place === undefined) return { refusal: t("这里在页面上改不了，只能在文字里改") };
  const written = shownIn(place.text, place.isMarkdown);
  const change = changeOf(written.shown, wanted.text);
  if (change.text === written.shown) return { edits: [] };
  let refusal: string | undefined;
  for (const edits of waysToSay(report.source, place, written, change)) {
    const after = parseReport(applyEdits(report.source, edits), settings);
    const fault = faultOf(page, pageParts(after), place, change.text) ?? faultInCells(report, after, place);
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
function faultOf(before: PageParts, after: PageParts, place: Span, text: string): string | undefined {
  const own = ` data-at="${place.start},${place.end}" data-edit`;
  const at = before.parts.findIndex((part) => part.slice(0, part.indexOf(">")).includes(own));
  const isCell = /^<t/.test(before.parts[at] ?? "");
  const isGone = text === "" && !isCell && after.parts.length === before.parts.length - 1;
  const said = after.parts.length === before.parts.length ? saidIn(after.parts[at]!) : undefined;
  if (said !== undefined && !isSame(said, text)) return t("这样写，页面上会是{0}", quoted(said));
  const rest = isGone ? after.parts.toSpliced(at, 0, "") : after.parts;
  for (const [index, part] of before.parts.entries()) {
    const now = rest[index] ?? "";
    const isLike =
      index === at ? !isCell || frameOf(part) === frameOf(now) : withoutPlace(part) === withoutPlace(now);
    if (!isLike)
      return index === at ? t("这样写，这一格就读不对了") : t("改了这里，{0}就读不对了", nameOf(part));
  }
  return rest.length === before.parts.length ? undefined : t("改了这里，后面就读不对了");
}

/** What is read of cells may change where the page shows the same, and the other way round. */
function faultInCells(before: Report, after: Report, place: Span): string | undefined {
  for (const [key, { text, start, end }] of before.cells) {
    const isOwn = place.start <= start && end <= place.end;
    if (!isOwn && after.cells.get(key)?.text !== text) return t("改了这里，表格就读不对了");
  }
  return undefined;
}

function withoutPlace(part: string): string {
  return part.replace(/ data-at="\d+,\d+"/g, "");
}

/** The element that a part begins with, without what is in it, and what follows it. */
function frameOf(part: string): string {
  const plain = withoutPlace(part);
  return plain.slice(0, plain.indexOf(">")) + plain.slice(endOf(plain));
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
  const inner = part.slice(0, endOf(part)).replace(/<[^>]*>/g, "");
  return inner.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]!);
}

/** A page shows blanks in a row as one, and none at the ends. */
function isSame(said: string, meant: string): boolean {
  const shown = (text: string) =>
    inOrdinaryCharacters(text)
      .replace(/[ \t\r\n\u00a0]+/g, " ")
      .trim();
  return shown(said) === shown(meant);
}

function nameOf(part: string): string {
  const said = saidIn(part).trim();
  return said === "" ? t("别处") : quoted(said);
}
