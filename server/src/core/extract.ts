import { parseReport } from "./report/recognise";
import type { Report } from "./report/report";
import type { Settings } from "./settings/settings";
import { parseSettings } from "./settings/settingsSchema";
import type { Span } from "./text/text";

/** What a report says, as data. Spans are UTF-16 offsets. */
export interface Extraction {
  /** Id of the standard that the report's year asks for. */
  readonly standard: string | null;
  readonly year: number | null;
  readonly agency: string | null;
  /** Dates are `YYYY-MM-DD`. */
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly sections: readonly { readonly key: string; readonly title: string; readonly span: Span }[];
  /** By key, such as `requests.newReceived.total`; `value` is null where the text is blank or no number. */
  readonly cells: Readonly<
    Record<string, { readonly value: number | null; readonly text: string; readonly span: Span }>
  >;
}

/**
 * Reads the values of a report. Any text gives a result: what is not there is null or absent. Throws `SettingsError`
 * for settings that do not fit the schema.
 */
export function extract(text: string, settings?: Settings): Extraction {
  return extractReport(parseReport(text, parseSettings(settings)));
}

/** The values of a report already read. */
export function extractReport(report: Report): Extraction {
  const { period } = report;
  const cells: Record<string, Extraction["cells"][string]> = {};
  for (const [key, { value, text: written, start, end }] of report.cells)
    cells[key] = { value, text: written, span: { start, end } };
  return {
    standard: report.standard?.id ?? null,
    year: report.year ?? null,
    agency: report.agency ?? null,
    period: period === undefined ? null : { from: period.from, to: period.to },
    sections: report.sections.map(({ key, title, heading }) => ({ key, title: title.text, span: heading })),
    cells,
  };
}
