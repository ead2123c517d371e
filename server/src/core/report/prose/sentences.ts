import type { CompiledStandard, RowSpec } from "../../standard/compiled";
import type { Span } from "../../text/text";
import { DisclosureReader } from "./disclosure";
import type { Fact, FactSource, Finished, Growing, Reading, Share, Topic, Total } from "./facts";
import {
  CASES,
  caseGroup,
  columnsOf,
  type Kind,
  MeasureFound,
  NOT_COUNTED,
  PERSONS,
  type Persons,
  RECEIVED,
  RECEIVED_OR_HANDLED,
  RESULT_TAGS,
  RESULTS,
  ROW_NAMES,
  rowKind,
  transferKind,
  VERBS,
  verbKind,
} from "./kinds";
import { findPartitions } from "./partitions";
import type { Passage } from "./prose";
import { has, hasTag, isOne, type Quantity, type Token, tagSet } from "./words";

/* One sentence: its numbers, what they count, and what it says there was none of. */

const SUBJECT = tagSet("subject");
const OTHER_COUNTS = tagSet("foreign", "aside", "some", "delta");
const APPLIED = tagSet("apply", ROW_NAMES);
const REQUESTS = tagSet("subject", "apply");
const OTHER_CASES = tagSet("otherCase", "transfer", "lastYear", "new", "pendingWork", "scope");
const NOT_NONE = tagSet("aside", "some", "delta", "otherCase", "proportion");
const SOME_CASES = tagSet("transfer", "lastYear", "new", "pendingWork", RESULT_TAGS);
const NOT_RECEIVED = tagSet("handled", "lastYear");
const NOT_DISCLOSURE = tagSet("delta", "lastYear", "nextYear", "proportion", "respectively", "scope");
const NOT_ALL = tagSet(
  "rest",
  "foreign",
  "aside",
  "scope",
  "lastYear",
  "year",
  "month",
  "pendingWork",
  "negation",
  "transfer",
);
const DECIDED = tagSet("decided", "handled");
const LEFT_OVER = tagSet("nextYear", "pendingWork", "rest");
const OF_YEAR = tagSet("thisYear", "year");
const NO_TOTAL = tagSet("delta", "partsOf", "month", "etc");

/** Words and characters that are looked back over; what stands further off belongs to something else. */
const NEAR = 8;
const CONTENT_ROOM = 24;
const BEFORE_ROOM = 80;
const BEHIND_ROOM = 24;
const MOST_EARLIER = 24;

const COUNT_UNITS = new Set(["件", "宗", "份", "起", "例", ""]);
const LOOSE_UNITS = new Set(["条", "项", "次", "人次", "个", "笔"]);
/** 依申请公开3次: counts requests where nothing stands between. */
const TIMES = new Set(["次", "人次"]);

/** Reads a sentence from its first word to its last; topic and year are those of the sentence before. */
export class SentenceReader {
  topic: Topic = "none";
  year: number | undefined;
  readonly measures: MeasureFound[] = [];
  private readonly zeros: Fact[] = [];
  private readonly finished: Finished[] = [];
  private earlier: readonly MeasureFound[] = [];
  private isPartial = false;
  private isElsewhere = false;
  private inParts = false;
  /** The parts are of a number that counts something else: 征求意见4件，其中同意公开2件. */
  private isOfOthers = false;
  /** The case group or result that parts without one of their own are parts of. */
  private readonly disclosure = new DisclosureReader();
  private lastRow: Kind | undefined;
  private lastCase: Kind | undefined;

  /** The folded text that places are in. */
  private readonly text: string;

  constructor(
    private readonly source: FactSource,
    private readonly passage: Passage,
    private readonly head: Topic,
    private readonly tokens: readonly Token[],
    private readonly from: number,
    private readonly to: number,
  ) {
    this.text = passage.text;
  }

