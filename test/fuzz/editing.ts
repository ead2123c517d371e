import { Parser } from "htmlparser2";
import { TextDocument } from "vscode-languageserver-textdocument";
import { extractReport } from "../../server/src/core/extract";
import { parseReport } from "../../server/src/core/report/recognise";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { applyEdits, type Span } from "../../server/src/core/text/text";
import { documentSymbols, type OutlineEntry } from "../../server/src/features/navigation/documentSymbols";
import { foldingRanges } from "../../server/src/features/navigation/foldingRanges";
import { hover } from "../../server/src/features/navigation/hover";
import { definitions, references } from "../../server/src/features/navigation/navigation";
import { selectionRanges } from "../../server/src/features/navigation/selectionRanges";
import { semanticTokens } from "../../server/src/features/navigation/semanticTokens";
import { preview } from "../../server/src/features/preview/preview";
import { copyTable } from "../../server/src/features/tables/convertTable";
import { alignTables } from "../../server/src/features/tables/formatting";
import { pasteHtml } from "../../server/src/features/tables/pasteHtml";
import { sumHints } from "../../server/src/features/tables/sumHints";
import { sumLenses } from "../../server/src/features/tables/sumLenses";
import { tableActions } from "../../server/src/features/tables/tableActions";
import { quickFixes } from "../../server/src/features/writing/codeActions";
import { completions } from "../../server/src/features/writing/completion";
import { ignorables } from "../../server/src/features/writing/ignoreHere";
import { newReport } from "../../server/src/features/writing/newReport";
import { abilitiesOf } from "../../server/src/lsp/abilities";
import { toCodeAction, toDiagnostic, toRange, toSpan } from "../../server/src/lsp/convert";
import { toCompletionItems } from "../../server/src/lsp/handlers/completion";
import { toSymbols } from "../../server/src/lsp/handlers/documentSymbols";
import { toFoldingRanges } from "../../server/src/lsp/handlers/foldingRanges";
import { toSemanticTokens } from "../../server/src/lsp/handlers/semanticTokens";
import { tableActionKinds } from "../../server/src/lsp/protocol";
import { editFault } from "./fixing";
import { isInside, misplaced, outside, quote, type Subject, sample } from "./subject";

/* What must hold of everything the editor shows of a text and does to it. */

/** The outline: named entries, each in its parent; what is folded. */
export function* outline({ text, report }: Subject): Iterable<string> {
  yield* nested(documentSymbols(report), { start: 0, end: text.length }, text);
  for (const span of foldingRanges(report)) {
    const fault = misplaced(span, text);
    if (fault !== undefined) yield `folding: ${fault}`;
  }
}

function* nested(entries: readonly OutlineEntry[], parent: Span, text: string): Iterable<string> {
  const open = entries.map((entry) => ({ entry, parent }));
  while (open.length > 0) {
    const { entry, parent: around } = open.pop()!;
    const { kind, name, span, selection, children } = entry;
    const fault = misplaced(span, text) ?? misplaced(selection, text);
    if (fault !== undefined) yield `${kind}: ${fault}`;
    // VS Code refuses the whole outline for any of these.
    if (name.trim() === "") yield `${kind} without a name: ${quote(text, span)}`;
    if (!isIn(selection, span)) yield `${kind}: its name stands outside of it`;
    if (!isIn(span, around)) yield `${kind} reaches out of what it stands in: ${quote(text, span)}`;
    open.push(...children.map((child) => ({ entry: child, parent: span })));
  }
}

