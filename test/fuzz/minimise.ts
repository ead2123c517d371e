/**
 * A shorter text that still fails: parts are left out as long as that is so, first large ones, at last single characters;
 * then what is left is made plain. Gives what it has when the time is over.
 */
export function minimise(text: string, fails: (text: string) => boolean, until: number): string {
  let shortest = text;
  const attempt = (candidate: string): boolean => {
    if (performance.now() > until || !fails(candidate)) return false;
    shortest = candidate;
    return true;
  };
  for (let before = Number.POSITIVE_INFINITY; shortest.length < before; ) {
    before = shortest.length;
    for (let size = Math.ceil(shortest.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < shortest.length && performance.now() < until; ) {
        if (!attempt(shortest.slice(0, at) + shortest.slice(at + size))) at += size;
      }
    }
  }
  return shortest;
}
