import { encodeGb18030 } from "./gb18030";

/** How a file's text is stored. */
export interface Encoding {
  readonly name: "utf-8" | "utf-16le" | "utf-16be" | "gb18030";
  /** The file starts with a byte order mark, which is no part of the text. */
  readonly bom: boolean;
}

/** A text and how it was stored. */
export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

const BOMS: readonly { readonly name: Encoding["name"]; readonly bytes: readonly number[] }[] = [
  { name: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  { name: "utf-16le", bytes: [0xff, 0xfe] },
  { name: "utf-16be", bytes: [0xfe, 0xff] },
  { name: "gb18030", bytes: [0x84, 0x31, 0x95, 0x33] },
];

/**
 * Reads bytes as text: by byte order mark, else as UTF-8, else as GB18030, of which GBK and GB2312 are parts. Each
 * is tried strictly, so that no byte is lost. Undefined for what is no text.
 */
export function decode(bytes: Uint8Array): Decoded | undefined {
  const marked = BOMS.find((bom) => bom.bytes.every((byte, index) => bytes[index] === byte));
  if (marked) return decodeAs(bytes.subarray(marked.bytes.length), { name: marked.name, bom: true });
  return decodeAs(bytes, { name: "utf-8", bom: false }) ?? decodeAs(bytes, { name: "gb18030", bom: false });
}

function decodeAs(bytes: Uint8Array, encoding: Encoding): Decoded | undefined {
  try {
    const text = new TextDecoder(encoding.name, { fatal: true, ignoreBOM: true }).decode(bytes);
    // No text holds NUL: it is the surest sign of a binary file, and of UTF-16 without a mark.
    return text.includes("\0") ? undefined : { text, encoding };
  } catch {
    return undefined;
  }
}

/** Bytes of a text in an encoding, with its byte order mark. Undefined where a character has no code in it. */
export function encode(text: string, encoding: Encoding): Uint8Array | undefined {
  const body = encodeBody(text, encoding.name);
  if (!body || !encoding.bom) return body;
  const mark = BOMS.find((bom) => bom.name === encoding.name)!.bytes;
  return Buffer.concat([Uint8Array.from(mark), body]);
}

function encodeBody(text: string, name: Encoding["name"]): Uint8Array | undefined {
  // Half a surrogate pair has no code anywhere but in UTF-16 itself.
  if (!isWellFormed(text)) return undefined;
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
