import { columnLabelNonstandard } from "../../server/src/core/rules/column-label-nonstandard";
import { groupLabelNonstandard } from "../../server/src/core/rules/group-label-nonstandard";
import { rowLabelNonstandard } from "../../server/src/core/rules/row-label-nonstandard";
import { rowNumberWrong } from "../../server/src/core/rules/row-number-wrong";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { asHtml, DISCLOSURE_2019, halfWidth, oneCellALine, withSpaces, withTabs } from "../samples";
import { example, testRule } from "../testRule";

/** Labels as the standard has them, however they are written. */
const STANDARD = [
  "",
  EXAMPLE,
  oneCellALine(EXAMPLE),
  withTabs(EXAMPLE),
  asHtml(EXAMPLE),
  // Bracket width and quotes are no fault.
  halfWidth(EXAMPLE),
  example(["“三安全一稳定”", "「三安全一稳定」"]),
  EXAMPLE.replace(/(?<=\| )（([一二三四五六七])）/g, "($1)"),
  // Nor are spaces, wraps, bold type and traditional characters.
  example(
    ["本年新收政府信息公开申请数量", "本年新收 政府信息公开 申请数量"],
    ["| 商业企业 | 科研机构 |", "| 商业<br>企业 | **科研机构** |"],
    ["| 结果维持 | 结果纠正 |", "| 结果 维持 | 結果糾正 |"],
  ),
  oneCellALine(EXAMPLE)
    .replace("要求行政机关确认或重新出具已获取信息", "要求行政机关确认或重新出具\n已获取信息")
    .replace("社会公益组织", "社会公益\n组织"),
  // Labels close to each other are each right: the captions, the results, the columns.
  DISCLOSURE_2019,
  // An explanation of the place's own in brackets, wrapped or not.
  example(["（一）予以公开", "（一）予以公开（含告知获取途径的）"]),
  oneCellALine(EXAMPLE)
    .replace("行政处罚\n", "行政处罚（含委托\n执法）\n")
    .replace("1.属于国家秘密\n", "1.属于国家秘密（含工\n作秘密）\n"),
  // A number in another style, or none.
  example(["1.属于国家秘密", "1、属于国家秘密"], ["2.重复申请", "2．重复申请"]),
  example(["1.属于国家秘密", "属于国家秘密"], ["（一）予以公开", "予以公开"]),
  example(["1.属于国家秘密", "①属于国家秘密"], ["2.其他法律", "②其他法律"]),
];