  /** `earlier` are the numbers of the sentences before. */
  read(topic: Topic, year: number | undefined, earlier: readonly MeasureFound[]): void {
    this.topic = topic;
    this.year = year;
    this.earlier = earlier;
    const { tokens } = this;
    let left = 0;
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at]!;
      switch (token.tag) {
        case "break":
          if (token.text !== "、" && token.text !== ":") {
            this.clause(left, at);
            left = at + 1;
          }
          if (token.text === ";") {
            this.inParts = false;
            this.isOfOthers = false;
          }
          break;
        case "number":
          if (this.isNotOne(left, at)) break;
          this.measure(left, at);
          left = at + 1;
          break;
        case "percent":
          left = at + 1;
          break;
        default:
          this.notice(token, at);
      }
    }
    this.clause(left, tokens.length);
  }

  /** 没有发生一起: a way to say that there was none. */
  private isNotOne(left: number, at: number): boolean {
    const { number, start, end } = this.tokens[at]!;
    const before = this.tokens[at - 1];
    return (
      number!.value === 1 &&
      this.text.startsWith("一", start) &&
      end - start === 2 &&
      at > left &&
      before!.tag === "negation" &&
      start - before!.end <= 3
    );
  }

  /** Words that change what is spoken of from here on. */
  private notice(token: Token, at: number): void {
    switch (token.tag) {
      case "subject":
        this.topic = "requests";
        break;
      case "review":
      case "lawsuit":
      case "directSuit":
      case "afterReviewSuit":
        this.topic = "litigation";
        break;
      case "foreign":
        if (at < 0 || !this.isContent(at)) this.topic = "foreign";
        break;
      case "partsOf":
        this.inParts = true;
        this.isOfOthers = has(this.measures.at(-1)?.words ?? [], NOT_COUNTED);
        break;
      case "thisYear":
        this.year = undefined;
        this.isPartial = false;
        break;
      case "month":
      case "othertime":
        this.isPartial = true;
        break;
      case "year":
        if (!this.isTransferYear(at)) this.year = token.number!.value;
        break;
      case "wholePlace":
        if (!this.isOwnPlace(token.text)) this.isElsewhere = true;
        break;
    }
  }

  /** 结转至2024年, 2022年结转, 结转1件至2024年: the year says where from or where to. */
  private isTransferYear(at: number): boolean {
    const after = this.tokens[at + 1]?.tag;
    if (after === "transfer" || after === "pendingWork") return true;
    for (let before = at - 1; before >= at - NEAR && before >= 0; before--) {
      const { tag } = this.tokens[before]!;
      if (tag === "break") return false;
      if (tag === "transfer" || tag === "pendingWork") return true;
    }
    return false;
  }

  /** 内容为宅基地审批资料, 涉及征地补偿: what requests ask for is no other subject. */
  private isContent(at: number): boolean {
    const { start } = this.tokens[at]!;
    const before = this.text.slice(Math.max(this.from, start - CONTENT_ROOM), start);
    return /(?:内容|涉及)[^,;。()]{0,24}$/.test(before);
  }

  /** 全县 in a county's own report is all that its table counts. */
  private isOwnPlace(text: string): boolean {
    const { agency } = this.source;
    if (agency === undefined) return true;
    return agency.replace(/(?:人民政府|政府|办公室|办事处){1,20}$/, "").endsWith(text.slice(1));
  }

  private span(from: number, to: number): Span {
    return this.passage.span(from, to);
  }

  private get sentenceSpan(): Span {
    return this.span(this.from, this.to);
  }

  private get isOfYear(): boolean {
    return !this.isPartial && (this.year === undefined || this.year === this.source.year);
  }

  /** Words behind a number up to the next mark; none where another number comes first: they are its own. */
  private wordsAfter(at: number): readonly Token[] {
    let end = at + 1;
    while (end < this.tokens.length) {
      const { tag, text } = this.tokens[end]!;
      if (tag === "number" || tag === "percent") return [];
      if (tag === "break" && text !== "、") break;
      end++;
    }
    return this.tokens.slice(at + 1, end);
  }

  private measure(from: number, at: number): void {
    const token = this.tokens[at]!;
    const before = this.tokens[at - 1];
    // 12件予以公开、4件部分公开: what stands before the mark belongs to the number before it.
    const isApart = before?.tag === "break" && before.text === "、" && before.end === token.start;
    const left = isApart ? at : from;
    const words = this.tokens.slice(left, at);
    const after = this.wordsAfter(at);
    const labelFrom = left === 0 ? this.from : this.tokens[left - 1]!.end;
    for (const word of after) {
      if (
        word.tag === "foreign" ||
        word.tag === "subject" ||
        word.tag === "review" ||
        word.tag === "lawsuit"
      ) {
        this.notice(word, -1);
        break;
      }
    }
    if (hasTag(words, "scope")) this.isElsewhere = true;
    const kind = this.kindOf(words, after, token, labelFrom) ?? this.disclosureKind(words, token, labelFrom);
    const isTold = kind !== undefined && this.isOfYear && !this.isElsewhere;
    const fact = isTold
      ? this.factOf(kind, amountOf(kind, token, this.text), this.span(token.start, token.end))
      : undefined;
    if (kind?.family === "row") this.lastRow = kind;
    this.measures.push(
      new MeasureFound(this.passage, token, at, labelFrom, words, after, kind, fact, this.topic),
    );
  }

  private factOf(kind: Kind, quantity: Quantity, span: Span): Fact | undefined {
    const { standard } = this.source;
    if (standard === undefined) return undefined;
    const readings = readingsOf(kind, standard);
    if (readings.length === 0) return undefined;
    const { value, bound, decimals } = quantity;
    return { value, bound, decimals, what: kind.what, span, sentence: this.sentenceSpan, readings };
  }

  private disclosureKind(words: readonly Token[], token: Token, labelFrom: number): Kind | undefined {
    if (has(words, NOT_DISCLOSURE)) return undefined;
    const label = this.withoutAgency(this.text.slice(labelFrom, token.start));
    const behind = this.text.slice(token.end, Math.min(this.to, token.end + BEHIND_ROOM));
    const before = this.text.slice(Math.max(this.from, labelFrom - BEFORE_ROOM), labelFrom);
    return this.disclosure.kindOf(label, token.text, before, behind);
  }

  /** 云溪镇制发: whose report it is narrows nothing down. */
  private withoutAgency(text: string): string {
    const { agency } = this.source;
    return agency === undefined ? text : text.replace(agency, "");
  }

  private kindOf(
    words: readonly Token[],
    after: readonly Token[],
    token: Token,
    labelFrom: number,
  ): Kind | undefined {
    const isLoose = LOOSE_UNITS.has(token.text);
    if (!isLoose && !COUNT_UNITS.has(token.text)) return undefined;
    // The topic tells already of most numbers that they count nothing of ours.
    if (this.head !== "requests" && (this.topic === "none" || this.topic === "foreign")) return undefined;
    const last = words.at(-1);
    if (this.isOfOthers || (last?.text === "《" && last.end === token.start)) return undefined;
    if (has(this.counting(words, token), NOT_COUNTED) || has(after, OTHER_COUNTS)) return undefined;
    const all = [...words, ...after];
    const isRequest = this.head === "requests" && has(all, APPLIED) && !has(all, CASES);
    if (this.topic === "litigation" && !isRequest) return this.caseKind(words, after, token);
    if (isRequest || hasTag(all, "subject")) this.topic = "requests";
    if (this.topic !== "requests" || (isLoose && !has(all, REQUESTS))) return undefined;
    const isByChannel = hasTag(words, "channel") && !hasTag(words, "etc");
    if (isByChannel || hasTag(after, "channel")) return undefined;
    const kind = this.requestKind(words, after) ?? this.bareKind(words, token, labelFrom);
    return isLoose && kind?.family !== "received" && kind?.family !== "new" ? undefined : kind;
  }

  /** Without words that narrow nothing down: 涉及政府信息公开的行政诉讼, 申请人为自然人的, 各0件. */
  private counting(words: readonly Token[], { number, start }: Token): readonly Token[] {
    const own = words.filter((word, at) => {
      if (!isAbout(word)) return true;
      const rest = words.slice(at);
      if (word.text === "申请人" && "为是".includes(this.text[word.end] ?? "?") && has(rest, PERSONS))
        return false;
      return !rest.some(isCase) || !this.isOnDisclosure(rest);
    });
    const last = own.at(-1);
    const isEach = number!.value === 0 && last?.text === "各" && last.end === start;
    return isEach ? own.slice(0, -1) : own;
  }

  private requestKind(words: readonly Token[], after: readonly Token[]): Kind | undefined {
    const rows = this.rowsOf(words, after);
    const columns = columnsOf(has(words, PERSONS) ? words : after);
    if (rows === undefined) return columns && this.personKind(columns);
    if (columns === undefined) return inColumns(rows, TOTAL);
    return inColumns(rows, columns.columns, askedBy(columns.what, rows));
  }

  /** 自然人10件: of those received or handled, or of the result spoken of last. */
  private personKind({ what, columns }: Persons): Kind {
    const rows =
      this.lastRow === undefined ? RECEIVED_OR_HANDLED : [...RECEIVED_OR_HANDLED, ...this.lastRow.rows];
    return { what: `${what}申请`, family: "person", rows, columns, table: "requests" };
  }

  private rowsOf(words: readonly Token[], after: readonly Token[]): Omit<Kind, "columns"> | undefined {
    const own = rowKind(words, this.source) ?? transferKind(words, after, this.source);
    // 2件顺延至下一年度, 对8件申请予以公开: what is counted follows the number.
    const verb =
      own ??
      (has(words, VERBS) ? undefined : (rowKind(after, this.source) ?? transferKind(after, [], this.source)));
    // 1件按无法提供办结，18件答复办结: behind a result, one more of those that are not told in full.
    const isLed = has(words, VERBS) || this.lastRow !== undefined;
    return verb ?? verbKind(words, this.inParts) ?? (isLed ? undefined : verbKind(after, true));
  }

  /** 政府信息公开申请12件: no verb, but nothing else either. */
  private bareKind(words: readonly Token[], token: Token, labelFrom: number): Kind | undefined {
    if (this.inParts) return undefined;
    const name = words.findLast(({ tag, text }) => tag === "subject" || (tag === "apply" && text.length > 2));
    if (name === undefined) return undefined;
    if (!BARE_LEAD.test(this.text.slice(labelFrom, name.start))) return undefined;
    const isLoose = LOOSE_UNITS.has(token.text) && !(TIMES.has(token.text) && isOne(name, SUBJECT));
    if (isLoose || !BARE_GAP.test(this.text.slice(name.end, token.start))) return undefined;
    if (!words.every((word) => isOne(word, BARE))) return undefined;
    const rows = /(?:公开|信息)$/.test(name.text)
      ? [...RECEIVED_OR_HANDLED, ["granted"], ["granted", "partlyGranted"]]
      : RECEIVED_OR_HANDLED;
    return { what: "政府信息公开申请", family: "received", rows, columns: [["total"]], table: "requests" };
  }

  private caseKind(words: readonly Token[], after: readonly Token[], number: Token): Kind | undefined {
    const all = [...words, ...after];
    if (!this.isOwnCase || has(all, OTHER_CASES) || words.some(isDeciding)) return undefined;
    // 行政复议12件已结案, 驳回3件: of the cases some, by what became of them.
    if (has(words.slice(words.findLastIndex(isCase) + 1), DECIDED) || has(after, DECIDED)) return undefined;
    const behind = after.findIndex(isCase);
    const isBehind = behind >= 0 && CASE_LEAD.test(this.text.slice(number.end, after[behind]!.start));
    const spoken = has(words, CASES) ? words : isBehind ? after : [];
    const told = caseGroup(spoken);
    const group = told ?? this.lastCase;
    const result = RESULTS.find(([tag]) => hasTag(has(words, RESULT_TAGS) ? words : after, tag));
    if (group === undefined || (told === undefined && result === undefined)) return undefined;
    this.lastCase = group;
    if (
      LOOSE_UNITS.has(number.text) &&
      !CASE_TIMES.test(this.text.slice(Math.max(this.from, number.start - BEFORE_ROOM), number.start))
    )
      return undefined;
    // None at all: each of the cells that it may mean, together.
    const counted = number.number!.value === 0 ? together(group) : group;
    if (result === undefined) return this.inParts && told === undefined ? undefined : counted;
    return { ...counted, what: `${group.what}${result[1]}`, columns: [[result[2]]] };
  }

  /** Cases about disclosure: reviews that the agency decides on, and suits of other kinds, are not in the table. */
  private get isOwnCase(): boolean {
    return this.head !== "none" && this.head !== "foreign"
      ? true
      : this.text.slice(this.from, this.to).includes("公开");
  }

  /** A clause from mark to mark that has ended: does it say that there was none, or that all is done? */
  private clause(left: number, right: number): void {
    const words = this.tokens.slice(left, right);
    const at = words.findIndex(({ tag }) => tag === "negation");
    if (at >= 0) this.zero(words, words.slice(at));
    this.zeroDisclosure(words, left, right);
    if (hasTag(words, "all")) this.allDone(words);
  }

  private zeroDisclosure(words: readonly Token[], left: number, right: number): void {
    if (words.length === 0 || !this.isOfYear || this.isElsewhere || hasTag(words, "scope")) return;
    const from = left === 0 ? this.from : this.tokens[left - 1]!.end;
    const to = right < this.tokens.length ? this.tokens[right]!.start : this.to;
    if (to - from > LONGEST_LEAD) return;
    const clause = this.text.slice(from, to);
    const at = clause.search(/未|没有|暂?无/);
    if (at < 0 || !NONE_LEAD.test(clause.slice(0, at))) return;
    const kind = this.disclosure.noneOf(clause.slice(at));
    const start = from + at;
    const fact = kind && this.factOf(kind, { value: 0, bound: "exact", decimals: 0 }, this.span(start, to));
    if (fact !== undefined) this.zeros.push(fact);
  }

  private zero(clause: readonly Token[], all: readonly Token[]): void {
    if (!this.isOfYear || this.isElsewhere || hasTag(clause, "scope")) return;
    const lastCase = all.findLastIndex((word) => isOne(word, CASES));
    // 没有发生复议、诉讼和投诉: what is named behind them is none of ours.
    const words = lastCase < 0 ? all : all.slice(0, lastCase + 1);
    if (has(words, NOT_NONE) && !(lastCase >= 0 && this.isOnDisclosure(words))) return;
    if (lastCase < 0 && hasTag(words, "foreign")) return;
    const kind = lastCase < 0 ? this.zeroRequest(words) : this.zeroCase(words);
    if (kind === undefined) return;
    const span = this.span(words[0]!.start, words.at(-1)!.end);
    const fact = this.factOf(kind, { value: 0, bound: "exact", decimals: 0 }, span);
    if (fact !== undefined) this.zeros.push(fact);
  }

  /** 没有涉及政府信息公开申请的行政复议: all there are, since they are of this kind. */
  private isOnDisclosure(words: readonly Token[]): boolean {
    if (words.some((word) => isOne(word, NOT_NONE) && !isAbout(word))) return false;
    const between = this.text.slice(words[0]!.end, words.find(isCase)!.start);
    return ABOUT.test(between);
  }

  private zeroCase(words: readonly Token[]): Kind | undefined {
    if (!this.isOwnCase) return undefined;
    if (has(words, SOME_CASES)) return undefined;
    if (FAULTY.test(this.text.slice(words[0]!.end, words.at(-1)!.start))) return undefined;
    const tail = this.text.slice(words.at(-1)!.end, this.clauseEnd(words));
    const group = CASE_TAIL.test(tail) ? caseGroup(words) : undefined;
    return group && together(group);
  }

  private zeroRequest(words: readonly Token[]): Kind | undefined {
    if (this.topic !== "requests" && !(this.head === "requests" && hasTag(words, "apply"))) return undefined;
    if (hasTag(words, "channel") && !hasTag(words, "etc")) return undefined;
    const rows = rowKind(words, this.source) ?? transferKind(words, [], this.source);
    if (rows !== undefined) return this.zeroRow(words) ? inColumns(rows, TOTAL) : undefined;
    const name = words.findLast(({ tag }) => tag === "subject" || tag === "apply");
    if (name === undefined || !this.endsAt(name, words)) return undefined;
    if (name.start - words[0]!.end > MOST_BETWEEN || has(words, NOT_RECEIVED)) return undefined;
    const persons = columnsOf(words);
    return {
      what: `${persons?.what ?? ""}政府信息公开申请`,
      family: "received",
      rows: RECEIVED,
      columns: persons?.columns ?? [["total"]],
      table: "requests",
    };
  }

  /** 没有不予公开的申请; 没有无故不予公开的情形 and 没有未答复的申请 do not say that a row is empty. */
  private zeroRow(words: readonly Token[]): boolean {
    const next = words[1]!;
    if (next.tag === "neutral" || next.start - words[0]!.end > 12) return false;
    if (words.some(({ tag, text }) => tag === "pendingWork" && text.includes("未"))) return false;
    return this.endsAt(words.at(-1)!, words);
  }

  /** Nothing but 的情况, 事项 and the like stands behind a word in its clause. */
  private endsAt(last: Token, words: readonly Token[]): boolean {
    return REQUEST_TAIL.test(this.text.slice(last.end, this.clauseEnd(words)));
  }

  /** Where the clause that words end is over. */
  private clauseEnd(words: readonly Token[]): number {
    const { text } = this;
    let end = words.at(-1)!.end;
    while (end < this.to && !",;()".includes(text[end]!)) end++;
    return end;
  }

  private allDone(words: readonly Token[]): void {
    const at = words.findIndex(({ tag }) => tag === "all");
    const done = words.findIndex(({ tag }, index) => index > at && tag === "handled");
    if (done < 0 || words[done]!.start - words[at]!.end > 14 || !this.isOfYear || this.isElsewhere) return;
    if (has(words, NOT_ALL)) return;
    if (this.topic !== "requests") return;
    // 答复24件。均已按时办结。 speaks of the number in the sentence before.
    const told = this.measures.length > 0 ? this.measures : this.earlier.slice(-1);
    const counted = told.filter(
      ({ kind }) => kind !== undefined && kind.family !== "person" && kind.family !== "disclosure",
    );
    if (!counted.every(({ kind }) => ["received", "new", "carried"].includes(kind!.family))) return;
    const of = counted.find(({ kind }) => kind!.family !== "carried");
    if (of === undefined && counted.length > 0) return;
    if (has(this.tokens, LEFT_OVER)) return;
    this.finished.push({ span: this.span(words[at]!.start, words[done]!.end), of });
  }

  /** Adds what the sentence says to the facts. */
  tell(facts: Growing): void {
    const { measures } = this;
    for (const { fact } of measures) if (fact !== undefined) facts.counts.push(fact);
    for (const fact of this.zeros) facts.counts.push(fact);
    for (const finished of this.finished) facts.finished.push(finished);
    if (measures.length === 0) return;
    for (const partition of findPartitions(this.tokens, measures)) facts.partitions.push(partition);
    for (const share of this.findShares()) facts.shares.push(share);
    const total = this.findTotal();
    if (total !== undefined) facts.totals.push(total);
  }

  /** Percentages of the numbers before them: 8件，占53.3%; 9件、6件，分别占60%、40%. */
  private findShares(): Share[] {
    const shares: Omit<Share, "together">[] = [];
    const { tokens, measures } = this;
    let told = 0;
    for (let at = 0; at < tokens.length; at++) {
      if (tokens[at]!.tag !== "percent") continue;
      while (told < measures.length && measures[told]!.at < at) told++;
      const run = this.percentRun(at);
      const parts = run.length > told ? [] : measures.slice(told - run.length, told);
      if (parts.length > 0 && this.isShareOf(at, parts)) {
        const earlier = [...this.earlier, ...measures.slice(Math.max(0, told - MOST_EARLIER), told)];
        for (const [i, index] of run.entries()) shares.push(this.shareOf(tokens[index]!, parts[i]!, earlier));
      }
      at = run.at(-1)!;
    }
    const sums = new Map<string, number>();
    for (const { part } of shares) sums.set(part.unit, (sums.get(part.unit) ?? 0) + part.value);
    return shares.map((share) => ({ ...share, together: sums.get(share.part.unit)! }));
  }

  /** Percentages that follow one another: 60%、40%. */
  private percentRun(at: number): number[] {
    const run = [at];
    for (let next = at + 1; next < this.tokens.length; next++) {
      const { tag, text } = this.tokens[next]!;
      if (tag === "percent") run.push(next);
      else if (!(tag === "break" && "、,".includes(text)) && tag !== "proportion") break;
    }
    return run;
  }

  /** 占 stands between; what is a share of something else, as all requests of all matters, is none of these parts. */
  private isShareOf(at: number, parts: readonly MeasureFound[]): boolean {
    if (parts.some(({ kind }) => kind?.family === "received" || kind?.family === "new")) return false;
    if (parts.some(({ unit }) => unit !== parts[0]!.unit)) return false;
    const percent = this.tokens[at]!;
    const last = this.tokens[parts.at(-1)!.at]!;
    const between = this.text.slice(last.end, percent.start);
    return SHARE.test(between) && (parts.length === 1 || between.includes("分别"));
  }

  private shareOf(
    percent: Token,
    part: MeasureFound,
    earlier: readonly MeasureFound[],
  ): Omit<Share, "together"> {
    const wholes = earlier.filter(
      (measure) =>
        measure !== part &&
        measure.unit === part.unit &&
        measure.bound === "exact" &&
        measure.value >= part.value,
    );
    const isCounted = part.topic === "requests" && part.unit !== "" && this.isOfYear && !this.isElsewhere;
    return {
      percent: percent.number!,
      span: this.span(percent.start, percent.end),
      part,
      wholes,
      totals: isCounted ? RECEIVED_OR_HANDLED.map((rows) => rows.map((row) => `requests.${row}.total`)) : [],
    };
  }

  /** The first number of a sentence that gives a yearly total: 全年通过网站公开信息120条. */
  private findTotal(): Total | undefined {
    const first = this.measures[0];
    if (first === undefined || first.fact !== undefined || first.bound !== "exact" || this.inParts)
      return undefined;
    const lead = this.tokens.slice(0, first.at);
    if (!this.isOfYear || !has(lead, OF_YEAR) || has(lead, NO_TOTAL)) return undefined;
    const { text } = this;
    const number = this.tokens[first.at]!;
    if (number.start - this.from > LONGEST_LEAD) return undefined;
    const key = text
      .slice(this.from, number.start)
      .replace(FILLERS, "")
      .replace(/^[^\u4e00-\u9fff]+/, "");
    const tail = text.slice(number.end, this.clauseEnd([number])).slice(0, 12);
    return key.length < SHORTEST_KEY ? undefined : { key: `${key}#${first.unit}${tail}`, measure: first };
  }
}

