import type { Edit, Span } from "../../text";

/** Takes out a line with its line end and the blank lines after it. */
export function removeLine(text: string, line: Span): Edit {
  let start = text.lastIndexOf("\n", line.start - 1) + 1;
  if (text.charCodeAt(start) === 0xfeff) start++;
  let end = lineAfter(text, line.end);
  for (
    let next = lineAfter(text, end);
    next > end && text.slice(end, next).trim() === "";
    next = lineAfter(text, end)
  )
    end = next;
  return { span: { start, end }, text: "" };
}

/** Where the next line starts; the end of the text after the last. */
function lineAfter(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline < 0 ? text.length : newline + 1;
}
