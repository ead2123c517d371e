import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/*
 * How requests are answered, whatever they ask.
 */

/** Answers a request, or takes note of a notification. */
export type Handler<P, R> = (params: P, token?: CancellationToken) => R | Promise<R>;

/** A fault of ours costs one empty answer, is logged, and leaves the server as it was. */
export function guarded<P, R>(
  connection: Connection,
  name: string,
  empty: R,
  handle: Handler<P, R>,
): (params: P, token?: CancellationToken) => Promise<R> {
  return async (params, token) => {
    try {
      return await orCancelled(handle(params, token), token);
    } catch (error) {
      if (error instanceof ResponseError) throw error; // Cancelled: the client is to be told so.
      logError(connection, name, error);
      return empty;
    }
  };
}

/** Who cancels a request is told so at once, whatever it is waiting for: the client may be slow to answer us. */
function orCancelled<R>(work: R | Promise<R>, token: CancellationToken | undefined): R | Promise<R> {
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
