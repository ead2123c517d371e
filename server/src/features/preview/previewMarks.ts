import { t } from "@vscode/l10n";
import type { Diagnostic, Fix, Severity } from "../../core/findings/finding";
import { explained } from "../../core/rules/index";
import { escapeHtml } from "../../core/text/escape";
import { leavesOf } from "../../core/text/phrase";
import { addToList, firstAt, type Phrase, type Span } from "../../core/text/text";
import { droppedIn } from "./shownText";

/*
 * Text of a report as HTML in which the findings are marked. All that comes from the report passes through `escapeHtml`: no
 * markup of its own is left, be the report HTML or not.
 */

/** A finding with its number in the preview, counted from 1. */
export interface NumberedFinding {
  readonly number: number;
  /** Where it stands, as the paper says it; may be empty. */
  readonly place: string;
  readonly diagnostic: Diagnostic;
  /** Keys of cells of which one is wrong, and nobody can tell which. */
  readonly candidates: readonly string[];
}

/** Rules about a part of the report that is not there: what they find is shown where it should stand. */
const PARTS: ReadonlySet<string> = new Set(["section-missing", "table-missing"]);

/** A place of the page that can be edited, as it is written. */
export interface EditablePlace extends Phrase {
  /** It stands in a line of text, where marks of Markdown are not seen and backslashes count, and not between tags. */
  readonly isMarkdown: boolean;
}

/** The findings of a preview, and which of them have found their place in it. */
export class Marks {
  private readonly all: readonly NumberedFinding[];
  private readonly byCell = new Map<string, NumberedFinding[]>();
  private readonly byCandidate = new Map<string, NumberedFinding[]>();
  /** How far the findings up to each one reach. */
  private readonly reach: number[] = [];
  private readonly noted = new Set<NumberedFinding>();
  /** What stands at the places that can be edited, by `start,end`. */
  readonly places = new Map<string, EditablePlace>();

  /**
   * The findings are in the order of the text. `isShown`: false for the report as it is published, without marks and without
   * places. `isEditable`: places can be edited and findings be done something about.
   */
  constructor(
    findings: readonly NumberedFinding[],
    readonly isShown: boolean,
    readonly isEditable = false,
  ) {
    this.all = isShown ? findings : [];
    for (const finding of this.all) {
      const { cell, span } = finding.diagnostic;
      this.reach.push(Math.max(this.reach.at(-1) ?? 0, span.end));
      if (cell !== undefined) addToList(this.byCell, cell, finding);
      for (const key of finding.candidates) addToList(this.byCandidate, key, finding);
    }
  }

  /** Where something stands in the text, for going there. */
  place({ start, end }: Span): string {
    return this.isShown ? ` data-at="${start},${end}"` : "";
  }

  /** The same of what is shown whole: it can be edited there. */
  editable(place: Span, phrases: readonly Phrase[], isMarkdown: boolean): string {
    const { start, end } = place;
    const text = phrases.map((phrase) => phrase.text).join("");
    this.places.set(`${start},${end}`, { text, start, end, pieces: phrases, isMarkdown });
    return `${this.place(place)}${this.isEditable ? " data-edit" : ""}`;
  }

  /** Findings in a table on a cell or row by its key; one in the text may name the cell that it contradicts. */
  on(key: string, table: Span): readonly NumberedFinding[] {
    return (this.byCell.get(key) ?? []).filter(({ diagnostic }) => overlap(diagnostic.span, table));
  }

  /** Findings that a cell may be the fault of. */
  maybe(key: string): readonly NumberedFinding[] {
    return this.byCandidate.get(key) ?? [];
  }

  /** Findings of parts that are not there, by where these should stand. */
  missingParts(): { readonly at: number; readonly finding: NumberedFinding }[] {
    const parts = this.all.filter(({ diagnostic }) => PARTS.has(diagnostic.rule));
    const placed = parts.map((finding) => {
      const { fixes = [], span } = finding.diagnostic;
      return { at: fixes[0]?.edits[0]?.span.start ?? span.end, finding };
    });
    return placed.sort((a, b) => a.at - b.at);
  }

  /** Findings that overlap a place or stand in an empty one, apart from those on a cell that has its own place. */
  at(place: Span, isElsewhere: (cell: string) => boolean = () => false): NumberedFinding[] {
    const from = firstAt(this.reach, (end) => end >= place.start);
    const to = firstAt(this.all, ({ diagnostic: { span } }) => span.start > place.end);
    return this.all
      .slice(from, to)
      .filter(
        ({ diagnostic: { span, cell, rule } }) =>
          overlap(span, place) &&
          !PARTS.has(rule) &&
          (cell === undefined || !isElsewhere(cell)) &&
          span.end > 0,
      );
  }

