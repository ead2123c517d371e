/*
 * Tables as grids: one stop for Tab in each, arrows from cell to cell. Where nothing can be edited they stay plain tables, in
 * which what is wrong can be reached all the same.
 */

/** Gives tables that have just been drawn their roles, and one cell each that Tab stops at: the first that is wrong. */
export function makeGrids(main: HTMLElement): void {
  for (const table of main.querySelectorAll("table")) {
    const stop =
      table.querySelector<HTMLElement>(".wrong[data-at]") ?? table.querySelector<HTMLElement>("td[data-at]");
    for (const cell of table.querySelectorAll<HTMLElement>(":is(td, th):is([data-at], .missing)"))
      cell.tabIndex = -1;
    for (const link of table.querySelectorAll<HTMLElement>("a.ref")) link.tabIndex = -1;
    if (stop !== null) stopAt(stop);
    if (table.querySelector("[data-edit]") === null) continue;
    table.setAttribute("role", "grid");
    for (const cell of table.querySelectorAll(".wrong:is(.error, .warning)"))
      cell.setAttribute("aria-invalid", "true");
  }
}

/** Lets Tab stop at a cell of its table from now on, and then at the numbers of its findings. */
export function stopAt(cell: HTMLElement): void {
  for (const stop of cell.closest("table")!.querySelectorAll<HTMLElement>("[tabindex='0']"))
    stop.tabIndex = -1;
  for (const stop of [cell, ...cell.querySelectorAll<HTMLElement>("a.ref")]) stop.tabIndex = 0;
}

export function goToCell(cell: HTMLElement): void {
  stopAt(cell);
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
