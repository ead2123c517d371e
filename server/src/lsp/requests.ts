import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/*
 * How requests are answered, whatever they ask.
 */

/** Answers a request, or takes note of a notification. */
export type Handler<P, R> = (params: P, token?: CancellationToken) => R | Promise<R>;

/** Who cancels a request is told so at once, whatever it is waiting for: the client may be slow to answer us. */
export function orCancelled<R>(work: R | Promise<R>, token: CancellationToken | undefined): R | Promise<R> {
  if (!token || !(work instanceof Promise)) return work;
  const cancellation = new Promise<never>((_, reject) => {
    // One that was cancelled before its turn came sends no event any more.
    if (token.isCancellationRequested) reject(cancelled());
    else token.onCancellationRequested(() => reject(cancelled()));
  });
  return Promise.race([work, cancellation]);
}

export const cancelled = () => new ResponseError(LSPErrorCodes.RequestCancelled, "已取消");

export function logError(connection: Connection, name: string, error: unknown): void {
  connection.console.error(`${name}：${error instanceof Error ? (error.stack ?? error.message) : error}`);
}
