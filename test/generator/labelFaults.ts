import { tableOf } from "./draft";
import { rowOf } from "./draftTables";
import { define, expect, type Fault, one } from "./fault";
import { splitNumber } from "./grid";
import type { Ability } from "./layouts";
import type { StandardId } from "./model";

/* Faults of what rows and columns are called, and of their numbers. */

/** Faults of numbers need numbers, faults of labels the labels alone. */
const NUMBERED = { bareLabels: false, numberMark: "." } as const;
const PLAIN_LABELS = { bareLabels: false, explained: false } as const;

const ROW_LABEL_SLIPS: readonly [row: string, label: string, standards?: StandardId[]][] = [
  ["requests.newReceived", "本年新收到政府信息公开申请数量"],
  ["requests.newReceived", "本年新收政府信息公开申请数"],
  ["requests.carriedOver", "上年结转政府信息公开数量"],
  ["requests.carriedOver", "上年度结转政府信息公开申请数量"],
  ["requests.partlyGranted", "部分公开"],
  ["requests.partlyGranted", "部分公开（区分处理的，只计这一情况，不计其他情形）"],
  ["requests.deniedByLaw", "其他法律、行政法规禁止公开"],
  ["requests.deniedByLaw", "其它法律行政法规禁止公开"],
  ["requests.deniedSecurity", "危机“三安全一稳定”"],
  ["requests.deniedThirdParty", "保护第三方合法利益"],
  ["requests.deniedInternal", "属于三类内部事物信息"],
  ["requests.deniedCaseFile", "属于行政法案卷"],
  ["requests.deniedInquiry", "属于行政查询事宜"],
  ["requests.notHeld", "本机关不掌握有关政府信息"],
  ["requests.notReady", "没有现成信息需另行制作"],
  ["requests.unclear", "补正后申请内容仍不明"],
  ["requests.petition", "信访举报投诉申请"],
  ["requests.publication", "要求提供公开的出版物"],
  ["requests.massive", "无正当理由大量反复审请"],
  ["requests.confirmation", "要求行政机关确认或重新出具已获取的信息"],
  ["requests.carriedForward", "结转下一年度继续办理"],
  ["requests.notCorrected", "申请人无正当理由逾期不补正", ["2021"]],
  ["requests.notCorrected", "申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请", ["2021"]],
  ["requests.feeUnpaid", "申请人逾期未按收费通知要求缴纳费用", ["2021"]],
  ["disclosure.normativeDocuments", "规范性文件", ["2021"]],
  ["disclosure.normativeDocuments", "行政规范性文件", ["2019"]],
  ["disclosure.otherServices", "其它对外管理服务事项", ["2019"]],
  ["disclosure.fees", "行政事业收费"],
];

const COLUMN_SLIPS: readonly [column: string, label: string, standards?: StandardId[], needs?: Ability[]][] =
  [
    ["requests.total", "合计", undefined, ["header"]],
    ["disclosure.article20-1.publicTotal", "对外公开总数", ["2019"]],
    ["disclosure.article20-1.made", "本年度新制作数量", ["2019"]],
    ["disclosure.article20-6.previousItems", "上一年度项目数量", ["2019"]],
    ["disclosure.article20-5.decisions", "本年度处理决定数量", ["2021"]],
    ["disclosure.article20-6.decisions", "本年处理决定数", ["2021"]],
  ];

/** The name of one column stands over the next as well. */
const DOUBLED_COLUMNS: readonly [block: string, doubled: string, standards: StandardId[]][] = [
  ["article20-1", "本年新制作数量", ["2019"]],
  ["article20-5", "上一年项目数量", ["2019"]],
  ["article20-1", "本年制发件数", ["2021"]],
];

const WRONG_NUMBERS: readonly [row: string, number: string][] = [
  ["deniedCaseFile", "6."],
  ["deniedStateSecret", "2."],
  ["unclear", "4."],
  ["partlyGranted", "（三）"],
  ["handledTotal", "（六）"],
  ["carriedForward", "三、"],
  ["carriedOver", "三、"],
];

/** A header over several columns is a column label and a group label: either name will do. */
const HEADER_RULES = ["column-label-nonstandard", "group-label-nonstandard"] as const;

export const labelFaults: readonly Fault[] = [
  ...ROW_LABEL_SLIPS.map(([key, label, standards]) =>
    define(
      "row-label-nonstandard",
      label,
      (draft) => {
        const { rows, at } = rowOf(draft, key);
        rows[at]!.label = label;
        return one(expect("row-label-nonstandard", `label:${key}`, { cell: key }), "text", true);
      },
      { ...(standards && { standards }), noise: PLAIN_LABELS },
    ),
  ),
  ...(["三、本年办理结果", "三、本年度的办理结果"] as const).map((label) =>
    define(
      "group-label-nonstandard",
      label,
      (draft) => {
        tableOf(draft, "requests").written["三、本年度办理结果"] = label;
        return one(expect("group-label-nonstandard", "label:group:三、本年度办理结果"), "text", true);
      },
      { needs: ["group"], noise: PLAIN_LABELS },
    ),
  ),
  ...COLUMN_SLIPS.map(([key, label, standards, needs]) =>
    define(
      "column-label-nonstandard",
      `${key}-${label}`,
      (draft) => {
        const columns = [
          ...tableOf(draft, "requests").columns,
          ...tableOf(draft, "disclosure").blocks.flatMap((block) => block.columns),
        ];
        columns.find((column) => column.name === `column:${key}`)!.label = label;
        return one(expect("column-label-nonstandard", `column:${key}`), "text", true);
      },
      { ...(standards && { standards }), ...(needs && { needs }), noise: PLAIN_LABELS },
    ),
  ),
  ...DOUBLED_COLUMNS.map(([block, doubled, standards]) =>
    define(
      "column-label-nonstandard",
      `${block}-doubled`,
      (draft) => {
        const { columns } = tableOf(draft, "disclosure").blocks.find(({ columns: [first] }) =>
          first?.name.startsWith(`column:disclosure.${block}.`),
        )!;
        const at = columns.findIndex(({ label }) => label === doubled);
        columns[at + 1]!.label = doubled;
        return one(expect("column-label-nonstandard", columns[at + 1]!.name), "text", false);
      },
      { standards, noise: { ...PLAIN_LABELS, labelSpaces: false } },
    ),
  ),
  define(
    "column-label-nonstandard",
    "requests-group",
    (draft) => {
      for (const column of tableOf(draft, "requests").columns)
        if (column.group) column.group = "法人及其他组织";
      return one(expect(HEADER_RULES[0], "column-group:requests", { rule: HEADER_RULES }), "text", true);
    },
    { needs: ["header"], noise: PLAIN_LABELS },
  ),
  define(
    "column-label-nonstandard",
    "litigation-group",
    (draft) => {
      tableOf(draft, "litigation").groups[1]!.label = "未经复议直接诉讼";
      return one(
        expect(HEADER_RULES[0], "column-group:litigation.direct", { rule: HEADER_RULES }),
        "text",
        true,
      );
    },
    { needs: ["header"] },
  ),
  ...WRONG_NUMBERS.map(([key, number]) =>
    define(
      "row-number-wrong",
      `${key}-${splitNumber(number)[0]}`,
      (draft) => {
        const { rows, at } = rowOf(draft, `requests.${key}`);
        rows[at]!.number = number;
        const more = { cell: `requests.${key}` };
        return one(expect("row-number-wrong", `number:requests.${key}`, more), "text", true);
      },
      { noise: NUMBERED },
    ),
  ),
];
