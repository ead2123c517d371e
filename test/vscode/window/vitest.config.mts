import { defineConfig } from "vitest/config";

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
    reporters: ["default", "./test/vscode/window/secondTries.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
