import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/*
 * Other programs as judges of what we read and write. `setup.ts` has installed them.
 */

const run = promisify(execFile);

/**
 * Lets LibreOffice convert files, all in one start, since each costs seconds: `format` as it names them, `txt:Text`, `pdf`,
 * `docx`. Gives the paths of what it wrote, in the order of the files.
 */
export async function libreOffice(
  files: readonly string[],
  format: string,
  folder: string,
): Promise<string[]> {
  // A profile of its own: two LibreOffices do not share one.
  const profile = mkdtempSync(join(tmpdir(), "disclosure-lint-office-"));
  try {
    const user = `-env:UserInstallation=${pathToFileURL(profile).href}`;
    await run("soffice", [user, "--headless", "--convert-to", format, "--outdir", folder, ...files], {
      maxBuffer: 64 * 1024 * 1024,
    });
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
  const ending = format.split(":")[0]!;
  return files.map((file) => join(folder, `${basename(file, extname(file))}.${ending}`));
}

/** The text of a .docx as pandoc reads it, lines not wrapped. */
export async function pandocText(file: string, to = "plain"): Promise<string> {
  const { stdout } = await run("pandoc", ["--wrap=none", "--track-changes=accept", "-t", to, file], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** Pages of a PDF as PNG pictures, to be looked at: paths of what was written. */
export async function pages(pdf: string, folder: string): Promise<void> {
  await run("pdftoppm", ["-r", "70", "-png", pdf, join(folder, basename(pdf, ".pdf"))]);
}
