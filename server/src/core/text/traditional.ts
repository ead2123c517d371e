import traditional from "./traditional.json";

/** The simplified character for a traditional one. */
export const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  [...pairsOf(traditional.pairs), ...pairsOf(traditional.others)].filter(
    ([char]) => !traditional.valid.includes(char),
  ),
);

function pairsOf(text: string): [string, string][] {
  return Array.from({ length: text.length / 2 }, (_, at) => [text[at * 2]!, text[at * 2 + 1]!]);
}
