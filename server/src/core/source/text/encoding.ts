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

/** What is said of a file that is no text. */
export const NO_TEXT = "不是文本文件（应为 UTF-8、GB18030 或带标记的 UTF-16）";

/** Byte order marks. */
export const MARKS: Readonly<Record<Encoding["name"], readonly number[]>> = {
  "utf-8": [0xef, 0xbb, 0xbf],
  "utf-16le": [0xff, 0xfe],
  "utf-16be": [0xfe, 0xff],
  gb18030: [0x84, 0x31, 0x95, 0x33],
};

/**
 * Reads bytes as text: by byte order mark, else as UTF-8, else as GB18030, of which GBK and GB2312 are parts. Each
 * is tried strictly, so that no byte is lost. Undefined for what is no text.
 */
export function decode(bytes: Uint8Array): Decoded | undefined {
  for (const [name, mark] of Object.entries(MARKS) as [Encoding["name"], readonly number[]][]) {
    if (mark.every((byte, index) => bytes[index] === byte))
      return decodeAs(bytes.subarray(mark.length), { name, bom: true });
  }
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
