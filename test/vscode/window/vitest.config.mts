import { defineConfig } from "vitest/config";

/** A window is slow, and two at once are slower: one file after the other, and no second try. */
export default defineConfig({
  test: {
    include: ["test/vscode/window/**/*.test.ts"],
    environment: "node",
    globalSetup: ["test/vscode/window/setup.ts"],
    pool: "threads",
    maxWorkers: 1,
    fileParallelism: false,
    retry: 0,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
