import type { Random } from "../generator/random";
import { anyPiece } from "./texts";

/* Small changes to a text, as a slip of the hand, a bad copy or a malicious author would make them. */

/** Texts grow by copying; longer ones are cut. */
const LONGEST = 40_000;
const MOST_CHANGES = 5;

type Change = (text: string, random: Random, other: () => string) => string;

/** One of a few changes after the other; `other` gives another text to take parts of. */
export function mutate(text: string, random: Random, other: () => string): string {
  let changed = text;
  for (let count = random.int(1, MOST_CHANGES); count > 0; count--)
    changed = random.pick(CHANGES)(changed, random, other).slice(0, LONGEST);
  return changed;
}

const CHANGES: readonly Change[] = [
  insertPiece,
  insertPiece,
  insertPiece,
  replacePart,
  replacePart,
  (text, random) => splice(text, part(text, random, 60), ""),
  (text, random) => splice(text, part(text, random, 2), ""),
  changeNumber,
  changeNumber,
  repeatPart,
  copyPart,
  copyPart,
  takePart,
  takePart,
  onLines((lines, random) => lines.splice(random.int(0, lines.length - 1), random.int(1, 3))),
  onLines((lines, random) => {
    const [line] = lines.splice(random.int(0, lines.length - 1), 1);
    lines.splice(random.int(0, lines.length), 0, line!);
  }),
  onLines((lines, random) => {
    const at = random.int(0, lines.length - 1);
    lines.splice(at, 0, lines[at]!);
  }),
  onLines((lines, random) => {
    const at = random.int(0, lines.length - 1);
    const place = random.int(0, lines[at]!.length);
    lines.splice(at, 1, lines[at]!.slice(0, place), lines[at]!.slice(place));
  }),
  onLines((lines, random) => lines.splice(random.int(0, lines.length - 1), 2, "")),
  onEach(/\r\n|\r|\n/g, ["\n", "\r\n", "\r", "\n\n", ""]),
  onEach(/\|/g, ["｜", "", "||", "\t", "\n"]),
  onEach(/[（）]/g, ["(", ")", "（", "）", ""]),
  onEach(/[0-9]/g, ["０", "O", "〇", " 1", "1,000", "件", "", "/"]),
  onEach(/[、，。：；]/g, ["，，", ",", "", " ", "。"]),
  onEach(/<[^<>]*>/g, ["", "<td>", "</td>", "</table>", "<br>", "<p>"]),
  (text, random) => text.slice(0, random.int(0, text.length)),
  (text, random) => text.slice(random.int(0, text.length)),
];

function splice(text: string, { start, end }: { start: number; end: number }, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function part(text: string, random: Random, longest: number): { start: number; end: number } {
  const start = random.int(0, text.length);
  return { start, end: Math.min(text.length, start + random.int(1, longest)) };
}

function insertPiece(text: string, random: Random): string {
  const at = random.int(0, text.length);
  return splice(text, { start: at, end: at }, anyPiece(random));
}

function replacePart(text: string, random: Random): string {
  return splice(text, part(text, random, 6), anyPiece(random));
}

function changeNumber(text: string, random: Random): string {
  const numbers = [...text.matchAll(/\d+/g)];
  if (numbers.length === 0) return text;
  const { 0: number, index } = random.pick(numbers);
  const changed = random.chance(0.5) ? String(Number(number) + random.int(-1, 2)) : anyPiece(random);
  return splice(text, { start: index, end: index + number.length }, changed);
}

function repeatPart(text: string, random: Random): string {
  const { start, end } = part(text, random, 12);
  return splice(text, { start: end, end }, text.slice(start, end).repeat(random.int(1, 30)));
}

function copyPart(text: string, random: Random): string {
  const { start, end } = part(text, random, 400);
  const at = random.int(0, text.length);
  return splice(text, { start: at, end: at }, text.slice(start, end));
}

function takePart(text: string, random: Random, other: () => string): string {
  const from = other();
  const { start, end } = part(from, random, 800);
  return splice(text, part(text, random, 200), from.slice(start, end));
}

function onLines(change: (lines: string[], random: Random) => void): Change {
  return (text, random) => {
    const lines = text.split("\n");
    change(lines, random);
    return lines.join("\n");
  };
}

/** Replaces what matches: one, some or all of it. */
function onEach(pattern: RegExp, replacements: readonly string[]): Change {
  return (text, random) => {
    const share = random.pick([0.02, 0.2, 1]);
    const replacement = random.pick(replacements);
    return text.replace(pattern, (match) => (random.chance(share) ? replacement : match));
  };
}
