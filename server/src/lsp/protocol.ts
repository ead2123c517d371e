/*
 * What our server and our client say to each other besides the language server protocol: the names of requests,
 * notifications and commands, and what goes over the wire with them. Both sides import this file, and it imports nothing.
 */

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** What our client asks for when it starts the server; any other client leaves it out. */
export interface InitializationOptions {
  /** It is to be told what documents are taken for, see {@link statusMethod}. */
  readonly status: boolean;
  /** The address below which it shows the rules' pages; without one findings have no links to them. */
  readonly manual: string;
  /** It reads files for the server, see {@link readFileMethod}. */
  readonly readFile: boolean;
  /** It has the command {@link ignoreCommand}. */
  readonly ignoreHere: boolean;
  /** The user trusts the workspace, see {@link trustMethod}. */
  readonly trusted: boolean;
  /** What actions and views are written in; what rules say is always Chinese. */
  readonly language: Language;
  /** In a web worker the address of the server's script: what reads PDF and writes Word files lies beside it. */
  readonly script?: string;
}

/** Languages of actions, prompts and views. */
export type Language = "zh-cn" | "en";

// ── What a document is ──

/** Notification that tells a client what a document was taken for. Only clients that ask for it get it. */
export const statusMethod = "disclosureLint/status";

export interface Status {
  readonly uri: string;
  readonly version: number;
  readonly state: "report" | "notReport" | "off";
  /** Why, in Chinese. */
  readonly reason: string;
  readonly year: number | null;
  /** Name of the format that the year asks for, such as `〔2021〕30号格式`. */
  readonly format: string | null;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

// ── Files ──

/** Request to the client for a file that the server cannot read itself. */
export const readFileMethod = "disclosureLint/readFile";

export interface ReadFileParams {
  readonly uri: string;
}

/** The file's bytes in Base64: what encoding they are in, the server finds out. Null where there is no such file. */
export type ReadFileAnswer = string | null;

/** Notification that the user trusts the workspace from now on. */
export const trustMethod = "disclosureLint/trust";

// ── Reports in files that are no text ──

/** Scheme of the addresses under which the text of a Word file, PDF or workbook is open in an editor. */
export const fileScheme = "disclosure-file";

/**
 * The address of the file that a document is the text of; any other is its own. Settings, files around it and what is
 * written beside it go by this one. It stands in the query, so that the path is the file's.
 */
export function originalAddress(uri: string): string {
  const query = uri.startsWith(`${fileScheme}:`) ? uri.indexOf("?") : -1;
  return query < 0 ? uri : decodeURIComponent(uri.slice(query + 1));
}

/** Whether a document is the text of a file that is none: its tables are the file's, and have no form of their own in the text. */
export const isTextOfFile = (uri: string) => uri.startsWith(`${fileScheme}:`);

/** Bytes go over the wire in Base64. */
export function toBase64(bytes: Uint8Array): string {
  let units = "";
  for (let at = 0; at < bytes.length; at += CHUNK)
    units += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(units);
}

/** So many arguments a call takes anywhere. */
const CHUNK = 8192;

/** Throws for what is no Base64. */
export function fromBase64(text: string): Uint8Array {
  const units = atob(text);
  const bytes = new Uint8Array(units.length);
  // Not `Uint8Array.from`, which takes thirty times as long: it asks for one character after the other as for anything else.
  for (let at = 0; at < units.length; at++) bytes[at] = units.charCodeAt(at);
  return bytes;
}

/** Request for the text of a file. */
export const openFileMethod = "disclosureLint/openFile";

export interface OpenFileParams {
  /** Of the file itself; for the settings that count for it. */
  readonly uri: string;
  readonly bytes: string;
}

/** The text, or why there is none: a Chinese clause without a full stop. */
export type OpenFileAnswer =
  | {
      readonly text: string;
      readonly format: FileFormat;
      readonly isReport: boolean;
      /** Why it was taken for a report or not. */
      readonly reason: string;
      /** Pictures that stand in it: what is in them is not read. */
      readonly pictures: number;
    }
  | { readonly refusal: string };

/** What a file is, as its content says. */
export type FileFormat = "text" | "docx" | "pdf" | "xlsx";

/** Request for a file's bytes with another text in it. All of it is written, or nothing. */
export const writeFileMethod = "disclosureLint/writeFile";

export interface WriteFileParams {
  /** The file as it is now. */
  readonly bytes: string;
  /** What it shall say. */
  readonly text: string;
  /** It is only asked what would be refused: no bytes come back. */
  readonly isTrial?: boolean;
}

export interface WriteFileAnswer {
  /** Missing where anything was refused, and of a trial. */
  readonly bytes?: string;
  readonly refused: readonly RefusedPlace[];
}

/** What a file cannot take: where in the new text, in UTF-16 code units, and why, in a Chinese clause. */
export interface RefusedPlace {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
  /** What makes the new text say there what the file says; missing where it is not the text that is at fault. */
  readonly back?: OffsetEdit;
}

/** Request for a copy of a Word file with a comment at each finding, and fixes as tracked changes. */
export const reviewFileMethod = "disclosureLint/reviewFile";

export interface ReviewFileParams {
  /** Of the file itself; for the settings that count for it. */
  readonly uri: string;
  readonly bytes: string;
  readonly author: string;
}

export type ReviewFileAnswer =
  | {
      readonly bytes: string;
      readonly comments: number;
      /** Findings that are gone once all tracked changes are accepted. */
      readonly mended: number;
    }
  | { readonly refusal: string };

/** Request for a text in another form. */
export const convertMethod = "disclosureLint/convert";

export interface ConvertParams {
  /** Of the document; for the settings that count for it. */
  readonly uri: string;
  readonly text: string;
  readonly isMarkdown: boolean;
  /** Its lines may be wrapped, as those of texts are. */
  readonly isWrapped: boolean;
  readonly to: "docx" | "markdown" | "html";
}

/** The new file in Base64, or why there is none: a Chinese clause without a full stop. */
export type ConvertAnswer =
  | { readonly bytes: string; readonly name: ReportName }
  | { readonly refusal: string };

/** What files of a report are named by. */
export interface ReportName {
  readonly title: string;
  readonly year: number | null;
  readonly agency: string | null;
}

// ── Tables ──

/** Kinds of the code actions on tables; editors bind keys, commands and saving to them. */
export const tableActionKinds = {
  recalculateRow: "refactor.rewrite.recalculateRow.disclosureLint",
  recalculateColumn: "refactor.rewrite.recalculateColumn.disclosureLint",
  recalculateTable: "refactor.rewrite.recalculateTable.disclosureLint",
  tableToMarkdown: "refactor.rewrite.tableToMarkdown.disclosureLint",
  tableToTabs: "refactor.rewrite.tableToTabs.disclosureLint",
  tablesToMarkdown: "source.tablesToMarkdown.disclosureLint",
  alignTables: "source.alignTables.disclosureLint",
  insertTables: "source.insertTables.disclosureLint",
} as const;

/** Request for the table at a position, as text divided by tabs; its parameters are a document and a position. */
export const copyTableMethod = "disclosureLint/copyTable";

/** A text, or why there is none, in Chinese. */
export interface CopyTableAnswer {
  readonly text?: string;
  readonly refusal?: string;
}

/** Request for the Markdown to paste for HTML from the clipboard; null where the HTML is to be pasted as usual. */
export const pasteMethod = "disclosureLint/paste";

export interface PasteParams {
  readonly textDocument: { readonly uri: string };
  /** What is replaced. */
  readonly range: Range;
  readonly html: string;
}

// ── New reports, and those of the year before ──

/** A file that may be the report sought. */
export interface NamedText {
  /** Whatever tells the file from the others: its name, its address. */
  readonly name: string;
  readonly text: string;
}

/** Request for the agency that a new report is most likely of: the only one with a report on the year before. */
export const agencyMethod = "disclosureLint/proposeAgency";

export interface AgencyParams {
  /** The year of the new report. */
  readonly year: number;
  /** Texts among which last year's report may be. */
  readonly candidates: readonly NamedText[];
}

export interface AgencyProposal {
  readonly agency?: string;
}

/** Request for the reports on the year before that a new report can start from, those of the same agency first. */
export const earlierReportsMethod = "disclosureLint/earlierReports";

export interface EarlierReportsParams extends AgencyParams {
  readonly agency: string;
}

export interface EarlierReport {
  /** Name of the candidate. */
  readonly name: string;
  readonly agency: string | null;
  readonly isSame: boolean;
}

/** Request for a new report; null for a year that there is no standard for. */
export const newReportMethod = "disclosureLint/newReport";

/**
 * What a report is written in: `text` has tables as Markdown has them, but no marks in front of headings; `docx` is a Word
 * file in the official layout.
 */
export type ReportForm = "markdown" | "text" | "html" | "docx";

export interface NewReportParams {
  readonly agency: string;
  readonly year: number;
  readonly form: ReportForm;
  /** Last year's report, to start from. */
  readonly lastYear?: NamedText;
}

export interface NewReportAnswer {
  readonly title: string;
  /** Of a Word file, what is read from it. */
  readonly text: string;
  /** The Word file, in Base64. */
  readonly bytes?: string;
  /** The numbers that were taken over from the year before. */
  readonly carried: readonly CarriedNumber[];
}

/** Where a number that was taken over stands, in UTF-16 code units, and what is to be made sure of, in Chinese. */
export interface CarriedNumber {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** Request for last year's report among the files beside a report; null where it is not among them. */
export const lastYearMethod = "disclosureLint/lastYear";

export interface LastYearParams {
  readonly uri: string;
  readonly candidates: readonly NamedText[];
}

export type LastYearAnswer = { readonly name: string } | null;

// ── Preview and manual ──

/** Request for the report as it will be published; null for a document that is no report. */
export const previewMethod = "disclosureLint/preview";

export interface PreviewParams {
  readonly uri: string;
  /** Last year's report. */
  readonly lastYear?: NamedText;
  /** Style sheet for a page by itself, without marks; where it is missing the answer is for the panel. */
  readonly style?: string;
  /** With what the page needs to be edited. */
  readonly isEditable?: boolean;
  /** Those of the last answer for this document, so that findings keep their numbers. */
  readonly numbers?: FindingNumberList;
}

/** Numbers of findings by what tells them apart, those of findings that are gone included. */
export type FindingNumberList = Readonly<Record<string, number>>;

export interface PreviewAnswer extends ReportName {
  readonly version: number;
  readonly html: string;
  /** In the order of their numbers. */
  readonly findings: readonly PageFinding[];
  readonly numbers: FindingNumberList;
  /** How many places are mended by what is beyond doubt. */
  readonly safe: number;
  /** What the numbers of a table must add up to. */
  readonly sums: readonly CellSum[];
}

/** What can be done about a finding. */
export interface PageFinding {
  /** That of the page. */
  readonly number: number;
  readonly fixes: readonly PageFix[];
  /** What leaves it alone; missing where nothing can. */
  readonly ignore?: IgnoreHere;
}

export interface PageFix {
  readonly title: string;
  readonly edits: readonly OffsetEdit[];
}

/** A replacement in a text; offsets in UTF-16 code units. */
export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Cells of a table whose sums must agree, by their keys. */
export interface CellSum {
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** Along a row, or down a column. */
  readonly along: "row" | "column";
  /** What the right side is called, such as `（七）总计`. */
  readonly name: string;
}

/** Request for the edits that make a place of the page say something else. */
export const editPlaceMethod = "disclosureLint/editPlace";

export interface EditPlaceParams {
  readonly uri: string;
  /** A cell of a standard table, by its key. */
  readonly key?: string;
  /** Any other place: of which version of the text. */
  readonly place?: { readonly start: number; readonly end: number; readonly version: number };
  /** What the place said on the page. */
  readonly before: string;
  /** What it shall say. */
  readonly text: string;
}

/** The edits of a version, or why there are none: a Chinese clause without a full stop. */
export type EditPlaceAnswer =
  | { readonly version: number; readonly edits: readonly OffsetEdit[] }
  | { readonly refusal: string };

/** Request for the manual, or for the page of one rule, in Markdown; null for a rule that there is none of that name. */
export const manualMethod = "disclosureLint/manual";

export interface ManualParams {
  readonly rule?: string;
}

/** Request for all rules as they are shown: title and id, by id. */
export const ruleNamesMethod = "disclosureLint/ruleNames";

export type RuleNames = Readonly<Record<string, string>>;

// ── Commands ──

/** The server's command that shows a place of a document; its arguments are an address and a range. */
export const showPlaceCommand = "disclosureLint.showPlace";

/** The client's command that asks for a reason and writes an entry of the side file. */
export const ignoreCommand = "disclosureLint.ignoreHere";

/** The argument of {@link ignoreCommand}. */
export interface IgnoreHere {
  /** The side file. */
  readonly uri: string;
  readonly entry: IgnoredPlace;
  /** The rule as it is shown. */
  readonly rule: string;
  /** What is found there, to be shown. */
  readonly message: string;
}

/** An entry of the side file but for its reason. */
export interface IgnoredPlace {
  /** The report, relative to the folder of the side file, with `/`. */
  readonly file: string;
  readonly rule: string;
  readonly cell?: string | undefined;
  readonly sentence?: string | undefined;
  readonly text: string;
  readonly nth?: number | undefined;
}
