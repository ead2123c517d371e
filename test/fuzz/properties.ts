import * as editing from "./editing";
import * as fixing from "./fixing";
import * as keeping from "./keeping";
import * as reading from "./reading";
import { type Effort, read, type Subject } from "./subject";

/** What must hold of any text. A property yields a complaint for whatever does not; to throw is one as well. */
export type Property = (subject: Subject) => Iterable<string>;

export const PROPERTIES: Readonly<Record<string, Property>> = {
  checks: reading.checks,
  spans: reading.spans,
  order: reading.order,
  extracts: reading.extracts,
  settings: reading.settings,
  ignoring: reading.ignoring,
  fixes: fixing.fixes,
  guesses: fixing.guesses,
  extraction: fixing.extraction,
  safeFixes: fixing.safeFixes,
  keeps: keeping.keeps,
  allFixes: fixing.allFixes,
  outline: editing.outline,
  colours: editing.colours,
  places: editing.places,
  writing: editing.writing,
  tables: editing.tables,
  previews: editing.previews,
  pasting: editing.pasting,
  protocol: editing.protocol,
};

/** Those that hold of any text whatever; the others say why they do not. */
export const OF_ANY_TEXT = Object.keys(PROPERTIES).filter(
  (name) => name !== "guesses" && name !== "extraction",
);

/** What does not hold of a text. */
export interface Complaint {
  /** Name of the property, and what kind of fault it is: the same for faults that have most likely one cause. */
  readonly kind: string;
  readonly message: string;
}

/** The years that texts without one are read for, so that rules of both standards see them, and of neither. */
const YEARS = [undefined, 2019, 2020, 2022, 2023] as const;

/** The properties that do not hold of a text; one complaint of a kind. */
export function complaintsAbout(
  text: string,
  effort: Effort,
  names: readonly string[] = OF_ANY_TEXT,
): Complaint[] {
  const byKind = new Map<string, Complaint>();
  const add = (property: string, message: string) => {
    const kind = `${property}: ${kindOf(message)}`;
    if (!byKind.has(kind)) byKind.set(kind, { kind, message: `${property}: ${message}` });
  };
  let subject: Subject;
  try {
    subject = read(text, effort, YEARS[effort.seed % YEARS.length]);
  } catch (error) {
    add("read", thrown(error));
    return [...byKind.values()];
  }
  for (const name of names) {
    try {
      for (const message of PROPERTIES[name]!(subject)) add(name, message);
    } catch (error) {
      if (isTimeout(error)) throw error;
      add(name, thrown(error));
    }
  }
  return [...byKind.values()];
}

/** Without what differs from text to text: numbers, and everything in quotes. */
function kindOf(message: string): string {
  return message.replace(/"(?:[^"\\]|\\.)*"|“[^”]*”|\d+/g, "…").slice(0, 160);
}

function thrown(error: unknown): string {
  if (!(error instanceof Error)) return `throws ${String(error)}`;
  const place = error.stack?.split("\n").find((line) => line.trim().startsWith("at "));
  return `throws ${error.message} ${place?.trim().replace(/\(.*[/\\]|:\d+:\d+\)?$/g, "") ?? ""}`;
}

export function isTimeout(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
