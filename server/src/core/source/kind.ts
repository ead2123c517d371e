/*
 * What kind of file bytes are, by their content: names are wrong often enough. Programs of old, and passwords, have a
 * container of their own.
 */

export type FileKind = "text" | "zip" | "pdf" | "ole" | "rtf";

const SIGNS: readonly (readonly [FileKind, readonly number[]])[] = [
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["zip", [0x50, 0x4b, 0x05, 0x06]],
  ["ole", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ["rtf", [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];

/** A PDF may have up to so much of something else in front. */
const PDF_WITHIN = 1024;

/** The kind of a file. What is none of the others may be a text. */
export function kindOf(bytes: Uint8Array): FileKind {
  for (const [kind, sign] of SIGNS) if (sign.every((byte, at) => bytes[at] === byte)) return kind;
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, PDF_WITHIN));
  return /%PDF-\d/.test(head) ? "pdf" : "text";
}
