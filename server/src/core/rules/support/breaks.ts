import { CHAR, kindsOf } from "../../text/characters";
import { codeUnits } from "../../text/normalise";

/* Where a line ends in the middle of a sentence. */

/** Marks after which a sentence goes on. */
const GOES_ON = codeUnits("，、,");
const MIDDLE = /[，、,]$|[的和与及或在对将为把被了不等并以从向于由就更还需使其该各]$/;
/** What a new paragraph, item or heading starts with, whatever stands before it. */
const ITEM =
  /^(?:[一二三四五六七八九十]{1,3}[、是要]|[（(]|第[一二三四五六七八九十\d]|[-*+•·#>|]|\d{1,2}[.、．)）](?!\d)|附件?[:：\d]|【)/;
/** Words that sentences of such reports start with. */
const OPENING =
  /^(?:\d|全年|今年|本年|本[镇局乡县区市办厅]|我[镇局乡县区市办厅委]|同时|此外|另外|下一步|其[中次]|截至|政务|政府|坚持|加强|推进|积极|认真|严格|按照|根据|通过|围绕|联系|来源|图|表)/;
/** Shorter lines are headings, names and captions. */
const SHORTEST = 16;

/** A line of a sentence that does not end on it. */
export function breaksOff(line: string): boolean {
  if (line.length < SHORTEST) return false;
  const last = line.charCodeAt(line.length - 1);
  return (kindsOf(last) & CHAR.hanzi) !== 0 || GOES_ON[last] === 1;
}

/** The line cannot end where it does: after a comma, a particle, or within brackets. */
export function breaksForSure(line: string): boolean {
  return breaksOff(line) && (MIDDLE.test(line) || opensMore(line));
}

/** A line with a stop in it is prose; one without, and a heading without a full stop, may be a title. */
export function isSentence(line: string, isHeading: boolean): boolean {
  return isHeading ? /[。；]/.test(line) : /[，。；、,;]/.test(line);
}

/** No line begins with what closes a clause or a sentence. */
const CARRIED = codeUnits("，。、；：！？）”》");

/** A line that may be the first of a paragraph; after one that breaks off for sure only an item or heading is. */
export function startsAnew(line: string, isSure = false): boolean {
  if (CARRIED[line.charCodeAt(0)] === 1) return false;
  return ITEM.test(line) || (!isSure && (OPENING.test(line) || !/^[\u4e00-\u9fff]/.test(line)));
}

function opensMore(line: string): boolean {
  const last = Math.max(
    line.lastIndexOf("《"),
    line.lastIndexOf("（"),
    line.lastIndexOf("("),
    line.lastIndexOf("“"),
  );
  return (
    last >
    Math.max(line.lastIndexOf("》"), line.lastIndexOf("）"), line.lastIndexOf(")"), line.lastIndexOf("”"))
  );
}
