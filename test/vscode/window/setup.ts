import { rmSync } from "node:fs";
import { findBrowser, installHost } from "../../../scripts/vscode/install.mjs";
import { screenshots } from "./workbench";

/** Installs what is missing, which may take longer than any test, and clears away the last run's screenshots. */
export default async function setup(): Promise<void> {
  const log = console.error;
  await installHost({ log });
  await findBrowser({ log });
  rmSync(screenshots, { recursive: true, force: true });
}
