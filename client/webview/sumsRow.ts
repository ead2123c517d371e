/*
 * What is said beneath a place while it is edited: in a table a row of its own over nothing, below a sentence a line.
 */

/** A row beneath another, in one box. */
export interface OpenRow {
  readonly box: HTMLElement;
  close(): void;
}

/** Opens a row beneath the row of a cell; cells that reach over it grow by one until it is closed. */
export function openRow(cell: HTMLTableCellElement, className: string): OpenRow {
  const own = cell.parentElement as HTMLTableRowElement;
  const rows = [...own.parentElement!.children] as HTMLTableRowElement[];
  const at = rows.indexOf(own);
  const reaching = rows
    .slice(0, at + 1)
    .flatMap((row, index) => [...row.cells].filter(({ rowSpan }) => index + rowSpan > at + 1));
  const table = own.closest("table")!;
  const widths = [...table.rows].map(({ cells }) => columnsOf([...cells]));
  for (const it of reaching) it.rowSpan++;
  const row = document.createElement("tr");
  row.className = className;
  const td = document.createElement("td");
  td.colSpan = Math.max(1, Math.max(...widths) - columnsOf(reaching));
  const box = document.createElement("div");
  td.append(box);
  row.append(td);
  own.after(row);
  return {
    box,
    close: () => {
      row.remove();
      for (const it of reaching) it.rowSpan--;
    },
  };
}

const columnsOf = (cells: readonly HTMLTableCellElement[]) =>
  cells.reduce((sum, { colSpan }) => sum + colSpan, 0);

/** Says beside a place why it was not taken, also to who does not see it; gives back what takes that away. */
export function showRefusal(place: HTMLElement, reason: string): () => void {
  const said = document.createElement("div");
  said.className = "refusal";
  said.setAttribute("role", "alert");
  if (place instanceof HTMLTableCellElement) {
    const row = openRow(place, "told");
    row.box.append(said);
    said.textContent = reason;
    return row.close;
  }
  place.after(said);
  said.textContent = reason;
  return () => said.remove();
}
