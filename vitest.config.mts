import { defineConfig } from "vitest/config";

/** What runs the bundles: the command line, servers in processes of their own, the package. */
const BUILT = ["test/{browser,cli,protocol,soak}/**/*.test.ts", "test/{build,network,package,start}.test.ts"];

export default defineConfig({
  test: {
    environment: "node",
    testTimeout: 30_000,
    // All cores, also where there are two: the main process only waits.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "core",
          include: ["test/**/*.test.ts"],
          // Those in test/vscode need a VS Code; test/vscode/run.mjs runs them.
          exclude: [...BUILT, "test/vscode/**", "test/office/**"],
          // No file leaves anything behind: the sources are loaded once, and not for each.
          isolate: false,
          // A process measures its own time only, see test/growth.test.ts.
          pool: "forks",
        },
      },
      {
        extends: true,
        test: {
          name: "built",
          include: BUILT,
          globalSetup: ["test/globalSetup.ts"],
          pool: "threads",
        },
      },
      {
        extends: true,
        test: {
          name: "office",
          // What other programs read and write: LibreOffice, pandoc, poppler.
          include: ["test/office/**/*.test.ts"],
          globalSetup: ["test/office/setup.ts", "test/globalSetup.ts"],
          pool: "forks",
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
