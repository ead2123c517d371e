/*
 * The server's bundle is two scripts: the second has what few sessions need and is loaded when it is first called for.
 * Which functions it has says scripts/bundle/bundles.mjs; how they come to be called, scripts/bundle/later.mjs. From the sources
 * all is one program, and nothing here is used but `tellPlace`.
 */

declare const require: (path: string) => unknown;
declare const self: {
  readonly location?: { readonly href: string };
  readonly importScripts: (address: string) => void;
  readonly disclosureLintLater?: unknown;
};

let place: string | undefined;

/** Tells a web worker the address of the folder that its scripts are in, which it cannot know by itself in every editor. */
export function tellPlace(folder: string): void {
  place = folder;
}

/** Loads the second script, without returning to the event loop: what calls for it need not know that it is not there. */
export function load(): unknown {
  if (typeof process === "object" && process.versions?.node) return require("./later.js");
  self.importScripts(new URL("later.js", place ?? self.location?.href).href);
  return self.disclosureLintLater;
}