function isIn(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** What is coloured, in order and apart; the remarks at numbers. */
export function* colours({ text, report, diagnostics }: Subject): Iterable<string> {
  let end = 0;
  for (const token of semanticTokens(report, diagnostics)) {
    const fault = outside(token, text);
    if (fault !== undefined) yield `token: ${fault}`;
    if (token.start < end) yield `tokens overlap at ${token.start}`;
    end = token.end;
  }
  for (const { offset } of sumHints(report)) {
    const fault = misplaced({ start: offset, end: offset }, text);
    if (fault !== undefined) yield `hint: ${fault}`;
  }
  for (const { span, target } of sumLenses(report)) {
    const fault = misplaced(span, text) ?? (target && misplaced(target, text));
    if (fault !== undefined) yield `lens: ${fault}`;
  }
}

/** What is shown and found at a place. */
export function* places(subject: Subject): Iterable<string> {
  const { text, report, diagnostics, offsets } = subject;
  // A rule's page is the same wherever it is shown, and takes long to write.
  const told = new Set<string>();
  for (const offset of offsets) {
    if (isInside(text, offset)) continue;
    const untold = diagnostics.filter(({ rule, span }) => isAt(span, offset) && !told.has(rule));
    for (const { rule } of untold) told.add(rule);
    const shown = hover(report, untold, offset);
    const spans = [
      ...(shown ? [shown.span] : []),
      ...definitions(report, offset),
      ...references(report, offset, true),
      ...references(report, offset, false),
      ...selectionRanges(report, offset),
    ];
    for (const span of spans) {
      const fault = misplaced(span, text);
      if (fault !== undefined) yield `at ${offset}: ${fault}`;
    }
    if (shown?.markdown === "") yield `empty hover at ${offset}`;
    yield* growing(selectionRanges(report, offset), offset, text);
  }
}

const isAt = ({ start, end }: Span, offset: number) => start <= offset && offset <= end;

function* growing(chain: readonly Span[], offset: number, text: string): Iterable<string> {
  const last = chain.at(-1);
  if (last === undefined || last.start !== 0 || last.end !== text.length)
    yield "the selection does not grow to the whole text";
  for (const [at, span] of chain.entries()) {
    if (offset < span.start || offset > span.end) yield `selection at ${offset} without the cursor`;
    if (at > 0 && !isIn(chain[at - 1]!, span)) yield `selection at ${offset} does not hold the one before`;
  }
}

/** What can be written at a place: around the cursor, on its line, as the protocol demands. */
export function* writing({ text, report, offsets, settings }: Subject): Iterable<string> {
  for (const offset of offsets) {
    if (isInside(text, offset)) continue;
    for (const format of ["text", "markdown", "html"] as const) {
      const asked = { text, offset, format, thisYear: 2024, standards: settings.standards };
      for (const known of [report, undefined]) {
        for (const { label, edit } of completions({ ...asked, report: known })) {
          const { start, end } = edit.span;
          const fault = misplaced(edit.span, text);
          if (fault !== undefined) yield `completion “${label}”: ${fault}`;
          if (offset < start || end < offset) yield `completion “${label}” away from the cursor`;
          if (/[\r\n]/.test(text.slice(start, end))) yield `completion “${label}” over more than a line`;
        }
      }
    }
  }
}

/** What is done to tables says the same as before; what is refused says why. */
export function* tables({ text, report, settings, offsets, random, tries }: Subject): Iterable<string> {
  const inTables = Object.values(report.tables).map(({ start }) => start);
  const names = Object.keys(tableActionKinds) as (keyof typeof tableActionKinds)[];
  for (const offset of sample([...inTables, ...offsets], Math.min(tries, 4), random)) {
    for (const { name, edits, refusal } of tableActions(
      report,
      { start: offset, end: offset },
      names,
      settings,
    )) {
      if (edits.length === 0) {
        if (!refusal) yield `${name}: neither edits nor a reason`;
        continue;
      }
      const fault = editFault(edits, text);
      if (fault !== undefined) yield `${name}: ${fault}`;
      const after = parseReport(applyEdits(text, edits), settings);
      const isKept = /^table|^align/.test(name);
      if (isKept && said(report) !== said(after)) yield `${name}: is read otherwise afterwards`;
      if (name === "alignTables" && alignTables(after).length > 0) yield "alignTables: aligned again";
    }
  }
  for (const table of Object.values(report.tables)) copyTable(report, table);
}

function said(report: Parameters<typeof extractReport>[0]): string {
  const { cells, sections } = extractReport(report);
  const values = Object.entries(cells).map(([key, { value, text }]) => [key, value, text]);
  return JSON.stringify([values.sort(), sections.map(({ key, title }) => [key, title])]);
}

/** The preview: whole HTML, nothing of the text's own markup, places of the text. */
export function* previews({ text, report, diagnostics }: Subject): Iterable<string> {
  const lastYear = { name: "上年.md", report };
  for (const options of [{ marks: true, lastYear }, { marks: false }])
    yield* htmlFaults(preview(report, diagnostics, options), text);
}

const OWN_TAGS = new Set(
  "article section header footer div p h1 h2 h3 h4 h5 h6 table caption colgroup col thead tbody tr th td a ol ul li span mark strong em b i small sup br figure figcaption svg g path rect text tspan title line defs marker polygon dl dt dd aside nav button details summary pattern".split(
    " ",
  ),
);
const VOID_TAGS = new Set(["br", "col"]);

function* htmlFaults(html: string, text: string): Iterable<string> {
  const complaints: string[] = [];
  const open: string[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (!OWN_TAGS.has(name)) complaints.push(`preview: <${name}>`);
        if (!VOID_TAGS.has(name)) open.push(name);
        const foreign = Object.keys(attributes).find((key) => /^on|^style$|^src$/.test(key));
        if (foreign !== undefined) complaints.push(`preview: attribute ${foreign}`);
        const place = attributes["data-at"]?.split(",").map(Number);
        const fault = place && outside({ start: place[0]!, end: place[1]! }, text);
        if (fault !== undefined) complaints.push(`preview: data-at ${fault}`);
      },
      onclosetag(name, isImplied) {
        if (VOID_TAGS.has(name)) return;
        const isClosed = !isImplied || html.startsWith("/>", parser.endIndex - 1);
        if (open.pop() !== name || !isClosed) complaints.push(`preview: </${name}> missing or out of place`);
      },
    },
    { xmlMode: true },
  );
  parser.end(html);
  if (open.length > 0) complaints.push(`preview: <${open.at(-1)}> is not closed`);
  yield* complaints;
}

