import type { ReportModel } from "./model";
import type { Random } from "./random";

/*
 * Sentences that state the tables' numbers, in the many ways people word them. A wording is given the numbers to say,
 * so that one and the same serves for sentences that agree and for those with one number wrong.
 */

/** What sentences count, and the number of each. */
export type Numbers = Record<Counted, number>;
export type Counted =
  | "new"
  | "carried"
  | "due"
  | "handled"
  | "forward"
  | "granted"
  | "partly"
  | "denied"
  | "unable"
  | "unprocessed"
  | "otherwise"
  | "natural"
  | "legal"
  | "review"
  | "upheld"
  | "suits"
  | "made"
  | "licences"
  | "penalties";

export interface Wording {
  readonly id: string;
  /** What it counts; each of them can be spoilt. */
  readonly says: readonly Counted[];
  /** Numbers that it cannot be said of: 全部办结 where something is left. */
  readonly fits?: (numbers: Numbers) => boolean;
  write(say: (counted: Counted) => string, model: ReportModel): string;
}

/** The tables' numbers by what sentences count. */
export function numbersOf({ numbers }: ReportModel): Numbers {
  const request = (row: string, column = "total") => numbers.get(`requests.${row}.${column}`) ?? 0;
  const sum = (rows: readonly string[]) => rows.reduce((total, row) => total + request(row), 0);
  const group = (start: string) =>
    [...numbers.keys()].filter((key) => key.startsWith(start) && key.endsWith(".total"));
  const legal = ["enterprise", "research", "publicWelfare", "legalService", "otherOrganization"];
  const suit = (key: string) => numbers.get(`litigation.${key}.total`)!;
  return {
    new: request("newReceived"),
    carried: request("carriedOver"),
    due: request("newReceived") + request("carriedOver"),
    handled: request("handledTotal"),
    forward: request("carriedForward"),
    granted: request("granted"),
    partly: request("partlyGranted"),
    denied: group("requests.denied").reduce((total, key) => total + numbers.get(key)!, 0),
    unable: sum(["notHeld", "notReady", "unclear"]),
    unprocessed: sum(["petition", "repeated", "publication", "massive", "confirmation"]),
    otherwise: sum(["other", "notCorrected", "feeUnpaid", "otherReasons"]),
    natural: request("newReceived", "naturalPerson"),
    legal: legal.reduce((total, column) => total + request("newReceived", column), 0),
    review: suit("review"),
    upheld: numbers.get("litigation.review.upheld")!,
    suits: suit("direct") + suit("afterReview"),
    made: numbers.get("disclosure.normativeDocuments.made") ?? 0,
    licences: numbers.get("disclosure.licensing.decisions") ?? 0,
    penalties: numbers.get("disclosure.punishment.decisions") ?? 0,
  };
}

const word = (
  id: string,
  says: readonly Counted[],
  write: Wording["write"],
  fits?: Wording["fits"],
): Wording => ({
  id,
  says,
  write,
  fits,
});

