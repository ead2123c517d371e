import type { Kind } from "./kinds";

/*
 * What clauses state of the disclosure table: documents made, repealed and valid, decisions, fees, procurement. The
 * words must say just that and no more: documents put on a website, notices of penalties, cases handled, and what is
 * said of one field of work are other counts. A noun or a verb stands for the numbers behind it in its sentence.
 */

const DOCUMENT_UNITS = new Set(["件", "份", "部", "个", "项", ""]);
const DECISION_UNITS = new Set(["件", "宗", "起", "例", ""]);
const PROJECT_UNITS = new Set(["个", "项", "次"]);

const BODY = "[局镇乡县市区州盟旗委办院厅处街道机关单位]{1,3}";
/** Words before a statement that do not narrow it down. */
const LEAD = `(?:20\\d\\d年度?|本年度?|全年度?|今年|年内|当年|年度内|年[底末]|目前|现有?|[本我全]${BODY}|(?:镇|乡|街道)(?:人民政府|政府|办事处)?|[共总]计?|一共|合计|依法|依规|截[至止](?:20\\d\\d年)?(?:年?[底末]|12月(?:31日|底)?)|[、:"]){0,8}`;
const COUNT = "(?:的?[总件]?数量?|总量|[共总]计?|共有|有|为|是|:){0,3}";
const ONE_DOCUMENT = "(?:(?:政府|行政)?规章|(?:行政)?规范性文件)";
const DOCUMENTS = `(?<noun>${ONE_DOCUMENT}(?:[、和及与]${ONE_DOCUMENT})?)`;
const ONE_DECISION = "行政(?:许可|处罚|强制)";
const DECISIONS = `(?<noun>${ONE_DECISION}(?:[、和及与]${ONE_DECISION}){0,2})`;
const MAKE = "(?:本年)?新?(?:制发|制定|制作|出台|印发)(?:出台|印发|并?发布)?";
const REPEAL = "(?:本年)?(?:宣布)?(?:失效[和及、]?)?废止(?:[和及、]?(?:宣布)?失效)?";
const DECIDE = "(?:作出|做出|实施|下达)";

/** The documents' columns by the verbs that say them. */
const VERB = `(?:(?<made>${MAKE})|(?<repealed>${REPEAL})|(?<valid>现行有效)|(?<disclosed>(?:本年)?新公开)|(?<publicTotal>对外公开总))`;

/** 制发行政规范性文件2件, 行政规范性文件制发2件. */
const DOCUMENT_PATTERNS: readonly RegExp[] = [
  new RegExp(`^(?:其中[:、]?)?${LEAD}${VERB}[的了]?${DOCUMENTS}${COUNT}$`),
  new RegExp(`^${LEAD}${DOCUMENTS}的?${LEAD}${VERB}的?${COUNT}$`),
  // 清理并集中公布现行有效行政规范性文件14件: what is done with those that are valid is done with all.
  new RegExp(
    `^${LEAD}(?:全面|集中|系统|梳理|清理|汇总|公布|发布|公开|[并和及了]){0,6}(?<valid>现行有效)的?${DOCUMENTS}(?:目录)?${COUNT}$`,
  ),
];
/** 废止1件, behind 行政规范性文件制发2件. */
const VERB_ALONE = new RegExp(`^${LEAD}${VERB}的?${COUNT}$`);
const NOUN_ALONE = new RegExp(`^(?:其中[:、]?)?${LEAD}${DOCUMENTS}${COUNT}$`);
/** 全年印发文件30件，其中规范性文件2件. */
const ANY_DOCUMENTS = new RegExp(`^${LEAD}${MAKE}(?:各类|各项|政策|行政|政府)?(?:公文|文件)${COUNT}$`);
/** 制发2件行政规范性文件. */
const BEFORE_NUMBER = new RegExp(`^${LEAD}(?:(?<made>${MAKE})|(?<repealed>${REPEAL}))了?$`);
const DOCUMENTS_BEHIND = new RegExp(`^的?${DOCUMENTS}(?![\u4e00-\u9fff])`);

const DECIDED = new RegExp(
  `^${LEAD}${DECIDE}(?:了|各类|的)?${DECISIONS}(?:处理)?(?:决定书?|案件|行为)?${COUNT}$`,
);
const DECISION_COUNT = new RegExp(`^${LEAD}${DECISIONS}(?:处理)?决定书?${COUNT}$`);
const DECISIONS_ALONE = new RegExp(`^${LEAD}${DECISIONS}(?:案件)?${COUNT}$`);
const DECIDE_LEAD = new RegExp(`^${LEAD}${DECIDE}了?$`);
const DECISIONS_BEHIND = new RegExp(`^的?${DECISIONS}(?:决定|案件)?(?![\u4e00-\u9fff])`);
/** Before decisions these say that only some are counted: those of one field, or of what was told before. */
const SOME_ONLY = /其中|领域|方面|专项|行动|针对|涉企|围绕|检查/;
/** And these that something else is: what is shown or handled, unless the clause has the verb of decisions. */
const SHOWN = /公开|公示|公布|发布|归集|推送|录入|上传|报送|办理|受理/;

const FEES = new RegExp(`^${LEAD}(?:收取|征收)?的?行政事业性收费(?:总?金额|总额)?${COUNT}$`);
const PROJECTS = new RegExp(`^${LEAD}(?:实施|完成|开展)?政府集中采购项目${COUNT}$`);
const AMOUNT = new RegExp(`^${LEAD}(?:政府)?(?:集中)?采购总?金额${COUNT}$`);

