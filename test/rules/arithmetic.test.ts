import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/check";
import { balance } from "../../server/src/core/rules/balance";
import { cellSuspect } from "../../server/src/core/rules/cell-suspect";
import { columnSwap } from "../../server/src/core/rules/column-swap";
import { litigationTotal } from "../../server/src/core/rules/litigation-total";
import { resultTotal } from "../../server/src/core/rules/result-total";
import { rowShift } from "../../server/src/core/rules/row-shift";
import { rowTotal } from "../../server/src/core/rules/row-total";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { totalOnly } from "../../server/src/core/rules/total-only";
import { asHtml, DISCLOSURE_2019, oneCellALine, withTabs } from "../samples";
import { example, testRule } from "../testRule";

/** Rows of the example's requests table, to be replaced. */
const NEW = "申请数量 | | | 5 | 2 | 0 | 0 | 0 | 0 | 7 |";
const GRANTED = "予以公开 | | 4 | 1 | 0 | 0 | 0 | 0 | 5 |";
const PARTLY = "不计其他情形） | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |";
const NOT_HELD = "不掌握相关政府信息 | 0 | 1 | 0 | 0 | 0 | 0 | 1 |";
const REPEATED = "重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |";
const TOTAL = "（七）总计 | | 6 | 2 | 0 | 0 | 0 | 0 | 8 |";
const CARRIED = "继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |";
const LITIGATION = "| 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |";

const SOUND = [
  "",
  EXAMPLE,
  oneCellALine(EXAMPLE),
  withTabs(EXAMPLE),
  asHtml(EXAMPLE),
  DISCLOSURE_2019, // Its numbers stand in no equation.
  // Blank and unreadable operands make their equations silent.
  example([NEW, "申请数量 | | | 5 | | 0 | 0 | 0 | 0 | 7 |"]),
  example([GRANTED, "予以公开 | | 4 | / | 0 | 0 | 0 | 0 | 5 |"]),
  example([TOTAL, "（七）总计 | | 6 | 2 | 0 | 0 | 0 | 0 | 若干 |"]),
  example([NEW, "申请数量 | | | -5 | 2 | 0 | 0 | 0 | 0 | 7 |"]),
  example([NEW, "申请数量 | | | 5 | U | 0 | 0 | 0 | 0 | 7 |"]),
  // A blank that is no zero is told where it is.
  blankZeros(EXAMPLE),
  blankZeros(EXAMPLE, "/"),
  blankZeros(example([GRANTED, "予以公开 | | 4 |  | 0 | 0 | 0 | 0 | 5 |"])),
  example([GRANTED, "予以公开 | | 4 | 1 | 0 | 0 | 0 | 0 |  |"]),
  // So do rows with a number too many or too few, or that are missing.
  example([NEW, "申请数量 | | | 9 | 2 | 0 | 0 | 0 | 0 | 7 | 7 |"]),
  example([`| 四、结转下年度${CARRIED}\n`, ""]),
  // How a number is written does not matter.
  example(
    [NEW, "申请数量 | | | ５ | 二 | 0 | 0 | 0 | 0 | 7件 |"],
    [GRANTED, "予以公开 | | 04 | 1 | 0 | 0 | 0 | 0 | 5 |"],
  ),
  // No equation links the groups of the litigation table.
  example([LITIGATION, "| 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 2 | 0 | 3 | 1 | 6 |"]),
];

/** The requests table with its zeros left out, as some offices do throughout. */
function blankZeros(text: string, written = ""): string {
  const [before, table, after] = text.split(/(?=\| 一、本年新收)|(?=\n四、政府信息公开行政复议)/);
  return before! + table!.replace(/ 0 (?=\|)/g, ` ${written} `) + after!;
}

/** One wrong number: all its equations are explained by it. */
const ONE_WRONG = [
  example([GRANTED, "予以公开 | | 4 | 3 | 0 | 0 | 0 | 0 | 5 |"]),
  example([GRANTED, "予以公开 | | 4 | 1 | 0 | 0 | 0 | 0 | 6 |"]),
  example([TOTAL, "（七）总计 | | 6 | 2 | 0 | 0 | 0 | 0 | 9 |"]),
  example([CARRIED, "继续办理 | | | 0 | 0 | 0 | 0 | 2 | 0 | 0 |"]),
  example([REPEATED, "重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 1 |"]),
];

