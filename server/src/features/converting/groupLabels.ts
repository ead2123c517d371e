import type { Table } from "../../core/report/tables/table";
import type { CompiledStandard } from "../../core/standard/compiled";
import { fold } from "../../core/text/normalise";
import type { GridLine } from "../tables/tableGrid";

/*
 * Labels of groups, each at the first row of its group: a page may set them in the middle of their rows, or a character a
 * row. What is not known for a group's label stays where it is.
 */

/** The lines of a table with its groups' labels in their places. */
export function settleGroups(
  lines: readonly GridLine[],
  table: Table,
  { standard }: CompiledStandard,
): GridLine[] {
  const groupsOf = new Map(standard.tables.requests.rows.map(({ key, groups }) => [key, groups]));
  const groups = keysOf(lines, table).map((key) => (key === undefined ? undefined : groupsOf.get(key)));
  const depth = Math.max(...standard.tables.requests.rows.map((row) => row.groups.length));
  const settled = lines.map(({ cells, lead }) => ({ cells: [...cells], lead }));
  for (let column = 0; column < depth; column++) {
    for (let from = 0; from < lines.length; ) {
      const label = groups[from]?.[column];
      let to = from + 1;
      while (label !== undefined && to < lines.length && groups[to]?.[column] === label) to++;
      if (label !== undefined) settle(settled.slice(from, to), column, label);
      from = to;
    }
  }
  return settled;
}

/** By line the key of the standard's row that it is; both come in the order of the text. */
function keysOf(lines: readonly GridLine[], { rows }: Table): (string | undefined)[] {
  let next = 0;
  return lines.map(({ cells, lead }) => {
    if (lead === undefined) return undefined;
    const label = cells.slice(0, lead).findLast((text) => text !== "");
    const at = rows.findIndex(
      ({ written }, i) => i >= next && written?.label.map(({ text }) => text).join("") === label,
    );
    if (at < 0) return undefined;
    next = at + 1;
    return rows[at]!.key;
  });
}

function settle(lines: readonly { readonly cells: string[] }[], column: number, label: string): void {
  const written = lines.map(({ cells }) => cells[column]!).join("");
  if (fold(written) !== fold(label)) return;
  lines.forEach(({ cells }, at) => {
    cells[column] = at === 0 ? written : "";
  });
}
