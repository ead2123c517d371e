import type { Fix } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { foldTitle, type Title } from "../report/outline/title";
import type { Report } from "../report/report";
import { rewrite } from "../text/edit";
import { EXAMPLE, exampleWith } from "./support/example";

/** The agency may stand on a line of its own. */
const STANDARD = /^(?!关于).{0,40}20\d\d年度?政府信息公开工作年度报告$/;
const NAME = "政府信息公开工作年度报告";

export const titleNonstandard: Rule = {
  id: "title-nonstandard",
  category: "document",
  title: "标题不规范",
  why: "标题的通行写法是“机关名称＋YYYY年（度）政府信息公开工作年度报告”；漏掉“年”字是最常见的笔误。",
  whenOff: "上级规定了另外的标题写法时。",
  severity: "warning",
  bad: exampleWith("云溪镇2023年政府", "云溪镇2023政府"),
  good: EXAMPLE,

  *check(report) {
    const { title } = report;
    if (title === undefined) return;
    const folded = foldTitle(title.text);
    const { yearSpan, year, agency } = title;
    const hasYear = yearSpan !== undefined && /20\d\d年/.test(folded);
    if (yearSpan !== undefined && !hasYear) {
      yield {
        span: yearSpan,
        message: `标题“${year}”后面漏了“年”，应为“${year}年”。`,
        fixes: [
          {
            title: "补上“年”字",
            safe: true,
            edits: [{ span: { start: yearSpan.end, end: yearSpan.end }, text: "年" }],
          },
        ],
      };
      return;
    }
    if (STANDARD.test(folded) && agency !== undefined) return;
    yield {
      span: { start: title.start, end: title.end },
      severity: "info",
      message: inWords(differences(title, folded)),
      why: `标题的通行写法是“机关名称＋YYYY年${NAME}”。`,
      fixes: wholeTitle(report, title, folded),
    };
  },
};

/** A title taken apart: what is left without its year, its agency and remarks in brackets. */
interface Parts {
  readonly name: string;
  readonly remarks: readonly string[];
  /** Index of the agency, the year and the name in the folded title; -1 for what is not there. */
  readonly agencyAt: number;
  readonly yearAt: number;
  readonly nameAt: number;
}

/** 度 of 2022年度报告 belongs to 年度报告. */
const YEAR = /[(【]?20\d\d年(?:度(?!(?:工作)?报告))?[)】]?/;
const REMARK = /\([^()]*\)|(?:全文|正文|文字版)$/g;

function partsOf({ agency, namesAgency }: Title, folded: string): Parts {
  const year = YEAR.exec(folded);
  const written = namesAgency ? agencyAsWritten(agency!, folded) : "";
  const rest = folded.replace(YEAR, "").replace(written, "");
  const name = rest.replace(REMARK, "").replace(/(?<!年)度(?=(?:工作)?报告)/, "年度");
  return {
    name,
    remarks: rest.match(REMARK) ?? [],
    agencyAt: written === "" ? -1 : folded.indexOf(written),
    yearAt: year?.index ?? -1,
    nameAt: folded.search(/(?:政府|政务)信息|信息公开|政务公开|年度报告|年报/),
  };
}

/** Of 望溪县人民政府信息公开… the name keeps 政府. */
function agencyAsWritten(agency: string, folded: string): string {
  return folded.includes(`${agency}信息`) ? agency.replace(/政府$/, "") : agency;
}

function inWords(told: readonly string[]): string {
  return `标题${told[0]!.startsWith("“") ? "中" : ""}${told.join("，")}。`;
}

function differences(title: Title, folded: string): string[] {
  const { name, remarks, agencyAt, yearAt, nameAt } = partsOf(title, folded);
  const told: string[] = [];
  if (title.agency === undefined) told.push("没有写机关名称");
  if (yearAt < 0) told.push("没有写年度");
  else if (agencyAt > yearAt) told.push("的年份应在机关名称之后");
  else if (nameAt >= 0 && yearAt > nameAt) told.push("的年度应在“政府信息公开”之前");
  told.push(...differencesOfName(name));
  told.push(...remarks.map((remark) => `多“${remark.replace("(", "（").replace(")", "）")}”`));
  return told.length > 0 ? told : ["与通行写法不同"];
}

/** Words that are left out where the rest of the name is right. */
const LEFT_OUT = ["政府", "工作", "年度"];

function differencesOfName(name: string): string[] {
  if (name === NAME) return [];
  const lacking = LEFT_OUT.filter((word) => !name.includes(word));
  if (lacking.length > 0 && lacking.reduce((left, word) => left.replace(word, ""), NAME) === name)
    return [`少“${lacking.join("”“")}”`];
  if (name === "政府信息公开年度工作报告") return ["“年度工作报告”应为“工作年度报告”"];
  return [`“${name}”应为“${NAME}”`];
}

/** The whole title, where agency and year are known. A line of its own that the agency stands on is left. */
function wholeTitle(report: Report, title: Title, folded: string): Fix[] {
  const year = title.year ?? report.year;
  const agency = title.agency ?? report.agency;
  if (year === undefined || agency === undefined) return [];
  const standsApart = title.agency !== undefined && !title.namesAgency;
  const wanted = `${standsApart ? "" : agency}${year}年${/20\d\d年度(?!(?:工作)?报告)/.test(folded) ? "度" : ""}${NAME}`;
  return [{ title: `改为“${wanted}”`, safe: false, edits: rewrite(title, wanted) }];
}
