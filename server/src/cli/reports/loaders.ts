import type { Loaders } from "../../core/open";

/** Readers that lie beside the program, and are loaded when a file asks for one. */
export const loaders: Loaders = { pdf: () => import("../../core/source/pdf/bundle") };
