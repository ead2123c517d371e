import type { Edit } from "../../text/text";
import type { Author } from "../source";
import { fitsXml } from "../xml";
import type { NewNumbers } from "./blocks";
import { insertBlocks } from "./inserts";
import type { TextLine } from "./lines";
import { Markup, namesOf } from "./markup";
import { ParagraphWriter } from "./paragraphs";
import { Refused } from "./refused";
import { RowWriter } from "./rows";
import { RunWriter } from "./runs";
import { Splices } from "./splices";
import { type Step, stepsOf } from "./steps";
import { changedIn, goneIn, type Work, type Writable } from "./work";
import { isRow } from "./written";

/*
 * The XML of a document for it to read as another text. Where characters alone change, only what is inside `w:t` does.
 */

/** How a document is written. */
export interface Manner {
  readonly track: Author | undefined;
  readonly numbers: NewNumbers;
}

/** The XML with edits of the text made. Throws {@link Refused} for what the file cannot take. */
export function writeEdits(document: Writable, edits: readonly Edit[], { track, numbers }: Manner): string {
  if (!edits.every(({ text }) => fitsXml(text))) throw new Refused("有 Word 文件里不能有的控制字符");
  const steps = stepsOf(document.text, document.lines, edits);
  const splices = new Splices();
  const markup = new Markup(document.xml, namesOf(document.root, document.xml), track);
  const letters = new RunWriter(document.xml, markup, splices);
  const [gone, changed] = [goneIn(steps), changedIn(steps)];
  write({ document, markup, splices, letters, numbers, gone, changed }, steps);
  return splices.applyTo(document.xml);
}

function write(work: Work, steps: readonly Step[]): void {
  const { lines } = work.document;
  const paragraphs = new ParagraphWriter(work);
  const rows = new RowWriter(work, paragraphs);
  for (const step of steps) {
    const line = lines[step.old];
    switch (step.kind) {
      case "change":
        if (line!.kind === "row") rows.change(line!, step.text);
        else paragraphs.change(line!, step.text);
        break;
      case "part":
        paragraphs.change(line as TextLine, step.texts.join("\n"));
        break;
      case "join":
        paragraphs.join(lines.slice(step.old, step.old + step.count) as TextLine[], step.text);
        break;
      case "remove":
        if (line!.kind === "row") rows.remove(step.old);
        else paragraphs.remove(step.old);
        break;
      case "insert":
        if (!(step.texts.every(isRow) && rows.insert(step.old, step.texts)))
          insertBlocks(work, step.old, step.texts);
    }
  }
  paragraphs.finish();
  work.letters.finish();
}
