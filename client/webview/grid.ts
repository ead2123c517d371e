/*
 * Tables as grids: one stop for Tab in each, arrows from cell to cell. Where nothing can be edited they stay plain tables, in
 * which what is wrong can be reached all the same.
 */

/** Gives tables that have just been drawn their roles, and one cell each that Tab stops at: the first that is wrong. */
export function makeGrids(main: HTMLElement): void {
  for (const table of main.querySelectorAll("table")) {
    const stop =
      table.querySelector<HTMLElement>(".wrong[data-at]") ?? table.querySelector<HTMLElement>("td[data-at]");
    if (stop !== null) stop.tabIndex = 0;
    // The notes are right below; in between Tab would stop at each number.
    for (const link of table.querySelectorAll<HTMLElement>("a.ref")) link.tabIndex = -1;
    if (table.querySelector("[data-edit]") === null) continue;
    table.setAttribute("role", "grid");
    for (const cell of table.querySelectorAll(".wrong:is(.error, .warning)"))
      cell.setAttribute("aria-invalid", "true");
  }
}

/** Goes to a cell: from now on Tab stops there. */
export function goToCell(cell: HTMLElement): void {
  for (const stop of cell.closest("table")!.querySelectorAll<HTMLElement>("[tabindex='0']:is(td, th)"))
    stop.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** The cell on a side, by where it is seen: cells that span rows and columns have several neighbours. */
export function neighbour(cell: HTMLElement, key: string): HTMLElement | undefined {
  const box = cell.getBoundingClientRect();
  const points: Record<string, [number, number]> = {
    ArrowLeft: [box.left - 3, box.top + 3],
    ArrowRight: [box.right + 3, box.top + 3],
    ArrowUp: [box.left + 3, box.top - 3],
    ArrowDown: [box.left + 3, box.bottom + 3],
  };
  const point = points[key];
  if (point === undefined) return undefined;
  const [x, y] = point;
  // Heads that stay in sight lie over cells: those come later.
  return [...cell.closest("table")!.querySelectorAll<HTMLElement>("td, th")].findLast((other) => {
    const { left, right, top, bottom } = other.getBoundingClientRect();
    return left <= x && x < right && top <= y && y < bottom;
  });
}