/** Two numbers too large by the same: it might as well be the other two corners of the rectangle. */
const AMBIGUOUS: readonly [string, string][] = [
  [GRANTED, "予以公开 | | 5 | 1 | 0 | 0 | 0 | 0 | 5 |"],
  [PARTLY, "不计其他情形） | | 1 | 1 | 0 | 0 | 0 | 0 | 1 |"],
];

/** 1 moved over by one column. */
const SWAPPED = example([NOT_HELD, "不掌握相关政府信息 | 0 | 0 | 0 | 0 | 1 | 0 | 1 |"]);

testRule(cellSuspect, {
  valid: [
    ...SOUND,
    example(...AMBIGUOUS),
    SWAPPED,
    // A whole application carried over that was never received: either end may be wrong.
    balance.bad,
    // In the litigation table a number stands in one equation only, which does not tell which it is.
    litigationTotal.bad,
  ],
  invalid: [
    {
      text: example([GRANTED, "予以公开 | | 4 | ⟦3⟧ | 0 | 0 | 0 | 0 | 5 |"]),
      messages: ["“（一）予以公开”行“商业企业”填了 3，应为 1。"],
      whys: [
        "“（一）予以公开”行：六类申请人之和是 4+3=7，总计是 5，差 2。“商业企业”列：各项办理结果之和是 3+1=4，“（七）总计”是 2，差 2。改成 1，这些等式就都成立。",
      ],
      cells: ["requests.granted.enterprise"],
      fixed: EXAMPLE,
    },
    {
      // In the column of totals.
      text: example([GRANTED, "予以公开 | | 4 | 1 | 0 | 0 | 0 | 0 | ⟦6⟧ |"]),
      messages: ["“（一）予以公开”行“总计”填了 6，应为 5。"],
      whys: [
        "“（一）予以公开”行：六类申请人之和是 4+1=5，总计是 6，差 1。“总计”列：各项办理结果之和是 6+1+1+1=9，“（七）总计”是 8，差 1。改成 5，这些等式就都成立。",
      ],
      cells: ["requests.granted.total"],
      fixed: EXAMPLE,
    },
    {
      // Three equations.
      text: example([TOTAL, "（七）总计 | | ⟦7⟧ | 2 | 0 | 0 | 0 | 0 | 8 |"]),
      messages: ["“（七）总计”行“自然人”填了 7，应为 6。"],
      whys: [
        "“（七）总计”行：六类申请人之和是 7+2=9，总计是 8，差 1。“自然人”列：各项办理结果之和是 4+1+1=6，“（七）总计”是 7，差 1。“自然人”列：第一、二项之和是 5+1=6，第三（七）、四项之和是 7，差 1。改成 6，这些等式就都成立。",
      ],
      cells: ["requests.handledTotal.naturalPerson"],
      fixed: EXAMPLE,
    },
    {
      // Several wrong numbers, each of another size.
      text: example(
        [NEW, "申请数量 | | | 5 | ⟦7⟧ | 0 | 0 | 0 | 0 | 7 |"],
        [REPEATED, "重复申请 | 0 | 0 | ⟦3⟧ | 0 | 0 | 0 | 0 |"],
        [CARRIED, "继续办理 | | | 0 | 0 | 0 | ⟦2⟧ | 0 | 0 | 0 |"],
      ),
      messages: [
        "“一、本年新收”行“商业企业”填了 7，应为 2。",
        "“2.重复申请”行“科研机构”填了 3，应为 0。",
        "“四、结转下年度”行“社会公益组织”填了 2，应为 0。",
      ],
      whys: [
        "“一、本年新收”行：六类申请人之和是 5+7=12，总计是 7，差 5。“商业企业”列：第一、二项之和是 7，第三（七）、四项之和是 2，差 5。改成 2，这些等式就都成立。",
        "“2.重复申请”行：六类申请人之和是 3，总计是 0，差 3。“科研机构”列：各项办理结果之和是 3，“（七）总计”是 0，差 3。改成 0，这些等式就都成立。",
        "“四、结转下年度”行：六类申请人之和是 2，总计是 0，差 2。“社会公益组织”列：第一、二项之和是 0，第三（七）、四项之和是 2，差 2。改成 0，这些等式就都成立。",
      ],
      fixed: EXAMPLE,
    },
    {
      // Two in one row, whose differences add up in its equation.
      text: example([GRANTED, "予以公开 | | ⟦6⟧ | ⟦4⟧ | 0 | 0 | 0 | 0 | 5 |"]),
      messages: [
        "“（一）予以公开”行“自然人”填了 6，应为 4。",
        "“（一）予以公开”行“商业企业”填了 4，应为 1。",
      ],
      whys: [
        "“（一）予以公开”行：六类申请人之和是 6+4=10，总计是 5，差 5。“自然人”列：各项办理结果之和是 6+1+1=8，“（七）总计”是 6，差 2。改成 4，并改正同一行或列另报的数，这些等式就都成立。",
        "“（一）予以公开”行：六类申请人之和是 6+4=10，总计是 5，差 5。“商业企业”列：各项办理结果之和是 4+1=5，“（七）总计”是 2，差 3。改成 1，并改正同一行或列另报的数，这些等式就都成立。",
      ],
      fixed: EXAMPLE,
    },
    {
      // A number in the wrong column of one row, and a wrong number in another.
      text: example(
        [NOT_HELD, "不掌握相关政府信息 | 0 | 0 | 0 | 0 | 1 | 0 | 1 |"],
        [CARRIED, "继续办理 | | | 0 | 0 | 0 | ⟦5⟧ | 0 | 0 | 0 |"],
      ),
      messages: ["“四、结转下年度”行“社会公益组织”填了 5，应为 0。"],
      whys: [
        "“四、结转下年度”行：六类申请人之和是 5，总计是 0，差 5。“社会公益组织”列：第一、二项之和是 0，第三（七）、四项之和是 5，差 5。改成 0，这些等式就都成立。",
      ],
      fixed: SWAPPED,
    },
    {
      // Equations that stay open: what is known is not certain either.
      text: example(...AMBIGUOUS, [CARRIED, "继续办理 | | | 0 | 0 | 0 | ⟦5⟧ | 0 | 0 | 0 |"]),
      messages: ["“四、结转下年度”行“社会公益组织”填了 5，可能应为 0。"],
      whys: [
        "“四、结转下年度”行：六类申请人之和是 5，总计是 0，差 5。“社会公益组织”列：第一、二项之和是 0，第三（七）、四项之和是 5，差 5。改成 0，这些等式能对上；表中还有别的等式不成立，要一并核对。",
      ],
      fixed: example(...AMBIGUOUS),
    },
    {
      // One blank does not hide what is wrong with its column: read as 0, the others hold.
      text: example(
        [GRANTED, "予以公开 | | 4 | ⟦6⟧ | 0 | 0 | 0 | 0 | 5 |"],
        [REPEATED, "重复申请 | 0 |  | 0 | 0 | 0 | 0 | 0 |"],
      ),
      messages: ["“（一）予以公开”行“商业企业”填了 6，应为 1。"],
      whys: [
        "“（一）予以公开”行：六类申请人之和是 4+6=10，总计是 5，差 5。“商业企业”列：各项办理结果之和是 6+1=7，“（七）总计”是 2，差 5。空格按 0 算。改成 1，这些等式就都成立。",
      ],
      fixed: example([REPEATED, "重复申请 | 0 |  | 0 | 0 | 0 | 0 | 0 |"]),
    },
    {
      // Zeros blank throughout.
      text: blankZeros(example([GRANTED, "予以公开 | | ⟦9⟧ | 1 | 0 | 0 | 0 | 0 | 5 |"])),
      messages: ["“（一）予以公开”行“自然人”填了 9，应为 4。"],
      whys: [
        "“（一）予以公开”行：六类申请人之和是 9+1=10，总计是 5，差 5。“自然人”列：各项办理结果之和是 9+1+1=11，“（七）总计”是 6，差 5。空格按 0 算。改成 4，这些等式就都成立。",
      ],
      fixed: blankZeros(EXAMPLE),
    },
    {
      // So with dashes.
      text: blankZeros(example([GRANTED, "予以公开 | | ⟦9⟧ | 1 | 0 | 0 | 0 | 0 | 5 |"]), "—"),
      messages: ["“（一）予以公开”行“自然人”填了 9，应为 4。"],
      whys: [
        "“（一）予以公开”行：六类申请人之和是 9+1=10，总计是 5，差 5。“自然人”列：各项办理结果之和是 9+1+1=11，“（七）总计”是 6，差 5。用符号代替的按 0 算。改成 4，这些等式就都成立。",
      ],
      fixed: blankZeros(EXAMPLE, "—"),
    },
    {
      // The total of a row is confirmed by its column, once a blank below is read as 0.
      text: example(
        [GRANTED, "予以公开 | | 4 | 1 | 0 | 0 | 0 | 0 | ⟦9⟧ |"],
        [REPEATED, "重复申请 | 0 | 0 | 0 | 0 | 0 | 0 |  |"],
      ),
      messages: ["“（一）予以公开”行“总计”填了 9，应为 5。"],
      whys: [
        "“（一）予以公开”行：六类申请人之和是 4+1=5，总计是 9，差 4。“总计”列：各项办理结果之和是 9+1+1+1=12，“（七）总计”是 8，差 4。空格按 0 算。改成 5，这些等式就都成立。",
      ],
      fixed: example([REPEATED, "重复申请 | 0 | 0 | 0 | 0 | 0 | 0 |  |"]),
    },
    {
      // As it is written: the fix keeps what stands around it.
      text: asHtml(EXAMPLE).replace("<td>4</td>", "<td><p>⟦40⟧</p></td>"),
      messages: ["“（一）予以公开”行“自然人”填了 40，应为 4。"],
      whys: [
        "“（一）予以公开”行：六类申请人之和是 40+1=41，总计是 5，差 36。“自然人”列：各项办理结果之和是 40+1+1=42，“（七）总计”是 6，差 36。改成 4，这些等式就都成立。",
      ],
      fixed: asHtml(EXAMPLE).replace("<td>4</td>", "<td><p>4</p></td>"),
    },
  ],
});