  /** Those of the findings whose note has not been given yet, in their order. */
  toNote(findings: Iterable<NumberedFinding>): NumberedFinding[] {
    const open = [...new Set(findings)].filter((finding) => !this.noted.has(finding));
    for (const finding of open) this.noted.add(finding);
    return open.sort((a, b) => a.number - b.number);
  }

  /** Whose note has not been given anywhere. */
  rest(): NumberedFinding[] {
    return this.toNote(this.all);
  }
}

function overlap(a: Span, b: Span): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}

/** The gravest first. */
export function worst(findings: readonly NumberedFinding[]): Severity | undefined {
  const has = (severity: Severity) => findings.some(({ diagnostic }) => diagnostic.severity === severity);
  if (has("error")) return "error";
  if (has("warning")) return "warning";
  return findings.length > 0 ? "info" : undefined;
}

/** What a finding is called: its severity and its number. */
function nameOf({ number, diagnostic: { severity } }: NumberedFinding): string {
  switch (severity) {
    case "error":
      return t("错误{0}", number);
    case "warning":
      return t("警告{0}", number);
    case "info":
      return t("提示{0}", number);
  }
}

/** Numbers that lead to the notes. */
export function noteLinks(findings: readonly NumberedFinding[]): string {
  if (findings.length === 0) return "";
  const links = findings.map((finding) => {
    const { number, diagnostic } = finding;
    return `<a class="ref ${diagnostic.severity}" href="#note-${number}" aria-label="${nameOf(finding)}">${number}</a>`;
  });
  return `<span class="refs">${links.join("")}</span>`;
}

/** What a marked element says: the number of its notes, and the first of them on hovering. */
export function describedBy(findings: readonly NumberedFinding[]): string {
  const notes = findings.map(({ number }) => `note-${number}`).join(" ");
  const titles = findings.map(({ diagnostic }) => diagnostic.message).join("\n");
  return ` aria-describedby="${notes}" title="${escapeHtml(titles)}"`;
}

/**
 * What is wrong, in a list: each note leads to its place, says why where it is asked, and brings what can be done about it.
 * The message is a button by itself, so that a cell can be described by it and not by what stands beside it.
 */
export function notes(findings: readonly NumberedFinding[], marks: Marks, title: string): string {
  if (findings.length === 0) return "";
  const items = findings.map((finding) => {
    const { severity, message, span, rule } = finding.diagnostic;
    const label = `<span class="severity ${severity}">${nameOf(finding)}</span>`;
    const note = `<button type="button" id="note-${finding.number}"${marks.place(span)} data-note="${rule}">${label}<span>${escapeHtml(message)}</span></button>`;
    const place = finding.place && `<span class="place">${escapeHtml(finding.place)}</span>`;
    const open = rule.endsWith("-missing") && !PARTS.has(rule) ? '<li class="lack">' : "<li>";
    return `${open}${note}${place}${actions(finding, marks)}</li>`;
  });
  return `<aside class="notes" aria-label="${title}"><p>${title}</p><ol>${items.join("")}</ol></aside>`;
}

/** So many remedies are buttons side by side; of more one is chosen from a list. */
const MOST_BUTTONS = 2;

/** So many remedies to choose from are in sight; the others unfold. */
const MOST_CHOICES = 5;

/** What can be done about a finding, each remedy by its number among the finding's fixes. */
function actions({ number, diagnostic }: NumberedFinding, marks: Marks): string {
  const { fixes = [] } = diagnostic;
  const candidates = fixes.filter(({ isCandidate }) => isCandidate);
  const isChoice = marks.isEditable && (candidates.length > 1 || fixes.length > MOST_BUTTONS);
  const why = reason(diagnostic, isChoice);
  if (!marks.isEditable) return why && `<div class="actions">${why}</div>`;
  const chosen = isChoice ? choice(number, fixes) : "";
  const buttons = isChoice ? [] : fixes.map((fix, at) => button(number, fix, at));
  const ignore = `<button type="button" class="link" data-ignore="${number}">${t("忽略并写明原因")}</button>`;
  const go = `<button type="button" class="link" data-go="${number}">${t("转到")}</button>`;
  return `${chosen}<div class="actions">${buttons.join("")}${why}${ignore}${go}</div>`;
}

function button(number: number, { title }: Fix, at: number): string {
  return `<button type="button" data-finding="${number}" data-fix="${at}">${escapeHtml(title)}</button>`;
}