const endOf = ({ length }: string) => ({ start: length, end: length });

/** What is copied elsewhere and pasted here, and what a new report takes over from this one. */
export function pasting({ text, report, settings }: Subject): Iterable<string> {
  const table = `<table><tr><td>${text}</td><td>1</td></tr></table>`;
  for (const html of [text, table]) {
    pasteHtml(html, { into: parseReport(EXAMPLE), span: endOf(EXAMPLE), headings: "markdown" });
    pasteHtml(html, { into: report, span: endOf(text), headings: "text" });
  }
  const year = Math.min((report.year ?? 2022) + 1, 2100);
  newReport({
    agency: report.agency ?? "",
    year,
    format: "html",
    lastYear: report,
    standards: settings.standards,
  });
  return [];
}

/** Everything that is told in lines and columns leads back to its place. */
export function* protocol(subject: Subject): Iterable<string> {
  const { text, report, diagnostics, offsets, settings } = subject;
  const document = TextDocument.create("file:///report.md", "markdown", 1, text);
  const abilities = { ...abilitiesOf({}), relatedInformation: true, nestedSymbols: true, snippets: true };
  for (const { span } of diagnostics) {
    const { start, end } = toSpan(toRange(span, document), document);
    if (start !== span.start || end !== span.end)
      yield `${span.start}–${span.end} comes back as ${start}–${end}`;
  }
  for (const diagnostic of diagnostics) toDiagnostic(diagnostic, document, abilities);
  for (const nesting of [true, false]) toSymbols(documentSymbols(report), document, nesting);
  const foldings = toFoldingRanges(foldingRanges(report), document, 5000);
  if (foldings.some(({ startLine, endLine }) => endLine <= startLine || endLine >= document.lineCount))
    yield "a folding of less than two lines, or beyond the last";
  yield* tokenFaults(toSemanticTokens(semanticTokens(report, diagnostics), document).data, document);
  for (const offset of offsets.slice(0, 5)) {
    const range = { start: offset, end: Math.min(text.length, offset + 200) };
    for (const action of quickFixes(diagnostics, range))
      toCodeAction(action, "quickfix", document, abilities);
    ignorables(text, "report.md", diagnostics, diagnostics, range);
    const asked = {
      text,
      report,
      offset,
      format: "markdown",
      thisYear: 2024,
      standards: settings.standards,
    } as const;
    toCompletionItems(completions(asked), document, abilities);
  }
}

/** Five numbers a token: lines and columns on from the one before, length, type, modifiers. */
function* tokenFaults(data: readonly number[], document: TextDocument): Iterable<string> {
  let line = 0;
  let column = 0;
  let end = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [lines, columns, length] = [data[at]!, data[at + 1]!, data[at + 2]!];
    if (lines > 0) [column, end] = [0, 0];
    line += lines;
    column += columns;
    if (lines < 0 || columns < 0 || length <= 0 || column < end)
      return yield `tokens out of order on line ${line}`;
    end = column + length;
    const width = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
    if (end > width.replace(/[\r\n]+$/, "").length) return yield `a token beyond the end of line ${line}`;
  }
}
