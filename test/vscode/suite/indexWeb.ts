import { runSuites } from "./runner";
import { defineSuites, prepare } from "./suites";

/** Entry in the web worker extension host. */
export async function run(): Promise<void> {
  await prepare();
  await runSuites(async () => {
    await defineSuites();
    await import("./bundles.suite");
    describe("a server that is killed", () => {
      it.skip("comes back by itself (skipped: a web worker cannot be killed from outside)");
    });
    describe("the extension switched off", () => {
      it.skip("ends its server (skipped: nothing shows from outside whether a web worker runs)");
    });
  }, process.env.DISCLOSURE_LINT_ONLY);
}
