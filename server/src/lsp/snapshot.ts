import type { TextDocument } from "vscode-languageserver-textdocument";
import { inspect } from "../core/check";
import type { Diagnostic, Severity } from "../core/findings/finding";
import { parseReport } from "../core/report/recognise";
import type { Report } from "../core/report/report";
import { formatName } from "../core/standard/index";
import type { DocumentSettings } from "./documentSettings";
import type { Status } from "./protocol";

/** One version of a document, and how it was read under the settings that counted for it. */
export interface Snapshot extends DocumentSettings {
  /** Tells it from every other of this server; the client sends it back to ask whether it still holds. */
  readonly id: string;
  readonly document: TextDocument;
  /** Undefined where checking is switched off or the text is no report. */
  readonly report: Report | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The same before anything was suppressed. */
  readonly found: readonly Diagnostic[];
  readonly status: Status;
}

/** That of a report. */
export interface ReportSnapshot extends Snapshot {
  readonly report: Report;
}

export function takeSnapshot(
  id: string,
  document: TextDocument,
  documentSettings: DocumentSettings,
): Snapshot {
  const { off, settings, entries } = documentSettings;
  const unread = { ...documentSettings, id, document, report: undefined, diagnostics: [], found: [] };
  if (off !== undefined) return { ...unread, status: offStatus(document, off) };
  const report = parseReport(document.getText(), settings);
  if (!report.recognition.isReport) return { ...unread, status: statusOf(document, report, []) };
  const { diagnostics, found } = inspect(report, settings, { entries });
  return { ...unread, report, diagnostics, found, status: statusOf(document, report, diagnostics) };
}

export const isOfReport = (snapshot: Snapshot): snapshot is ReportSnapshot => snapshot.report !== undefined;

function statusOf(
  { uri, version }: TextDocument,
  { recognition, year, standard }: Report,
  diagnostics: readonly Diagnostic[],
): Status {
  const count = (severity: Severity) => diagnostics.filter((it) => it.severity === severity).length;
  return {
    uri,
    version,
    state: recognition.isReport ? "report" : "notReport",
    reason: recognition.reason,
    year: year ?? null,
    format: standard === undefined ? null : formatName(standard.standard),
    errors: count("error"),
    warnings: count("warning"),
    infos: count("info"),
  };
}

/** That of a document whose checking is switched off. */
function offStatus({ uri, version }: TextDocument, reason: string): Status {
  return { uri, version, state: "off", reason, year: null, format: null, errors: 0, warnings: 0, infos: 0 };
}
