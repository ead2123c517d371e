import type { Report } from "../../core/report/report";
import type { Span } from "../../core/text/text";

/*
 * What a text of the report shows on the page: in lines of Markdown marks of emphasis, links and backslashes are written
 * and not seen.
 */

/** Text between tags is no Markdown; between them lines of Markdown may stand. */
export function isInLine({ text, document }: Report, { start }: Span): boolean {
  if (document.format === "text") return true;
  let before = start - 1;
  while (before >= 0 && " \t#".includes(text[before]!)) before--;
  return before < 0 || text[before] === "\n";
}

/** Which characters of a text are not seen, and which stand between marks of emphasis; by their index. */
export interface Dropped {
  readonly dropped: ReadonlySet<number>;
  readonly strong: ReadonlySet<number>;
  /** What marks stand around, with the marks: emphasised words, links. */
  readonly marked: readonly Span[];
}

const NOTHING_DROPPED: Dropped = { dropped: new Set(), strong: new Set(), marked: [] };

/** What of a text is not seen: of Markdown its marks, of anything else nothing. */
export function droppedIn(text: string, isMarkdown: boolean): Dropped {
  return isMarkdown && MAY_DROP.test(text) ? markdownIn(text) : NOTHING_DROPPED;
}

const MAY_DROP = /[*[\\]/;

/** What is seen of a text, with the index of each of its code units in what is written. */
export interface ShownText {
  readonly shown: string;
  readonly indices: readonly number[];
  /** See {@link Dropped}. */
  readonly marked: readonly Span[];
}

export function shownIn(text: string, isMarkdown: boolean): ShownText {
  const { dropped, marked } = droppedIn(text, isMarkdown);
  let shown = "";
  const indices: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (dropped.has(at)) continue;
    shown += text[at];
    indices.push(at);
  }
  return { shown, indices, marked };
}

/** Emphasis and links of Markdown, and backslashes in front of what parts cells or starts a tag: which characters are marks, and which stand between marks of emphasis. */
function markdownIn(text: string): Dropped {
  const dropped = new Set<number>();
  const strong = new Set<number>();
  const marked: Span[] = [];
  const drop = (from: number, to: number) => {
    for (let at = from; at < to; at++) dropped.add(at);
  };
  for (const { index, 0: match, 1: inner } of text.matchAll(/\*\*([^*]+)\*\*/g)) {
    marked.push({ start: index, end: index + match.length });
    drop(index, index + 2);
    drop(index + match.length - 2, index + match.length);
    for (let at = 0; at < inner!.length; at++) strong.add(index + 2 + at);
  }
  for (const { index, 0: match, 1: inner } of text.matchAll(/!?\[([^\][]{0,200})\]\([^()\s]{0,1000}\)/g)) {
    const start = index + match.indexOf("[") + 1;
    marked.push({ start: index, end: index + match.length });
    drop(index, start);
    drop(start + inner!.length, index + match.length);
  }
  for (const { index } of text.matchAll(/\\(?=[|｜│┃║<]|```)/g)) drop(index, index + 1);
  return { dropped, strong, marked };
}

/** What a backslash takes the meaning from in Markdown. */
const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
/** Code units that are no characters, as many: they stand in for punctuation that means nothing. */
const STAND_INS = 0xfdd0;

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&" };

/** Markdown as it reads, without marks of emphasis and links, and without backslashes. Marks of lists stay, as `-`. */
export function withoutMarkdown(markdown: string): string {
  const text = markdown.replace(/\\([!-/:-@[-`{-~])/g, (_, mark: string) =>
    String.fromCharCode(STAND_INS + PUNCTUATION.indexOf(mark)),
  );
  const { dropped } = markdownIn(text);
  let kept = "";
  for (let at = 0; at < text.length; at++) {
    // The blank behind a mark lets Markdown see it; between Chinese characters it is none.
    const isPadding = text[at] === " " && dropped.has(at - 1) && (text.codePointAt(at + 1) ?? 0) > 0x7f;
    if (!dropped.has(at) && !isPadding) kept += text[at];
  }
  return kept
    .replace(/^[*+](?=[ \t])/, "-")
    .replace(/&(lt|gt|amp);/g, (_, name: string) => ENTITIES[name]!)
    .replace(/[\ufdd0-\ufdef]/g, (it) => PUNCTUATION[it.charCodeAt(0) - STAND_INS]!);
}
