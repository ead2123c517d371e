import type { Document } from "../../document/document";
import { codeUnits } from "../../text/normalise";
import { leadingOrdinal, type Ordinal, type OrdinalStyle, ordinalIn } from "../../text/ordinal";
import { offsetIn } from "../../text/phrase";
import { characterStart, type Span } from "../../text/text";
import { lonePhrase } from "./lines";
import type { Section } from "./sections";

/** A heading below the sections: `（一）…`, `1. …`, a Markdown or HTML heading. */
export interface Heading extends Span {
  /** Depth below its section, from 1. */
  readonly level: number;
  readonly ordinal: Ordinal | undefined;
  /** Title without ordinal, cut at the first sentence's end. */
  readonly title: string;
  /** Index into `Report.sections`, or -1 before the first. */
  readonly section: number;
}

const BULLETS = codeUnits("-*+>•·");
/** Longer titles are cut for the outline. */
const LONGEST_SHOWN = 40;

/**
 * Headings below the sections. Their depth is not written anywhere: a numbering style that is open closes all that
 * opened after it, a new one opens below. `taken` marks rows that are sections' headings or belong to tables.
 */
export function findSubHeadings(
  document: Document,
  sections: readonly Section[],
  taken: Uint8Array,
): Heading[] {
  const headings: Heading[] = [];
  let section = -1;
  let open: (OrdinalStyle | number)[] = [];
  document.rows.forEach((row, at) => {
    while (section + 1 < sections.length && sections[section + 1]!.start <= row.end - 1) {
      section++;
      open = [];
    }
    if (taken[at] !== 0) return;
    const phrase = lonePhrase(row, document.text);
    if (phrase === undefined) return;
    const bullet =
      BULLETS[phrase.text.charCodeAt(0)] === 1 ? (/^.[ \t]+/.exec(phrase.text)?.[0].length ?? 0) : 0;
    const text = bullet === 0 ? phrase.text : phrase.text.slice(bullet);
    const leading = leadingOrdinal(text);
    if (leading === undefined ? row.level === 0 : leading.style === "chinese" && row.level === 0) return;
    const title = headingTitle(leading === undefined ? text : text.slice(leading.after));
    if (title === "") return;
    const style = leading?.style ?? row.level;
    const depth = open.indexOf(style);
    open = depth < 0 ? [...open, style] : open.slice(0, depth + 1);
    const offset = (index: number) => offsetIn(phrase, bullet + index);
    const from = leading === undefined ? 0 : leading.after;
    headings.push({
      level: open.length,
      ordinal: leading && ordinalIn(phrase, leading, bullet),
      title,
      section,
      start: offset(0),
      end: offset(from + title.length - 1) + 1,
    });
  });
  return headings;
}

/** The first sentence of a line that starts with an ordinal. */
function headingTitle(text: string): string {
  const end = text.search(/[。：:；;！？]/);
  const title = (end < 0 ? text : text.slice(0, end)).trimEnd();
  return title.length > LONGEST_SHOWN
    ? title.slice(0, characterStart(title, LONGEST_SHOWN)).trimEnd()
    : title;
}