const TOTAL = [["total"]] as const;

const isAbout = ({ tag, text }: Token): boolean => tag === "some" && /^(?:涉及|关于|有关|申请人)$/.test(text);
/** 受理政府信息公开行政复议案件23件: what a body decides on, not what is brought against it. */
const isDeciding = ({ text }: Token): boolean => text === "受理" || text === "办理" || text === "承办";
const isCase = (word: Token): boolean => isOne(word, CASES);

/** All the cells that a kind may mean, together. */
function together(kind: Kind): Kind {
  return { ...kind, rows: [[...new Set(kind.rows.flat())]] };
}

/** Rows with their columns, by another name if one is given. */
function inColumns(
  { what, family, rows, table }: Omit<Kind, "columns">,
  columns: Kind["columns"],
  name = what,
): Kind {
  return { what: name, family, rows, columns, table };
}

/** 自然人提出的申请, 办结或答复的自然人申请, 自然人予以公开. */
function askedBy(who: string, { what, family }: Omit<Kind, "columns">): string {
  if (family === "received") return `${who}提出的申请`;
  return what.endsWith("的申请") ? `${what.slice(0, -2)}${who}申请` : `${who}${what}`;
}

/** The number as its table counts: money in 万元, with the digits that it is stated to. */
function amountOf({ table }: Kind, { number, text, start, end }: Token, written: string): Quantity {
  if (table !== "disclosure" || text !== "元") return number!;
  const { value, bound, decimals } = number!;
  return {
    value: value / 10000,
    bound,
    decimals: written.slice(start, end).includes("万") ? decimals : decimals + 4,
  };
}

