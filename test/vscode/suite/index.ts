import { runSuites } from "./runner";
import { defineSuites, prepare } from "./suites";

/** Entry in an extension host on Node. `DISCLOSURE_LINT_ONLY` runs just the tests whose titles match. */
export async function run(): Promise<void> {
  await prepare();
  await runSuites(async () => {
    await defineSuites();
    await import("./server.suite");
    await import("./deactivation.suite");
  }, process.env.DISCLOSURE_LINT_ONLY);
}
