const CHINESE = /[\p{Script=Han}，、；：。（）《》“”]/u;

/** Whether a new line inside a cell is a wrap: what is Chinese on both sides goes on without a blank. Blank ends are none. */
export function isWrapBetween(last: string | undefined, first: string | undefined): boolean {
  return CHINESE.test(last ?? "") && CHINESE.test(first ?? "");
}
