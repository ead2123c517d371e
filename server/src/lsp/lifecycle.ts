import {
  type Connection,
  type ConnectionOptions,
  ErrorCodes,
  Message,
  type RequestMessage,
  ResponseError,
} from "vscode-languageserver";

/*
 * The course of a session: it is begun once, and over after `shutdown`. What comes before or after that is kept from the
 * handlers. The protocol's library leaves this to its users.
 */

/** A session's course: `options` are for making its connection, `refuse` is for the connection made. */
export interface Lifecycle {
  readonly options: ConnectionOptions;
  /** Lets requests that come out of their time be answered with what is wrong with them. */
  refuse(connection: Connection): void;
  isOver(): boolean;
}

/** Where requests that are refused are sent to: a handler of ours, as only the connection itself can answer. */
const refusedMethod = "disclosureLint/refused";
interface Refusal {
  readonly code: number;
  readonly message: string;
}

/** Follows the course of one session. */
export function createLifecycle(): Lifecycle {
  let stage: "new" | "begun" | "over" = "new";

  function refusalOf(method: string): Refusal | undefined {
    if (stage === "over") return { code: ErrorCodes.InvalidRequest, message: "会话已经结束" };
    const isBeginning = method === "initialize";
    if (stage === "new" && !isBeginning)
      return { code: ErrorCodes.ServerNotInitialized, message: "会话还没有开始" };
    if (stage === "begun" && isBeginning) return { code: ErrorCodes.InvalidRequest, message: "会话已经开始" };
    return undefined;
  }

  function follow(request: RequestMessage): RequestMessage {
    const refusal = refusalOf(request.method);
    if (refusal) return { ...request, method: refusedMethod, params: refusal };
    if (request.method === "initialize") stage = "begun";
    if (request.method === "shutdown") stage = "over";
    return request;
  }

  return {
    options: {
      messageStrategy: {
        handleMessage(message, next) {
          if (Message.isRequest(message)) return next(follow(message));
          if (Message.isNotification(message) && stage !== "begun" && !isAlwaysHeard(message.method)) return;
          return next(message);
        },
      },
    },
    refuse(connection) {
      connection.onRequest(refusedMethod, ({ code, message }: Refusal) => new ResponseError(code, message));
    },
    isOver: () => stage === "over",
  };
}

/** `exit` has its place everywhere, and cancellation clears away what the connection itself remembers. */
function isAlwaysHeard(method: string): boolean {
  return method === "exit" || method === "$/cancelRequest";
}
