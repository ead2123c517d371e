import { findProgram } from "../../scripts/vscode/install.mjs";

/** Installs once, before all tests, the programs that read what we write. */
export default async function setup(): Promise<void> {
  const options = { log: console.log };
  // One package brings LibreOffice's Calc as well, which reads .xlsx.
  await findProgram(
    "soffice",
    ["libreoffice-writer-nogui", "libreoffice-calc-nogui", "fonts-noto-cjk"],
    options,
  );
  await findProgram("pandoc", ["pandoc"], options);
  await findProgram("pdftotext", ["poppler-utils"], options);
}