testRule(rowTotal, {
  valid: [...SOUND, ...ONE_WRONG, SWAPPED, totalOnly.bad, litigationTotal.bad],
  invalid: [
    {
      // Two totals that make up for each other, or a number in the wrong row: it is not told which.
      text: example(
        [GRANTED, "予以公开 | | 4 | 1 | 0 | 0 | 0 | 0 | 6 |"],
        [PARTLY, "不计其他情形） | | 1 | 0 | 0 | 0 | 0 | 0 | ⟦0⟧ |"],
      ),
      messages: ["“（二）部分公开”“（一）予以公开”行差 1：可能是下列一列填错了行。"],
      whys: [
        "“（一）予以公开”行：六类申请人之和是 4+1=5，总计是 6，差 1。“（二）部分公开”行：六类申请人之和是 1，总计是 0，差 1。能填错的是：“自然人”列填了 1；“总计”列填了 6。哪一列填错了，要对照原件才知道。",
      ],
      cells: ["requests.partlyGranted.total"],
    },
    {
      // Three in the wrong row, of one applicant or in the totals: other columns have not as many.
      text: example(
        [GRANTED, "予以公开 | | 1 | 1 | 0 | 0 | 0 | 0 | 5 |"],
        [PARTLY, "不计其他情形） | | 4 | 0 | 0 | 0 | 0 | 0 | ⟦1⟧ |"],
      ),
      messages: ["“（二）部分公开”“（一）予以公开”行差 3：可能是下列一列填错了行。"],
      whys: [
        "“（一）予以公开”行：六类申请人之和是 1+1=2，总计是 5，差 3。“（二）部分公开”行：六类申请人之和是 4，总计是 1，差 3。能填错的是：“自然人”列填了 4；“总计”列填了 5。哪一列填错了，要对照原件才知道。",
      ],
      cells: ["requests.partlyGranted.total"],
    },
    {
      // Totals exchanged with the row below: no applicant's number is large enough.
      text: example(
        [PARTLY, "不计其他情形） | | 1 | 0 | 0 | 0 | 0 | 0 | 0 |"],
        ["国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 1 |"],
        [
          "不计其他情形） | | 1 | 0 | 0 | 0 | 0 | 0 | 0 |",
          "不计其他情形） | | 1 | 0 | 0 | 0 | 0 | 0 | ⟦0⟧ |",
        ],
      ),
      messages: ["“（二）部分公开”“1.属于国家秘密”行差 1：可能是下列一列填错了行。"],
      whys: [
        "“（二）部分公开”行：六类申请人之和是 1，总计是 0，差 1。“1.属于国家秘密”行：六类申请人之和是 0，总计是 1，差 1。能填错的是：“自然人”列填了 1；“总计”列填了 1。哪一列填错了，要对照原件才知道。",
      ],
    },
    {
      text: example(...AMBIGUOUS).replace("| 5 | 1 | 0 | 0 | 0 | 0 | 5 |", "| 5 | 1 | 0 | 0 | 0 | 0 | ⟦5⟧ |"),
      messages: ["“（一）予以公开”行等 4 个等式不成立，可能错在它们相交的格。"],
      whys: [
        "“（一）予以公开”行：六类申请人之和是 5+1=6，总计是 5，差 1。“（二）部分公开”行：六类申请人之和是 1+1=2，总计是 1，差 1。“自然人”列：各项办理结果之和是 5+1+1=7，“（七）总计”是 6，差 1。“商业企业”列：各项办理结果之和是 1+1+1=3，“（七）总计”是 2，差 1。能改的不止一处，说不准是哪几格，要对照原件核对这些行和列，先看相交的格：“（一）予以公开”行“自然人”填了 5；“（一）予以公开”行“商业企业”填了 1；“（二）部分公开”行“自然人”填了 1；“（二）部分公开”行“商业企业”填了 1。",
      ],
    },
    {
      // The column cannot be checked: the total may be set, for nothing speaks against it.
      text: example(
        [GRANTED, "予以公开 | | 4 | 1 | 0 | 0 | 0 | 0 | ⟦9⟧ |"],
        [REPEATED, "重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 若干 |"],
      ),
      messages: ["“（一）予以公开”行“总计”填了 9，六类申请人之和是 5。"],
      whys: [
        "“（一）予以公开”行：六类申请人之和是 4+1=5，总计是 9，差 4。错在其中哪个数，要对照原件才知道。",
      ],
      fixed: example([REPEATED, "重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 若干 |"]),
    },
  ],
});

