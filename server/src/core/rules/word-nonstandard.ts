import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import type { Paragraph } from "../report/prose/prose";
import { exampleWith } from "./support/example";
import { matchesIn, replace, type Slip, safeFix, spanOf, summarised } from "./support/traces";

export const wordNonstandard: Rule = {
  id: "word-nonstandard",
  category: "typography",
  title: "用词不规范",
  why: "公文用词从《现代汉语词典》和异形词整理表的推荐词形，如“其他”“部署”“账号”“登录”；“截至”后面接时间，“截止”表示到期停止。",
  whenOff: "本单位另有用词规定。",
  severity: "info",
  bad: exampleWith("发布信息120条", "发布政策和其它信息120条"),
  good: exampleWith("发布信息120条", "发布政策和其他信息120条"),

  *check(report) {
    const found: Slip[] = [];
    let reading: Paragraph | undefined;
    let isQuoted = quotation("");
    for (const { line, match, from, to } of matchesIn(report.paragraphs, PATTERN)) {
      if (line !== reading) isQuoted = quotation(line.text);
      reading = line;
      if (!isQuoted(from)) found.push({ line, from, to, text: WORDS.get(match[0])! });
    }
    yield* summarised(found, {
      one: told,
      edits: replace,
      takes: "name",
      many: (count) => `有 ${count} 处用词不规范，如“${written(found[0]!)}”应写作“${found[0]!.text}”。`,
      title: (count) => `改正 ${count} 处用词`,
    });
  },
};

const WORDS: ReadonlyMap<string, string> = new Map([
  ["其它", "其他"],
  ["布署", "部署"],
  ["按排", "安排"],
  ["按装", "安装"],
  ["帐号", "账号"],
  ["帐户", "账户"],
  ["登陆", "登录"],
  ["截止", "截至"],
  ["既使", "即使"],
  ["通迅", "通讯"],
  ["份内", "分内"],
  ["一如继往", "一如既往"],
  ["按步就班", "按部就班"],
  ["再接再励", "再接再厉"],
]);
/** Words that are right elsewhere count only beside what shows the wrong use: landing, and the end of a term. */
const BESIDE: Readonly<Record<string, string>> = {
  登陆: "登陆(?=[\u4e00-\u9fff]{0,8}(?:网站|网页|平台|系统|账号|帐号|门户|邮箱|客户端))",
  截止: "截止(?=(?:20\\d\\d年(?:度|底|末|\\d)|\\d{1,2}月\\d|目前|年底|本年))",
  按排: "按排(?![名序列])",
  份内: "(?<![\u4e00-\u9fff\\d]月|\\d)份内(?=[事的工职])",
};
const PATTERN = new RegExp([...WORDS.keys()].map((word) => BESIDE[word] ?? word).join("|"), "g");

/** Whether places of a text, asked for from left to right, stand in the name of a document, which is quoted as it is. */
function quotation(text: string): (at: number) => boolean {
  let read = 0;
  let isOpen = false;
  return (at) => {
    for (; read < at; read++) {
      if (text[read] === "《") isOpen = true;
      else if (text[read] === "》") isOpen = false;
    }
    return isOpen;
  };
}

const written = ({ line, from, to }: Slip): string => line.text.slice(from, to);

function told(slip: Slip): Finding {
  return {
    span: spanOf(slip),
    message: `“${written(slip)}”应写作“${slip.text}”。`,
    fixes: [safeFix(`改为“${slip.text}”`, replace(slip), "name")],
  };
}
