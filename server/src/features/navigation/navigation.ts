import { type Fact, fits } from "../../core/report/prose/facts";
import type { Report } from "../../core/report/report";
import type { ValueCell } from "../../core/report/tables/table";
import type { Span } from "../../core/text/text";
import { checkedEquationsAt } from "../tables/sums";
import { cellAt, factAt } from "./places";

/**
 * Where a number comes from: of a count in the running text the cells that it may mean, those that agree with it if
 * any do; of a total the numbers that it is the sum of.
 */
export function definitions(report: Report, offset: number): Span[] {
  const fact = factAt(report, offset);
  if (fact !== undefined) return spans(agreeing(report, fact).flat());
  const cell = cellAt(report, offset);
  return cell === undefined ? [] : spans(addends(report, cell));
}

/** All places that speak of a number: cells, and counts in the running text. */
export function references(report: Report, offset: number, includesItself: boolean): Span[] {
  const fact = factAt(report, offset);
  const cell = fact === undefined ? cellAt(report, offset) : undefined;
  const cells = fact === undefined ? (cell ? [cell] : []) : agreeing(report, fact).flat();
  const keys = new Set(cells.map(({ key }) => key));
  const counts = report.facts.counts.filter(({ readings }) =>
    readings.some((it) => it.some((key) => keys.has(key))),
  );
  const self = fact ?? cell;
  const found = spans([...cells, ...counts.map(({ span }) => span), ...(fact ? [fact.span] : [])]);
  const own = self && ("span" in self ? self.span : self);
  return includesItself ? found : found.filter(({ start }) => start !== own?.start);
}

/** The cells of each reading that a statement agrees with; of all readings, where it agrees with none. */
function agreeing({ cells }: Report, fact: Fact): ValueCell[][] {
  const readings = fact.readings.map((reading) => reading.flatMap((key) => cells.get(key) ?? []));
  const fitting = readings.filter((it, at) => {
    const sum = it.reduce((total, { value }) => total + (value ?? Number.NaN), 0);
    return it.length === fact.readings[at]!.length && fits(fact, sum);
  });
  return fitting.length > 0 ? fitting : readings;
}

/** What a total is the sum of, along its row and its column; zeros add nothing. */
function addends(report: Report, cell: ValueCell): ValueCell[] {
  return checkedEquationsAt(report, cell).flatMap(({ equation, table }) => {
    const isTotal = equation.right.length === 1 && table.cellAt(equation.right[0]!) === cell;
    const operands = isTotal ? equation.left.map((at) => table.cellAt(at)) : [];
    return operands.filter((operand) => operand !== undefined && operand.value !== 0) as ValueCell[];
  });
}

/** In the order of the text, each place once. */
function spans(places: readonly Span[]): Span[] {
  const byStart = new Map(places.map(({ start, end }) => [start, { start, end }]));
  return [...byStart.values()].sort((a, b) => a.start - b.start);
}
