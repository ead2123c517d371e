import { codeUnits } from "../../text/normalise";
import type { FactSource, Facts, Growing, Topic } from "./facts";
import type { MeasureFound } from "./kinds";
import type { Passage } from "./prose";
import { SentenceReader } from "./sentences";
import { readWords } from "./words";

/** Sections that speak of the year reported on; the one on problems speaks of plans. */
const SILENT_SECTION = "problems";

const ENDS = codeUnits("。!?");
/** So few characters make no sentence. */
const SHORTEST = 3;

/** Numbers that a percentage may be of, in the sentences before. */
const MOST_EARLIER = 24;

/** Reads every statement of the running text. */
export function readFacts(source: FactSource): Facts {
  const facts = { counts: [], partitions: [], shares: [], totals: [], finished: [] };
  const topics = headingTopics(source);
  for (const passage of source.passages) {
    const head = topics(passage);
    if (source.sections[passage.section]?.key === SILENT_SECTION) continue;
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
    const { text } = this.passage;
    for (let from = 0; from < text.length; ) {
      let to = from;
      // 60条。其中…: the parts of a number belong to its sentence.
      while (to < text.length && (ENDS[text.charCodeAt(to)] === 0 || text.startsWith("其中", to + 1))) to++;
      if (to > from + SHORTEST) this.sentence(from, to);
      from = to + 1;
    }
  }

  private sentence(from: number, to: number): void {
    const tokens = readWords(this.passage.text, from, to);
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
