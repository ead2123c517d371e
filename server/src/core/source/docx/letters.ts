import { diffChars } from "diff";
import type { Element } from "../xml";
import type { Piece } from "./lines";
import { Refused } from "./refused";

/*
 * How the characters of a line change: which leave which piece, which come into which, and where the paragraph is parted.
 * The piece that loses characters takes those that come for them; else the piece in front of them does, as when one types.
 */

/** Some characters of a piece that leave; offsets from its start. */
export interface Cut {
  readonly kind: "cut";
  readonly piece: Piece;
  readonly from: number;
  readonly to: number;
}

/** A place in a piece: an offset from its start. */
export interface PlaceInPiece {
  readonly piece: Piece;
  readonly offset: number;
}

/** Characters that come. */
export interface Put {
  readonly kind: "put";
  readonly text: string;
  /** Undefined where nothing is that could hold them. */
  readonly at: PlaceInPiece | undefined;
}

/** The end of a paragraph that comes. */
export interface Parting {
  readonly kind: "part";
  readonly at: PlaceInPiece;
}

export type LetterChange = Cut | Put | Parting;

/** More characters than this that differ all through are replaced as a whole. */
const MOST_EDITS = 2000;

/** What changes in pieces that follow one another, for them to read as a text, whose line breaks end paragraphs. Throws {@link Refused}. */
export function letterChanges(pieces: readonly Piece[], text: string): LetterChange[] {
  return new Changes(pieces).made(text);
}

class Changes {
  private readonly changes: LetterChange[] = [];
  /** Where each piece starts, all of them taken as one text. */
  private readonly starts: number[] = [];
  private readonly before: string;
  private at = 0;
  private cut: Cut | undefined;
  private pending = "";

  constructor(private readonly pieces: readonly Piece[]) {
    let before = "";
    for (const { text } of pieces) {
      this.starts.push(before.length);
      before += text;
    }
    this.before = before;
  }

  made(text: string): LetterChange[] {
    const head = commonStart(this.before, text);
    const tail = commonEnd(this.before, text, head);
    const gone = this.before.slice(head, this.before.length - tail);
    const come = text.slice(head, text.length - tail);
    this.at = head;
    for (const { value, added, removed } of differences(gone, come)) {
      if (added) this.pending += value;
      else if (removed) this.remove(value.length);
      else {
        this.flush();
        this.at += value.length;
      }
    }
    this.flush();
    return this.changes;
  }

  private remove(length: number): void {
    const cuts = this.cutsIn(this.at, this.at + length);
    this.cut ??= cuts.find(({ piece }) => piece.xml !== undefined);
    this.changes.push(...cuts);
    this.at += length;
  }

  private flush(): void {
    this.pending.split("\n").forEach((text, at) => {
      if (at > 0) {
        const place = this.placeFor();
        if (place === undefined) throw new Refused("这里不能分段，要在 Word 里分");
        this.changes.push({ kind: "part", at: place });
      }
      if (text !== "") this.changes.push({ kind: "put", text, at: this.placeFor() });
    });
    this.pending = "";
    this.cut = undefined;
  }

  private cutsIn(start: number, end: number): Cut[] {
    return this.pieces.flatMap((piece, at) => {
      const from = Math.max(start - this.starts[at]!, 0);
      const to = Math.min(end - this.starts[at]!, piece.text.length);
      if (from >= to) return [];
      if (piece.locked !== undefined) throw new Refused(`“${piece.text.trim()}”${piece.locked}`);
      return [{ kind: "cut" as const, piece, from, to }];
    });
  }

  private placeFor(): PlaceInPiece | undefined {
    const { at, cut, pieces } = this;
    if (cut !== undefined) return { piece: cut.piece, offset: cut.from };
    const startOf = (piece: Piece) => this.starts[pieces.indexOf(piece)]!;
    const inside = pieces.find(
      (piece, i) => this.starts[i]! < at && this.starts[i]! + piece.text.length > at,
    );
    if (inside !== undefined) {
      if (!isOpen(inside)) throw new Refused(`“${inside.text.trim()}”${inside.locked ?? "里面写不进字"}`);
      return { piece: inside, offset: at - startOf(inside) };
    }
    const before = pieces.findLast(
      (piece, i) => piece.text !== "" && this.starts[i]! + piece.text.length <= at,
    );
    const after = pieces.find((_, i) => this.starts[i]! >= at);
    return beside(before, after);
  }
}

function beside(before: Piece | undefined, after: Piece | undefined): PlaceInPiece | undefined {
  const canHold = [
    ...(before !== undefined && isOpen(before) ? [{ piece: before, offset: before.text.length }] : []),
    ...(after !== undefined && isOpen(after) ? [{ piece: after, offset: 0 }] : []),
  ];
  // What is typed next to a link is no part of it.
  const best = canHold.find(({ piece }) => !isLinked(piece)) ?? canHold[0];
  if (best !== undefined || (before === undefined && after === undefined)) return best;
  // Behind an automatic number, or behind a tab at the end, there may still be room for a run of its own.
  if (after === undefined && before?.element !== undefined) return undefined;
  const locked = (before ?? after)!;
  throw new Refused(`“${locked.text.trim()}”${locked.locked ?? "旁边写不进字"}`);
}

function isOpen(piece: Piece): boolean {
  return piece.locked === undefined && piece.xml !== undefined;
}

function isLinked(piece: Piece): boolean {
  return runOf(piece)?.parent?.name === "w:hyperlink";
}

function differences(
  gone: string,
  come: string,
): readonly { value: string; added?: boolean; removed?: boolean }[] {
  const found = diffChars(gone, come, { maxEditLength: MOST_EDITS });
  if (found !== undefined) return found;
  return [
    { value: gone, removed: true },
    { value: come, added: true },
  ];
}

/** How many characters two texts start with alike; none is parted. */
function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length > 0 && isHigh(a.charCodeAt(length - 1)) ? length - 1 : length;
}

function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length))
    length++;
  return length > 0 && isLow(a.charCodeAt(a.length - length)) ? length - 1 : length;
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}

/** The run that a piece stands in. */
export function runOf({ element }: Piece): Element | undefined {
  let at = element;
  while (at !== undefined && at.name !== "w:r") at = at.parent;
  return at;
}
