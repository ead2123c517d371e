import { type Edit, lineStartAt, nextLineAt, type Span } from "../../text/text";

/** Takes out a line with its line end and the blank lines after it. */
export function removeLine(text: string, line: Span): Edit {
  let start = lineStartAt(text, line.start);
  if (text.charCodeAt(start) === 0xfeff) start++;
  let end = nextLineAt(text, line.end);
  for (let next = nextLineAt(text, end); next > end && text.slice(end, next).trim() === ""; ) {
    end = next;
    next = nextLineAt(text, end);
  }
  return { span: { start, end }, text: "" };
}
