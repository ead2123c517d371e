import type { Report } from "../../report/report";
import { allMatches, type Span } from "../../text/text";
import { sentenceAfter, sentenceBefore } from "./sentence";

/*
 * The work of the year told under the year before: 2022年，我镇收到申请0件 in a report on 2023, in a paragraph that was not
 * brought up to date. Where the paragraph names the report's own year as well, or compares, last year's is meant.
 */

/** Sections that tell the year's work; among the problems are last year's. */
const TELLING: ReadonlySet<string> = new Set(["overview", "other"]);
/** At the start of a sentence, followed by who did something or what was done. */
const OPENING =
  /(?:^|[。:]|情况|公开|管理|建设|保障)(20\d\d)年度?(?:,|(?=我[镇乡局委县市区街院校]|本[镇乡局委单机街]|全年|共|未|没有|收到|受理|主动公开|通过|累计|[\u4e00-\u9fff]{2,10}(?:镇|乡|局|街道|委)(?:共|未|没有|收到|受理|主动公开|通过|累计)))/g;
/** Something is counted, or was not there. */
const TOLD = /\d余?[条件篇次期](?!以上)|(?:未|没有|无)[^。,;]{0,8}(?:收|发生|产生|申请|复议|诉讼)/;
/** Last year is meant. */
const COMPARED =
  /上一?年|去年|今年|本年|次年|当年|较|比|同比|环比|增[长加]|减少|下降|以来|截[至止]|结转|延续|整改|评为|荣获|表彰|考核|测评|报告|年报|[〔(]\d|至/;

/** Places of the year before the report's where the report's own should stand. */
export function staleYears({ passages, sections, year }: Report): Span[] {
  if (year === undefined) return [];
  const found: Span[] = [];
  for (const passage of passages) {
    const { section, text } = passage;
    if (section < 0 || !TELLING.has(sections[section]!.key) || text.includes(String(year))) continue;
    for (const { 0: whole, 1: written, index } of allMatches(text, OPENING)) {
      const at = index + whole.indexOf(written!);
      const sentence = sentenceBefore(text, at) + sentenceAfter(text, at);
      if (Number(written) === year - 1 && TOLD.test(sentence) && !COMPARED.test(sentence))
        found.push(passage.span(at, at + 4));
    }
  }
  return found;
}
