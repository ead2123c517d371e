/*
 * Unified diffs, as `patch` and `git apply` read them. Lines end with \n only, as for those tools; a \r stays part
 * of its line.
 */

interface Change {
  /** Lines of the old text from `from` to `fromEnd` give way to lines of the new one from `to` to `toEnd`. */
  readonly from: number;
  readonly fromEnd: number;
  readonly to: number;
  readonly toEnd: number;
}

const AROUND = 3;
/** Beyond this many differing lines the search for the shortest diff costs more than it tells. */
const MAX_DIFFERENCES = 1000;

/** The lines of a unified diff, without line ends; none where the texts are equal. */
export function unifiedDiff(path: string, before: string, after: string): string[] {
  if (before === after) return [];
  const old = linesOf(before);
  const fresh = linesOf(after);
  const hunks = groupChanges(changesBetween(old, fresh));
  return [`--- ${path}`, `+++ ${path}`, ...hunks.flatMap((hunk) => hunkLines(hunk, old, fresh))];
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function changesBetween(old: readonly string[], fresh: readonly string[]): Change[] {
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head++;
  let tail = 0;
  const most = Math.min(old.length, fresh.length) - head;
  while (tail < most && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail++;
  const middle = shortestScript(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail));
  return middle.map(({ from, fromEnd, to, toEnd }) => ({
    from: from + head,
    fromEnd: fromEnd + head,
    to: to + head,
    toEnd: toEnd + head,
  }));
}

/** Myers' algorithm: the fewest lines taken out and put in. */
function shortestScript(old: readonly string[], fresh: readonly string[]): Change[] {
  const trace: Int32Array[] = [];
  const limit = Math.min(old.length + fresh.length, MAX_DIFFERENCES);
  const reach = new Int32Array(2 * limit + 3);
  const zero = limit + 1;
  for (let steps = 0; steps <= limit; steps++) {
    trace.push(reach.slice(zero - steps - 1, zero + steps + 2));
    for (let k = -steps; k <= steps; k += 2) {
      let x =
        k === -steps || (k !== steps && reach[zero + k - 1]! < reach[zero + k + 1]!)
          ? reach[zero + k + 1]!
          : reach[zero + k - 1]! + 1;
      while (x < old.length && x - k < fresh.length && old[x] === fresh[x - k]) x++;
      reach[zero + k] = x;
      if (x >= old.length && x - k >= fresh.length) return backtrack(trace, old.length, fresh.length);
    }
  }
  return [{ from: 0, fromEnd: old.length, to: 0, toEnd: fresh.length }];
}

function backtrack(trace: readonly Int32Array[], oldLength: number, freshLength: number): Change[] {
  const changes: Change[] = [];
  let x = oldLength;
  let y = freshLength;
  for (let steps = trace.length - 1; steps > 0; steps--) {
    const reach = trace[steps]!;
    const zero = steps + 1;
    const k = x - y;
    const down = k === -steps || (k !== steps && reach[zero + k - 1]! < reach[zero + k + 1]!);
    const previousK = down ? k + 1 : k - 1;
    const previousX = reach[zero + previousK]!;
    const previousY = previousX - previousK;
    changes.push({
      from: previousX,
      fromEnd: down ? previousX : previousX + 1,
      to: previousY,
      toEnd: down ? previousY + 1 : previousY,
    });
    x = previousX;
    y = previousY;
  }
  return changes.reverse();
}

/** Changes close enough to share the lines around them stand in one hunk. */
function groupChanges(changes: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1)?.at(-1);
    if (last && change.from - last.fromEnd <= 2 * AROUND) hunks.at(-1)!.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function hunkLines(changes: readonly Change[], old: readonly string[], fresh: readonly string[]): string[] {
  const first = changes[0]!;
  const last = changes.at(-1)!;
  const start = Math.max(0, first.from - AROUND);
  const end = Math.min(old.length, last.fromEnd + AROUND);
  const freshStart = first.to - (first.from - start);
  const freshEnd = last.toEnd + (end - last.fromEnd);
  const lines = [`@@ -${extent(start, end)} +${extent(freshStart, freshEnd)} @@`];
  // Not spread into `push`: a whole file of lines is more than a call takes.
  const add = (more: readonly string[]) => {
    for (const line of more) lines.push(line);
  };
  let at = start;
  let pending: string[][] = [];
  for (const { from, fromEnd, to, toEnd } of changes) {
    if (from > at) {
      pending.forEach(add);
      pending = [];
      add(marked(" ", old.slice(at, from)));
    }
    add(marked("-", old.slice(from, fromEnd)));
    // Lines put in come after all lines taken out of the same place, which reads better than turn by turn.
    pending.push(marked("+", fresh.slice(to, toEnd)));
    at = fromEnd;
  }
  pending.forEach(add);
  add(marked(" ", old.slice(at, end)));
  return lines;
}

/** Lines count from 1; where there are none, the line before is named. */
function extent(start: number, end: number): string {
  return `${end > start ? start + 1 : start},${end - start}`;
}

function marked(mark: string, lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    line.endsWith("\n") ? [mark + line.slice(0, -1)] : [mark + line, "\\ No newline at end of file"],
  );
}