testRule(rowLabelNonstandard, {
  valid: [
    ...STANDARD,
    // Other faults: of the number, and a row too many.
    rowNumberWrong.bad,
    // A number behind the name that its first cell lacks is another rule's.
    example(["申请数量 | | | 1 | 0 | 0 |", "申请数量 1 | 0 | 0 |"]),
  ],
  invalid: [
    {
      text: example(["3.危及“三安全一稳定”", "3.⟦危机“三安全一稳定”⟧"]),
      messages: ["行名“危机“三安全一稳定””应为“危及“三安全一稳定””。"],
      cells: ["requests.deniedSecurity"],
      fixed: EXAMPLE,
    },
    {
      // The whole label with a blank in it is no piece of one, though 其他 stands above.
      text: example(["2.其他法律行政法规禁止公开", "2.⟦其它 法律行政法规禁止公开⟧"]),
      messages: ["行名“其它 法律行政法规禁止公开”应为“其他法律行政法规禁止公开”。"],
      fixed: EXAMPLE,
    },
    {
      // Several at once, each taken for the row it is.
      text: example(
        ["一、本年新收政府信息公开申请数量", "一、⟦本年新收到政府信息公开申请数量⟧"],
        ["2.没有现成信息需要另行制作", "2.⟦没有现存信息需要另行制做⟧"],
        ["7.属于行政执法案卷", "7.⟦属于行政法案卷⟧"],
        ["四、结转下年度继续办理", "四、⟦结转下一年度继续办理⟧"],
      ),
      messages: [
        "行名“本年新收到政府信息公开申请数量”应为“本年新收政府信息公开申请数量”。",
        "行名“属于行政法案卷”应为“属于行政执法案卷”。",
        "行名“没有现存信息需要另行制做”应为“没有现成信息需要另行制作”。",
        "行名“结转下一年度继续办理”应为“结转下年度继续办理”。",
      ],
      fixed: EXAMPLE,
    },
    {
      // In the brackets and quotes of the report.
      text: halfWidth(EXAMPLE)
        .replace('危及"三安全一稳定"', '⟦危机"三安全一稳定"⟧')
        .replace("部分公开(区分处理的,只计这一情形,不计其他情形)", "⟦部分公开⟧"),
      messages: [
        "行名“部分公开”应为“部分公开(区分处理的,只计这…”。",
        '行名“危机"三安全一稳定"”应为“危及"三安全一稳定"”。',
      ],
      fixed: halfWidth(EXAMPLE),
    },
    {
      // Only its place says which row it is.
      text: example(["2.重复申请", "2.⟦多次提出同一申请⟧"]),
      messages: ["行名“多次提出同一申请”应为“重复申请”。"],
      cells: ["requests.repeated"],
      fixed: EXAMPLE,
    },
    {
      // Labels of other rows, under the numbers of their own.
      text: example(
        ["2.重复申请", "2.⟦要求提供公开出版物⟧"],
        ["（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）⟦予以公开⟧"],
      ),
      messages: [
        "行名“予以公开”应为“部分公开（区分处理的，只计这…”。",
        "行名“要求提供公开出版物”应为“重复申请”。",
      ],
      cells: ["requests.partlyGranted", "requests.repeated"],
      fixed: EXAMPLE,
    },
    {
      // A short label a slip away from two others: its place decides.
      text: example(["（一）予以公开", "（一）⟦于以公开⟧"]),
      messages: ["行名“于以公开”应为“予以公开”。"],
      cells: ["requests.granted"],
      fixed: EXAMPLE,
    },
    {
      text: example(["| 四、结转下年度继续办理 | | | 0 |", "|⟦⟧ | | | 0 |"]),
      messages: ["这一行没有行名，按次序应为“四、结转下年度继续办理”。"],
    },
    {
      text: example(["| 行政规范性文件 |", "| ⟦规范性文件⟧ |"]),
      messages: ["行名“规范性文件”应为“行政规范性文件”。"],
      fixed: EXAMPLE,
    },
    {
      text: oneCellALine(EXAMPLE).replace("没有现成信息需要另行制作", "⟦没有现成信息需\n另行制作⟧"),
      messages: ["行名“没有现成信息需另行制作”应为“没有现成信息需要另行制作”。"],
      fixed: oneCellALine(EXAMPLE).replace("没有现成信息需要另行制作", "没有现成信息需要\n另行制作"),
    },
    {
      // The mark-up of a label stays; what is put in goes with what stands before it.
      text: asHtml(EXAMPLE).replace("属于行政执法案卷", "⟦属于<b>行政</b>法案卷⟧"),
      messages: ["行名“属于行政法案卷”应为“属于行政执法案卷”。"],
      fixed: asHtml(EXAMPLE).replace("属于行政执法案卷", "属于<b>行政执</b>法案卷"),
    },
  ],
});

testRule(groupLabelNonstandard, {
  valid: STANDARD,
  invalid: [
    {
      // A group of columns, wrapped.
      text: oneCellALine(EXAMPLE).replace("法人或其他组织\n", "⟦法人及\n其他组织⟧\n"),
      messages: ["分类名称“法人及其他组织”应为“法人或其他组织”。"],
      fixed: oneCellALine(EXAMPLE).replace("法人或其他组织\n", "法人或\n其他组织\n"),
    },
    {
      text: example(["三、本年度办理结果", "三、⟦本年办理结果⟧"]),
      messages: ["分类名称“本年办理结果”应为“本年度办理结果”。"],
      cells: ["requests"],
      fixed: EXAMPLE,
    },
    {
      // 不予公开 and 不予处理 are two edits apart: the number tells which is meant.
      text: example(["（五）不予处理", "（五）⟦不与处理⟧"], ["| 法人或其他组织 |", "| ⟦法人和其他组织⟧ |"]),
      messages: ["分类名称“法人和其他组织”应为“法人或其他组织”。", "分类名称“不与处理”应为“不予处理”。"],
      fixed: EXAMPLE,
    },
    {
      text: example(["| 未经复议直接起诉 |", "| ⟦未经复议直接诉讼⟧ |"]),
      messages: ["分类名称“未经复议直接诉讼”应为“未经复议直接起诉”。"],
      cells: ["litigation"],
      fixed: EXAMPLE,
    },
  ],
});

