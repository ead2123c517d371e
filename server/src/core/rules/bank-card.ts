import type { Rule } from "../findings/rule";
import { exampleWith } from "./support/example";
import { isCitizenNumber, numberRuns, passesLuhn } from "./support/numbers";

export const bankCard: Rule = {
  id: "bank-card",
  category: "privacy",
  title: "写了银行卡号",
  why: "银行账户是《个人信息保护法》第二十八条所列的敏感个人信息，不应出现在公开的报告里。",
  whenOff: "正文确需写出对公账号，且经保密审查同意公开时。",
  severity: "warning",
  bad: exampleWith("信息120条", "信息120条（经办人卡号6222021234567890128）"),
  good: exampleWith("信息120条", "信息120条（经办人卡号从略）"),

  *check(report) {
    for (const { start, end, digits } of numberRuns(report)) {
      if (!/^\d{16,19}$/.test(digits) || isCitizenNumber(digits) || !passesLuhn(digits)) continue;
      const before = report.text.slice(Math.max(0, start - REACH), start);
      if (!ISSUED.test(digits) && !NAMED.test(before)) continue;
      yield {
        span: { start, end },
        message: `这 ${digits.length} 位数字可能是银行卡号，公布前应删去或遮盖。`,
        why: "它符合银行卡号的编排和校验规则。银行账户是《个人信息保护法》第二十八条所列的敏感个人信息，不应出现在公开的报告里。",
      };
    }
  },
};

const REACH = 16;
/** Numbers that banks of this country issue: UnionPay, Visa, MasterCard. */
const ISSUED = /^(?:62\d{14,17}|4\d{15}|4367\d{15}|9558\d{15}|5[1-5]\d{14})$/;
const NAMED = /卡号|银行|账号|账户|帐号|帐户|储蓄|一卡通|存折/;
