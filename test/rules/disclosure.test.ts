import { disclosedExceedsTotal } from "../../server/src/core/rules/disclosed-exceeds-total";
import { feeUnit } from "../../server/src/core/rules/fee-unit";
import { procurementUnit } from "../../server/src/core/rules/procurement-unit";
import { regulationMaker } from "../../server/src/core/rules/regulation-maker";
import { EXAMPLE, EXAMPLE_2019, exampleWith2019 } from "../../server/src/core/rules/support/example";
import { asHtml, DISCLOSURE_2019, oneCellALine, without } from "../samples";
import { example, testRule } from "../testRule";

const documents = (cells: string) =>
  exampleWith2019("| 规范性文件 | 2 | 2 | 9 |", `| 规范性文件 | ${cells} |`);

testRule(disclosedExceedsTotal, {
  valid: [
    "",
    EXAMPLE,
    EXAMPLE_2019,
    DISCLOSURE_2019,
    oneCellALine(EXAMPLE_2019),
    documents("2 | 9 | 9"),
    documents("12 | 2 | 9"), // One made need not be published.
    // What cannot be read, or is wrong in itself, has its own rule.
    documents("2 | 12 | "),
    documents("2 | 12 | U"),
    documents("2 | 12 | -9"),
  ],
  invalid: [
    {
      text: documents("2 | ⟦12⟧ | 9"),
      messages: ["“规范性文件”行“本年新公开数量”填了 12，不应多于总数量 9。"],
      cells: ["disclosure.normativeDocuments.disclosed"],
    },
    {
      text: oneCellALine(exampleWith2019("| 规章 | 0 | 0 | 0 |", "| 规章 | 0 | ⟦1⟧ | 0 |")),
      messages: ["“规章”行“本年新公开数量”填了 1，不应多于总数量 0。"],
    },
  ],
});

const fees = (amount: string, unit = "万元") =>
  example(
    ["本年收费金额（单位：万元）", `本年收费金额（单位：${unit}）`],
    ["| 行政事业性收费 | 1.5 |", `| 行政事业性收费 | ${amount} |`],
  );
const stated = (sentence: string, amount: string) =>
  fees(amount).replace("推进政府信息公开。", `推进政府信息公开。${sentence}`);
const big = (amount: string, right: string) =>
  `“行政事业性收费”行“本年收费金额”填了 ${amount} 万元，可能应为 ${right}。`;
const IN_YUAN = "这一列的单位写了“元”，应为“万元”。";

testRule(feeUnit, {
  valid: [
    "",
    EXAMPLE,
    EXAMPLE_2019,
    asHtml(EXAMPLE),
    without("| 第二十条", "三、收到"),
    fees("0"),
    fees("9800"),
    fees("15000元"), // See cell-unit.
    stated("收取行政事业性收费1.5万元。", "1.5"),
    stated("收取行政事业性收费15000元。", "1.5"),
    // What a city takes may be any amount.
    fees("350000").replaceAll("云溪镇", "云溪市"),
  ],
  invalid: [
    {
      text: fees("15000").replace("本年收费金额（单位：元）", "").replace("15000", "⟦15000⟧"),
      messages: [big("15000", "1.5")],
      whys: ["这一列以万元为单位，按万元算，这笔金额大得不合常理。如果 15000 是元，应填 1.5。"],
      cells: ["disclosure.fees.amount"],
      fixed: EXAMPLE,
    },
    {
      text: stated("收取行政事业性收费1.5万元。", "⟦15000⟧").replaceAll("云溪镇", "云溪市"),
      messages: [big("15000", "1.5")],
      whys: ["这一列以万元为单位，正文说的是 15000 元。如果 15000 是元，应填 1.5。"],
      fixed: stated("收取行政事业性收费1.5万元。", "1.5").replaceAll("云溪镇", "云溪市"),
    },
    {
      text: fees("15000", "元").replace("本年收费金额（单位：元）", "⟦本年收费金额（单位：元）⟧"),
      messages: [IN_YUAN],
      cells: ["disclosure.fees.amount"],
      fixed: EXAMPLE,
    },
    {
      // A space where the label was wrapped.
      text: fees("15000", "元").replace("本年收费金额（单位：元）", "⟦本年收费金额（单 位：元）⟧"),
      messages: [IN_YUAN],
      cells: ["disclosure.fees.amount"],
      fixed: EXAMPLE.replace("（单位", "（单 位"),
    },
    {
      text: fees("0", "元").replace("本年收费金额（单位：元）", "⟦本年收费金额（单位：元）⟧"),
      messages: [IN_YUAN],
      fixed: fees("0"),
    },
  ],
});

const bought = (amount: string) => exampleWith2019("36.8万元", amount);

testRule(procurementUnit, {
  valid: [
    "",
    EXAMPLE,
    EXAMPLE_2019,
    DISCLOSURE_2019,
    bought("368000元"),
    bought("0"),
    bought("U"),
    // Said in the header, in the row's label, or in a note.
    bought("36.8").replace("采购总金额", "采购总金额（万元）"),
    bought("36.8").replace("政府集中采购", "政府集中采购（单位：万元）"),
  ],
  invalid: [
    {
      text: bought("⟦36.8⟧"),
      messages: ["“政府集中采购”行“采购总金额”填了 36.8，应写明元或万元。"],
      cells: ["disclosure.procurement.amount"],
    },
    {
      text: oneCellALine(bought("⟦368000⟧")),
      messages: ["“政府集中采购”行“采购总金额”填了 368000，应写明元或万元。"],
    },
  ],
});

const regulations = (cells: string, agency = "云溪镇") =>
  example(["| 规章 | 0 | 0 | 0 |", `| 规章 | ${cells} |`]).replaceAll("云溪镇", agency);
const cannot = (column: string, value: number) => `“规章”行“${column}”填了 ${value}，一般应为 0。`;
const because = (agency: string) =>
  `按《立法法》，${agency}不能制定规章，这一行一般应为 0；所发的文件多半是规范性文件，填在下一行。`;

testRule(regulationMaker, {
  valid: [
    "",
    EXAMPLE,
    EXAMPLE_2019,
    // Cities with districts, provinces and departments of the State Council can; offices report for governments.
    regulations("2 | 0 | 9", "云溪市"),
    regulations("2 | 0 | 9", "云岭省"),
    regulations("2 | 0 | 9", "云溪壮族自治区"),
    regulations("2 | 0 | 9", "国家云溪总局").replaceAll("国家云溪总局人民政府", "国家云溪总局"),
    regulations("2 | 0 | 9", "云溪市").replaceAll("云溪市人民政府", "云溪市人民政府办公室"),
    // Whose report it is does not show.
    regulations("2 | 0 | 9", "云溪").replaceAll("云溪人民政府", "本机关"),
  ],
  invalid: [
    {
      text: regulations("⟦2⟧ | 0 | 9"),
      messages: [cannot("本年制发件数", 2)],
      whys: [because("云溪镇")],
      cells: ["disclosure.regulations.made"],
    },
    {
      text: regulations("0 | 0 | ⟦9⟧", "云溪县"),
      messages: [cannot("现行有效件数", 9)],
      whys: [because("云溪县")],
    },
    {
      text: regulations("0 | ⟦1⟧ | 9", "云溪市财政局").replaceAll("财政局人民政府", "财政局"),
      messages: [cannot("本年废止件数", 1)],
      whys: [because("云溪市财政局")],
    },
  ],
});