/** Wordings on requests; `say` gives the number with its unit. */
export const REQUEST_WORDINGS: readonly Wording[] = [
  word(
    "new-carried-handled-forward",
    ["new", "carried", "handled", "forward"],
    (say) =>
      `全年新收政府信息公开申请${say("new")}，上年结转${say("carried")}；已办结${say("handled")}，结转下年度继续办理${say("forward")}。`,
  ),
  word(
    "received",
    ["new"],
    (say, { agency }) => `本年度，${agency.self}共收到政府信息公开申请${say("new")}，均按期办理。`,
  ),
  word("accepted", ["due"], (say) => `全年共受理依申请公开${say("due")}（含上年结转）。`),
  word("processed-channels", ["due"], (say) => `全年办理依申请公开申请${say("due")}，网上申请占多数。`),
  word(
    "applicants",
    ["new", "natural", "legal"],
    (say) => `共收到申请${say("new")}，其中自然人申请${say("natural")}、法人或其他组织申请${say("legal")}。`,
  ),
  word(
    "noun-last",
    ["new", "handled"],
    (say) => `共收到${say("new")}政府信息公开申请，答复${say("handled")}。`,
  ),
  word("citizens", ["new"], (say) => `受理公民、法人和其他组织提出的政府信息公开申请${say("new")}。`),
  word(
    "answered-left",
    ["handled", "forward"],
    (say) => `政府信息公开申请已答复${say("handled")}，另有${say("forward")}顺延至下一年度。`,
    ({ forward }) => forward > 0,
  ),
  word(
    "years",
    ["carried", "forward"],
    (say, { year }) =>
      `由${year - 1}年结转申请${say("carried")}，结转至${year + 1}年继续办理${say("forward")}。`,
  ),
  word(
    "results",
    ["granted", "partly", "denied", "unable", "unprocessed", "otherwise"],
    (say) =>
      `对政府信息公开申请，予以公开${say("granted")}，部分公开${say("partly")}，不予公开${say("denied")}，无法提供${say("unable")}，不予处理${say("unprocessed")}，其他处理${say("otherwise")}。`,
  ),
  word(
    "results-list",
    ["handled", "granted", "partly", "denied"],
    (say) =>
      `在办结的${say("handled")}申请中：予以公开${say("granted")}；部分公开${say("partly")}；不予公开${say("denied")}。`,
  ),
  word(
    "granted-last",
    ["granted", "partly"],
    (say) => `政府信息公开申请中，对${say("granted")}予以公开，对${say("partly")}部分公开。`,
  ),
  word(
    "due-done",
    ["carried", "new", "due", "handled"],
    (say) =>
      `上年结转申请${say("carried")}，本年新收${say("new")}，应办${say("due")}，办结${say("handled")}。`,
  ),
  word("growth", ["new"], (say) => `收到政府信息公开申请${say("new")}，较上年增加7件，同比增长12.5%。`),
  word(
    "hotline",
    ["new"],
    (say) => `接听12345热线转来的诉求1,203件，办结1,203件；收到政府信息公开申请${say("new")}。`,
  ),
  word(
    "pending",
    ["new", "forward"],
    (say) => `收到政府信息公开申请${say("new")}，年底尚未办结${say("forward")}。`,
    ({ forward }) => forward > 0,
  ),
  word(
    "review",
    ["review", "suits"],
    (say) => `因政府信息公开被申请行政复议${say("review")}，被提起行政诉讼${say("suits")}。`,
  ),
  word(
    "review-upheld",
    ["review", "upheld"],
    (say) => `政府信息公开类行政复议${say("review")}，其中结果维持${say("upheld")}。`,
    ({ review }) => review > 0,
  ),
  word(
    "review-decided",
    ["review"],
    (say) => `政府信息公开行政复议${say("review")}，1件做了复议决定；另案调解5件。`,
    ({ review }) => review > 0,
  ),
  word(
    "persons-propose",
    ["natural", "legal"],
    (say) => `公民个人提出政府信息公开申请${say("natural")}，法人或其他组织提出申请${say("legal")}。`,
  ),
  word("documents", ["made"], (say) => `本年度制发行政规范性文件${say("made")}，均同步解读。`),
  word(
    "decisions",
    ["licences", "penalties"],
    (say) => `全年作出行政许可决定${say("licences")}、行政处罚${say("penalties")}。`,
  ),
];

