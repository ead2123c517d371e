import type { Finding } from "../../findings/finding";
import { commonEnds } from "../../text/similar";

/** Longer names are shown around the place where they differ. */
const LONGEST = 15;
/** What is shown of that on either side. */
const AROUND = 4;

/** A name that is not the standard's: the two in the message, whole in the explanation where they are too long for it. */
export function misspelt(
  what: string,
  written: string,
  wanted: string,
  should = "应为",
): Pick<Finding, "message" | "why"> {
  const [one, other] = differing(written, wanted);
  const isWhole = one === written && other === wanted;
  return {
    message: `${what}“${one}”${should}“${other}”。`,
    why: isWhole ? undefined : `写的是“${written}”，规定的${what}是“${wanted}”。`,
  };
}

/** Where two texts differ, with a few characters around it. */
function differing(a: string, b: string): [string, string] {
  if (a.length <= LONGEST && b.length <= LONGEST) return [a, b];
  const { head, tail } = commonEnds(a, b);
  const from = head > AROUND + 1 ? head - AROUND : 0;
  const rest = tail > AROUND + 1 ? tail - AROUND : 0;
  const part = (text: string) => {
    const end = text.length - rest;
    const isCut = end - from > LONGEST;
    const shown = text.slice(from, isCut ? from + LONGEST - 1 : end);
    return `${from > 0 ? "…" : ""}${shown}${rest > 0 || isCut ? "…" : ""}`;
  };
  return [part(a), part(b)];
}
