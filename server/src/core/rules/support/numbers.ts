import type { Report } from "../../report/report";
import { allMatches, type Span } from "../../text/text";

/** Digits in a row, as they may number a person, an account or a telephone. */
interface NumberRun extends Span {
  /** Digits half-width, blanks and hyphens between groups of four left out; X may end it. */
  readonly digits: string;
}

/** From eleven digits on, alone or in groups of four; wide digits too. */
const RUN =
  /[0-9０-９]{4}(?:[ -][0-9０-９]{4}){2,3}(?:[ -][0-9０-９]{1,4})?(?![0-9０-９])|[0-9０-９]{11,20}[XxＸ]?/g;
/** Letters and signs that make a run a part of an address, a file's name or a code. */
const PART_OF_CODE = /[A-Za-z0-9０-９_/=&?%#@.\-–]/;

/** Long numbers anywhere in the text that are no part of an address or code, and not the cells of a table run together. */
export function numberRuns({ text, runTogether }: Report): NumberRun[] {
  const runs: NumberRun[] = [];
  for (const { index, 0: run } of allMatches(text, RUN)) {
    const end = index + run.length;
    if (PART_OF_CODE.test(text[index - 1] ?? "") || isContinued(text, end)) continue;
    if (runTogether.some((run) => run.start <= index && end <= run.end)) continue;
    runs.push({ start: index, end, digits: run.replace(/[ -]/g, "").replace(/[０-９Ｘx]/g, toNarrow) });
  }
  return runs;
}

function toNarrow(char: string): string {
  return char === "x" ? "X" : String.fromCharCode(char.charCodeAt(0) - 0xfee0);
}

function isContinued(text: string, end: number): boolean {
  const next = text[end] ?? "";
  if (next === "." || next === "?") return /[A-Za-z0-9]/.test(text[end + 1] ?? "");
  return PART_OF_CODE.test(next);
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A citizen's number by GB 11643: a region, a birthday that exists, and a check digit that fits. */
export function isCitizenNumber(digits: string): boolean {
  if (!/^[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(digits))
    return false;
  let sum = 0;
  for (let i = 0; i < WEIGHTS.length; i++) sum += Number(digits[i]) * WEIGHTS[i]!;
  return "10X98765432"[sum % 11] === digits[17];
}

/** The check of card numbers by Luhn. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}
