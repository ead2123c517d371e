const LONGEST = 20;
const END = 9;

/** A text as a message quotes it: of a long one its beginning and its end. */
export function shortened(text: string): string {
  const chars = [...text];
  if (chars.length <= LONGEST) return text;
  return `${chars.slice(0, END).join("")}…${chars.slice(-END).join("")}`;
}
