import { test } from "vitest";
import { check, fixAll } from "../server/src/check";
import { EXAMPLE } from "../server/src/rules/support/example";
import { asHtml, oneCellALine, withTabs, halfWidth, without } from "./samples";
import { example } from "./testRule";

const HEAD = "| | | | 自然人 | 法人或其他组织 | | | | | 总计 |\n| | | | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |\n";
const contents = (end: (i: number) => string) => ["总体情况","主动公开政府信息情况","收到和处理政府信息公开申请情况","政府信息公开行政复议、行政诉讼情况","存在的主要问题及改进情况","其他需要报告的事项"].map((t,i)=>`${"一二三四五六"[i]}、${t}${end(i)}`).join("\n");
const samples: Record<string,string> = {
  contentsPages: example(["本报告根据", `目录\n${contents(i=>`……${i+1}`)}\n\n本报告根据`]),
  contentsPages2: example(["本报告根据", `目 录\n${contents(i=>` ${i+1}`)}\n\n本报告根据`]),
  contentsDots: example(["本报告根据", `${contents(i=>`........${i+1}`)}\n\n本报告根据`]),
  prefaceList: example(["所列数据", `报告由以下部分组成：\n${contents(i=>i<5?"；":"。")}\n所列数据`]),
  headerRepeat: example(["| | | 6.属于四类", `${HEAD}| | | 6.属于四类`]),
  headerRepeatCells: oneCellALine(example(["| | | 6.属于四类", `${HEAD}| | | 6.属于四类`])),
  headerRepeatHtml: asHtml(example(["| | | 6.属于四类", `${HEAD}| | | 6.属于四类`])),
  headerRepeatTabs: withTabs(example(["| | | 6.属于四类", `${HEAD}| | | 6.属于四类`])),
  pageBreak: example(["| | | 6.属于四类", `\n— 3 —\n\n| | | 6.属于四类`]),
  pageBreakNum: oneCellALine(example(["| | | 6.属于四类", `\n3\n\n| | | 6.属于四类`])),
  pageBreakNum2: oneCellALine(example(["| | | 6.属于四类", `\n- 3 -\n\n| | | 6.属于四类`])),
  pageBreakNum3: oneCellALine(example(["| | | 6.属于四类", `第 3 页 共 8 页\n| | | 6.属于四类`])),
  pageHtml: asHtml(example(["| | | 6.属于四类", `3\n| | | 6.属于四类`])),
  noGroups: EXAMPLE.replace(/^\| (?:三、本年度办理结果)? ?\| (?:（[三四五六]）.*? )?\| (?=\d)/gm, "| | | "),
  titleParen: example(["云溪镇2023年政府信息公开工作年度报告", "云溪镇人民政府\n政府信息公开工作年度报告\n（2023年度）"]),
  titleParen2: example(["云溪镇2023年政府信息公开工作年度报告", "云溪镇政府信息公开工作年度报告（2023年度）"]),
  titleWrap3: example(["云溪镇2023年政府信息公开工作年度报告", "云溪镇人民政府\n2023年政府信息公开\n工作年度报告"]),
  spacedTitle: example(["云溪镇2023年政府信息公开工作年度报告", "云 溪 镇 2 0 2 3 年 政 府 信 息 公 开 工 作 年 度 报 告"]),
  dateChinese: example(["2024年1月15日","二〇二四年一月十五日"]),
  may15: example(["（一）主动公开。", "（一）主动公开。5.15政务公开日期间现场解答。\n5.15政务公开日：共设点3处。\n"]),
  sub: example(["一是政策", "（一）存在问题\n1.一是政策"], ["下一步", "\n（二）改进措施\n1.下一步"]),
  subItems: example(["一是政策", "1.存在问题。一是政策"], ["下一步", "\n2.改进措施。下一步"]),
  six: example(["2023年未收取", "（一）收取信息处理费情况\n2023年未收取"]),
  footnote: example(["\n五、存在", "注：1.以上数据含派出机构。\n2.不含垂管单位。\n\n五、存在"]),
  tableTitle: example(["| （本列数据", "表2 收到和处理政府信息公开申请情况（单位：件）\n\n| （本列数据"]),
  tableTitle2: example(["| （本列数据", "单位：件\n\n| （本列数据"], ["| 行政复议 |", "（一）行政复议、行政诉讼情况表\n\n| 行政复议 |"]),
  intro: example(["| （本列数据", "2023年收到申请7件，上年结转1件，办结8件。具体情况见下表。\n\n| （本列数据"]),
  bigSpaces: EXAMPLE.replace(/\| /g, "|   ").replace(/ \|/g, "   |"),
  blankLines: EXAMPLE.replace(/\n/g, "\n\n"),
  pdf: EXAMPLE.replace(/^\|[-| ]+\|\n/gm, "").replace(/^\|.*\|$/gm, (r)=>r.replace(/[| ]+/g," ").trim()),
  pdfHalf: halfWidth(EXAMPLE).replace(/^\|[-| ]+\|\n/gm, "").replace(/^\|.*\|$/gm, (r)=>r.replace(/[| ]+/g," ").trim()),
  aligned: EXAMPLE.replace(/^\|[-| ]+\|\n/gm, "").replace(/^\|.*\|$/gm, (r)=>r.replace(/[| ]+/g,"   ").trim()),
  cellpipe: oneCellALine(EXAMPLE).replace(/^(\d+)$/gm, "$1 |"),
  cellPipeAlone: oneCellALine(EXAMPLE).replace(/^(\d+)$/gm, "$1\n|"),
  cellsApart: oneCellALine(EXAMPLE).replace(/^(\d+(?:\.\d)?)$/gm, "\n$1\n"),
  tabLead: withTabs(EXAMPLE).replace(/^(?=.*\t)/gm, "\t"),
  spansHtml: asHtml(EXAMPLE).replace(/<td>(\d+)<\/td>/g, '<td style="x"><p class="a"><span>$1</span></p></td>'),
  mdHeads: EXAMPLE.replace(/^([一二三四五六]、[^|\n]*)$/gm, "## $1").replace(/^（(.)）/gm, "### （$1）"),
  mdBold: EXAMPLE.replace(/^([一二三四五六]、[^|\n]*)$/gm, "**$1**"),
  mdHash: EXAMPLE.replace(/^([一二三四五六]、[^|\n]*)$/gm, "# $1 #"),
  chunk: EXAMPLE.replace(/^([一二三四五六])、([^|\n]*)$/gm, "第$1部分 $2"),
  dotNum: EXAMPLE.replace(/^([一二三四五六])、([^|\n]*)$/gm, "$1．$2"),
  spaceNum: EXAMPLE.replace(/^([一二三四五六])、([^|\n]*)$/gm, "$1 、 $2"),
  arabicNum: EXAMPLE.replace(/^([一二三四五六])、([^|\n]*)$/gm, (_,a,b)=>`${"一二三四五六".indexOf(a)+1}、${b}`),
  bracketNum: EXAMPLE.replace(/^([一二三四五六])、([^|\n]*)$/gm, (_,a,b)=>`（${a}）${b}`),
  noNum: EXAMPLE.replace(/^([一二三四五六])、([^|\n]*)$/gm, "$2"),
  traditional: EXAMPLE.replace(/报/g,"報").replace(/开/g,"開").replace(/办/g,"辦").replace(/请/g,"請").replace(/总计/g,"總計"),
};
test("probe", () => {
  for (const [name, text] of Object.entries(samples)) {
    const found = check(text);
    if (found.length) console.log(`## ${name}: ${found.length}\n` + found.slice(0,6).map((d) => `  ${d.rule} ⟦${text.slice(d.span.start,d.span.end)}⟧ ${d.message}`).join("\n"));
  }
});
