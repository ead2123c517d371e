import type { Equation } from "../../standard/compiled";
import { type Shift, type System, sum } from "./equations";

/* Rows whose numbers slipped by one. */

/**
 * The shortest move of consecutive rows by one place, into a row of zeros or blanks, that makes all equations hold; none
 * where several moves as short do. The equations cannot tell whether the rows around them, that would hold moved or not,
 * slipped as well.
 */
export function findShift(system: System): Shift | undefined {
  const { values, width } = system;
  const rows = values.length / width;
  const empty = Array.from({ length: rows }, (_, row) => isEmptyRow(values, row * width, width));
  for (let length = 1; length < rows; length++) {
    const found: Shift[] = [];
    for (let gap = 0; gap < rows; gap++) {
      // Rows beyond the gap move into it: up where they stand below it, down where they stand above.
      for (const far of [gap - length, gap + length]) {
        if (!empty[gap] || far < 0 || far >= rows || empty[far]) continue;
        if (!holds(moveRows(values, gap, far, width), system.equations)) continue;
        found.push(
          far > gap ? { fromRow: gap + 1, toRow: far, by: -1 } : { fromRow: far, toRow: gap - 1, by: 1 },
        );
      }
    }
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

function isEmptyRow(values: readonly number[], start: number, width: number): boolean {
  for (let i = start; i < start + width; i++) if (values[i] !== 0 && !Number.isNaN(values[i]!)) return false;
  return true;
}

function moveRows(values: readonly number[], gap: number, far: number, width: number): number[] {
  const moved = values.map((value) => (Number.isNaN(value) ? 0 : value));
  const step = far > gap ? 1 : -1;
  for (let row = gap; row !== far; row += step) {
    for (let i = 0; i < width; i++) moved[row * width + i] = values[(row + step) * width + i] || 0;
  }
  for (let i = 0; i < width; i++) moved[far * width + i] = 0;
  return moved;
}

function holds(values: readonly number[], equations: readonly Equation[]): boolean {
  return equations.every(({ left, right }) => sum(values, left) === sum(values, right));
}
