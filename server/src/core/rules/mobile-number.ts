import type { Rule } from "../findings/rule";
import { exampleWith } from "./support/example";
import { numberRuns } from "./support/numbers";

export const mobileNumber: Rule = {
  id: "mobile-number",
  category: "privacy",
  title: "写了个人手机号码",
  why: "手机号码能识别到个人，属于个人信息；报告里只应公布机关的办公电话。写作联系、咨询、监督电话的不在此列。",
  whenOff: "本机关以手机作办公电话，且没有写明是联系电话。",
  severity: "warning",
  bad: exampleWith("信息120条", "信息120条，受访村民王某13812345678"),
  good: exampleWith("信息120条", "信息120条，受访村民王某"),

  *check(report) {
    for (const { start, end, digits } of numberRuns(report)) {
      if (!/^1[3-9]\d{9}$/.test(digits) || end - start > 13) continue;
      if (isOffice(report.text.slice(Math.max(0, start - REACH), start))) continue;
      yield {
        span: { start, end },
        message: "这可能是个人手机号码，公布前应删去或遮盖。",
        why: "手机号码能识别到个人，属于个人信息；报告里只应公布机关的办公电话。办公用的手机号码，应写明“联系电话”。",
      };
    }
  },
};

/** How far in front of the number it is said whose it is. */
const REACH = 40;
const OFFICE = /电话|热线|联系方式|联系手机|办公手机|传真|咨询|举报|投诉|[Tt][Ee][Ll]/;
const PERSON =
  /申请人|村民|居民|群众|市民|当事人|户主|家属|家长|学生|患者|身份证|本人|原告|第三人|法定代表人|某|[\u4e00-\u9fff]先生|[\u4e00-\u9fff]女士/;

/** Said to be a telephone of the office in the same sentence, and not a private person's. */
function isOffice(before: string): boolean {
  const sentence = before.slice(Math.max(before.lastIndexOf("。"), before.lastIndexOf("\n")) + 1);
  return OFFICE.test(sentence) && !PERSON.test(sentence);
}
