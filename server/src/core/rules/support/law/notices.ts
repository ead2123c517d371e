import { distanceWithin } from "../../../text/similar";
import { allMatches } from "../../../text/text";
import { type Amendment, changesTo, type Mistake, OF_THE_PAST } from "./law";

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

const ISSUER = "国办公开办函";
/** Another office's letters, some of which count for these reports as well. */
const OTHER_ISSUER = "国办函";
/** The number of a letter, the name of its issuer perhaps misspelt. */
const NUMBER = /(国[办公开辨]{1,5}[函涵凾])[〔[(【﹝](20\d\d)[〕\])】﹞]第?(\d{1,3})号/g;
/** The name of a notice in front of its number. */
const NAME_BEFORE =
  /(关于政府信息公开工作年度报告有关事项的?通知|年度报告格式(?:\(试行\))?)(?:[》〉]?的通知)?》?[(,]?$/;
const TRIAL = "(试行)";

/** Notices on the format of another year than the report's, and names of formats that were on trial. */
export function wrongNotices(text: string, reported: number): Mistake[] {
  const notice = reported < 2021 ? OF_THE_TRIAL : OF_TODAY;
  const numbers = allMatches(text, NUMBER).map((match) => readNumber(text, match));
  const found = numbers.flatMap((number) => mistakeIn(text, number, notice, reported));
  if (notice === OF_THE_TRIAL) return found;
  const isMended = ({ changes }: Mistake) =>
    found.some((other) => other.changes.some(({ from }) => from === changes[0]!.from));
  const names = [...oldNames(text, numbers, reported), ...trialNames(text, reported)];
  return [...found, ...names.filter((mistake) => !isMended(mistake))];
}

/** A letter's number as written. */
interface WrittenNumber {
  readonly issuer: string;
  readonly year: string;
  readonly number: string;
  readonly from: number;
  readonly to: number;
  /** What stands in front of it. */
  readonly before: string;
  /** The name of a notice on the format that it stands behind. */
  readonly name: RegExpExecArray | null;
}

function readNumber(
  text: string,
  { 0: whole, 1: issuer, 2: year, 3: number, index }: RegExpExecArray,
): WrittenNumber {
  const before = text.slice(Math.max(index - 40, 0), index);
  return {
    issuer: issuer!,
    year: year!,
    number: number!,
    from: index,
    to: index + whole.length,
    before,
    name: NAME_BEFORE.exec(before),
  };
}

function isNumberOf({ year, number }: WrittenNumber, notice: Notice): boolean {
  return year === notice.year && number === notice.number;
}

const numberOf = ({ year, number }: Notice) => `〔${year}〕${number}号`;

function mistakeIn(text: string, written: WrittenNumber, notice: Notice, reported: number): Mistake[] {
  const { issuer, year, number, from, to, before, name } = written;
  const isPast = OF_THE_PAST.test(before) || /^[^。]{0,10}废止/.test(text.slice(to, to + 16));
  if (isPast || !isWrong(written, notice)) return [];
  const wanted = numberOf(notice);
  const isNumberRight = isNumberOf(written, notice);
  const isOtherLetter = !isNumberRight && name === null && issuer !== ISSUER && !isNear(written, notice);
  const renaming =
    notice === OF_TODAY && name !== null && !isNumberRight
      ? renamed(name[1]!, from - before.length + name.index)
      : [];
  const yearAt = text.indexOf(year, from);
  const numbers = [
    ...changesTo(notice.year, year, yearAt),
    ...changesTo(notice.number, number, to - 1 - number.length),
  ];
  const changes = [...renaming, ...changesTo(ISSUER, issuer, from), ...(isOtherLetter ? [] : numbers)];
  const isMisspelt = issuer !== ISSUER;
  const shown = `${isMisspelt ? issuer : ""}〔${year}〕${number}号`;
  return [
    {
      from,
      to,
      message:
        isOtherLetter || isNumberRight
          ? `文号写了“${issuer}”，应为“${ISSUER}”。`
          : `文号写了${shown}，${reported}年度应为${ISSUER}${wanted}。`,
      why: `年度报告的格式由${ISSUER}的两个文件规定：2019、2020年度是${numberOf(OF_THE_TRIAL)}，2021年度起是${numberOf(OF_TODAY)}。`,
      title: isOtherLetter ? `改为${ISSUER}` : `改为${ISSUER}${wanted}`,
      // A number that stands for itself may be another letter's.
      safe: name !== null || isNumberRight || isOtherLetter || isNumberOf(written, otherThan(notice)),
      changes,
    },
  ];
}

function otherThan(notice: Notice): Notice {
  return notice === OF_TODAY ? OF_THE_TRIAL : OF_TODAY;
}

/** Behind the format's name any other number is wrong; elsewhere that of the other format, and one that is close. */
function isWrong(written: WrittenNumber, notice: Notice): boolean {
  const { issuer, name, before } = written;
  const isKnown = isNumberOf(written, notice) || isNumberOf(written, otherThan(notice));
  if (issuer === OTHER_ISSUER) return name !== null || isKnown;
  if (issuer !== ISSUER) return name !== null || isKnown || distanceWithin(issuer, ISSUER, 1) <= 1;
  if (name !== null) return !isNumberOf(written, notice);
  if (isKnown) return !isNumberOf(written, notice);
  return isNear(written, notice) && !/》[(,]?$/.test(before);
}

/** One digit off. On the trial's heels went one on platforms. */
function isNear(written: WrittenNumber, notice: Notice): boolean {
  const { year, number } = written;
  if (year === "2019" && number === "61") return false;
  if (number === notice.number) return true;
  return year === notice.year && distanceWithin(number, notice.number, 1) <= 1;
}

const OLD_NAME = /关于政府信息公开工作年度报告有关事项的?通知/g;
/** Only with its issuer: local offices have notices of that name. */
const ISSUED = /(?:国务院办公厅|国办公开办)[^。,;]{0,24}$/;

/** The name of the trial's notice, be it with the number of today's or without any. */
function oldNames(text: string, numbers: readonly WrittenNumber[], reported: number): Mistake[] {
  return allMatches(text, OLD_NAME).flatMap(({ 0: name, index: from }) => {
    const to = from + name.length;
    const number = numbers.find((written) => written.from >= to && written.from - to <= 3);
    const before = text.slice(Math.max(from - 40, 0), from);
    const isNational = number === undefined ? ISSUED.test(before) : isNumberOf(number, OF_TODAY);
    if (!isNational || /转发/.test(before) || OF_THE_PAST.test(before)) return [];
    return {
      from,
      to,
      message: `这是2019、2020年度的通知，${reported}年度的是〔${OF_TODAY.year}〕${OF_TODAY.number}号。`,
      why: `“${name}”是${ISSUER}〔${OF_THE_TRIAL.year}〕${OF_THE_TRIAL.number}号，用于2019、2020年度；${reported}年度报告的格式由《国务院办公厅政府信息与政务公开办公室${OF_TODAY.name}》（${ISSUER}〔${OF_TODAY.year}〕${OF_TODAY.number}号）规定。`,
      title: `改为“${OF_TODAY.name}”`,
      safe: false,
      changes: renamed(name, from),
    };
  });
}

/** From the name of the trial format's notice, or from the trial format's own, to those of today. */
function renamed(name: string, at: number): Amendment[] {
  const to = at + name.length;
  if (name.endsWith("通知")) return [{ from: at, to, text: OF_TODAY.name }];
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
      message: "名称多了“（试行）”，应删去。",
      why: `${reported}年度报告用的是2021年印发的正式格式，名称中没有“（试行）”。`,
      title: "删去“（试行）”",
      safe: true,
      changes: [{ from, to, text: "" }],
    };
  });
}
