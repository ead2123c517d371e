import { escapeHtml } from "../../core/text/escape";
import { htmlTable, unmerged } from "../../core/writing/skeleton";
import { markdownTable } from "../tables/convertTable";
import { htmlPage } from "../writing/newReport";
import type { PagePart, PageTable } from "./parts";

/* Pages as Markdown, as text and as HTML. */

type TextPart = Exclude<PagePart, { kind: "table" }>;

/** Headings are marked by their level, what would be read as a mark is behind a backslash. */
export function markdownPage(parts: readonly PagePart[]): string {
  return blocks(parts, (part) => {
    if (part.kind === "table") return markdownTable(linesOf(part), "\n");
    return `${"#".repeat(levelOf(part))} ${escapedMarkdown(part.text)}`.trimStart();
  });
}

/** As Markdown, without marks in front of headings or in the text. */
export function textPage(parts: readonly PagePart[]): string {
  return blocks(parts, (part) => (part.kind === "table" ? markdownTable(linesOf(part), "\n") : part.text));
}

/** A page that needs nothing else: no script, no file beside it. */
export function webPage(parts: readonly PagePart[]): string {
  const title = parts.find(({ kind }) => kind === "title") as TextPart | undefined;
  const body = parts.map((part) => {
    if (part.kind === "table") return htmlTable(part.rows, "\n");
    const level = levelOf(part);
    const tag = level > 0 ? `h${level}` : "p";
    const isApart = part.kind === "signature" || part.kind === "beside-title";
    const place = isApart ? ` class="${part.kind}"` : "";
    return `<${tag}${place}>${escapeHtml(part.text)}</${tag}>`;
  });
  return htmlPage(title?.text ?? "", body, "\n", STYLE);
}

const STYLE =
  "body{max-width:50em;margin:2em auto;padding:0 1em;line-height:1.8}h1{text-align:center}" +
  "table{border-collapse:collapse;width:100%;margin:1em 0;line-height:1.4}td{border:1px solid;padding:.3em .4em;text-align:center}" +
  ".signature{text-align:right}.beside-title{text-align:center}";

/** Level of a heading among all of the page; 0 for what is none. */
export function levelOf(part: TextPart): number {
  if (part.kind === "title") return 1;
  return part.kind === "heading" ? part.level + 1 : 0;
}

function blocks(parts: readonly PagePart[], write: (part: PagePart) => string): string {
  return parts.map((part) => `${write(part)}\n`).join("\n");
}

/** Markdown and text have no merged cells; the first value of a row tells what of it is label. */
function linesOf({ rows, heads }: PageTable) {
  const isRagged =
    rows.some((row) => row.length !== rows[0]!.length) &&
    rows.every((row) => row.every((cell) => cell.rows * cell.columns === 1));
  const lines = isRagged ? rows.map((row) => row.map(({ text }) => text)) : unmerged(rows);
  return lines.map((cells, at) => {
    const values = rows[at]!.filter(({ role }) => role === "value").length;
    return { cells, lead: at < heads || values === 0 ? undefined : cells.length - values };
  });
}

/** What Markdown would take for a mark. */
function escapedMarkdown(text: string): string {
  return text
    .replace(/[\\`*|]|\](?=\()/g, "\\$&")
    .replace(/^[#>]/, "\\$&")
    .replace(/&(?=[#a-z])/gi, "&amp;")
    .replaceAll("<", "&lt;");
}
