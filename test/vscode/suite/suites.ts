import { loadCorpus } from "./corpus";
import { measureStartUp } from "./startUp";
import { cleanUp } from "./support";

/** The suites that run in every extension host. */
export async function defineSuites(): Promise<void> {
  afterEach(cleanUp);
  await import("./startUp.suite");
  await import("./findings.suite");
  await import("./quickFixes.suite");
  await import("./fixAll.suite");
  await import("./outline.suite");
  await import("./settings.suite");
  await import("./projectFile.suite");
  await import("./suppression.suite");
  await import("./documents.suite");
  await import("./tables.suite");
  await import("./writing.suite");
  await import("./preview.suite");
  await import("./exporting.suite");
  await import("./word.suite");
  await import("./asReport.suite");
  await import("./wordText.suite");
  await import("./commands.suite");
}

/** What has to be done before them: the start can be measured once only, and each file of the corpus gets a test. */
export async function prepare(): Promise<void> {
  await measureStartUp();
  await cleanUp();
  await loadCorpus();
}
