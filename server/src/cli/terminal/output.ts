import { errorText } from "./errors";

/** Where results go. Once the reader has gone away (`… | head`), what is written is dropped and `closed` is true. */
export interface Output {
  readonly closed: boolean;
  /** Why a write failed for another reason than the reader's leaving, as on a full disk. */
  readonly failure: string | undefined;
  /** Resolves when the stream has taken the data, so that a slow reader does not fill the memory. */
  write(data: string | Uint8Array): Promise<void>;
}

/** The process's standard output as an {@link Output}. */
export function standardOutput(): Output {
  let closed = false;
  let failure: string | undefined;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    closed = true;
    if (error.code !== "EPIPE") failure = errorText(error);
  });
  return {
    get closed() {
      return closed;
    },
    get failure() {
      return failure;
    },
    write(data) {
      if (closed) return Promise.resolve();
      // The callback also comes after an error, so nobody waits for a reader that is gone.
      return new Promise((resolve) => process.stdout.write(data, () => resolve()));
    },
  };
}

/** Takes one line meant for the person, not for the next program. */
export type Log = (line: string) => void;

/** Writes lines to standard error; where nobody reads them, they are lost quietly. */
export function standardError(): Log {
  process.stderr.on("error", () => {});
  return (line) => process.stderr.write(`${line}\n`);
}
