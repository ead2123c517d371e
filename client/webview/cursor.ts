/*
 * Where the cursor of the text is on the page: the smallest part that it stands in; of a table, between its cells, the nearest
 * of the line.
 */

type Range = readonly [start: number, end: number];

const rangeOf = (element: HTMLElement) => element.dataset.at!.split(",").map(Number) as [number, number];
const lengthOf = (element: HTMLElement) => rangeOf(element)[1] - rangeOf(element)[0];

const overlaps = (element: HTMLElement, [from, to]: Range) => {
  const [start, end] = rangeOf(element);
  return start <= to && end >= from;
};

/** Shows on the page where the cursor of the text is, an offset in the line from one offset to another. */
export function pointTo(main: HTMLElement, offset: number, line: Range): void {
  const cursor: Range = [offset, offset];
  const parts = [...main.querySelectorAll<HTMLElement>("[data-at]:not(button, table)")];
  const sizes = parts.filter((part) => overlaps(part, cursor)).map((part) => [part, lengthOf(part)] as const);
  const [smallest] = sizes.sort(([, one], [, other]) => one - other)[0] ?? [];
  const tables = [...main.querySelectorAll<HTMLTableElement>("table[data-at]")];
  const table = tables.find((it) => overlaps(it, cursor)) ?? tables.find((it) => overlaps(it, line));
  const found = smallest ?? (table && nearest(table, offset, line));
  for (const element of main.querySelectorAll(".here")) element.classList.remove("here");
  if (found === undefined) return;
  found.classList.add("here");
  found.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** The cell of a table that is nearest to a place: one of its line, where there is one. */
function nearest(table: HTMLTableElement, offset: number, line: Range): HTMLElement | undefined {
  const away = (cell: HTMLElement) => {
    const [start, end] = rangeOf(cell);
    return Math.max(start - offset, offset - end) + (overlaps(cell, line) ? 0 : FAR);
  };
  return [...table.querySelectorAll<HTMLElement>("td[data-at], th[data-at]")].reduce<HTMLElement | undefined>(
    (best, cell) => (best === undefined || away(cell) < away(best) ? cell : best),
    undefined,
  );
}

/** Further than any place of a report from another. */
const FAR = 1e9;