/** The cells that a kind may mean: every way to choose its rows with every way to choose its columns. */
function readingsOf({ table, rows, columns }: Kind, standard: CompiledStandard): Reading[] {
  const known = standard.rowNumbers[table];
  const readings: Reading[] = [];
  for (const some of rows) {
    for (const those of columns) {
      const keys: string[] = [];
      for (const row of some) {
        const spec = standard.rows[table][known.get(row) ?? -1];
        for (const column of those) {
          const key = spec && keyOf(spec, column);
          if (key !== undefined) keys.push(key);
        }
      }
      if (keys.length > 0) readings.push(keys);
    }
  }
  return readings;
}

function keyOf({ columns, cellKeys }: RowSpec, column: string): string | undefined {
  for (let at = 0; at < columns.length; at++) if (columns[at]!.key === column) return cellKeys[at];
  return undefined;
}

/** Words before a yearly total, as many as name what it counts. */
const LONGEST_LEAD = 60;
const SHORTEST_KEY = 6;
/** Who made no documents or decisions, in few words, and not in which field. */
const NONE_LEAD = /^[^领域方针对在因村企]{0,16}$/;
const FILLERS =
  /20\d\d年度?|本年度?|今年|全年|年内|以来|共计?|累计|合计|总计|一共|总共|[,:、"]|^\d+\.|^\([^)]*\)/g;
/** What may stand between a part and its percentage. */
const SHARE =
  /^[,(]{0,2}(?:分别|大?约)?占[比全部总年度本政府信息公开依申请收到受理办结答复的数量件例为约达了]{0,20}$/;
/** What may stand between a number and the reviews or suits that it counts: 2件政府信息公开行政复议. */
const CASE_LEAD = /^[政府信息务公开依申请类的案件因被提起引发]{0,20}$/;
/** Words that say no more than that cases are about disclosure: 任何针对本局有关政府信息公开事务的. */
const ABOUT =
  /^(?:任何|一[起件例宗]|针对|涉及|关于|有关|相关|因|与|对|向|由|被|及|和|的|我|本|[局镇乡县市区街道办委单位机关]|政府|政务|信息|公开|依申请|申请人?|工作|事务|事项|方面|答复|行为|不服|而|引发|引起|产生|提起|导致|发生|收到|类|案件){2,30}$/;
/** A review counted in 次 is named right before its number: 行政复议0次, and no 行政复议培训 and no 参加行政诉讼. */
const CASE_TIMES =
  /(?:^|[,;。、:)件次起宗])[政府信息务公开依申请类的因被提起引发产生全年本度共]{0,20}行政(?:复议|诉讼)(?:案件)?[共计为:]{0,3}$/;
/** Cases for a fault alone: 因答复不当引发的行政复议. */
const FAULTY = /不当|不准|不及时|不到位|不规范|不力|未按|未及时|未依法|失误/;
/** What may follow the last word of a statement that there was none. */
const CASE_TAIL = /^[的案件情况形事项申请等行为现象被发生及和或问题投诉举报信访、]{0,20}$/;
/** Between 没有收到 and 申请 there is room for who asks, and no more. */
const MOST_BETWEEN = 24;
const REQUEST_TAIL = /^[的事项办理政府信息请求申件情况形案例受需记录宜等材料]{0,20}$/;

/** What a clause may consist of where its number counts requests without a verb. */
const BARE = tagSet("subject", "apply", "total", "thisYear", "year", "neutral", "break", "wholePlace");

/** What may stand before them. */
const BARE_LEAD =
  /^[0-9年本度今全共我镇乡局区县市街道有:"计、]{0,20}(?:(?:公民|自然人)、法人(?:和|或|或者|及)其他组织)?$/;
/** What may stand between the requests and their number. */
const BARE_GAP = /^[共计总数量件为是有:]{0,6}$/;
