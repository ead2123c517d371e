/*
 * How much is done: little in the ordinary tests, all of it in `npm run soak`, see run.mjs.
 */

const { DISCLOSURE_LINT_SOAK_EDITS: edits, DISCLOSURE_LINT_SOAK_SEED: given } = process.env;
export const isLong = edits !== undefined;

/** The same each time; run.mjs draws another. */
export const seed = Number(given ?? 1);

export const scale = isLong
  ? {
      edits: Number(edits),
      requests: 5000,
      documents: 500,
      openAtOnce: 200,
      flaps: 400,
      kills: 20,
      messages: 2000,
      typed: 1000,
      typedSlowly: 20,
      typists: 5,
    }
  : {
      edits: 1500,
      requests: 300,
      documents: 40,
      openAtOnce: 20,
      flaps: 30,
      kills: 2,
      messages: 100,
      typed: 50,
      typedSlowly: 2,
      typists: 1,
    };

/** How to do the same again. */
export const again = `重来一遍：${
  isLong
    ? `npm run soak -- --seed ${seed} --edits ${edits}`
    : `DISCLOSURE_LINT_SOAK_SEED=${seed} npx vitest run --project built test/soak`
}`;

/** Measured figures, shown with `npm run soak`; in the ordinary tests nobody would look. */
export function note(figure: string): void {
  if (isLong) console.log(figure);
}