testRule(resultTotal, {
  valid: [...SOUND, ...ONE_WRONG, SWAPPED, balance.bad, example(...AMBIGUOUS)],
  invalid: [
    {
      // One more in a row and its total: the row holds, two columns do not.
      text: example(
        [NOT_HELD, "不掌握相关政府信息 | 0 | 2 | 0 | 0 | 0 | 0 | 2 |"],
        [TOTAL, "（七）总计 | | 6 | ⟦2⟧ | 0 | 0 | 0 | 0 | ⟦8⟧ |"],
      ),
      messages: [
        "“（七）总计”行“商业企业”填了 2，各项结果之和是 3。",
        "“（七）总计”行“总计”填了 8，各项结果之和是 9。",
      ],
      whys: [
        "“商业企业”列：各项办理结果之和是 1+2=3，“（七）总计”是 2，差 1。错在其中哪个数，要对照原件才知道。",
        "“总计”列：各项办理结果之和是 5+1+2+1=9，“（七）总计”是 8，差 1。错在其中哪个数，要对照原件才知道。",
      ],
      cells: ["requests.handledTotal.enterprise", "requests.handledTotal.total"],
    },
  ],
});

testRule(balance, {
  valid: [...SOUND, ...ONE_WRONG, example(...AMBIGUOUS), SWAPPED],
  invalid: [
    {
      // Carried over and counted in the row's total: received or carried, the table does not tell.
      text: example([CARRIED, "继续办理 | | | ⟦1⟧ | 0 | 0 | 0 | 0 | 0 | ⟦1⟧ |"]),
      messages: [
        "“自然人”列收到共 6 件，办结和结转共 7 件，差 1。",
        "“总计”列收到共 8 件，办结和结转共 9 件，差 1。",
      ],
      whys: [
        "“自然人”列：第一、二项之和是 5+1=6，第三（七）、四项之和是 6+1=7，差 1。错在其中哪个数，要对照原件才知道。",
        "“总计”列：第一、二项之和是 7+1=8，第三（七）、四项之和是 8+1=9，差 1。错在其中哪个数，要对照原件才知道。",
      ],
      cells: ["requests.carriedForward.naturalPerson", "requests.carriedForward.total"],
    },
  ],
});

