import { type CheckOptions, chooseFixes, type FixSourceResult, fixSource, inspect } from "./check";
import type { Diagnostic, Fix } from "./findings/finding";
import { SEVERITY_NAMES } from "./manual";
import { placeIn } from "./place";
import { parseReport } from "./report/recognise";
import type { Report } from "./report/report";
import { explained } from "./rules/index";
import type { Settings } from "./settings/settings";
import { parseSettings } from "./settings/settingsSchema";
import type { CommentLine } from "./source/docx/commentParts";
import { anchorComments, commentsAround, writeComments } from "./source/docx/comments";
import type { Author, Source } from "./source/source";

/** How a review copy is made. What is suppressed is neither commented nor fixed. */
export interface ReviewOptions extends CheckOptions {
  readonly author: Author;
}

/** A copy of a report with a comment at each finding, and fixes as tracked changes. */
export interface ReviewCopy {
  /** The file itself where nothing was found. */
  readonly source: Source;
  readonly comments: number;
  readonly fixes: number;
  /** Findings that are gone once all tracked changes are accepted. */
  readonly mended: number;
}

/**
 * What a reviewer sends back, of a source that is a .docx. Throws `SettingsError` as `check` does, and `Refused` for a file
 * that takes no comments.
 */
export function reviewSource(source: Source, settings: Settings, options: ReviewOptions): ReviewCopy {
  const checked = parseSettings(settings);
  const report = parseReport(source.text, checked);
  const { diagnostics: found } = inspect(report, checked, options);
  // Comments before fixes: what they are about may be gone then, and which fixes the file takes is known only then.
  const anchored = anchorComments(
    source,
    found.map(({ span }) => span),
  );
  const fixed = fixSource(anchored.source, checked, { ...options, track: options.author });
  const left = pairs(fixed, found, anchored.ids);
  // Some faults are seen only when others are mended.
  const uncovered = fixed.diagnostics.filter((diagnostic) => ![...left.values()].includes(diagnostic));
  const more = anchorComments(
    fixed.source,
    uncovered.map(({ span }) => span),
  );
  const chosen = new Set(chooseFixes(found, options.unsafe === true));
  const outcome = { fixed, chosen };
  const first = found.map((diagnostic, at) => ({
    id: anchored.ids[at]!,
    lines: linesOf(diagnostic, { report, source }, remedy(diagnostic, left.get(at), outcome)),
  }));
  const now = { report: parseReport(fixed.source.text, checked), source: fixed.source };
  const second = uncovered.map((diagnostic, at) => ({
    id: more.ids[at]!,
    lines: linesOf(diagnostic, now, [UNCOVERED, ...remedy(diagnostic, diagnostic, outcome)]),
  }));
  const all = [...first, ...second];
  return {
    source: writeComments(more.source, all, options.author),
    comments: all.length,
    fixes: fixed.fixes,
    mended: found.length - left.size,
  };
}

const UNCOVERED: CommentLine = { text: "别处按修订改好以后，才看得出这一处。" };

/**
 * Which of the findings are still there after fixing, and as what: of the same rule, at the place of its comment, or, as
 * what is missing at the end moves with the end, of the same words.
 */
function pairs(
  { source, diagnostics }: FixSourceResult<Source>,
  found: readonly Diagnostic[],
  ids: readonly number[],
): Map<number, Diagnostic> {
  const left = new Map<number, Diagnostic>();
  const number = new Map(ids.map((id, at) => [id, at]));
  const around = commentsAround(
    source,
    diagnostics.map(({ span }) => span),
  );
  const pair = (diagnostic: Diagnostic, candidates: readonly number[]): boolean => {
    const same = candidates.filter((at) => !left.has(at) && found[at]!.rule === diagnostic.rule);
    const at = same.find((candidate) => found[candidate]!.message === diagnostic.message) ?? same[0];
    if (at !== undefined) left.set(at, diagnostic);
    return at !== undefined;
  };
  const elsewhere = diagnostics.filter(
    (diagnostic, at) =>
      !pair(
        diagnostic,
        around[at]!.flatMap((id) => number.get(id) ?? []),
      ),
  );
  for (const diagnostic of elsewhere)
    pair(
      diagnostic,
      [...found.keys()].filter((at) => found[at]!.message === diagnostic.message),
    );
  return left;
}

interface Outcome {
  readonly fixed: FixSourceResult<Source>;
  readonly chosen: ReadonlySet<Fix>;
}

/** What a comment says of how to put right what it is about; `left` is the finding where it is still there. */
function remedy(found: Diagnostic, left: Diagnostic | undefined, { fixed, chosen }: Outcome): CommentLine[] {
  if (left === undefined) {
    const own = found.fixes?.find((fix) => chosen.has(fix));
    if (own === undefined) return [{ text: "已随别处的修订一并改好。" }];
    return [{ head: own.safe ? "已用修订改好：" : "已用修订改动，请核对：", text: own.title }];
  }
  const refused = fixed.refused.find(({ diagnostic }) => diagnostic === left);
  const lines: CommentLine[] = [];
  if (refused !== undefined)
    lines.push({ head: "未改：", text: `${refused.fix.title}（${refused.reason}）` });
  const others = (left.fixes ?? []).filter((fix) => fix !== refused?.fix).slice(0, MOST_SHOWN);
  if (others.length > 0) lines.push({ head: "可选：", text: others.map(({ title }) => title).join("；") });
  return lines;
}

/** A report, and the file that says where in it something stands. */
interface Placed {
  readonly report: Report;
  readonly source: Source;
}

/** Of several fixes and places, more do not help. */
const MOST_SHOWN = 3;

/** A finding as a comment: what and how grave, why, where to look, what was or can be done, and the name of its rule. */
function linesOf(diagnostic: Diagnostic, where: Placed, remedy: readonly CommentLine[]): CommentLine[] {
  const { severity, message, rule } = diagnostic;
  const { title, why } = explained(diagnostic);
  const lines: CommentLine[] = [{ head: `${SEVERITY_NAMES[severity]}：`, text: message }];
  if (why !== undefined) lines.push({ text: why });
  lines.push(...places(diagnostic, where));
  lines.push(...remedy, { text: title === undefined ? rule : `${title}（${rule}）`, isNote: true });
  return lines;
}

/** Where to look as well. Of an equation with many parts the reason has told them all. */
function places({ related = [], why }: Diagnostic, { report, source }: Placed): CommentLine[] {
  if (related.length === 0 || (related.length > MOST_SHOWN && why !== undefined)) return [];
  const shown = related.slice(0, MOST_SHOWN).map(({ span, message }) => {
    const place = placeIn(report, source, span.start);
    return place === undefined ? message : `${place}（${message}）`;
  });
  const rest = related.length > MOST_SHOWN ? ` 等 ${related.length} 处` : "";
  return [{ head: "对照：", text: `${shown.join("；")}${rest}` }];
}
