import type { Rule } from "../findings/rule";
import { exampleWith } from "./support/example";
import { passagesOf } from "./support/passages";

export const overviewLong: Rule = {
  id: "overview-long",
  category: "content",
  title: "总体情况字数超限",
  why: "有的地方在编报通知里限定总体情况的字数（如一千字以内），格式文件本身没有限定。字数按文字处理软件的算法：一个汉字、一个标点各算一个字，连写的数字、字母算一个字。",
  whenOff: "本地没有限定字数时，不设 overviewLength 即可。",
  severity: "warning",
  needs: { overviewLength: 180 },
  bad: exampleWith(
    "全年通过镇政府网站发布信息120条。",
    "全年通过镇政府网站发布信息120条，其中财政预算和决算12条，乡村振兴18条，社会救助20条，生态环境8条，其余为工作动态和通知公告。",
  ),
  good: exampleWith("全年通过镇政府网站发布信息120条。", "全年通过镇政府网站发布信息120条，以工作动态为主。"),

  *check(report) {
    const { sections, demands } = report;
    const section = sections.find(({ key }) => key === "overview");
    if (section === undefined || demands.overviewLength === undefined) return;
    const length = passagesOf(report, "overview").reduce((sum, { text }) => sum + lengthOf(text), 0);
    if (length <= demands.overviewLength) return;
    yield {
      span: section.heading,
      message: `总体情况有 ${length} 字，限 ${demands.overviewLength} 字，多 ${length - demands.overviewLength} 字。`,
      why: "字数由设置 overviewLength 限定，应按本地编报通知的要求精简。一个汉字、一个标点各算一个字，连写的数字、字母算一个字。",
    };
  },
};

/** A run of letters and digits counts as one. */
const COUNTED = /[A-Za-z0-9.%]+|[^\s]/gu;

function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(COUNTED)) count++;
  return count;
}
