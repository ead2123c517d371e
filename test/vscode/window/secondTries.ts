import type { Reporter } from "vitest/node";

/** Names every test that needed a second try: one that does so again and again waits for the wrong thing. */
export default class SecondTries implements Reporter {
  onTestCaseResult: NonNullable<Reporter["onTestCaseResult"]> = (test) => {
    if (test.diagnostic()?.flaky) console.error(`needed a second try: ${test.fullName}`);
  };
}
