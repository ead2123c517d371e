/*
 * What we use of pdf.js: the half that reads files, which its package has no types for. The other half draws, and is
 * left out. The two talk in messages; an answer of another version than asked for is refused by pdf.js itself.
 */

declare module "pdfjs-dist/legacy/build/pdf.worker.mjs" {
  /** Where messages of one half arrive at the other. */
  interface MessagePort {
    postMessage(message: unknown): void;
    addEventListener(name: "message", listener: (event: { data: unknown }) => void): void;
    removeEventListener(name: "message", listener: (event: { data: unknown }) => void): void;
  }

  export const WorkerMessageHandler: {
    setup(
      handler: {
        on(action: string, answer: (data: unknown) => unknown): void;
        send(action: string, data: unknown): void;
      },
      port: MessagePort,
    ): void;
  };
}

/** Tables from codes of Chinese fonts to characters, as pdf.js packs them. */
declare module "*.bcmap" {
  const bytes: Uint8Array;
  export default bytes;
}
