/** A head has one line or two. */
const MOST_HEAD = 64 * 1024;
const END = "\r\n\r\n";
/** Both fields that the protocol knows begin so. */
const START = "content-";
const SHOWN = 40;

/**
 * Follows the frames of a stream as its bytes come in, and says where one is none. The protocol's library looks for the end
 * of a head for as long as anything comes, and says nothing.
 */
export class Frames {
  /** What has come of a head, one character a byte. */
  private head = "";
  /** Bytes of a message that are still to come. */
  private missing = 0;

  /** What is wrong with the stream, in Chinese: where the next message begins cannot be told any more. */
  take(chunk: Buffer): string | undefined {
    for (let at = 0; at < chunk.length; ) {
      const body = Math.min(this.missing, chunk.length - at);
      this.missing -= body;
      at += body;
      const seen = this.head.length;
      const part = chunk.toString("latin1", at, at + MOST_HEAD - seen);
      this.head += part;
      const end = this.head.indexOf(END, Math.max(0, seen - END.length));
      const fault = this.fault(end);
      if (fault !== undefined) return fault;
      at += end < 0 ? part.length : end + END.length - seen;
      if (end >= 0) this.head = "";
    }
    return undefined;
  }

  /** Takes the length out of a head that has come to its end. */
  private fault(end: number): string | undefined {
    const start = this.head.slice(0, START.length).toLowerCase();
    if (!START.startsWith(start)) return `消息应以 Content-Length: 开头，收到的是“${this.excerpt()}”`;
    if (end < 0)
      return this.head.length < MOST_HEAD ? undefined : `消息的开头已有 ${MOST_HEAD / 1024} KB，还没有结束`;
    const length = /^content-length:[ \t]*(\d+)[ \t]*$/im.exec(this.head.slice(0, end))?.[1];
    if (length === undefined) return "消息的开头没有写明长度，应为 Content-Length: 字节数";
    this.missing = Number(length);
    return undefined;
  }

  private excerpt(): string {
    const text = Buffer.from(this.head, "latin1").toString();
    return (
      text.slice(0, SHOWN).replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, "·") + (text.length > SHOWN ? "…" : "")
    );
  }
}
