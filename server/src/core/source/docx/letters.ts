import { diffChars } from "diff";
import type { Element } from "../xml";
import type { Piece } from "./lines";
import { Refused } from "./refused";

/*
 * How the characters of a line change: which leave which piece, and which come into which. The piece that loses characters
 * takes those that come for them; else the piece in front of them does, as when one types.
 */

/** Some characters of a piece that leave; offsets from its start. */
export interface Cut {
  readonly kind: "cut";
  readonly piece: Piece;
  readonly from: number;
  readonly to: number;
}

/** Characters that come. */
export interface Put {
  readonly kind: "put";
  readonly text: string;
  /** Where: in a piece, at an offset from its start; undefined where nothing is that could hold them. */
  readonly at: { readonly piece: Piece; readonly offset: number } | undefined;
}

export type LetterChange = Cut | Put;

/** What changes in pieces that follow one another, for them to read as a text. Throws {@link Refused}. */
export function letterChanges(pieces: readonly Piece[], text: string): LetterChange[] {
  const changes: LetterChange[] = [];
  const start = pieces[0]?.start ?? 0;
  const before = pieces.map((piece) => piece.text).join("");
  let at = start;
  let cut: Cut | undefined;
  let pending: string | undefined;
  const flush = () => {
    if (pending !== undefined) changes.push({ kind: "put", text: pending, at: placeFor(pieces, at, cut) });
    pending = undefined;
    cut = undefined;
  };
  for (const { value, added, removed } of diffChars(before, text)) {
    if (added) pending = value;
    else if (removed) {
      const cuts = cutsIn(pieces, at, at + value.length);
      cut ??= cuts.find(({ piece }) => piece.xml !== undefined);
      changes.push(...cuts);
      at += value.length;
    } else {
      flush();
      at += value.length;
    }
  }
  flush();
  return changes;
}

function cutsIn(pieces: readonly Piece[], start: number, end: number): Cut[] {
  return pieces
    .filter((piece) => piece.end > start && piece.start < end)
    .map((piece) => {
      if (piece.locked !== undefined) throw new Refused(`“${piece.text.trim()}”${piece.locked}`);
      const from = Math.max(start, piece.start) - piece.start;
      const to = Math.min(end, piece.end) - piece.start;
      return { kind: "cut", piece, from, to };
    });
}

function placeFor(pieces: readonly Piece[], at: number, cut: Cut | undefined): Put["at"] {
  if (cut !== undefined) return { piece: cut.piece, offset: cut.from };
  const before = pieces.findLast((piece) => piece.end <= at && piece.end > piece.start);
  const inside = pieces.find((piece) => piece.start < at && piece.end > at);
  const after = pieces.find((piece) => piece.start >= at);
  if (inside !== undefined) return within(inside, at - inside.start);
  if (before !== undefined && isOpen(before)) return { piece: before, offset: before.text.length };
  if (after !== undefined && isOpen(after)) return { piece: after, offset: 0 };
  if (before === undefined && after === undefined) return undefined;
  // Behind an automatic number, or between two tabs, there may still be room for a run of its own.
  if (after === undefined && before?.element !== undefined) return undefined;
  throw new Refused(`“${(before ?? after)!.text.trim()}”${(before ?? after)!.locked ?? "旁边写不进字"}`);
}

function within(piece: Piece, offset: number): Put["at"] {
  if (!isOpen(piece)) throw new Refused(`“${piece.text.trim()}”${piece.locked ?? "里面写不进字"}`);
  return { piece, offset };
}

function isOpen(piece: Piece): boolean {
  return piece.locked === undefined && piece.xml !== undefined;
}

/** The run that a piece stands in. */
export function runOf({ element }: Piece): Element | undefined {
  let at = element;
  while (at !== undefined && at.name !== "w:r") at = at.parent;
  return at;
}
