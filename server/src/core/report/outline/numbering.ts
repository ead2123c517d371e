import { toChinese } from "../../text/numeral";
import type { Ordinal } from "../../text/ordinal";
import type { Heading } from "./headings";
import type { Section } from "./sections";

/** A numbered heading. */
export type Numbered = Heading & { readonly ordinal: Ordinal };

/**
 * Runs of headings that count together: same section, depth and numbering style, with no heading of a lesser depth
 * between. A run starts anew at one.
 */
export function siblingGroups(headings: readonly Heading[]): Numbered[][] {
  const groups: Numbered[][] = [];
  let open: Numbered[][] = [];
  let section = -2;
  for (const heading of headings) {
    if (heading.section !== section) {
      open = [];
      section = heading.section;
    }
    open.length = Math.min(open.length, heading.level);
    if (heading.ordinal === undefined) continue;
    const numbered = heading as Numbered;
    const group = open[heading.level - 1];
    const last = group?.at(-1);
    const restarts = numbered.ordinal.value === 1 && last !== undefined && last.ordinal.value !== 1;
    if (
      group === undefined ||
      last === undefined ||
      last.ordinal.style !== numbered.ordinal.style ||
      restarts
    ) {
      open[heading.level - 1] = [numbered];
      groups.push(open[heading.level - 1]!);
    } else group.push(numbered);
  }
  return groups;
}

/** The first heading of a group that does not count on from the one before. */
export interface NumberingSlip {
  readonly at: number;
  readonly expected: number;
  readonly kind: "gap" | "duplicate";
}

/** One slip, one finding: what comes after it counts on from it, or from where it should be. */
export function firstSlip(
  { text, sections }: { readonly text: string; readonly sections: readonly Section[] },
  group: readonly Numbered[],
): NumberingSlip | undefined {
  for (const [at, { ordinal, start }] of group.entries()) {
    const before = group[at - 1];
    const expected = before === undefined ? 1 : before.ordinal.value + 1;
    if (ordinal.value === expected) continue;
    if (ordinal.value < expected) return { at, expected, kind: "duplicate" };
    const from = before?.end ?? sections[group[0]!.section]?.start ?? 0;
    if (!standsInline(text, from, start, ordinal, expected)) return { at, expected, kind: "gap" };
  }
  return undefined;
}

/** The numeral as the heading writes its own. */
export function spell(value: number, { style }: Ordinal): string {
  if (style === "circled") return String.fromCharCode(0x245f + value);
  return style === "chinese" || style === "chinese-bracketed" ? toChinese(value) : String(value);
}

/** The expected number stands in the middle of a paragraph before: a line break was lost, no number. */
function standsInline(text: string, from: number, to: number, like: Ordinal, expected: number): boolean {
  const part = text.slice(from, to);
  const digits = String(expected);
  const chinese = toChinese(expected);
  switch (like.style) {
    case "chinese-bracketed":
      return part.includes(`（${chinese}）`) || part.includes(`(${chinese})`);
    case "arabic-bracketed":
      return part.includes(`（${digits}）`) || part.includes(`(${digits})`) || part.includes(`${digits}）`);
    case "arabic":
      return [".", "、", "．"].some((mark) => part.includes(digits + mark));
    case "chinese":
      return part.includes(`${chinese}、`);
    case "circled":
      return part.includes(String.fromCharCode(0x245f + expected));
  }
}
