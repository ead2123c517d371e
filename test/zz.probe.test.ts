import { test } from "vitest";
import { check, fixAll } from "../server/src/check";
import { EXAMPLE } from "../server/src/rules/support/example";
import { asHtml, oneCellALine, withTabs, halfWidth, without } from "./samples";
import { example } from "./testRule";

const HEAD = "| | | | 自然人 | 法人或其他组织 | | | | | 总计 |\n| | | | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | |\n";
const contents = (end: (i: number) => string) => ["总体情况","主动公开政府信息情况","收到和处理政府信息公开申请情况","政府信息公开行政复议、行政诉讼情况","存在的主要问题及改进情况","其他需要报告的事项"].map((t,i)=>`${"一二三四五六"[i]}、${t}${end(i)}`).join("\n");
const PROBLEMS = EXAMPLE.slice(EXAMPLE.indexOf("五、存在"), EXAMPLE.indexOf("六、其他"));
const samples: Record<string,string> = {
  no56: without("五、存在", "云溪镇人民政府\n"),
  no1: without("一、总体情况", "二、主动"),
  no1html: asHtml(without("一、总体情况", "二、主动")),
  no3md: without("三、收到", "四、政府信息").replace(/^([一二三四五六]、[^|\n]*)$/gm, "## $1"),
  no3html: asHtml(without("三、收到", "四、政府信息")),
  no2cells: oneCellALine(without("二、主动", "三、收到")),
  no234: without("二、主动", "五、存在"),
  dupFirst: example(["一、总体情况", "一、总体情况\n\n一、总体情况"]),
  mixed: example(["五、存在的主要问题及改进情况", "五、存在的问题及改进措施"]),
  mixed2: example(["三、收到和处理政府信息公开申请情况", "三、依申请公开情况"]),
  mixed3: example(["四、政府信息公开行政复议、行政诉讼情况", "四、行政复议、行政诉讼情况"]),
  swapTitles: example(["五、存在的主要问题及改进情况","五、其他需要报告的事项"],["六、其他需要报告的事项","六、存在的主要问题及改进情况"]),
  crlfInline: example(["六、其他需要报告的事项\n\n2023", "六、其他需要报告的事项 2023"]).replaceAll("\n","\r\n"),
  lastColumnsBlank: example(["| 四、结转下年度继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "| 四、结转下年度继续办理 | | | | | | | | | |"]),
  dropTotalRow: example(["| | （七）总计 | | 6 | 2 | 0 | 0 | 0 | 0 | 8 |\n", ""]),
  dropNew: example(["| 一、本年新收政府信息公开申请数量 | | | 5 | 2 | 0 | 0 | 0 | 0 | 7 |\n", ""]),
  dropNewHtml: asHtml(example(["| 一、本年新收政府信息公开申请数量 | | | 5 | 2 | 0 | 0 | 0 | 0 | 7 |\n", ""])),
  dropOther3: example(["| | | 3.其他 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n", ""]),
  dropRegs: example(["| 规章 | 0 | 0 | 0 |\n", ""]),
  swappedLabels: example(["| 行政处罚 | 12 |", "| 行政强制 | 12 |"], ["| 行政强制 | 0 |", "| 行政处罚 | 0 |"]),
  sameLabelTwice: example(["2.重复申请", "2.要求提供公开出版物"]),
  granted2: example(["（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）予以公开"]),
  lit10: example(["| 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "| 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 |"]),
  litBlank: example(["| 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "| | | | | | | | | | | | | | | |"]),
  litNone: example(["| 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n", ""]),
  litSlash: example(["| 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "| 1 | 0 | 0 | 0 | 1 | / | / | / | / | / | / | / | / | / | / |"]),
  allBlank: EXAMPLE.replace(/(?<=（[一-七]）|\d\.|[一二四]、)([^|\n]*)\|( *\|)?( *\|)? [\d |]+$/gm, (m,a,b='',c='')=>`${a}|${b}${c}${" |".repeat(7)}`),
  twoRowsMissing: example(["| | | 2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n| | | 3.要求提供公开出版物 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n", ""]),
  std2020: EXAMPLE.replaceAll("2024", "2021").replaceAll("2023", "2020"),
};
test("probe", () => {
  for (const [name, text] of Object.entries(samples)) {
    const found = check(text);
    const f = fixAll(text, {}, {unsafe:true}); const left=f.diagnostics.map(d=>d.rule).join(",");
    console.log(`[left ${left}] ${f.text===EXAMPLE} `+`## ${name}: ${found.length}\n` + found.slice(0,6).map((d) => `  ${d.rule} ⟦${text.slice(d.span.start,d.span.end)}⟧ ${d.message}`).join("\n"));
  }
});
