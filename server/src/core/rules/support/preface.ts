import type { Passage } from "../../report/prose/prose";
import type { Report } from "../../report/report";
import { fold } from "../../text/normalise";

/** Where a passage's own text starts: without a full stop the title runs into the preface. */
export function afterTitle({ title }: Report, { text }: Passage): number {
  const name = fold(title?.text ?? "");
  return name !== "" && text.startsWith(name) ? name.length : 0;
}
