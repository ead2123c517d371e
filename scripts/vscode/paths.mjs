/** Where things of the VS Code tests and of `npm start` are. */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** All that is installed or produced; git-ignored. */
export const workFolder = join(root, ".vscode-test");

/** Screenshots and logs of the test runs. */
export const artefacts = join(workFolder, "artefacts");

/** What takes long to install may stand elsewhere, so that several clones share it. */
export const installFolder = process.env.DISCLOSURE_LINT_VSCODE_DIR
  ? resolve(process.env.DISCLOSURE_LINT_VSCODE_DIR)
  : workFolder;
