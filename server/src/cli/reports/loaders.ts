import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Loaders, PdfReader } from "../../core/open";

/** Readers that lie beside the program, and are loaded when a file asks for one. */
export const loaders: Loaders = {
  pdf: async () => (await import(pathToFileURL(join(__dirname, "pdf.mjs")).href)) as PdfReader,
};