testRule(columnLabelNonstandard, {
  valid: [
    ...STANDARD,
    // A header that is lost, or that no slip explains, has nothing to be corrected into.
    example(["| 商业企业 |", "| |"]),
    example(["| 商业企业 |", "| 公司 |"]),
    // Of two columns neither tells what the other is; labels wrapped over rows are whole.
    DISCLOSURE_2019.replace("| 采购项目数量 | 采购总金额 |", "| 采购总金额 | 采购总金额 |"),
    DISCLOSURE_2019.replace(
      "| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |",
      "| 信息内容 | 本年新 | 本年新 | 对外公开总数量 |\n| | 制作数量 | 公开数量 | |",
    ),
  ],
  invalid: [
    {
      text: DISCLOSURE_2019.replace("本年新公开数量", "⟦本年新制作数量⟧"),
      messages: ["列名“本年新制作数量”按次序应为“本年新公开数量”。"],
      fixed: DISCLOSURE_2019,
    },
    {
      text: DISCLOSURE_2019.replace("上一年项目数量 | 本年增/减", "上一年项目数量 | ⟦上一年项目数量⟧"),
      messages: ["列名“上一年项目数量”按次序应为“本年增/减”。"],
      fixed: DISCLOSURE_2019,
    },
    {
      text: DISCLOSURE_2019.replace("本年新制作数量 | 本年新公开数量", "⟦本年新⟧ | ⟦本年新⟧"),
      messages: ["列名“本年新”按次序应为“本年新制作数量”。", "列名“本年新”按次序应为“本年新公开数量”。"],
      fixed: DISCLOSURE_2019,
    },
    {
      text: example(["| 商业企业 | 科研机构 |", "| 商业企业 | ⟦商业企业⟧ |"]),
      messages: ["列名“商业企业”按次序应为“科研机构”。"],
      fixed: EXAMPLE,
    },
    {
      text: example(["| 社会公益组织 |", "| ⟦社会公益组识⟧ |"]),
      messages: ["列名“社会公益组识”应为“社会公益组织”。"],
      cells: ["requests"],
      fixed: EXAMPLE,
    },
    {
      text: example(
        ["| 本年收费金额（单位：万元） |", "| ⟦本年收费总额（单位：万元）⟧ |"],
        ["| 结果维持 | 结果纠正 |", "| ⟦结果维待⟧ | 结果纠正 |"],
      ),
      messages: [
        "列名“本年收费总额（单位：万元）”应为“本年收费金额（单位：万元）”。",
        "列名“结果维待”应为“结果维持”。",
      ],
      fixed: EXAMPLE,
    },
    {
      text: example(["| 总计 |\n| | | | | 商业企业", "| ⟦合计⟧ |\n| | | | | 商业企业"]),
      messages: ["列名“合计”应为“总计”。"],
      fixed: EXAMPLE,
    },
    {
      // Twice in the table, once wrong.
      text: example(["本年处理决定数量 |  |  |\n| 行政许可", "⟦本年处理决定数⟧ |  |  |\n| 行政许可"]),
      messages: ["列名“本年处理决定数”应为“本年处理决定数量”。"],
      fixed: EXAMPLE,
    },
  ],
});

testRule(rowNumberWrong, {
  valid: [
    ...STANDARD,
    // The columns 其他 and 总计 have no number.
    rowLabelNonstandard.bad,
  ],
  invalid: [
    {
      // The total of the row above has lost its line end.
      text: withSpaces(EXAMPLE).replace(/0\n4\.(?=保护)/, "0 ⟦64⟧."),
      messages: ["上一行总计 6 连着“4.保护第三方合法权益”，应分行。"],
      cells: ["requests.deniedThirdParty"],
      fixed: withSpaces(EXAMPLE).replace(/0\n4\.(?=保护)/, "0 6\n4."),
    },
    {
      // Or has gone to the next line.
      text: withSpaces(EXAMPLE).replace(/0\n4\.(?=保护)/, "\n⟦64⟧."),
      messages: ["上一行总计 6 连着“4.保护第三方合法权益”，应分行。"],
      cells: ["requests.deniedThirdParty"],
      fixed: withSpaces(EXAMPLE).replace(/0\n4\.(?=保护)/, "6\n4."),
    },
    {
      text: example(["4.保护第三方", "⟦⒊⟧保护第三方"]),
      messages: ["“保护第三方合法权益”的序号写了“⒊”，应为“⒋”。"],
      fixed: example(["4.保护第三方", "⒋保护第三方"]),
    },
    {
      text: example(["2.重复申请", "⟦3⟧.重复申请"]),
      messages: ["“重复申请”的序号写了“3”，应为“2”。"],
      cells: ["requests.repeated"],
      fixed: EXAMPLE,
    },
    {
      text: example(
        ["（七）总计", "（⟦六⟧）总计"],
        ["四、结转", "⟦五⟧、结转"],
        ["（五）不予处理", "（⟦四⟧）不予处理"],
      ),
      messages: [
        "“不予处理”的序号写了“四”，应为“五”。",
        "“总计”的序号写了“六”，应为“七”。",
        "“结转下年度继续办理”的序号写了“五”，应为“四”。",
      ],
      fixed: EXAMPLE,
    },
    {
      // In the style of the report.
      text: example(["2.重复申请", "⟦③⟧重复申请"]),
      messages: ["“重复申请”的序号写了“③”，应为“②”。"],
      fixed: example(["2.重复申请", "②重复申请"]),
    },
  ],
});
