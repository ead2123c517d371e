import { allMatches } from "../../core/text/text";

/**
 * HTML without the elements that are not shown: what Word marks as hidden text, what a page keeps for later. A program that
 * copies them along would have them pasted.
 */
export function shownHtml(html: string): string {
  let shown = "";
  let done = 0;
  /** The hidden element that is open, and how many of its name are open in it. */
  let hidden = "";
  let depth = 0;
  for (const tag of allMatches(html, TAG)) {
    const [written] = tag;
    const [opening, slash, name] = /^<(\/?)([a-z][a-z0-9:]*)/i.exec(written) ?? [];
    if (opening === undefined) continue;
    const element = name!.toLowerCase();
    const attributes = written.slice(opening.length, -1);
    const end = tag.index + written.length;
    if (hidden !== "") {
      if (element !== hidden || attributes.endsWith("/")) continue;
      depth += slash === "" ? 1 : -1;
      if (depth > 0) continue;
      hidden = "";
      done = end;
    } else if (slash === "" && isHidden(attributes)) {
      shown += html.slice(done, tag.index);
      done = end;
      if (VOID.has(element) || attributes.endsWith("/")) continue;
      hidden = element;
      depth = 1;
    }
  }
  return hidden === "" ? shown + html.slice(done) : shown;
}

const TAG = /<[^<>]*>/g;
/** They have no end tag. */
const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

function isHidden(attributes: string): boolean {
  const style = attributes.toLowerCase().replace(/\s/g, "");
  if (["display:none", "visibility:hidden", "mso-hide:all"].some((it) => style.includes(it))) return true;
  const at = attributes.search(/\shidden(?:[\s=/]|$)/i);
  // Between quotes it is a word.
  return at >= 0 && ['"', "'"].every((quote) => attributes.slice(0, at).split(quote).length % 2 === 1);
}
