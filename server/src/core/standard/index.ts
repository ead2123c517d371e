import standard2019 from "./2019.json";
import standard2021 from "./2021.json";
import { compile } from "./compile";
import type { CompiledStandard } from "./compiled";
import type { Standard } from "./schema";

/** The two national formats, in the order of the years they apply to. Checked against the schema by a test. */
export const builtInStandards: readonly Standard[] = [
  standard2019 as unknown as Standard,
  standard2021 as unknown as Standard,
];

const builtIn = builtInStandards.map(compile);

/** What a format is called: a national one by the number of its notice, `〔2021〕30号格式`, another by its own name. */
export function formatName(standard: Standard): string {
  const number = builtInStandards.includes(standard)
    ? /〔\d{4}〕\d+号$/.exec(standard.document)?.[0]
    : undefined;
  return number === undefined ? standard.name : `${number}格式`;
}

const withOwn = new WeakMap<readonly Standard[], readonly CompiledStandard[]>();

/** The standards to read by: a user's own first, then the built-in ones. The same list for the same array. */
export function standardsFor(own: readonly Standard[] | undefined): readonly CompiledStandard[] {
  if (own === undefined || own.length === 0) return builtIn;
  let standards = withOwn.get(own);
  if (standards === undefined) {
    standards = [...own.map(compile), ...builtIn];
    withOwn.set(own, standards);
  }
  return standards;
}

/** The first standard that applies to reports on a year; undefined for years before all of them. */
export function standardOfYear(
  standards: readonly CompiledStandard[],
  year: number,
): CompiledStandard | undefined {
  return standards.find(
    ({ standard: { years } }) => years[0] <= year && (years[1] === null || year <= years[1]),
  );
}
