import { constants, type Stats } from "node:fs";
import { open, stat } from "node:fs/promises";
import { UnfitFile } from "../projectFiles";

/** What a reader puts up with. */
export interface Bounds {
  /** Bytes; a file with more is refused before they are read. */
  readonly most: number;
  /** A pipe has no size and may never send anything: only who was pointed at one waits for it. */
  readonly pipes?: boolean;
}

const PIECE = 64 * 1024;

/**
 * The bytes of a file. Throws {@link UnfitFile} for what is too large, however large it says it is, and for devices,
 * sockets and folders; the system's error for what cannot be read.
 */
export async function readBounded(path: string, { most, pipes = false }: Bounds): Promise<Buffer> {
  // Before it is opened: to open a device may already do something.
  const before = await stat(path);
  refuseOdd(before, pipes);
  // Without the flag, to open a pipe that has come meanwhile, and nobody writes to, would wait for ever.
  const patience = before.isFIFO() ? 0 : (constants.O_NONBLOCK ?? 0);
  const file = await open(path, constants.O_RDONLY | patience);
  try {
    const now = await file.stat();
    refuseOdd(now, pipes);
    if (now.size > most) throw tooLarge(most);
    const pieces: Buffer[] = [];
    let size = 0;
    // One byte more than there should be, so that the end is seen at once.
    for (let room = now.size + 1; ; room = PIECE) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(room));
      if (bytesRead === 0) return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
      size += bytesRead;
      if (size > most) throw tooLarge(most);
      pieces.push(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

function refuseOdd(stat: Stats, pipes: boolean): void {
  if (stat.isFile() || (pipes && stat.isFIFO())) return;
  throw new UnfitFile(stat.isDirectory() ? "这是文件夹，不是文件" : "不是普通文件");
}

/** What is said of more than `most` bytes. */
export function tooLarge(most: number): UnfitFile {
  return new UnfitFile(`文件过大，超过 ${most / 1024 / 1024} MB`);
}
