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
  for (const tag of html.matchAll(TAG)) {
    const [written, slash, name, attributes] = tag as unknown as [string, string, string, string];
    const element = name.toLowerCase();
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

const TAG = /<(\/?)([a-z][a-z0-9:]*)((?:[\s/][^<>]*)?)>/gi;
/** They have no end tag. */
const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

function isHidden(attributes: string): boolean {
  if (!/hid/i.test(attributes) && !/none/i.test(attributes)) return false;
  return (
    /(?:^|[\s;"'])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i.test(attributes) ||
    /\shidden(?:[\s=/]|$)/i.test(attributes.replace(/"[^"]*"|'[^']*'/g, '""'))
  );
}
