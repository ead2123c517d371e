import { defineConfig } from "vitest/config";
import type { Reporter } from "vitest/node";

/** Names every test that needed a second try: one that does so again and again waits for the wrong thing. */
const secondTries: Reporter = {
  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky) console.error(`needed a second try: ${test.fullName}`);
  },
};

/**
 * A window is slow, and two at once are slower: one file after the other. A key or click may still go where the focus was a
 * moment ago, for VS Code moves it when something has been loaded and says to nobody that it is done; so there is a second
 * try, which is told.
 */
export default defineConfig({
  test: {
    include: ["test/vscode/window/**/*.test.ts"],
    environment: "node",
    globalSetup: ["test/vscode/window/setup.ts"],
    pool: "threads",
    maxWorkers: 1,
    fileParallelism: false,
    retry: 1,
    reporters: ["default", secondTries],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
