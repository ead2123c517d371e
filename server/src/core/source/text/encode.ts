import { type Encoding, MARKS } from "./encoding";
import { encodeGb18030 } from "./gb18030";

/** Bytes of a text in an encoding, with its byte order mark. Undefined where a character has no code in it. */
export function encode(text: string, { name, bom }: Encoding): Uint8Array | undefined {
  // Half a surrogate pair has no code anywhere but in UTF-16 itself.
  const body = isWellFormed(text) ? encodeBody(text, name) : undefined;
  return body && bom ? withMark(MARKS[name], body) : body;
}

function encodeBody(text: string, name: Encoding["name"]): Uint8Array | undefined {
  switch (name) {
    case "utf-8":
      return new TextEncoder().encode(text);
    case "utf-16le":
      return utf16(text, true);
    case "utf-16be":
      return utf16(text, false);
    case "gb18030":
      return encodeGb18030(text);
  }
}

function withMark(mark: readonly number[], body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(mark.length + body.length);
  bytes.set(mark);
  bytes.set(body, mark.length);
  return bytes;
}

function utf16(text: string, isLittle: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), isLittle);
  return new Uint8Array(view.buffer);
}

function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}
