import { WorkerMessageHandler } from "pdfjs-dist/legacy/build/pdf.worker.mjs";

/*
 * pdf.js's reading half, talked to as its drawing half does, in messages, but in the same thread and without copies: a
 * third of the size, and nothing in it draws, fetches or runs scripts.
 */

/** The version whose messages these are; pdf.js refuses any other. */
const VERSION = "5.6.205";

/** Content as for drawing, all operations as they come, without forms' fields and comments. */
const INTENT = 2 /* display */ | 64 /* no annotations */ | 256; /* a plain list */

/** Gives the packed table of a font's encoding, `GBK-EUC-H`; undefined for one that is not there. */
export type CMaps = (name: string) => Uint8Array | undefined;

/** Takes one operation of a page with what it is done to; see `operations.ts`. */
export type TakeOperation = (operation: number, args: unknown) => void;

/** How a page lies: its box in the file's units, and by how many degrees it is turned to the right. */
export interface PageFrame {
  readonly view: readonly [number, number, number, number];
  readonly rotate: number;
}

/** Why pdf.js could not read a file; `name` is its own, `PasswordException` among them. */
export class PdfFailure extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

interface Message {
  readonly sourceName: string;
  readonly action?: string;
  readonly callbackId?: number;
  readonly callback?: number;
  readonly stream?: number;
  readonly streamId?: number;
  readonly data?: unknown;
  readonly reason?: unknown;
  readonly chunk?: { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] };
}

/** Kinds of answers and of parts of streams, as pdf.js numbers them. */
const DATA = 1;
const FAILED = 2;
const CLOSE = 3;
const ENQUEUE = 4;
const STREAM_FAILED = 5;
const START_COMPLETE = 8;

interface Waiting {
  resolve(value: unknown): void;
  reject(reason: unknown): void;
  readonly take?: TakeOperation;
}

let documents = 0;

/** A document in pdf.js's hands. To be closed. */
export class PdfWorker {
  private readonly name = `document${++documents}`;
  private readonly waiting = new Map<number, Waiting>();
  private listener: (event: { data: unknown }) => void = () => {};
  private opened: Waiting | undefined;
  private asked = 0;
  /** Of fonts whose characters are drawings: how wide one unit is. Others count in thousandths. */
  readonly fontUnits = new Map<string, number>();

  constructor(private readonly cmaps: CMaps) {}

  /** Opens a document; gives the number of its pages. The bytes are pdf.js's from now on. */
  async open(bytes: Uint8Array): Promise<number> {
    const actions = new Map<string, (data: unknown) => unknown>();
    const handler = {
      on: (action: string, answer: (data: unknown) => unknown) => void actions.set(action, answer),
      send: () => {},
    };
    WorkerMessageHandler.setup(handler, {
      postMessage: (message) => this.onMessage(message as Message),
      addEventListener: (_name, listener) => {
        this.listener = listener;
      },
      removeEventListener: () => {},
    });
    actions.get("configure")!({ verbosity: 0 });
    const opened = new Promise<unknown>((resolve, reject) => {
      this.opened = { resolve, reject };
    });
    actions.get("GetDocRequest")!({
      docId: this.name,
      apiVersion: VERSION,
      data: bytes,
      enableXfa: false,
      disableAutoFetch: true,
      evaluatorOptions: {
        // No picture is decoded.
        maxImageSize: 0,
        ignoreErrors: true,
        isEvalSupported: false,
        isOffscreenCanvasSupported: false,
        isImageDecoderSupported: false,
        disableFontFace: false,
        fontExtraProperties: false,
        useSystemFonts: true,
        useWasm: false,
        useWorkerFetch: false,
        cMapPacked: true,
      },
    });
    this.send({ action: "Ready" });
    const { pdfInfo } = (await opened) as { pdfInfo: { numPages: number } };
    return pdfInfo.numPages;
  }

  /** How a page lies; pages count from 0. */
  async frame(page: number): Promise<PageFrame> {
    return (await this.ask("GetPage", { pageIndex: page })) as PageFrame;
  }

