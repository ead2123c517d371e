import type { Document } from "../document/document";
import type { AgencyKind, Settings } from "../settings/settings";
import type { CompiledStandard } from "../standard/compiled";
import type { Phrase } from "../text/text";
import type { Arithmetic } from "./arithmetic/arithmetic";
import type { Heading } from "./outline/headings";
import type { Period } from "./outline/period";
import type { SecondReport } from "./outline/second";
import type { Section } from "./outline/sections";
import type { Signature } from "./outline/signature";
import type { Title } from "./outline/title";
import type { Facts } from "./prose/facts";
import type { Paragraph, Passage } from "./prose/prose";
import type { RunTogether } from "./tables/runTogether";
import type { Tables, ValueCell } from "./tables/table";

/** What the text means. Rules, outline, extraction read only this; nothing in it is corrected or guessed. */
export interface Report {
  readonly document: Document;
  /** In ordinary characters; offsets are those of the source. */
  readonly text: string;
  /** Another report behind this one in the same file. Of it nothing is read, and it is not in `text`. */
  readonly second: SecondReport | undefined;
  /** The text as it was given, with the radicals and compatibility characters that some fonts give. */
  readonly source: string;
  /** Whether the text is a disclosure report at all, and why it was taken for one or not (Chinese). */
  readonly recognition: { readonly isReport: boolean; readonly reason: string };
  readonly title: Title | undefined;
  /** Year reported on: from title, period, preface, opening sentence, or signing date less one; else the setting. */
  readonly year: number | undefined;
  readonly agency: string | undefined;
  /** Kind of agency by title, signature and preface; undefined where they do not tell. */
  readonly agencyKind: AgencyKind | undefined;
  /** Last day to publish a report of that year by that kind of agency, `YYYY-MM-DD`; of an unknown kind the latest. */
  readonly deadline: string | undefined;
  /** What the place's notice asks of section one besides the format. */
  readonly demands: Pick<Settings, "overviewLength" | "requiredCounts">;
  readonly period: Period | undefined;
  /** Standard that the year asks for; where the year is unknown, the one the tables speak for. Undefined up to 2018. */
  readonly standard: CompiledStandard | undefined;
  /** Standard that the tables were read by. It differs from `standard` only where the tables follow another format. */
  readonly tableStandard: CompiledStandard | undefined;
  /** First words that speak for `tableStandard` where it differs from `standard`. */
  readonly foreignMarkers: readonly Phrase[];
  readonly sections: readonly Section[];
  readonly headings: readonly Heading[];
  readonly tables: Tables;
  /** Where tables were run together into lines of text, and so are not among `tables`. */
  readonly runTogether: readonly RunTogether[];
  /** Every value cell found, by key. */
  readonly cells: ReadonlyMap<string, ValueCell>;
  /** Value cells that are not plain whole numbers from 0 on, in the order of the text. */
  readonly irregular: readonly ValueCell[];
  /** What the equations of the two tables that have some say. */
  readonly arithmetic: Arithmetic;
  /** Agency and date at the end, and where they start; the end of the text where there are none. */
  readonly signature: Signature;
  /** Running text up to the signature: lines that stand in no table and are no section's heading. */
  readonly paragraphs: readonly Paragraph[];
  /** The same with wrapped lines joined, folded for reading. */
  readonly passages: readonly Passage[];
  /** What the running text states in numbers, and the cells that it may mean. */
  readonly facts: Facts;
}
