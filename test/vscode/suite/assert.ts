/** Compares plain values by what they hold; the message shows both. */
export function equal(actual: unknown, expected: unknown, what = ""): void {
  const [got, wanted] = [show(actual), show(expected)];
  if (got !== wanted) throw new Error(`${what}\n  is       ${got}\n  expected ${wanted}`.trimStart());
}

export function ok(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

/** As JSON with the keys in order, for their order means nothing. */
export function show(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? "undefined"
  );
}
