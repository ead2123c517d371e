import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // They need a VS Code; test/vscode/run.mjs runs them.
    exclude: ["test/vscode/**"],
    environment: "node",
    globalSetup: ["test/globalSetup.ts"],
    pool: "threads",
    testTimeout: 30_000,
  },
});