/** One of several remedies. */
function choice(number: number, fixes: readonly Fix[]): string {
  const options = fixes.map(
    ({ title }, at) =>
      `<label><input type="radio" name="choice-${number}" value="${at}"><span>${escapeHtml(title)}</span></label>`,
  );
  const others = options.slice(MOST_CHOICES).join("");
  const rest =
    others &&
    `<details><summary>${t("另有 {0} 种", fixes.length - MOST_CHOICES)}</summary>${others}</details>`;
  return `<fieldset class="choice"><legend>${t("对照原件，选定一种")}</legend>${options.slice(0, MOST_CHOICES).join("")}${rest}<button type="button" data-choose="${number}" aria-disabled="true">${t("选定一种后再改")}</button></fieldset>`;
}

/** Why it is wrong: the rule, and what it says of this place, or of all. Folded, but where one must choose. */
function reason(diagnostic: Diagnostic, isOpen: boolean): string {
  const { title, why } = explained(diagnostic);
  if (title === undefined || why === undefined) return "";
  const said = `<strong>${escapeHtml(title)}。</strong>${escapeHtml(why)}`;
  return `<details class="why"${isOpen ? " open" : ""}><summary>${t("为什么")}</summary><p>${said}</p></details>`;
}

/** How much of a text is a heading that the rest of the paragraph goes on from. */
interface TextOptions {
  /** Offset in the report up to which the text is a heading. */
  readonly leadEnd?: number;
  /** Marks of Markdown are not part of the text. */
  readonly isMarkdown?: boolean;
  readonly isElsewhere?: (cell: string) => boolean;
}

/** A character of the text: what is marked there, and how it is shown. */
interface Look {
  readonly finding: NumberedFinding | undefined;
  readonly lead: boolean;
  readonly strong: boolean;
}

/** The text of phrases, one after the other, with the findings in it marked. */
export function markedText(phrases: readonly Phrase[], marks: Marks, options: TextOptions = {}): string {
  const { text, offsets } = characters(phrases);
  const whole = { start: phrases[0]?.start ?? 0, end: phrases.at(-1)?.end ?? 0 };
  const here = marks.at(whole, options.isElsewhere);
  const { dropped, strong } = droppedIn(text, options.isMarkdown === true);
  const open = new Set(here);
  const findings = findingsAt(here, offsets);
  let html = "";
  for (let from = 0; from < text.length; ) {
    const look = lookAt(from);
    let to = from + 1;
    while (to < text.length && isSame(look, lookAt(to))) to++;
    let run = "";
    for (let at = from; at < to; at++) if (!dropped.has(at)) run += text[at];
    html += shown(run, look);
    const next = lookAt(to).finding;
    if (look.finding !== undefined && next !== look.finding) html += closing(look.finding);
    from = to;
  }
  return html + noteLinks([...open]);

  function lookAt(at: number): Look {
    const offset = offsets[at];
    if (offset === undefined) return { finding: undefined, lead: false, strong: false };
    return { finding: findings[at], lead: offset < (options.leadEnd ?? 0), strong: strong.has(at) };
  }

  /** The number stands behind the marked text, once. */
  function closing(finding: NumberedFinding): string {
    return open.delete(finding) ? noteLinks([finding]) : "";
  }
}

function shown(text: string, { finding, lead, strong }: Look): string {
  if (text === "") return "";
  let html = escapeHtml(text);
  if (strong) html = `<strong>${html}</strong>`;
  if (finding !== undefined) {
    const { severity } = finding.diagnostic;
    html = `<mark class="${severity}"${describedBy([finding])}>${html}</mark>`;
  }
  return lead ? `<span class="lead">${html}</span>` : html;
}

/** For each character the finding on it; where there are several, the first of them. Offsets rise. */
function findingsAt(
  here: readonly NumberedFinding[],
  offsets: readonly number[],
): (NumberedFinding | undefined)[] {
  const found = new Array<NumberedFinding | undefined>(offsets.length);
  let from = 0;
  for (const finding of here) {
    const { start, end } = finding.diagnostic.span;
    while (from < offsets.length && offsets[from]! < start) from++;
    for (let at = from; at < offsets.length && offsets[at]! < end && at - from < LONGEST_MARK; at++)
      found[at] ??= finding;
  }
  return found;
}

/** What is longer is marked at its beginning. */
const LONGEST_MARK = 2_000;

const isSame = (a: Look, b: Look) => a.finding === b.finding && a.lead === b.lead && a.strong === b.strong;

/** All characters, and where each stands in the report. */
function characters(phrases: readonly Phrase[]): { text: string; offsets: number[] } {
  let text = "";
  const offsets: number[] = [];
  for (const { text: part, start, end } of phrases.flatMap(leavesOf)) {
    text += part;
    const isVerbatim = part.length === end - start;
    for (let at = 0; at < part.length; at++) offsets.push(isVerbatim ? start + at : start);
  }
  return { text, offsets };
}
