import { allMatches } from "../../../text/text";
import { type Change, changesTo, type Mistake, OF_THE_PAST } from "./law";

/** The notice that a format came with. */
interface Notice {
  readonly year: string;
  readonly number: string;
  readonly name: string;
}

const OF_THE_TRIAL: Notice = {
  year: "2019",
  number: "60",
  name: "关于政府信息公开工作年度报告有关事项的通知",
};
const OF_TODAY: Notice = {
  year: "2021",
  number: "30",
  name: "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知",
};

const NUMBER = /国办公开办函[〔[(【﹝](20\d\d)[〕\])】﹞]第?(\d{1,3})号/g;
/** The name of a notice in front of its number. */
const NAME_BEFORE = /(关于政府信息公开工作年度报告有关事项的通知|年度报告格式(?:\(试行\))?)》?[(,]?$/;
const TRIAL = "(试行)";

/** Notices on the format of another year than the report's, and names of formats that were on trial. */
export function wrongNotices(text: string, reported: number): Mistake[] {
  const notice = reported < 2021 ? OF_THE_TRIAL : OF_TODAY;
  const found = allMatches(text, NUMBER).flatMap((match) => mistakeIn(text, match, notice, reported));
  if (notice === OF_THE_TRIAL) return found;
  const isMended = ({ from }: Mistake) =>
    found.some(({ changes }) => changes.some((change) => change.from === from));
  return [...found, ...trialNames(text, reported).filter((trial) => !isMended(trial))];
}

function mistakeIn(text: string, match: RegExpExecArray, notice: Notice, reported: number): Mistake[] {
  const { 0: whole, 1: year, 2: number, index } = match;
  const end = index + whole.length;
  const before = text.slice(Math.max(index - 30, 0), index);
  const name = NAME_BEFORE.exec(before);
  const isNumberOf = (other: Notice) => year === other.year && number === other.number;
  // Behind the format's name any other number is wrong, elsewhere only that of the other format.
  const isWrong =
    name === null ? isNumberOf(notice === OF_TODAY ? OF_THE_TRIAL : OF_TODAY) : !isNumberOf(notice);
  const isPast = OF_THE_PAST.test(before) || /^[^。]{0,10}废止/.test(text.slice(end, end + 16));
  if (!isWrong || isPast) return [];
  const wanted = `〔${notice.year}〕${notice.number}号`;
  const renaming =
    notice === OF_TODAY && name !== null ? renamed(name[1]!, index - before.length + name.index) : [];
  const yearAt = index + whole.indexOf(year!);
  const changes = [
    ...renaming,
    ...changesTo(notice.year, year!, yearAt),
    ...changesTo(notice.number, number!, end - 1 - number!.length),
  ];
  return [
    {
      from: index,
      to: end,
      message: `${reported}年度报告的格式由国办公开办函${wanted}规定，不是〔${year}〕${number}号。`,
      title: `改为国办公开办函${wanted}`,
      changes,
    },
  ];
}

/** From the name of the trial format's notice, or from the trial format's own, to those of today. */
function renamed(name: string, at: number): Change[] {
  const to = at + name.length;
  if (name === OF_THE_TRIAL.name) return [{ from: at, to, text: OF_TODAY.name }];
  return name.endsWith(TRIAL) ? [{ from: to - TRIAL.length, to, text: "" }] : [];
}

const TRIAL_NAME = /年度报告格式\(试行\)/g;

/** The format has not been on trial since 2021. */
function trialNames(text: string, reported: number): Mistake[] {
  return allMatches(text, TRIAL_NAME).flatMap(({ 0: name, index }) => {
    const to = index + name.length;
    const from = to - TRIAL.length;
    const before = text.slice(Math.max(index - 16, 0), index);
    if (OF_THE_PAST.test(before) || /^》?[^。]{0,12}废止/.test(text.slice(to, from + 40))) return [];
    return {
      from,
      to,
      message: `${reported}年度报告用的是2021年印发的正式格式，名称中没有“（试行）”。`,
      title: "删去“（试行）”",
      changes: [{ from, to, text: "" }],
    };
  });
}
