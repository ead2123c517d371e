/*
 * What kind of file bytes are, by their content: names are wrong often enough. Programs of old, and passwords, have a
 * container of their own.
 */

export type FileKind =
  | "text"
  | "zip"
  | "pdf"
  | "ole"
  | "rtf"
  /** A whole document in one XML file, as Word and Excel can save it. */
  | "flat-word"
  | "flat-excel"
  /** A web page with its pictures in one file. */
  | "mhtml"
  | "archive"
  | "image"
  | "ceb";

const SIGNS: readonly (readonly [FileKind, readonly number[]])[] = [
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["zip", [0x50, 0x4b, 0x05, 0x06]],
  ["ole", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ["rtf", [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  // RAR, 7z, gzip
  ["archive", [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ["archive", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ["archive", [0x1f, 0x8b, 0x08]],
  // PNG, JPEG, GIF, TIFF
  ["image", [0x89, 0x50, 0x4e, 0x47]],
  ["image", [0xff, 0xd8, 0xff]],
  ["image", [0x47, 0x49, 0x46, 0x38]],
  ["image", [0x49, 0x49, 0x2a, 0x00]],
  // “Founder CEB”, of which governments have old files
  ["ceb", [0x46, 0x6f, 0x75, 0x6e, 0x64, 0x65, 0x72, 0x20, 0x43, 0x45, 0x42]],
];

/** What a text starts with that is no text to read. */
const OPENINGS: readonly (readonly [FileKind, RegExp])[] = [
  // A PDF may have something else in front.
  ["pdf", /%PDF-\d/],
  ["flat-word", /<pkg:package\b|<w:wordDocument\b|progid="Word\.Document"/],
  ["flat-excel", /progid="Excel\.Sheet"|<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/],
  ["mhtml", /^MIME-Version: ?1\.0[\s\S]{0,500}multipart\/related/im],
];

/** As far as openings are looked for. */
const WITHIN = 1024;

/** The kind of a file. What is none of the others may be a text. */
export function kindOf(bytes: Uint8Array): FileKind {
  for (const [kind, sign] of SIGNS) if (sign.every((byte, at) => bytes[at] === byte)) return kind;
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, WITHIN));
  return OPENINGS.find(([, opening]) => opening.test(head))?.[0] ?? "text";
}
