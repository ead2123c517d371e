import type { Rule } from "../findings/rule";
import type { Report } from "../report/report";
import { EXAMPLE, exampleWith } from "./support/example";
import { passagesOf } from "./support/passages";

export const countsMissing: Rule = {
  id: "counts-missing",
  category: "content",
  title: "缺少要求的数量",
  why: "有的地方在编报通知里要求总体情况写明各平台发布信息、政策解读、回应关切的数量，格式文件本身没有要求。没有发生的，也写明是0或没有。",
  whenOff: "本地没有这项要求时，不设 requiredCounts 即可。",
  severity: "warning",
  needs: { requiredCounts: ["platforms"] },
  bad: exampleWith("全年通过镇政府网站发布信息120条。", "全年通过镇政府网站及时发布信息。"),
  good: EXAMPLE,

  *check(report) {
    const { sections, demands } = report;
    const section = sections.find(({ key }) => key === "overview");
    if (section === undefined || demands.requiredCounts === undefined) return;
    const sentences = passagesOf(report, "overview").flatMap(({ text }) => text.split(/[。;!?]/));
    // With nothing in it at all, section-empty has said so.
    if (!sentences.some((sentence) => sentence !== "")) return;
    const asked = new Set(demands.requiredCounts);
    const missing = [...asked].filter((kind) => !sentences.some(IS_TOLD[kind]));
    if (missing.length === 0) return;
    yield {
      span: section.heading,
      message: `总体情况没有写${missing.map((kind) => NAMES[kind]).join("、")}的数量。`,
      why: "本地编报通知要求写明（设置 requiredCounts），没有发生的写 0。发布信息的数量按网站、政务新媒体等平台分别写。",
    };
  },
};

type CountKind = NonNullable<Report["demands"]["requiredCounts"]>[number];

const NAMES: Readonly<Record<CountKind, string>> = {
  platforms: "各平台发布信息",
  interpretation: "政策解读",
  response: "回应关切",
};

const NUMERAL = "[0-9零一二两三四五六七八九十百千万]";
const NONE = "(?:未|没有|无)";

/** A count beside the words, behind or in front of them, or that there was none; `between` may stand before it. */
function counted(words: string, between: string, units: string): string {
  const count = `${NUMERAL}(?:${NUMERAL}|[.,]){0,9}[余多]?[${units}]`;
  return `(?:${words})${between}${count}|${count}[^。;,]{0,16}(?:${words})|${NONE}[^。;,]{0,12}(?:${words})|(?:${words})[^。;,]{0,8}${NONE}`;
}

const PLATFORM = "网站|门户|微信|微博|公众号|新媒体|客户端|抖音|视频号|今日头条|平台|公报|公开栏";
const PUBLISHED = /发布|公开|公布|推送|刊|更新|信息|推文|稿/;
const BY_PLATFORM = new RegExp(counted(PLATFORM, "[^。;]{0,40}", "条篇件次期则"));
const INTERPRETED = new RegExp(counted("解读|图解", "[^。;,]{0,24}", "条篇件次期个份场幅部则项"));
const RESPONDED = new RegExp(
  counted("回应|回复|答复(?:群众|网民|网友)|舆情|留言|信箱|诉求|热线", "[^。;,]{0,24}", "条篇件次期个项例起"),
);
const IS_TOLD: Readonly<Record<CountKind, (sentence: string) => boolean>> = {
  platforms: (sentence) => BY_PLATFORM.test(sentence) && PUBLISHED.test(sentence),
  interpretation: (sentence) => INTERPRETED.test(sentence),
  response: (sentence) => RESPONDED.test(sentence),
};
