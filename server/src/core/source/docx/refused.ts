/** A change that a file cannot take: why, in a Chinese clause without a full stop. */
export class Refused extends Error {}

/** Why an automatic number cannot be changed: said where others than those meant would come of a change. */
export const NUMBERS_MOVE = "会让别处的自动编号跟着变，要在 Word 里改";
