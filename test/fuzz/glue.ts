import type { Generated } from "../generator";
import type { Random } from "../generator/random";

/* Reports of which a border, a line end or a few characters are lost, as conversion loses them. */

type Glue = (report: Generated, random: Random) => string | undefined;

/** What may be left of what stood between two things. */
const LEFT = ["", " "] as const;

export const GLUES: Readonly<Record<string, Glue>> = {
  /** A row's first value in the cell of its name. */
  "value behind a name": (report, random) => {
    const rows = [...report.spans.keys()].filter(
      (name) => name.startsWith("label:") && firstValue(report, name),
    );
    if (rows.length === 0) return undefined;
    const row = random.pick(rows);
    return joined(report, report.spans.get(row)!.at(-1)!.end, firstValue(report, row)!, random.pick(LEFT));
  },
  /** A row's total and the number of the row below. */
  "total before a number": (report, random) => {
    const totals = [...report.spans.keys()].filter((name) => /^requests\.\w+\.total$/.test(name));
    if (totals.length === 0) return undefined;
    const { end } = report.spans.get(random.pick(totals))!.at(-1)!;
    const next = nextStart(report, end, /^(?:number|label):/);
    return next === undefined ? undefined : joined(report, end, next, random.pick(LEFT));
  },
  /** Two values of a row. */
  "two values": (report, random) => {
    const values = [...report.spans.keys()].filter((name) => report.model.numbers.has(name));
    const { end } = report.spans.get(random.pick(values))!.at(-1)!;
    const next = nextStart(report, end, /^(?:requests|disclosure|litigation)\./);
    return next === undefined ? undefined : joined(report, end, next, random.pick(LEFT));
  },
  /** Text of a section behind its title. */
  "text behind a title": ({ text }, random) => {
    const titles = ["其他需要报告的事项", "改进情况", "总体情况"];
    const title = random.pick(titles);
    const at = text.lastIndexOf(title);
    if (at < 0) return undefined;
    const end = at + title.length;
    return text.slice(0, end) + random.pick(["无", "无。", "暂无", "甲乙", "3件", " 无"]) + text.slice(end);
  },
  "a lost line end": ({ text }, random) => {
    const ends = [...text.matchAll(/\r?\n\s*/g)];
    const { index, 0: end } = random.pick(ends);
    return text.slice(0, index) + random.pick(LEFT) + text.slice(index + end.length);
  },
  "a page number": ({ text }, random) => {
    const { index, 0: end } = random.pick([...text.matchAll(/\r?\n/g)]);
    const number = random.pick(["- 2 -", "第 3 页", "— 12 —"]);
    return text.slice(0, index) + end + number + text.slice(index);
  },
  "a part cut": ({ text }, random) => {
    const start = random.int(0, text.length - 1);
    return text.slice(0, start) + text.slice(start + random.int(1, 30));
  },
  "a part twice": ({ text }, random) => {
    const start = random.int(0, text.length - 1);
    const end = start + random.int(1, 12);
    return text.slice(0, end) + text.slice(start, end) + text.slice(end);
  },
};

function firstValue({ spans, model }: Generated, label: string): number | undefined {
  const row = label.slice("label:".length);
  const starts = [...model.numbers.keys()]
    .filter((key) => key.startsWith(`${row}.`) && spans.has(key))
    .map((key) => spans.get(key)![0]!.start);
  const end = spans.get(label)!.at(-1)!.end;
  const after = starts.filter((start) => start >= end);
  return after.length === 0 ? undefined : Math.min(...after);
}

/** Where the next thing of such a name starts. */
function nextStart({ spans }: Generated, from: number, names: RegExp): number | undefined {
  let next: number | undefined;
  for (const [name, pieces] of spans)
    for (const { start } of names.test(name) ? pieces : [])
      if (start >= from && (next === undefined || start < next)) next = start;
  return next;
}

function joined({ text }: Generated, end: number, start: number, left: string): string | undefined {
  return start < end ? undefined : text.slice(0, end) + left + text.slice(start);
}
