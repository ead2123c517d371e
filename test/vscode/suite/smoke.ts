import { runSuites } from "./runner";
import { prepare } from "./suites";
import { cleanUp } from "./support";

/** Entry for the packaged extension, installed as a user would install it. */
export async function run(): Promise<void> {
  await prepare();
  await runSuites(async () => {
    afterEach(cleanUp);
    await import("./startUp.suite");
    await import("./smoke.suite");
    await import("./bundles.suite");
  }, process.env.DISCLOSURE_LINT_ONLY);
}
