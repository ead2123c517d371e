import type { CompiledStandard } from "../../standard/compiled";
import type { TableKey } from "../../standard/schema";
import type { Span } from "../../text/text";
import type { Fact, Measure, Topic } from "./facts";
import type { Passage } from "./prose";
import { type Bound, has, hasTag, isOne, type RowName, type Tag, type Token, tagSet } from "./words";

/*
 * What a number counts, told by the words around it: rows of a table and their columns. What can be meant in several
 * ways has all of them.
 */

/** A measure with the words around it. Most are never asked where they stand. */
export class MeasureFound implements Measure {
  readonly value: number;
  readonly bound: Bound;
  readonly decimals: number;
  readonly unit: string;

  constructor(
    private readonly passage: Passage,
    readonly token: Token,
    /** Index of its token. */
    readonly at: number,
    private readonly labelFrom: number,
    readonly words: readonly Token[],
    readonly after: readonly Token[],
    readonly kind: Kind | undefined,
    readonly fact: Fact | undefined,
    readonly topic: Topic,
  ) {
    this.value = token.number!.value;
    this.bound = token.number!.bound;
    this.decimals = token.number!.decimals;
    this.unit = token.text;
  }

  get span(): Span {
    return this.passage.span(this.token.start, this.token.end);
  }

  /** 1.2万条 is no exact number; amounts of money are. */
  get isRounded(): boolean {
    const written = this.passage.text.slice(this.token.start, this.token.end);
    return written.includes("亿") || (written.includes("万") && this.unit !== "元");
  }

  get label(): string {
    return this.passage.text.slice(this.labelFrom, this.token.start);
  }
}

/** What a number counts: rows of a table whose sums it may be, and which of their columns. */
export interface Kind {
  readonly what: string;
  readonly family:
    | "received"
    | "new"
    | "carried"
    | "handled"
    | "forward"
    | "row"
    | "case"
    | "person"
    | "disclosure";
  readonly rows: readonly (readonly string[])[];
  readonly columns: readonly (readonly string[])[];
  readonly table: TableKey;
}

/** What of a report decides on what its words mean. */
export interface KindSource {
  readonly year: number | undefined;
  readonly standard: CompiledStandard | undefined;
}

const YEARS = tagSet("lastYear", "nextYear", "year");
const OTHER_YEARS = tagSet("lastYear", "nextYear");

/** All that 收到 may mean, and 办理, and 办结. */
export const RECEIVED = [["newReceived"], ["newReceived", "carriedOver"]] as const;
export const RECEIVED_OR_HANDLED = [...RECEIVED, ["handledTotal"]] as const;
const HANDLED = [
  ["handledTotal"],
  ["handledTotal", "carriedForward"],
  ["newReceived", "carriedOver"],
] as const;

/** In front of a number these say that it counts something else. */
export const NOT_COUNTED = tagSet(
  "negation",
  "delta",
  "some",
  "aside",
  "othertime",
  "proportion",
  "respectively",
  "foreign",
);
/** Who asked: the columns of the requests table. */
export const PERSONS = tagSet(
  "naturalPerson",
  "citizen",
  "legalPerson",
  "otherOrganisation",
  "enterprise",
  "research",
  "publicWelfare",
  "legalService",
);
/** What is done with requests: each may mean several rows. */
export const VERBS = tagSet("received", "new", "process", "handled");
/** Words that speak of reviews and suits. */
export const CASES = tagSet("review", "lawsuit", "directSuit", "afterReviewSuit");
/** Outcomes of cases: the word, its name, its column. */
export const RESULTS: readonly (readonly [Tag, string, string])[] = [
  ["upheld", "结果维持", "upheld"],
  ["corrected", "结果纠正", "corrected"],
  ["otherResult", "其他结果", "other"],
  ["pendingCase", "尚未审结", "pending"],
];
export const RESULT_TAGS = tagSet(...RESULTS.map(([tag]) => tag));
const ORGANISATIONS = ["enterprise", "research", "publicWelfare", "legalService", "otherOrganization"];

/** Columns of the requests table that a word for those who asked may mean. */
export interface Persons {
  readonly what: string;
  readonly columns: readonly (readonly string[])[];
}

/** The columns that words name; undefined where they name none, or more than one. */
export function columnsOf(words: readonly Token[]): Persons | undefined {
  const named = words.filter((word) => isOne(word, PERSONS));
  if (named.length !== 1) return undefined;
  switch (named[0]!.tag) {
    case "naturalPerson":
      return { what: "自然人", columns: [["naturalPerson"]] };
    case "citizen":
      return { what: "公民", columns: [["naturalPerson"], ["total"]] };
    case "legalPerson":
      return { what: "法人或其他组织", columns: [ORGANISATIONS, ORGANISATIONS.slice(0, -1), ["enterprise"]] };
    case "otherOrganisation":
      return { what: "其他组织", columns: [["otherOrganization"], ORGANISATIONS.slice(1), ORGANISATIONS] };
    case "enterprise":
      return { what: "商业企业", columns: [["enterprise"]] };
    case "research":
      return { what: "科研机构", columns: [["research"]] };
    case "publicWelfare":
      return { what: "社会公益组织", columns: [["publicWelfare"]] };
    case "legalService":
      return { what: "法律服务机构", columns: [["legalService"]] };
  }
  return undefined;
}

