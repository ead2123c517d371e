import type { Rule } from "../findings/rule";
import { exampleWith } from "./support/example";
import { isCitizenNumber, numberRuns } from "./support/numbers";

export const idNumber: Rule = {
  id: "id-number",
  category: "privacy",
  title: "写了公民身份号码",
  why: "条例第十五条规定，涉及个人隐私、公开会对第三方合法权益造成损害的政府信息不得公开；公民身份号码又是《个人信息保护法》第二十八条所说的敏感个人信息的常见载体，不应出现在公开的报告里。",
  whenOff: "一般不应关闭。公示名单依法需要公开部分号码的，应作遮盖，而不是关闭本规则。",
  severity: "error",
  bad: exampleWith("信息120条", "信息120条（代办人号码110101199003070118）"),
  good: exampleWith("信息120条", "信息120条（代办人号码从略）"),

  *check(report) {
    for (const { start, end, digits } of numberRuns(report)) {
      if (digits.length === 18 && isCitizenNumber(digits)) {
        yield {
          span: { start, end },
          message: "这 18 位数字符合公民身份号码的规则，公布前应删去或遮盖。",
          why: "它符合公民身份号码的编排和校验规则，属于个人信息（条例第十五条，《个人信息保护法》第二十八条），不应出现在公开的报告里。",
        };
      }
    }
  },
};