testRule(litigationTotal, {
  valid: [...SOUND, ...ONE_WRONG, example([LITIGATION, LITIGATION.replace("| 1 | 0", "|  | 0")])],
  invalid: [
    {
      // Zeros are left blank throughout: what is wrong is the total.
      text: example([LITIGATION, "| 2 |  |  | 1 | ⟦4⟧ |  |  | 1 |  | 1 | 1 |  |  |  | 1 |"]),
      messages: ["“行政复议”总计填了 4，四项之和是 3。"],
      whys: [
        "“行政复议”：四项结果之和是 2+1=3，总计是 4，差 1。空格按 0 算。错在其中哪个数，要对照原件才知道。",
      ],
      fixed: example([LITIGATION, "| 2 |  |  | 1 | 3 |  |  | 1 |  | 1 | 1 |  |  |  | 1 |"]),
    },
    {
      text: example([LITIGATION, "| 1 | 0 | 0 | 0 | ⟦2⟧ | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"]),
      messages: ["“行政复议”总计填了 2，四项之和是 1。"],
      whys: ["“行政复议”：四项结果之和是 1，总计是 2，差 1。错在其中哪个数，要对照原件才知道。"],
      cells: ["litigation.review.total"],
      fixed: EXAMPLE,
    },
    {
      // Each group for itself.
      text: example([LITIGATION, "| 1 | 0 | 0 | 0 | 1 | 0 | 3 | 0 | 0 | ⟦0⟧ | 0 | 0 | 0 | 1 | ⟦4⟧ |"]),
      messages: ["“未经复议直接起诉”总计填了 0，四项之和是 3。", "“复议后起诉”总计填了 4，四项之和是 1。"],
      whys: [
        "“未经复议直接起诉”：四项结果之和是 3，总计是 0，差 3。错在其中哪个数，要对照原件才知道。",
        "“复议后起诉”：四项结果之和是 1，总计是 4，差 3。错在其中哪个数，要对照原件才知道。",
      ],
      fixed: example([LITIGATION, "| 1 | 0 | 0 | 0 | 1 | 0 | 3 | 0 | 0 | 3 | 0 | 0 | 0 | 1 | 1 |"]),
    },
  ],
});