const NONE = "(?:未|没有|暂?无)";
const NO_DOCUMENTS = new RegExp(
  `^${NONE}(?:(?<made>${MAKE})|(?<repealed>${REPEAL}))过?(?:任何)?${DOCUMENTS}的?(?:情况|情形)?$`,
);
const NO_DECISIONS = new RegExp(
  `^${NONE}(?:作出|做出|实施|发生|产生)?(?:过|任何)?(?<noun>${ONE_DECISION}(?:[、和及与]无?${ONE_DECISION}){0,2})(?:决定|行为|案件|事项)?的?(?:情况|情形)?$`,
);
const NO_FEES = new RegExp(`^${NONE}(?:收取|征收)?(?:任何)?行政事业性收费(?:项目)?的?(?:情况|情形)?$`);

/** Other years and other bodies, said in any words. */
const ELSEWHERE = /累计|历年|以来|党内|党组/;

/** Reads the clauses of one sentence from the first to the last. */
export class DisclosureReader {
  private rows: readonly string[] = [];
  private column: string | undefined;

  /** What a number counts by the words before it in its clause and behind it; `before` is its sentence up to there. */
  kindOf(label: string, unit: string, before: string, behind: string): Kind | undefined {
    if (ELSEWHERE.test(before) || ELSEWHERE.test(label)) return undefined;
    if (unit === "元") return moneyKind(label);
    if (PROJECT_UNITS.has(unit) && PROJECTS.test(label))
      return kind("政府集中采购项目", ["procurement"], "projects");
    return (
      (DOCUMENT_UNITS.has(unit) ? this.documents(label, behind) : undefined) ??
      (DECISION_UNITS.has(unit) ? this.decisions(label, before, behind) : undefined)
    );
  }

  /** What a clause says that there was none of. */
  noneOf(clause: string): Kind | undefined {
    const documents = NO_DOCUMENTS.exec(clause)?.groups;
    if (documents !== undefined) return this.told(documents.noun, columnOf(documents));
    const decisions = NO_DECISIONS.exec(clause)?.groups;
    if (decisions !== undefined) return this.told(decisions.noun, "decisions");
    return NO_FEES.test(clause) ? kind("行政事业性收费", ["fees"], "amount") : undefined;
  }

  private documents(label: string, behind: string): Kind | undefined {
    for (const pattern of DOCUMENT_PATTERNS) {
      const match = pattern.exec(label)?.groups;
      if (match !== undefined) return this.told(match.noun, columnOf(match));
    }
    const named = DOCUMENTS_BEHIND.exec(behind)?.groups;
    const lead = named && BEFORE_NUMBER.exec(label)?.groups;
    if (lead !== undefined) return this.told(named!.noun, columnOf(lead));
    if (ANY_DOCUMENTS.test(label)) {
      this.rows = [];
      this.column = "made";
      return undefined;
    }
    if (this.column === undefined || this.column === "decisions") return undefined;
    const noun = NOUN_ALONE.exec(label)?.groups;
    // 制发规范性文件3件，其中规范性文件2件已废止: some of those.
    if (noun !== undefined && label.startsWith("其中") && this.rows.length > 0) return undefined;
    if (noun !== undefined) return this.told(noun.noun, this.column);
    const verb = this.rows.length > 0 ? VERB_ALONE.exec(label)?.groups : undefined;
    return verb && this.told(undefined, columnOf(verb));
  }

  private decisions(label: string, before: string, behind: string): Kind | undefined {
    if (SOME_ONLY.test(before)) return undefined;
    const decided = DECIDED.exec(label);
    if (decided === null && SHOWN.test(before)) return undefined;
    const match = decided ?? DECISION_COUNT.exec(label) ?? DECISIONS_ALONE.exec(label);
    if (match !== null) return this.told(match.groups!.noun, "decisions");
    const isLed = DECIDE_LEAD.test(label) || (this.column === "decisions" && label === "");
    const named = isLed ? DECISIONS_BEHIND.exec(behind) : null;
    return named === null ? undefined : this.told(named.groups!.noun, "decisions");
  }

  /** The noun, or the one spoken of before. */
  private told(noun: string | undefined, column: string): Kind {
    if (noun !== undefined) this.rows = ROWS.filter(([, word]) => noun.includes(word)).map(([row]) => row);
    this.column = column;
    const name = ROWS.filter(([row]) => this.rows.includes(row)).map(([, word]) => word);
    return kind(`${WHAT[column]}${name.join("和")}`, this.rows, column);
  }
}

type Groups = Readonly<Record<string, string | undefined>>;

/** The column of the verb that was found. */
const columnOf = (groups: Groups): string =>
  Object.keys(groups).find((name) => name !== "noun" && groups[name] !== undefined)!;

/** Rows of the table, and the words that name them. */
const ROWS: readonly (readonly [string, string])[] = [
  ["regulations", "规章"],
  ["normativeDocuments", "规范性文件"],
  ["licensing", "行政许可"],
  ["punishment", "行政处罚"],
  ["coercion", "行政强制"],
];
const WHAT: Readonly<Record<string, string>> = {
  made: "本年制发的",
  repealed: "本年废止的",
  valid: "现行有效的",
  disclosed: "本年新公开的",
  publicTotal: "对外公开的",
  decisions: "",
};

function moneyKind(label: string): Kind | undefined {
  if (FEES.test(label)) return kind("行政事业性收费", ["fees"], "amount");
  return AMOUNT.test(label) ? kind("采购总金额", ["procurement"], "amount") : undefined;
}

function kind(what: string, rows: readonly string[], column: string): Kind {
  return { what, family: "disclosure", rows: [rows], columns: [[column]], table: "disclosure" };
}
