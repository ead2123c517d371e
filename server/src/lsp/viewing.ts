import type { Connection } from "vscode-languageserver";
import { manualText, ruleDocument } from "../core/manual";
import { rules } from "../core/rules/index";
import { preview, standalonePage } from "../features/preview/preview";
import { chooseLastYear } from "../features/writing/lastYear";
import {
  type LastYearAnswer,
  type LastYearParams,
  lastYearMethod,
  type ManualParams,
  manualMethod,
  type PreviewAnswer,
  type PreviewParams,
  previewMethod,
} from "./convert";
import type { Host } from "./writing";

/*
 * Handlers of the manual, which is read without any report, and of the preview. They keep nothing: the client names last year's report with each request, having asked once
 * which of the neighbouring files it is.
 */

export function serveViewing(connection: Connection, { guarded, read }: Host): void {
  connection.onRequest(
    manualMethod,
    guarded("manual", null, ({ rule: id }: ManualParams): string | null => {
      if (id === undefined) return manualText(rules);
      const rule = rules.find((candidate) => candidate.id === id);
      return rule ? ruleDocument(rule) : null;
    }),
  );

  connection.onRequest(
    lastYearMethod,
    guarded("lastYear", null, async ({ uri, candidates }: LastYearParams, token): Promise<LastYearAnswer> => {
      const found = await read(uri, token);
      if (!found?.report) return null;
      const lastYear = chooseLastYear(candidates, found.report, found.terms.settings);
      return lastYear ? { name: lastYear.name } : null;
    }),
  );

  connection.onRequest(
    previewMethod,
    guarded(
      "preview",
      null,
      async ({ uri, lastYear, style }: PreviewParams, token): Promise<PreviewAnswer | null> => {
        const found = await read(uri, token);
        if (!found?.report) return null;
        const { document, report, diagnostics, terms } = found;
        const title = report.title?.text ?? "政府信息公开工作年度报告";
        const before = lastYear && chooseLastYear([lastYear], report, terms.settings);
        const body = preview(report, diagnostics, { marks: style === undefined, lastYear: before });
        return {
          version: document.version,
          html: style === undefined ? body : standalonePage(body, { title, style }),
          title,
          year: report.year ?? null,
          agency: report.agency ?? null,
        };
      },
    ),
  );
}