/** Rows that count together under one name. */
const ROW_GROUPS: Partial<Record<RowName, readonly RowName[]>> = {
  denied: [
    "deniedStateSecret",
    "deniedByLaw",
    "deniedSecurity",
    "deniedThirdParty",
    "deniedInternal",
    "deniedProcess",
    "deniedCaseFile",
    "deniedInquiry",
  ],
  unable: ["notHeld", "notReady", "unclear"],
  notProcessed: ["petition", "repeated", "publication", "massive", "confirmation"],
};

/** 2019's form has one row for 其他处理, that of 2021 three. */
function rowsNamed(name: RowName, standard: CompiledStandard | undefined): readonly string[] {
  if (name !== "otherHandling") return ROW_GROUPS[name] ?? [name];
  const rows = standard?.rows.requests ?? [];
  return rows.some(({ key }) => key === "feeUnpaid")
    ? ["notCorrected", "feeUnpaid", "otherReasons"]
    : ["other"];
}

/** Words that name a row of results. */
export const ROW_NAMES = tagSet(
  "granted",
  "partlyGranted",
  "otherHandling",
  "notCorrected",
  "feeUnpaid",
  ...(Object.keys(ROW_GROUPS) as RowName[]),
  ...Object.values(ROW_GROUPS).flat(),
);

/** 予以公开8件; of several rows named together the sum, of a group and one of its rows the row. */
export function rowKind(
  words: readonly Token[],
  { standard }: KindSource,
): Omit<Kind, "columns"> | undefined {
  const named = words.filter((word) => isOne(word, ROW_NAMES));
  if (named.length === 0) return undefined;
  const sets = named.map(({ tag }) => rowsNamed(tag as RowName, standard));
  const [first, second] = sets;
  const isWithin = sets.length === 2 && second!.every((key) => first!.includes(key));
  const rows = isWithin ? second! : [...new Set(sets.flat())];
  const what = isWithin ? named[1]!.text : named.map(({ text }) => text).join("和");
  return requestKind(what, "row", [rows]);
}

function requestKind(what: string, family: Kind["family"], rows: Kind["rows"]): Omit<Kind, "columns"> {
  return { what, family, rows, table: "requests" };
}

/** 上年结转, 结转下年度; 结转 alone may be either. */
export function transferKind(
  words: readonly Token[],
  after: readonly Token[],
  { year }: KindSource,
): Omit<Kind, "columns"> | undefined {
  const isTransfer = hasTag(words, "transfer");
  const isBehind = isTransfer && !has(words, YEARS);
  const years = (isBehind ? after : words).flatMap(({ tag, number }) =>
    tag === "year" ? [number!.value] : [],
  );
  const isNext =
    hasTag(words, "nextYear") ||
    (isBehind && hasTag(after, "nextYear")) ||
    years.some((it) => year !== undefined && it === year + 1);
  const isLast = hasTag(words, "lastYear") || years.some((it) => year !== undefined && it === year - 1);
  const isPending = hasTag(words, "pendingWork");
  if (!isTransfer && !isPending) return undefined;
  const isNew = hasTag(words, "new");
  if (isLast && isNew) return requestKind("新收和上年结转", "received", [["newReceived", "carriedOver"]]);
  if (isLast && isNext) return undefined;
  if (isLast)
    return hasTag(words, "received") ? undefined : requestKind("上年结转", "carried", [["carriedOver"]]);
  if (isNext || isPending) return requestKind("结转下年度", "forward", [["carriedForward"]]);
  return isNew ? undefined : requestKind("结转", "forward", [["carriedOver"], ["carriedForward"]]);
}

/** 新收, 收到, 办理, 答复: each with all that it can mean. */
export function verbKind(words: readonly Token[], inParts: boolean): Omit<Kind, "columns"> | undefined {
  if (has(words, OTHER_YEARS)) return undefined;
  const isHandled = hasTag(words, "handled");
  if (hasTag(words, "new")) return isHandled ? undefined : requestKind("新收", "new", [["newReceived"]]);
  const isReceived = hasTag(words, "received");
  const isProcess = hasTag(words, "process");
  if (isHandled) {
    const rows = isReceived || isProcess || hasTag(words, "all") ? [...HANDLED, ...RECEIVED] : HANDLED;
    return requestKind("办结或答复", "handled", rows);
  }
  // 其中受理5件 is some of them, for a reason of its own.
  if (inParts) return undefined;
  if (isProcess) return requestKind("办理", "received", RECEIVED_OR_HANDLED);
  return isReceived ? requestKind("收到", "received", RECEIVED) : undefined;
}

/** The groups of the litigation table that words speak of. */
export function caseGroup(words: readonly Token[]): Kind | undefined {
  const kind = (what: string, rows: Kind["rows"]): Kind => ({
    what,
    family: "case",
    rows,
    columns: [["total"]],
    table: "litigation",
  });
  const isReview = hasTag(words, "review");
  const isSuit = hasTag(words, "lawsuit");
  const isDirect = hasTag(words, "directSuit");
  const isAfter = hasTag(words, "afterReviewSuit");
  if (isDirect && isAfter) return isReview ? undefined : kind("行政诉讼", [["direct", "afterReview"]]);
  if (isDirect) return kind("未经复议直接起诉", [["direct"]]);
  if (isAfter) return kind("复议后起诉", [["afterReview"]]);
  if (isReview && isSuit) return kind("行政复议、行政诉讼", [["review", "direct", "afterReview"]]);
  if (isReview) return kind("行政复议", [["review"]]);
  return isSuit ? kind("行政诉讼", [["direct", "afterReview"], ["direct"], ["afterReview"]]) : undefined;
}
