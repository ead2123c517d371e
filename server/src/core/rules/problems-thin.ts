import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { quoted } from "../report/describe";
import type { Report } from "../report/report";
import { CHAR, kindsOf } from "../text/characters";
import { EXAMPLE, exampleWith } from "./support/example";
import { textOf } from "./support/passages";

export const problemsThin: Rule = {
  id: "problems-thin",
  category: "content",
  title: "问题或改进情况太简略",
  why: "条例第五十条要求报告“存在的主要问题及改进情况”；格式文件（国办公开办函〔2021〕30号）把内容雷同、敷衍塞责列为追究责任的情形。只写“无”，或者只列问题、不说怎么改，都不算完成这一部分。",
  whenOff: "本地允许这一部分只写“无”时。",
  severity: "warning",
  bad: exampleWith("下一步将逐件配发图解，按季度更新目录。", ""),
  good: EXAMPLE,

  *check(report) {
    const section = report.sections.find(({ key }) => key === "problems");
    if (section === undefined) return;
    const text = textOf(report, "problems");
    const length = lettersIn(text, LEAST);
    // With nothing in it at all, section-empty has said so.
    if (length === 0) return;
    if (length < LEAST) yield { span: section.heading, ...tooShort(text, length) };
    else if (PROBLEM.test(text) && !hasMeasures(text, report)) {
      yield {
        span: section.heading,
        message: "只写了问题，没有写改进情况或措施。",
        why: "条例第五十条要求报告“存在的主要问题及改进情况”。每个问题都应补充改进的情况或下一步的措施。",
      };
    }
  },
};

const LEAST = 20;
const PROBLEM = /问题|不足|不够|差距|有待|欠缺|薄弱|滞后|短板|不高|不强|不及时|不到位|偏[少低慢弱]/;
/** What is done or to be done about it. 将, the word of plans, is in nearly all of them. */
const MEASURE =
  /[将將]|措施|[举舉]措|改[进進]|整改|对策|下一?[步阶階年]|[今以][后後]|接下[来來]|[明来新]年|新的一年|针对|为此|拟|计划|打算|力争|争取|努力方向|持续|继续|着力|切实|已(?:经)?(?:建|完|解决|优化|组织|开展)/;

function hasMeasures(text: string, { year }: Report): boolean {
  return MEASURE.test(text) || (year !== undefined && text.includes(`${year + 1}年`));
}

/** Letters and digits, counted no further than `most`. */
function lettersIn(text: string, most: number): number {
  let count = 0;
  for (const char of text) if (isLetter(char) && ++count >= most) break;
  return count;
}

function isLetter(char: string): boolean {
  return (kindsOf(char.charCodeAt(0)) & CHAR.hanzi) !== 0 || LETTER.test(char);
}

const LETTER = /[\p{L}\p{N}]/u;

function tooShort(text: string, length: number): Pick<Finding, "message" | "why"> {
  return {
    message: `只写了 ${length} 个字，应写明问题和改进情况。`,
    why: `这一部分只写了${quoted(text, LEAST)}。条例第五十条要求说明存在的主要问题，以及改进的情况和措施。`,
  };
}