  /** Gives a page's operations one after the other. What `take` throws ends it. */
  async read(page: number, take: TakeOperation): Promise<void> {
    await new Promise((resolve, reject) => {
      const streamId = ++this.asked;
      this.waiting.set(streamId, { resolve, reject, take });
      const data = { pageId: page, pageIndex: page, intent: INTENT, cacheKey: "", annotationStorage: null };
      this.send({ action: "GetOperatorList", streamId, data, desiredSize: Number.POSITIVE_INFINITY });
    });
  }

  /** Gives back what pdf.js holds. */
  async close(): Promise<void> {
    await this.ask("Terminate", null).catch(() => {});
  }

  private ask(action: string, data: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const callbackId = ++this.asked;
      this.waiting.set(callbackId, { resolve, reject });
      this.send({ action, callbackId, data });
    });
  }

  private send(message: object): void {
    this.listener({ data: { sourceName: this.name, targetName: `${this.name}_worker`, ...message } });
  }

  private onMessage(message: Message): void {
    if (message.stream !== undefined) this.onStream(message);
    else if (message.callback !== undefined) {
      if (message.callback === DATA) this.settle(message.callbackId)?.resolve(message.data);
      else this.settle(message.callbackId)?.reject(failureOf(message.reason));
    } else if (message.callbackId !== undefined) this.answer(message);
    else if (message.action === "GetDoc") this.opened?.resolve(message.data);
    else if (message.action === "DocException") this.opened?.reject(failureOf(message.data));
    else if (message.action === "commonobj") this.onFont(message.data as readonly unknown[]);
  }

  private onStream({ stream, streamId, chunk, reason }: Message): void {
    const waiting = this.waiting.get(streamId!);
    if (waiting === undefined) return;
    if (stream === ENQUEUE && chunk !== undefined) {
      try {
        for (const [at, operation] of chunk.fnArray.entries()) waiting.take!(operation, chunk.argsArray[at]);
      } catch (error) {
        this.settle(streamId)?.reject(error);
        throw error;
      }
    } else if (stream === CLOSE) this.settle(streamId)?.resolve(undefined);
    else if (stream === STREAM_FAILED || (stream === START_COMPLETE && reason !== undefined))
      this.settle(streamId)?.reject(failureOf(reason));
  }

  private settle(id: number | undefined): Waiting | undefined {
    const waiting = this.waiting.get(id ?? 0);
    this.waiting.delete(id ?? 0);
    return waiting;
  }

  /** What pdf.js asks for: tables of encodings. A password, fonts and programs we do not have. */
  private answer({ action, callbackId, data }: Message): void {
    const { kind, filename } = (data ?? {}) as { kind?: string; filename?: string };
    const isTable = action === "FetchBinaryData" && kind === "cMapUrl";
    const table = isTable ? this.cmaps(filename!.replace(/\.bcmap$/, "")) : undefined;
    const reply =
      table === undefined
        ? { callback: FAILED, reason: new Error(`no ${filename ?? action}`) }
        : { callback: DATA, data: table };
    queueMicrotask(() => this.send({ callbackId, ...reply }));
  }

  private onFont([id, type, data]: readonly unknown[]): void {
    if (type !== "Font") return;
    const { buffer } = data as { buffer?: ArrayBuffer };
    const unit = buffer && unitOf(buffer);
    if (unit !== undefined) this.fontUnits.set(id as string, unit);
  }
}

/** Where a packed font has its matrix: its length, then numbers of eight bytes. */
const MATRIX_AT = 36;

function unitOf(buffer: ArrayBuffer): number | undefined {
  const view = new DataView(buffer);
  if (buffer.byteLength < MATRIX_AT + 9 || view.getUint8(MATRIX_AT) !== 6) return undefined;
  const unit = view.getFloat64(MATRIX_AT + 1, true);
  return Number.isFinite(unit) && unit > 0 ? unit : undefined;
}

function failureOf(reason: unknown): PdfFailure {
  const { name = "Error", message = "" } = (reason ?? {}) as Partial<Error>;
  return new PdfFailure(name, message);
}
