import { deflateRawSync } from "node:zlib";

/* Zip archives as they should not be: every field can be set to a lie. */

export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array | string;
  readonly isStored?: boolean;
  /** What the directory says, where that is not the truth. */
  readonly lies?: Partial<Record<"crc" | "packed" | "size" | "local" | "method" | "flags", number>>;
  /** Writes the sizes behind the content, as programs do that write in one go. */
  readonly hasDescriptor?: boolean;
}

export interface ZipTail {
  readonly comment?: Uint8Array | string;
  /** Entries that the end claims. */
  readonly count?: number;
  readonly directory?: number;
}

const utf8 = (text: Uint8Array | string) =>
  typeof text === "string" ? new TextEncoder().encode(text) : text;

/** Bytes of an archive. */
export function makeZip(
  entries: readonly ZipEntry[],
  { comment = "", count, directory }: ZipTail = {},
): Uint8Array {
  const body: number[][] = [];
  const central: number[][] = [];
  let at = 0;
  const add = (...chunk: number[]) => {
    body.push(chunk);
    at += chunk.length;
  };
  for (const { name, content, isStored = false, lies = {}, hasDescriptor = false } of entries) {
    const bytes = utf8(content);
    const packed = isStored ? bytes : deflateRawSync(bytes);
    const letters = [...utf8(name)];
    const flags = lies.flags ?? (hasDescriptor ? 8 : 0);
    const method = lies.method ?? (isStored ? 0 : 8);
    const sums = [
      ...u32(lies.crc ?? crc32(bytes)),
      ...u32(lies.packed ?? packed.length),
      ...u32(lies.size ?? bytes.length),
    ];
    const local = lies.local ?? at;
    const head = [...u16(20), ...u16(flags), ...u16(method), ...u32(0x21_0000)];
    add(
      0x50,
      0x4b,
      3,
      4,
      ...head,
      ...(hasDescriptor ? new Array(12).fill(0) : sums),
      ...u16(letters.length),
      ...u16(0),
      ...letters,
    );
    body.push(packed as unknown as number[]);
    at += packed.length;
    if (hasDescriptor) add(0x50, 0x4b, 7, 8, ...sums);
    central.push([
      0x50,
      0x4b,
      1,
      2,
      ...u16(20),
      ...head,
      ...sums,
      ...u16(letters.length),
      ...new Array(12).fill(0),
      ...u32(local),
      ...letters,
    ]);
  }
  const size = central.reduce((sum, { length }) => sum + length, 0);
  const total = count ?? entries.length;
  const words = utf8(comment);
  const end = [
    0x50,
    0x4b,
    5,
    6,
    0,
    0,
    0,
    0,
    ...u16(total),
    ...u16(total),
    ...u32(size),
    ...u32(directory ?? at),
    ...u16(words.length),
  ];
  const all = [...body, ...central, end, words as unknown as number[]];
  const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let to = 0;
  for (const chunk of all) {
    bytes.set(chunk, to);
    to += chunk.length;
  }
  return bytes;
}

const u16 = (value: number) => [value & 255, (value >>> 8) & 255];
const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)];

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
