/*
 * What a cell belongs to: the label of its row, and the heads of its column. Heads are found by where they stand from left
 * to right, as they reach over several columns; those that stay in sight may lie over any row.
 */

/** The heads of a cell, from the outer to the inner: of its row, or of its column. */
export function headsOf(cell: HTMLTableCellElement): { rows: HTMLElement[]; columns: HTMLElement[] } {
  const { left, right } = cell.getBoundingClientRect();
  const middle = (left + right) / 2;
  const own = cell.parentElement as HTMLTableRowElement;
  const rows = [...own.cells].filter((it) => it !== cell && it.scope === "row");
  const above = [...cell.closest("table")!.querySelectorAll<HTMLTableCellElement>("th")].filter((it) => {
    if (it.scope.startsWith("row") || it.parentElement === own) return false;
    if (!(it.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING)) return false;
    const box = it.getBoundingClientRect();
    return box.left <= middle && middle < box.right;
  });
  // One is enough to tell a cell by, where its row has a name.
  return { rows, columns: above.slice(rows.length > 0 ? -1 : -2) };
}

/** What a cell is called, by its row and column. */
export function nameOfCell(cell: HTMLTableCellElement): string {
  const { rows, columns } = headsOf(cell);
  return [...rows, ...columns].map((it) => textAt(it).trim()).join(" · ");
}

/** What a place says, without the numbers of findings and what is being written. */
export function textAt(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const other of copy.querySelectorAll(".refs, .field")) other.remove();
  return copy.textContent ?? "";
}
