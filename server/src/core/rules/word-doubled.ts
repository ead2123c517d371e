import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { quoted } from "../report/describe";
import type { Passage } from "../report/prose/prose";
import { firstAt } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";
import { type Doubled, repeatsIn } from "./support/repeats";
import { isInTable, safeFix, summarised } from "./support/traces";

export const wordDoubled: Rule = {
  id: "word-doubled",
  category: "typography",
  title: "词语重复",
  why: "同一个词、一句话连写两遍，多半是粘贴或改动时留下的。“认认真真”“一步一步”这样的叠用不在此列。",
  whenOff: "文中有意叠用词语（如方言、引文）较多时。",
  severity: "warning",
  bad: exampleWith("推进政府信息公开", "推进推进政府信息公开"),
  good: EXAMPLE,

  *check(report) {
    const found: Doubled[] = [];
    for (const passage of report.passages) {
      const words = found.length;
      if (!isInTable(report, passage)) collect(report.text, passage, found);
      for (const repeat of withoutThose(found.slice(words), repeatsIn(report, passage))) found.push(repeat);
    }
    found.sort((a, b) => a.span.start - b.span.start);
    yield* summarised(found, {
      one: told,
      edits: ({ others }) => [{ span: others, text: "" }],
      takes: "repetition",
      many: (count) => `有 ${count} 处词语重复，各应只留一个。`,
      title: (count) => `删去 ${count} 处重复的词语`,
    });
  },
};

const LONGEST_DOUBLED = 4;

/** Repeats that none of the words found is a part of. */
function withoutThose(words: readonly Doubled[], repeats: readonly Doubled[]): Doubled[] {
  return repeats.filter(({ span }) => {
    const next = words[firstAt(words, (word) => word.span.end > span.start)];
    return next === undefined || next.span.start >= span.end;
  });
}

function collect(source: string, passage: Passage, found: Doubled[]): void {
  const { text } = passage;
  for (let at = 0; at + 3 < text.length; at++) {
    const length = doubledAt(text, at);
    if (length === 0) continue;
    const copies = isFault(text, at, length) ? copiesAt(source, passage, at, length) : 0;
    const end = at + length * copies;
    if (copies > 1)
      found.push({
        word: text.slice(at, at + length),
        span: passage.span(at, end),
        others: passage.span(at + length, end),
        copies,
      });
    at += Math.max(copies, 2) * length - 1;
  }
}

/** Length of the word that stands twice from a place on; 0 where none does. */
function doubledAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  for (let length = 2; length <= LONGEST_DOUBLED; length++) {
    if (text.charCodeAt(at + length) !== code) continue;
    const word = text.slice(at, at + length);
    if (text.startsWith(word, at + length) && ALL_HANZI.test(word)) return length;
  }
  return 0;
}

const ALL_HANZI = /^[\u4e00-\u9fff]+$/;
/** Numbers and measures are doubled for "one by one"; signs for what is left out are placeholders. */
const COUNTED = /[一二三四五六七八九十两几每个逐某]/;
/** Words that are doubled in ordinary speech, or of which one may end a name and the other start one. */
const DOUBLED_BY_RIGHT = new Set(
  "研究 讨论 商量 考虑 了解 学习 交流 沟通 思考 很多 许多 非常 十分 特别 常常 往往 慢慢 渐渐 刚刚".split(" "),
);
const JOINS = new Set(
  "公开 信息 工作 服务 管理 建设 规范 制度 机关 部门 年度 报告 政务 政府 人民 办公 审查 监督 保障 平台 机构 项目 标准 责任 目录 指南 内容 情况 行政 申请 公众 社会 群众 组织 领导 干部 培训 宣传 发布 处理 评议 考核 复议 诉讼 解读 数据 网站 网络 基层 安全 综合 文件 决定 事项 许可 处罚 收费 大学 学校 学院 中学 小学 医院 中心 公司 集团 银行 社区 街道 小区 园区 法院 企业 单位 协会 学会 商会 小组 分局 大队".split(
    " ",
  ),
);
/** The second of two is a word of its own where nothing goes on with it. */
const ENDS = /^(?:$|[。,，、;；:：!?！？)）》”"]|的|了|和|与|及|以及)/;

/** In 政务服务服务中心, 务服 stands twice, and 服务 does: all readings must be faults. */
function isFault(text: string, at: number, length: number): boolean {
  for (let from = at; ; from++) {
    const end = from + length * 2;
    if (!isMistaken(text.slice(from, from + length), text.slice(end, end + 2))) return false;
    if (text[end] !== text[from] || from - at === length) return true;
  }
}

function isMistaken(word: string, next: string): boolean {
  // 进一步 is a word; 一步一步 counts steps.
  if (COUNTED.test(word.length > 2 ? word[0]! : word) || new Set(word).size === 1) return false;
  if (DOUBLED_BY_RIGHT.has(word)) return false;
  return !JOINS.has(word.slice(-2)) || ENDS.test(next);
}

/** How often a word is written on end: two words apart in a line are two words; across a line's end, one was written again. */
function copiesAt(source: string, passage: Passage, at: number, length: number): number {
  const word = passage.text.slice(at, at + length);
  let copies = 1;
  for (let from = at; passage.text.startsWith(word, from + length); from += length) {
    const between = source.slice(
      passage.span(from, from + length).end,
      passage.span(from + length, from + length * 2).start,
    );
    if (between !== "" && !/[\r\n]/.test(between)) break;
    copies++;
  }
  return copies;
}

function told({ word, span, others, copies, term }: Doubled): Finding {
  const [said, left] = copies === 2 ? ["两", "删去一个"] : [` ${copies} `, "只留一个"];
  const where = term === undefined ? "" : `“${term}”里的`;
  return {
    span,
    message: `${where}${quoted(word)}连写了${said}遍，应${left}。`,
    fixes: [safeFix(`${left}${quoted(word)}`, [{ span: others, text: "" }], "repetition")],
  };
}
