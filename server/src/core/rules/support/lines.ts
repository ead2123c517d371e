import { ownLines } from "../../text/lines";
import { type Edit, nextLineAt, type Span } from "../../text/text";

/** Takes out a line with its line end and the blank lines after it; what else stands on the line stays. */
export function removeLine(text: string, line: Span): Edit {
  let { start, end } = ownLines(text, line) ?? line;
  for (let next = nextLineAt(text, end); next > end && text.slice(end, next).trim() === ""; ) {
    end = next;
    next = nextLineAt(text, end);
  }
  return { span: { start, end }, text: "" };
}