testRule(columnSwap, {
  valid: [...SOUND, ...ONE_WRONG, example(...AMBIGUOUS), resultTotal.bad],
  invalid: [
    {
      text: SWAPPED.replace("| 0 | 0 | 0 | 0 | 1 | 0 | 1 |", "| 0 | 0 | 0 | 0 | ⟦1⟧ | 0 | 1 |"),
      messages: ["“1.不掌握相关信息”行“法律服务机构”多 1，“商业企业”少 1：可能填错了列。"],
      whys: [
        "“商业企业”列：各项办理结果之和是 1，“（七）总计”是 2，差 1。“法律服务机构”列：各项办理结果之和是 1，“（七）总计”是 0，差 1。把 1 从“法律服务机构”移到“商业企业”，这些等式就都成立。",
      ],
      cells: ["requests.notHeld.legalService"],
      fixed: EXAMPLE,
    },
    {
      // A part of the number; no other row has one to give.
      text: example([NEW, "申请数量 | | | 3 | ⟦4⟧ | 0 | 0 | 0 | 0 | 7 |"]),
      messages: ["“一、本年新收”行“商业企业”多 2，“自然人”少 2：可能填错了列。"],
      whys: [
        "“自然人”列：第一、二项之和是 3+1=4，第三（七）、四项之和是 6，差 2。“商业企业”列：第一、二项之和是 4，第三（七）、四项之和是 2，差 2。把 2 从“商业企业”移到“自然人”，这些等式就都成立。",
      ],
      fixed: EXAMPLE,
    },
    {
      // One booked in the wrong column: two rows have one there, and either may have lost it.
      text: example(
        [GRANTED, "予以公开 | | 3 | 2 | 0 | 0 | 0 | 0 | 5 |"],
        [TOTAL, "（七）总计 | | 6 | ⟦2⟧ | 0 | 0 | 0 | 0 | 8 |"],
      ),
      messages: ["“商业企业”列多 1，“自然人”列少 1：可能是下列一行填错了列。"],
      whys: [
        "“自然人”列：各项办理结果之和是 3+1+1=5，“（七）总计”是 6，差 1。“商业企业”列：各项办理结果之和是 2+1=3，“（七）总计”是 2，差 1。能填错的是：“（一）予以公开”行填了 2；“1.不掌握相关信息”行填了 1。哪一行填错了，要对照原件才知道。",
      ],
      cells: ["requests.handledTotal.enterprise"],
    },
    {
      // The row of all results is told apart by the balance.
      text: example([TOTAL, "（七）总计 | | 5 | ⟦3⟧ | 0 | 0 | 0 | 0 | 8 |"]),
      messages: ["“（七）总计”行“商业企业”多 1，“自然人”少 1：可能填错了列。"],
      whys: [
        "“自然人”列：各项办理结果之和是 4+1+1=6，“（七）总计”是 5，差 1。“商业企业”列：各项办理结果之和是 1+1=2，“（七）总计”是 3，差 1。“自然人”列：第一、二项之和是 5+1=6，第三（七）、四项之和是 5，差 1。“商业企业”列：第一、二项之和是 2，第三（七）、四项之和是 3，差 1。把 1 从“商业企业”移到“自然人”，这些等式就都成立。",
      ],
      fixed: EXAMPLE,
    },
    {
      // Into a blank that counts as 0.
      text: blankZeros(SWAPPED.replace("| 0 | 0 | 0 | 0 | 1 | 0 | 1 |", "| 0 | 0 | 0 | 0 | ⟦1⟧ | 0 | 1 |")),
      messages: ["“1.不掌握相关信息”行“法律服务机构”多 1，“商业企业”少 1：可能填错了列。"],
      whys: [
        "“商业企业”列：各项办理结果之和是 1，“（七）总计”是 2，差 1。“法律服务机构”列：各项办理结果之和是 1，“（七）总计”是 0，差 1。空格按 0 算。把 1 从“法律服务机构”移到“商业企业”，这些等式就都成立。",
      ],
      fixed: blankZeros(EXAMPLE).replace(
        "不掌握相关政府信息 |  | 1 |  |  |  |",
        "不掌握相关政府信息 |  | 1 |  |  | 0 |",
      ),
    },
  ],
});

