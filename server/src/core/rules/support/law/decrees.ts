import { allMatches } from "../../../text/text";
import { FULL_NAME, type Mistake, OF_THE_PAST, STATE } from "./law";

const DECREE = /国务院令第?(\d{1,4})号|国务院第(\d{1,4})号令|国令第?(\d{1,4})号/g;
const CURRENT = "711";
/** Number of the law until May 2019. */
const FORMER = "492";

/** Numbers of decrees that are said to be the law's and are not. */
export function wrongDecrees(text: string): Mistake[] {
  return allMatches(text, DECREE).flatMap((match) => {
    const number = match[1] ?? match[2] ?? match[3]!;
    if (number === CURRENT || !isOfTheLaw(text, match, number)) return [];
    const from = match.index + match[0].indexOf(number);
    const to = from + number.length;
    return {
      from,
      to,
      message: `写了国务院令第${number}号，应为第${CURRENT}号。`,
      why: `现行的《${FULL_NAME}》由国务院令第${CURRENT}号公布。`,
      title: `改为第${CURRENT}号`,
      safe: true,
      changes: [{ from, to, text: CURRENT }],
    };
  });
}

/** The law's name in front of the decree. */
const LAW_BEFORE = new RegExp(`信息公开条例》?[(,]?(?:${STATE})?$`);

function isOfTheLaw(text: string, { 0: whole, index }: RegExpExecArray, number: string): boolean {
  const before = text.slice(Math.max(index - 24, 0), index);
  const after = text.slice(index + whole.length, index + whole.length + 24);
  if (OF_THE_PAST.test(before) || /^[^。]{0,12}(?:修[订改]|废止)/.test(after)) return false;
  if (number === FORMER) return true;
  return LAW_BEFORE.test(before) || /^\)?(?:公布的)?《(?:中华人民共和国)?政府信息公开条例/.test(after);
}
