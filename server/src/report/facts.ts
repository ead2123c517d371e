import { CHAR, kindsOf } from "../characters";
import { codeUnits } from "../normalise";
import type { CompiledStandard } from "../standard/compile";
import type { Span } from "../text";
import type { MeasureFound } from "./kinds";
import type { Passage } from "./prose";
import type { Heading, Section } from "./report";
import { SentenceReader } from "./sentences";
import { type Quantity, readWords } from "./words";

/*
 * What the running text states in numbers. A number counts requests only where its own clause says so, or the clause
 * before it did and nothing else has been spoken of since; where a statement can be meant in several ways, all are
 * kept, and where it is not clear what is meant, nothing is.
 */

/** Cells whose sum a statement may mean, by key. */
export type Reading = readonly string[];

/** A count of requests or cases that the tables count too. */
export interface Fact extends Quantity {
  /** What is counted, in a few Chinese words. */
  readonly what: string;
  /** The number with its unit; of a statement that there was none, its words. */
  readonly span: Span;
  readonly sentence: Span;
  /** At least one. */
  readonly readings: readonly Reading[];
}

/** Any number with a unit, as it stands in its sentence. */
export interface Measure extends Quantity {
  readonly unit: string;
  readonly span: Span;
  /** Folded words before it, from the last mark or number on. */
  readonly label: string;
  /** What it counts, where the tables count it too. */
  readonly fact: Fact | undefined;
}

/** Parts listed behind (or before) their whole. */
export interface Partition {
  readonly whole: Measure;
  readonly parts: readonly Measure[];
  /** The parts are of one kind and cover the whole: manners of asking, persons and organisations, 分别为. */
  readonly isComplete: boolean;
}

/** A part stated as a percentage. */
export interface Share {
  readonly percent: Quantity;
  readonly span: Span;
  readonly part: Measure;
  /** Numbers that it may be a percentage of: others of the same sentence, and sums of cells. */
  readonly wholes: readonly Measure[];
  readonly totals: readonly Reading[];
}

/** A total of something that the tables do not count, told by its whole sentence. */
export interface Total {
  /** The clause without its number and what may stand in any: 网站发布信息#条. */
  readonly key: string;
  readonly measure: Measure;
}

/** What the running text states in numbers. */
export interface Facts {
  readonly counts: readonly Fact[];
  readonly partitions: readonly Partition[];
  readonly shares: readonly Share[];
  readonly totals: readonly Total[];
  /** Where it says that all requests have been answered. */
  readonly finished: readonly Finished[];
}

/** A statement that all requests have been answered. */
export interface Finished {
  readonly span: Span;
  /** The number in the same sentence that it may be all of. */
  readonly of: Measure | undefined;
}

/** What a passage speaks of. */
export type Topic = "requests" | "litigation" | "foreign" | "none";

/** What a reader needs of the report. */
export interface FactSource {
  readonly passages: readonly Passage[];
  readonly sections: readonly Section[];
  readonly headings: readonly Heading[];
  readonly year: number | undefined;
  readonly agency: string | undefined;
  readonly standard: CompiledStandard | undefined;
}

/** Sections that speak of the year reported on; the one on problems speaks of plans. */
const SILENT_SECTION = "problems";
/** Passages without any of these state no number. */
const SOMETHING = /[0-9件宗起未没无]|不存在|均已|全部/;

/** Reads every statement of the running text. */
export function readFacts(source: FactSource): Facts {
  const facts = { counts: [], partitions: [], shares: [], totals: [], finished: [] };
  const topics = headingTopics(source);
  for (const passage of source.passages) {
    const head = topics(passage);
    if (source.sections[passage.section]?.key === SILENT_SECTION) continue;
    if ((passage.kinds & CHAR.number) !== 0 && SOMETHING.test(passage.text))
      new PassageReader(source, passage, head, facts).read();
  }
  return facts;
}

/** The topic that headings set, asked for in the order of the text. */
function headingTopics({ sections }: FactSource): (passage: Passage) => Topic {
  const open: { level: number; topic: Topic }[] = [];
  let section = -1;
  return ({ heading, section: at }) => {
    if (at !== section) {
      section = at;
      open.length = 0;
    }
    if (heading !== undefined) {
      while (open.length > 0 && open.at(-1)!.level >= heading.level) open.pop();
      open.push({ level: heading.level, topic: topicOf(heading.title) });
    }
    const told = open.findLast(({ topic }) => topic !== "none");
    if (told !== undefined) return told.topic;
    const key = sections[at]?.key;
    return key === "requests" || key === "litigation" ? key : "none";
  };
}

function topicOf(title: string): Topic {
  if (/依申请|公开申请|申请公开/.test(title)) return "requests";
  if (/复议|诉讼/.test(title)) return "litigation";
  return /主动公开|管理|平台|监督|解读|回应|培训|建议|提案|热线|网站|组织|重点/.test(title)
    ? "foreign"
    : "none";
}

const ENDS = codeUnits("。!?");
/** Numbers that a percentage may be of, in the sentences before. */
const MOST_EARLIER = 24;

/** Lists that grow while the text is read. */
export type Growing = { -readonly [K in keyof Facts]: Facts[K][number][] };

/** Reads one passage sentence by sentence; topic and year are carried from each to the next. */
class PassageReader {
  private topic: Topic;
  private year: number | undefined;
  private before: MeasureFound[] = [];

  constructor(
    private readonly source: FactSource,
    private readonly passage: Passage,
    private readonly head: Topic,
    private readonly facts: Growing,
  ) {
    this.topic = head;
  }

  read(): void {
    const { whole, from: start, to: end, firstStart } = this.passage;
    const { text, starts } = whole;
    let last = end - 1;
    while (last >= start && (kindsOf(text.charCodeAt(last)) & CHAR.number) === 0) last--;
    /** Index of the first place where a word of the sentence can start. */
    let first = firstStart;
    for (let from = start; from <= last; ) {
      let next = first;
      while (next < starts.length && starts[next]! < end && ENDS[text.charCodeAt(starts[next]!)] === 0)
        next++;
      const to = next < starts.length ? Math.min(starts[next]!, end) : end;
      if (to > from + 3) this.sentence(from, to, first);
      first = next + 1;
      from = to + 1;
    }
  }

  private sentence(from: number, to: number, first: number): void {
    const tokens = readWords(this.passage.whole.text, from, to, this.passage.whole.starts, first);
    if (tokens.length === 0) return;
    const reader = new SentenceReader(this.source, this.passage, this.head, tokens, from, to);
    reader.read(this.topic, this.year, this.before);
    this.topic = reader.topic;
    this.year = reader.year;
    reader.tell(this.facts);
    const { measures } = reader;
    if (measures.length >= MOST_EARLIER) this.before = measures.slice(-MOST_EARLIER);
    else if (measures.length > 0) this.before = [...this.before, ...measures].slice(-MOST_EARLIER);
  }
}
