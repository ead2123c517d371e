import { type Encoding, MARKS } from "../../project/encoding";
import { encodeGb18030 } from "./gb18030";

/** Bytes of a text in an encoding, with its byte order mark. Undefined where a character has no code in it. */
export function encode(text: string, { name, bom }: Encoding): Uint8Array | undefined {
  // Half a surrogate pair has no code anywhere but in UTF-16 itself.
  const body = isWellFormed(text) ? encodeBody(text, name) : undefined;
  return body && bom ? Buffer.concat([Uint8Array.from(MARKS[name]), body]) : body;
}

function encodeBody(text: string, name: Encoding["name"]): Uint8Array | undefined {
  switch (name) {
    case "utf-8":
      return Buffer.from(text, "utf8");
    case "utf-16le":
      return Buffer.from(text, "utf16le");
    case "utf-16be":
      return Buffer.from(text, "utf16le").swap16();
    case "gb18030":
      return encodeGb18030(text);
  }
}

function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}
