import { deflateSync, Inflate } from "fflate";
import { SourceError } from "./source";

/*
 * A zip archive as a package of parts: what it says of itself is checked before anything is unpacked, what was unpacked
 * against size and checksum, and a part that is not replaced keeps its very bytes.
 */

/** Nothing that people write comes near: see the limits in the README. */
const MOST_ENTRIES = 2000;
const MOST_UNPACKED = 64 * 1024 * 1024;

interface Entry {
  readonly name: string;
  /** Of the record in the directory. */
  readonly start: number;
  readonly end: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly local: number;
}

/** A zip archive that was looked through; nothing of it is unpacked before it is asked for. */
export interface Package {
  readonly names: readonly string[];
  /**
   * The content of a part; undefined where there is none. Throws a {@link SourceError} for one that is damaged, or longer
   * than `most` bytes.
   */
  part(name: string, most?: number): Uint8Array | undefined;
  /** The archive with some parts replaced or added; all others keep their bytes. */
  replaced(parts: ReadonlyMap<string, Uint8Array>): Uint8Array;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_SIZE = 22;
const LOCAL_SIZE = 30;
/** Stands for a number that is written elsewhere. */
const IN_ZIP64 = 0xffffffff;
const IN_ZIP64_COUNT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const HAS_UTF8_NAME = 0x800;
const HAS_DESCRIPTOR = 8;

/** Looks through an archive; throws a {@link SourceError} for one that is damaged or out of bounds. */
export function openPackage(given: Uint8Array): Package {
  // Node's own kind of array shares its memory where others copy.
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tail = endOf(view);
  const entries = readDirectory(bytes, view, tail);
  return {
    names: [...entries.keys()],
    part(name, most = MOST_UNPACKED) {
      const entry = entries.get(name);
      if (entry !== undefined && entry.size > most)
        throw new SourceError(`“${name}”解压后超过 ${most >> 20} MB，不像是年报，没有读`);
      return entry && unpack(bytes, view, entry);
    },
    replaced: (parts) => rebuild(bytes, view, { entries, tail, parts }),
  };
}

function damaged(what: string): SourceError {
  return new SourceError(`文件已损坏：${what}；请用 Word 或 WPS 打开、修复后另存`);
}

/** Where the record that ends an archive starts; a comment may stand behind it, and hold what looks like such a record. */
function endOf(view: DataView): number {
  const { byteLength: length } = view;
  const lowest = Math.max(0, length - END_SIZE - 0xffff);
  let found: number | undefined;
  for (let at = length - END_SIZE; at >= lowest; at--) {
    if (view.getUint32(at, true) !== END) continue;
    if (at + END_SIZE + view.getUint16(at + 20, true) === length) return at;
    found ??= at;
  }
  if (found === undefined) throw damaged("压缩包不完整（可能没有下载完）");
  return found;
}

function readDirectory(bytes: Uint8Array, view: DataView, tail: number): Map<string, Entry> {
  const count = view.getUint16(tail + 10, true);
  if (count > MOST_ENTRIES && count !== IN_ZIP64_COUNT)
    throw new SourceError(`压缩包里有 ${count} 个文件，超过 ${MOST_ENTRIES} 个，没有读`);
  const entries = new Map<string, Entry>();
  let total = 0;
  let at = view.getUint32(tail + 16, true);
  if (count === IN_ZIP64_COUNT || at === IN_ZIP64) throw isZip64();
  for (let i = 0; i < count; i++) {
    const entry = readEntry(bytes, view, at, tail);
    // Two parts of one name: programs differ in which they take, so none is.
    if (entries.has(entry.name)) throw damaged(`压缩包里有两个“${entry.name}”`);
    entries.set(entry.name, entry);
    total += entry.size;
    at = entry.end;
  }
  if (total > MOST_UNPACKED) throw new SourceError("解压后超过 64 MB，不像是年报，没有读");
  checkApart(entries);
  return entries;
}

/** Entries that share bytes are made by nobody but who wants to do harm. */
function checkApart(entries: ReadonlyMap<string, Entry>): void {
  let end = 0;
  for (const { name, local, packed } of [...entries.values()].sort((a, b) => a.local - b.local)) {
    if (local < end) throw damaged(`压缩包里的“${name}”与别的文件重叠`);
    end = local + LOCAL_SIZE + packed;
  }
}

/** An archive for files of more than 4 GB, whose sizes stand elsewhere. */
function isZip64(): SourceError {
  return new SourceError("压缩包用的是 Zip64 格式，读不了；请用 Word 或 WPS 打开后另存为 .docx");
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, tail: number): Entry {
  if (at + 46 > tail || view.getUint32(at, true) !== CENTRAL) throw damaged("压缩包目录不完整");
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const end = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (end > tail) throw damaged("压缩包目录不完整");
  if (view.getUint16(at + 8, true) & ENCRYPTED)
    throw new SourceError("文件加了密码，读不了；请取消密码后另存");
  const [packed, size, local] = [20, 24, 42].map((field) => view.getUint32(at + field, true)) as [
    number,
    number,
    number,
  ];
  if (packed === IN_ZIP64 || size === IN_ZIP64 || local === IN_ZIP64) throw isZip64();
  return {
    // Names of parts are ASCII; whatever else an archive holds is only carried along. Old programs write `word\\document.xml`.
    name: new TextDecoder()
      .decode(bytes.subarray(at + 46, nameEnd))
      .replaceAll("\\", "/")
      .replace(/^\//, ""),
    start: at,
    end,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed,
    size,
    local,
  };
}

/** Where an entry's packed bytes start: behind a head of its own, whose length need not be the directory's. */
function bodyOf(view: DataView, { local, name, packed }: Entry): number {
  const isThere = local + LOCAL_SIZE <= view.byteLength && view.getUint32(local, true) === LOCAL;
  const body = isThere
    ? local + LOCAL_SIZE + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    : 0;
  if (!isThere || body + packed > view.byteLength) throw damaged(`“${name}”不完整`);
  return body;
}

function unpack(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  const start = bodyOf(view, entry);
  const packed = bytes.subarray(start, start + entry.packed);
  const content = entry.method === STORED ? packed : inflated(packed, entry);
  // An archive that lies about sizes would be cut off in silence.
  if (content.length !== entry.size || crc32(content) !== entry.crc)
    throw damaged(`“${entry.name}”的内容与校验码不符`);
  return content;
}

/** Bytes that are unpacked at a time: they become a thousand times as many at most. */
const STEP = 4096;

/** Ends as soon as there is more than the archive says, however much would come. */
function inflated(packed: Uint8Array, { name, method, size }: Entry): Uint8Array {
  if (method !== DEFLATED) throw damaged(`“${name}”的压缩方式不认识`);
  const content = new Uint8Array(size);
  let at = 0;
  const inflate = new Inflate((chunk) => {
    content.set(chunk, at);
    at += chunk.length;
  });
  try {
    for (let from = 0; from === 0 || from < packed.length; from += STEP)
      inflate.push(packed.subarray(from, from + STEP), from + STEP >= packed.length);
  } catch {
    throw damaged(`“${name}”解压不了，或者与标明的大小不符`);
  }
  return content.subarray(0, at);
}

interface Rebuild {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly tail: number;
  readonly parts: ReadonlyMap<string, Uint8Array>;
}

function rebuild(bytes: Uint8Array, view: DataView, { entries, tail, parts }: Rebuild): Uint8Array {
  const body: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  const add = (local: readonly Uint8Array[], central: Uint8Array) => {
    new DataView(central.buffer).setUint32(42, at, true);
    directory.push(central);
    for (const chunk of local) {
      body.push(chunk);
      at += chunk.length;
    }
  };
  for (const entry of [...entries.values()].sort((a, b) => a.local - b.local)) {
    const central = bytes.slice(entry.start, entry.end);
    const content = parts.get(entry.name);
    if (content !== undefined) add(...packedAgain(central, content));
    else add([bytes.subarray(entry.local, localEnd(bytes, view, entry))], central);
  }
  for (const [name, content] of parts) if (!entries.has(name)) add(...packedAgain(newCentral(name), content));
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = bytes.slice(tail);
  const endView = new DataView(end.buffer);
  endView.setUint16(8, directory.length, true);
  endView.setUint16(10, directory.length, true);
  endView.setUint32(12, size, true);
  endView.setUint32(16, at, true);
  return concat([...body, ...directory, end]);
}

/** The end of an entry, a descriptor behind its bytes included. */
function localEnd(bytes: Uint8Array, view: DataView, entry: Entry): number {
  const end = bodyOf(view, entry) + entry.packed;
  if (!(view.getUint16(entry.local + 6, true) & HAS_DESCRIPTOR)) return end;
  const isSigned = end + 4 <= bytes.length && view.getUint32(end, true) === 0x08074b50;
  return Math.min(end + (isSigned ? 16 : 12), bytes.length);
}

/** Head and bytes of an entry with other content, and its record in the directory, made from the old one. */
function packedAgain(central: Uint8Array, content: Uint8Array): [Uint8Array[], Uint8Array] {
  const packed = deflateSync(content);
  const view = new DataView(central.buffer);
  view.setUint16(8, view.getUint16(8, true) & ~HAS_DESCRIPTOR, true);
  view.setUint16(10, DEFLATED, true);
  view.setUint32(16, crc32(content), true);
  view.setUint32(20, packed.length, true);
  view.setUint32(24, content.length, true);
  const nameLength = view.getUint16(28, true);
  const local = new Uint8Array(30 + nameLength);
  const localView = new DataView(local.buffer);
  localView.setUint32(0, LOCAL, true);
  // Version, flags, method, time, checksum and both sizes stand in the same order in both.
  local.set(central.subarray(6, 28), 4);
  localView.setUint16(26, nameLength, true);
  local.set(central.subarray(46, 46 + nameLength), 30);
  return [[local, packed], central];
}

/** A record for a part that is new: made in 1980, as by all who do not say when. */
function newCentral(name: string): Uint8Array {
  const letters = new TextEncoder().encode(name);
  const central = new Uint8Array(46 + letters.length);
  const view = new DataView(central.buffer);
  view.setUint32(0, CENTRAL, true);
  view.setUint16(4, 20, true);
  view.setUint16(6, 20, true);
  view.setUint16(8, HAS_UTF8_NAME, true);
  view.setUint16(14, 0x21, true);
  view.setUint16(28, letters.length, true);
  central.set(letters, 46);
  return central;
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

let table: Uint32Array | undefined;

/** The checksum of zip; Node has one only from a later version on, browsers have none. */
function crc32(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
