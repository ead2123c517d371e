/*
 * The operations of a page that matter for where its text and its lines stand, as pdf.js numbers them.
 */

export const OPERATION = {
  lineWidth: 2,
  graphicsState: 9,
  save: 10,
  restore: 11,
  transform: 12,
  stroke: 20,
  closeStroke: 21,
  fill: 22,
  evenOddFill: 23,
  fillStroke: 24,
  evenOddFillStroke: 25,
  closeFillStroke: 26,
  closeEvenOddFillStroke: 27,
  beginText: 31,
  charSpacing: 33,
  wordSpacing: 34,
  horizontalScale: 35,
  leading: 36,
  font: 37,
  renderingMode: 38,
  rise: 39,
  moveText: 40,
  leadingMoveText: 41,
  textMatrix: 42,
  nextLine: 43,
  showText: 44,
  fillColor: 59,
  fillGray: 57,
  formBegin: 74,
  formEnd: 75,
  path: 91,
} as const;

/** How a path goes on, each with so many numbers behind it. */
export const PATH = { move: 0, line: 1, curve: 2, quadratic: 3, close: 4 } as const;

/** Filled areas, and those with an outline. */
export const FILLS: ReadonlySet<number> = new Set([22, 23, 24, 25, 26, 27]);
export const STROKES: ReadonlySet<number> = new Set([20, 21, 24, 25, 26, 27]);

/** Two by two numbers and a shift: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The matrix that does `inner` first, then `outer`. */
export function times(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** Where a matrix puts a point. */
export function moved([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}