/** Statements that there was none, and the count that must be zero. */
export const ZERO_WORDINGS: readonly {
  readonly counted: Counted;
  readonly text: string;
  readonly reads: string;
}[] = [
  {
    counted: "due",
    text: "申请渠道全年畅通，线上线下都有专人值守。全年未收到政府信息公开申请。",
    reads: "未收到政府信息公开申请",
  },
  {
    counted: "due",
    text: "修订了受理台账和答复文书样式。本年度没有收到政府信息公开申请。",
    reads: "没有收到政府信息公开申请",
  },
  {
    counted: "due",
    text: "全年未收到公民、法人和其他组织的政府信息公开申请。",
    reads: "未收到公民、法人和其他组织的政府信息公开申请",
  },
  {
    counted: "forward",
    text: "政府信息公开申请均已登记，没有结转下年度继续办理的申请。",
    reads: "没有结转下年度继续办理的申请",
  },
  {
    counted: "review",
    text: "未发生因政府信息公开引发的行政复议。",
    reads: "未发生因政府信息公开引发的行政复议",
  },
  {
    counted: "suits",
    text: "政府信息公开类行政诉讼0件。",
    reads: "0件",
  },
  {
    counted: "review",
    text: "未发生任何针对本机关有关政府信息公开事务的行政复议。",
    reads: "未发生任何针对本机关有关政府信息公开事务的行政复议",
  },
  {
    counted: "suits",
    text: "全年没有因政府信息公开被提起行政诉讼的情况。",
    reads: "没有因政府信息公开被提起行政诉讼",
  },
];

/** Numbers of other things that stand near requests and are not theirs. */
const ASIDES = [
  "办理人大代表建议和政协提案16件，答复16件，均已按时办结。",
  "通过领导信箱回复来信208件。",
  "制发《依申请公开办理手册》300份，组织答复文书评查2次。",
  "受理点增至5个，办理时限平均压缩3天。",
  "没有因信息公开被追究责任的情形。",
  "公示行政许可信息412条、行政处罚信息35条，主动公开行政规范性文件77件。",
  "办理人大代表建议和政协提案16件，其中建议9件，提案7件；主办12件，协办4件。",
  "整理答疑材料38条，其中流程类15条，文书类19条（申请书3条、答复书16条）、时限类4条。",
  "答复咨询58条，其中办事、查询等业务类30条，政策、规划等公文类18条，其他10条；回访12次，其中满意11次。",
  "查阅场所接待群众96人次，较上年增加10人次。其中，线上60人次，线下36人次。",
];

/** A number with its unit in one of the ways people write it. */
export function spellNumber(value: number, random: Random): string {
  const style = random.int(0, 9);
  if (style === 0) return ` ${value} 件`;
  if (style === 1)
    return `${String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))}件`;
  if (style === 2 && value > 0 && value < 10) return `${"零一两三四五六七八九"[value]}件`;
  return `${value}件`;
}

/** One sentence that agrees with the tables. */
export function writeStatement(model: ReportModel, random: Random): string {
  const numbers = numbersOf(model);
  if (numbers.due === 0) return "本年度没有收到政府信息公开申请。";
  const wordings = REQUEST_WORDINGS.filter(({ fits }) => fits?.(numbers) ?? true);
  return random.pick(wordings).write((counted) => spellNumber(numbers[counted], random), model);
}

/** Sentences on requests and cases that agree with the tables. */
export function writeStatements(model: ReportModel, random: Random): string {
  const numbers = numbersOf(model);
  const say = (counted: Counted) => spellNumber(numbers[counted], random);
  const isZero = numbers.due === 0;
  const zeros = ZERO_WORDINGS.filter(
    ({ counted }) => numbers[counted] === 0 && (counted === "due") === isZero,
  );
  const wordings = REQUEST_WORDINGS.filter(
    ({ fits, id }) => (fits?.(numbers) ?? true) && (!isZero || id === "review"),
  );
  const chosen = isZero ? [zeros.find(({ counted }) => counted === "due")!.text] : [];
  for (let i = 0; i < (isZero ? 1 : 2); i++) chosen.push(random.pick(wordings).write(say, model));
  if (zeros.length > 0 && random.chance(0.4)) chosen.push(random.pick(zeros).text);
  if (random.chance(0.4)) chosen.push(random.pick(ASIDES));
  return chosen.join("");
}
