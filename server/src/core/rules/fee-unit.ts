import type { Finding, Fix } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { describeCell } from "../report/describe";
import type { Report } from "../report/report";
import type { HeaderCell, TableRow, ValueCell } from "../report/tables/table";
import { rewrite } from "../text/edit";
import { allMatches, type Span } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";

export const feeUnit: Rule = {
  id: "fee-unit",
  category: "disclosure",
  title: "收费金额单位不对",
  why: "2021年格式的“本年收费金额”列以万元为单位，按元填写会把金额放大一万倍。",
  whenOff: "本地的模板确实改以元为单位时。",
  severity: "warning",
  bad: exampleWith("本年收费金额（单位：万元）", "本年收费金额（单位：元）").replace(
    "| 行政事业性收费 | 1.5 |",
    "| 行政事业性收费 | 15000 |",
  ),
  good: EXAMPLE,

  *check(report) {
    const table = report.tables.disclosure;
    if (table === undefined) return;
    let headers: ReadonlyMap<string, HeaderCell> | undefined;
    for (let at = 0; at < table.rows.length; at++) {
      const row = table.rows[at]!;
      const column = row.spec?.columns.findIndex(({ unit }) => unit === "万元") ?? -1;
      const cell = column < 0 ? undefined : row.cells[column];
      if (cell === undefined) continue;
      headers ??= new Map(table.headers.toReversed().map((header) => [header.label, header]));
      const read = headers.get(row.spec!.columns[column]!.label);
      const header = foreignUnit(report, row, read, table.rows[at - 1]?.end ?? table.start);
      if (header !== undefined) yield inHeader(header, cell);
      else if (cell.value) yield* inCell(report, cell);
    }
  },
};

/** A header that names another unit than 万元. */
interface ForeignHeader extends Span {
  readonly unit: string;
  /** The unit alone. */
  readonly unitSpan: Span;
}

const UNIT = /单\s*位\s*(?:[:：]\s*)?([亿千百]?元)/;

/** A row's header, as read or, where headers are run together, in the text in front of the row, from `from` on. */
function foreignUnit(
  { text }: Report,
  row: TableRow,
  read: HeaderCell | undefined,
  from: number,
): ForeignHeader | undefined {
  if (read?.match === "exact") return undefined;
  const match = UNIT.exec(text.slice(from, row.start));
  if (match === null) return undefined;
  const start = from + match.index;
  const end = start + match[0].length;
  const { phrase = { start, end } } = read ?? {};
  return {
    start: phrase.start,
    end: phrase.end,
    unit: match[1]!,
    unitSpan: { start: end - match[1]!.length, end },
  };
}

/** The column is headed 元: its amounts are to be converted with the header. */
function inHeader({ start, end, unit, unitSpan }: ForeignHeader, cell: ValueCell): Finding {
  const convert: Fix = {
    title: "改为万元，金额除以一万",
    safe: false,
    edits: [
      { span: { start: unitSpan.start, end: unitSpan.start }, text: "万" },
      ...(cell.value ? rewrite(cell, String(cell.value / 10000)) : []),
    ],
  };
  return {
    span: { start, end },
    message: `这一列的单位写了“${unit}”，应为“万元”。`,
    why: `格式文件规定这一列以万元为单位；改单位时，金额要一并换算。`,
    cell: cell.key,
    fixes: unit === "元" ? [convert] : [],
  };
}

/** Fees in 万元 that no body of the kind takes in a year: more than a hundred million for a town, ten billion for a department. */
const MOST = {
  township: 10_000,
  street: 10_000,
  department: 1_000_000,
  government: Number.POSITIVE_INFINITY,
};

function* inCell(report: Report, cell: ValueCell): Iterable<Finding> {
  if (cell.form === "unit") return; // See cell-unit.
  const value = cell.value!;
  const stated = statedAmounts(report);
  const isStated = stated.includes(value) && !stated.includes(value * 10000);
  if (!isStated && value < MOST[report.agencyKind ?? "government"]) return;
  const amount = value / 10000;
  const reason = isStated ? `正文说的是 ${value} 元` : "按万元算，这笔金额大得不合常理";
  yield {
    span: { start: cell.start, end: cell.end },
    message: `${describeCell(cell)}填了 ${cell.text} 万元，可能应为 ${amount}。`,
    why: `这一列以万元为单位，${reason}。如果 ${cell.text} 是元，应填 ${amount}。`,
    cell: cell.key,
    fixes: [{ title: `改为 ${amount}`, safe: false, edits: rewrite(cell, String(amount)) }],
  };
}

const STATED = /行政事业性收费[^。；;,0-9]{0,12}([0-9]{1,15}(?:\.[0-9]{1,6})?)([万亿]?)元/g;

/** Amounts in 元 that the text gives for these fees. */
function statedAmounts({ passages }: Report): number[] {
  return passages.flatMap(({ text }) =>
    text.includes("行政事业性收费")
      ? [...allMatches(text, STATED)].map(([, amount, unit]) =>
          Math.round(Number(amount) * (unit === "万" ? 10000 : unit === "亿" ? 100000000 : 1)),
        )
      : [],
  );
}
