import { distanceWithin } from "../../../text/similar";
import { allMatches } from "../../../text/text";
import { type Amendment, changesTo, FULL_NAME, type Mistake, SHORT_NAME, STATE } from "./law";

/** Wrong names of the law: any in 《》; without them only one that no local rule has. */
export function wrongNames(text: string): Mistake[] {
  return [...wrongLawNames(text), ...wrongFormatNames(text)];
}

const FORMAT = `${STATE}政府信息公开工作年度报告格式`;
/** The format by its name, in front of which a notice may have 〈 or <. */
const FORMAT_IN_MARKS = /[《〈<](?=(中华人民共和国[^《》〈〉<>]{4,26}格式)[》〉>])/g;

/** The format's name with a word left out or misspelt: 《中华人民共和国政府信息工作年度报告格式》. */
function wrongFormatNames(text: string): Mistake[] {
  return allMatches(text, FORMAT_IN_MARKS)
    .map(({ index, 1: name }) => ({ name: name!, from: index + 1 }))
    .filter(({ name }) => name !== FORMAT && distanceWithin(name, FORMAT, 3) <= 3)
    .map(({ name, from }) => ({
      from,
      to: from + name.length,
      message: `名称写错了，应为《${FORMAT}》。`,
      why: `这里写作“${name}”，与格式文件的名称不同。`,
      title: `改为“${FORMAT}”`,
      safe: true,
      changes: changesTo(FORMAT, name, from),
    }));
}

function wrongLawNames(text: string): Mistake[] {
  return [...namesInMarks(text), ...bareNames(text)].map(({ name, at }) => ({
    from: at,
    to: at + name.length,
    message: `“${name}”应为《${FULL_NAME}》。`,
    why: "法规的名称应当写全、写对。现行的条例2019年由国务院令第711号修订公布。",
    title: `改为“${FULL_NAME}”`,
    safe: true,
    changes: renaming(name, at),
  }));
}

interface WrittenName {
  readonly name: string;
  readonly at: number;
}

const IN_MARKS = /《(?=([中政][^》]{0,29})》)/g;

function namesInMarks(text: string): WrittenName[] {
  return allMatches(text, IN_MARKS)
    .map(({ index, 1: name }) => ({ name: name!, at: index + 1 }))
    .filter(({ name }) => isMisnamed(name));
}

/** Close to the law's name, and the name of nothing else. */
function isMisnamed(name: string): boolean {
  if (name === FULL_NAME) return false;
  if (!/(?:条例|条列|条令|法|规定)(?:\((?:试行|暂行|修订)\))?$/.test(name)) return false;
  if (/^中.{2,3}[共民]和?国/.test(name))
    return !name.startsWith(FULL_NAME) && !/[办方]法$/.test(name) && distanceWithin(name, FULL_NAME, 3) <= 3;
  if (name.includes(SHORT_NAME) || /[办方]法$|规定$/.test(name)) return false;
  return /^政[府务]/.test(name) && distanceWithin(name, SHORT_NAME, 2) <= 2;
}

const WRONG_NAME = "政府信息公开工作条例";
const BARE = new RegExp(`(?:${STATE})?${WRONG_NAME}`, "g");

function bareNames(text: string): WrittenName[] {
  return allMatches(text, BARE)
    .map(({ index, 0: name }) => ({ name, at: index }))
    .filter(({ name, at }) => {
      const before = text[at - 1] ?? "";
      return (
        before !== "《" && (name !== WRONG_NAME || at === 0 || ",。:;、据照按彻实施行守落循".includes(before))
      );
    });
}

function renaming(name: string, at: number): Amendment[] {
  if (name.startsWith(STATE)) return changesTo(FULL_NAME, name, at);
  const changes = changesTo(SHORT_NAME, name, at);
  const [first] = changes;
  return first?.from === at
    ? [{ ...first, text: STATE + first.text }]
    : [{ from: at, to: at, text: STATE }, ...changes];
}
