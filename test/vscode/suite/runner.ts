/// <reference types="mocha" />

/** What run.mjs counts from. */
interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/*
 * An editor closes tabs and opens documents in its own time, and tells of some of it to nobody: a test that met with that has a
 * second try, which is told.
 */

/** A test waits for the editor with {@link until}, which says what did not come; this is the limit behind it. */
const testTimeout = 120_000;

/**
 * Runs the suites that `define` defines and prints the count in a line of its own. Fails where a test did, which the
 * host turns into its exit status.
 */
export async function runSuites(define: () => Promise<unknown>, only?: string): Promise<void> {
  // Mocha's build for browsers serves both hosts. It is loaded here and not at the top, because it takes `module` for
  // its own: the host has taken `run` from there by now.
  await import("mocha/mocha.js");
  mocha.setup({ ui: "bdd", reporter: LineReporter as never, timeout: testTimeout, retries: 1 });
  if (only) mocha.grep(only);
  await define();
  const count = await new Promise<Count>((resolve) => {
    // Not `mocha.run`, which asks the address bar of a page what to run.
    const runner: Mocha.Runner = Mocha.prototype.run.call(mocha, () => resolve(countOf(runner)));
  });
  console.log(`##disclosure-lint ${JSON.stringify(count)}`);
  if (count.failed > 0) throw new Error(`${count.failed} failed`);
}

function countOf({ stats }: Mocha.Runner): Count {
  return {
    passed: stats?.passes ?? 0,
    // A run without a test is no good run.
    failed: stats && stats.tests > 0 ? stats.failures : 1,
    skipped: stats?.pending ?? 0,
  };
}

/** One line a test, so that a host that hangs shows where; failures whole, as soon as they happen. */
class LineReporter {
  constructor(runner: Mocha.Runner) {
    runner.on("pass", (test) => console.log(`  ✔ ${test.fullTitle()} (${test.duration} ms)`));
    runner.on("pending", (test) => console.log(`  - ${test.fullTitle()}`));
    runner.on("retry", (test, error) =>
      console.log(`  needed a second try: ${test.fullTitle()}\n${error.stack ?? error}`),
    );
    runner.on("fail", (test, error) => console.log(`  ✘ ${test.fullTitle()}\n${error.stack ?? error}`));
  }
}
