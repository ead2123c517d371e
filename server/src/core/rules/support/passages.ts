import type { Passage } from "../../report/prose/prose";
import type { Report } from "../../report/report";

/** The running text of a section, folded, in the order of the text; of both, where it is headed twice. */
export function passagesOf({ passages, sections }: Report, key: string): Passage[] {
  return passages.filter(({ section }) => sections[section]?.key === key);
}

/** The same as one text. */
export function textOf(report: Report, key: string): string {
  return passagesOf(report, key)
    .map(({ text }) => text)
    .join("\n");
}