testRule(totalOnly, {
  valid: [
    ...SOUND,
    ...ONE_WRONG, // A lone total too many: that cell is named.
    example([REPEATED, "重复申请 | | | | | | | 0 |"]),
  ],
  invalid: [
    {
      text: totalOnly.bad
        .replace("0 | 0 | 0 | 0 | 0 | 0 | 1 |\n| 三、", "0 | 0 | 0 | 0 | 0 | 0 | ⟦1⟧ |\n| 三、")
        .replace(
          "继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | 1 |",
          "继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | ⟦1⟧ |",
        ),
      messages: [
        "“二、上年结转”行只填了总计 1，应分别填六类申请人。",
        "“四、结转下年度”行只填了总计 1，应分别填六类申请人。",
      ],
    },
    {
      text: example([NEW, "申请数量 | | |  |  |  |  |  |  | ⟦7⟧ |"]),
      messages: ["“一、本年新收”行只填了总计 7，应分别填六类申请人。"],
      cells: ["requests.newReceived.total"],
    },
  ],
});

testRule(rowShift, {
  valid: [...SOUND, ...ONE_WRONG, example(...AMBIGUOUS), SWAPPED],
  invalid: [
    {
      // The totals stand one row too high.
      text: example(
        ["3.其他 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "3.⟦其他⟧ | 6 | 2 | 0 | 0 | 0 | 0 | 8 |"],
        [TOTAL, "（七）总计 | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"],
      ),
      messages: ["“3.其他”行的数可能错了一行，应下移一行。"],
    },
    {
      // Down by one, into the row of what is carried on.
      text: example(
        [TOTAL, "（七）总计 | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"],
        [
          "四、结转下年度继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
          "四、⟦结转下年度继续办理⟧ | | | 6 | 2 | 0 | 0 | 0 | 0 | 8 |",
        ],
      ),
      messages: ["“四、结转下年度”行的数可能错了一行，应上移一行。"],
    },
  ],
});

describe("blank totals", () => {
  const totals: [string, string][] = [
    [NEW, "申请数量 | | | 5 | 2 | 0 | 0 | 0 | 0 | |"],
    [GRANTED, "予以公开 | | 4 | 1 | 0 | 0 | 0 | 0 | |"],
    [PARTLY, "不计其他情形） | | 1 | 0 | 0 | 0 | 0 | 0 | |"],
    [NOT_HELD, "不掌握相关政府信息 | 0 | 1 | 0 | 0 | 0 | 0 | |"],
    [TOTAL, "（七）总计 | | 6 | 2 | 0 | 0 | 0 | 0 | |"],
  ];

  test("are told their sums where several are left out, and no number beside them is doubted", () => {
    const found = check(example(...totals));
    expect(found.map(({ rule }) => rule)).toEqual(Array(5).fill("cell-blank"));
    expect(found.map(({ message }) => /应为 \d+/.exec(message)?.[0])).toEqual(
      [7, 5, 1, 1, 8].map((sum) => `应为 ${sum}`),
    );
    expect(found[0]!.why).toBe("总计是本行六类申请人之和 5+2=7。");
  });

  test("leave a column that does not add up an error of its own", () => {
    const text = example(...totals).replace("| 4 | 1 | 0 | 0 | 0 | 0 | |", "| 5 | 1 | 0 | 0 | 0 | 0 | |");
    expect(check(text).map(({ rule }) => rule)).toEqual([
      ...Array(4).fill("cell-blank"),
      "result-total",
      "cell-blank",
    ]);
  });

  test("and other blanks of a row that was left out break no equation for sure", () => {
    const text = example([NOT_HELD, "不掌握相关政府信息 | | | | | | | |"]);
    expect(new Set(check(text).map(({ rule }) => rule))).toEqual(new Set(["cell-blank"]));
  });

  test("no fix makes 0 of a total beside numbers", () => {
    for (const { message, fixes } of check(example(...totals)))
      for (const { title } of fixes ?? []) expect(title, message).not.toMatch(/填 0$/);
  });
});

describe("one mistake, one finding", () => {
  test("a number in the wrong row, whose total stands alone now", () => {
    const text = example(
      [GRANTED, "予以公开 | | 5 | 1 | 0 | 0 | 0 | 0 | 5 |"],
      [PARTLY, "不计其他情形） | | 0 | 0 | 0 | 0 | 0 | 0 | 1 |"],
    );
    expect(check(text).map(({ rule }) => rule)).toEqual(["row-total"]);
  });

  test.each(ONE_WRONG.map((text, i) => [i, text] as const))("one wrong number %i", (_, text) => {
    expect(check(text).map(({ rule }) => rule)).toEqual(["cell-suspect"]);
  });

  test("a number in the wrong column", () => {
    expect(check(SWAPPED).map(({ rule }) => rule)).toEqual(["column-swap"]);
  });

  test("rows and columns that several sets of cells explain are one finding", () => {
    const [finding, ...others] = check(example(...AMBIGUOUS));
    expect([finding?.rule, ...others]).toEqual(["row-total"]);
    expect(finding?.related).toHaveLength(4);
  });

  test("a suspect names the other numbers of its equations", () => {
    const [found] = check(ONE_WRONG[0]!);
    expect(found?.related?.map(({ message }) => message)).toEqual([
      "“（一）予以公开”行“总计”：5",
      "“（七）总计”行“商业企业”：2",
      "“（一）予以公开”行“自然人”：4",
      "“1.不掌握相关信息”行“商业企业”：1",
    ]);
  });
});
