import { codeUnits } from "../../text/normalise";
import type { Span } from "../../text/text";
import type { Passage } from "./prose";

/** What the text says of fees for processing requests (信息处理费), which Article 42 of the Regulations allows. */

export interface FeeStatement {
  readonly span: Span;
  /** Notices to pay that were sent; undefined where the statement does not tell. */
  readonly notices: number | undefined;
}

/** The fee by its name (信息处理费, 信息公开处理费, 处理相关费用), but not that for sewage or rubbish. */
const NAMED =
  /(?<!污水|废水|垃圾|废物|废弃物|固废|无害化|善后|事故)处理(?:的|等|工作|相关|有关|所需|产生|成本){0,3}费/;
const NOT = "未(?!来|成年)|没有?|无(?![障线论])|不(?:存在|收|产生|发生|涉及|向|需|予|曾)|零|免";
/** Some fee, of which the clause says that there was none or how much: 未收取任何费用, 零收费, 收取费用100元. */
const SOME = `(?:${NOT})[^,。;:]{0,40}(?:费用|收费|成本费|邮寄费|复制费|检索费)|(?:收取|收缴|产生)(?:[^,。;:]{0,20}费用|收费)[^,。;:]{0,8}[0-9]|(?:信息公开|公开信息|政府信息|申请)的?(?:相关|有关)?(?:收费|费用)|收费(?:情况|情形|通知|事项|金额)|费用(?:收取|收支)情况`;
const FEE = new RegExp(`${NAMED.source}|${SOME}`);
/** Information given for nothing; other services are too. */
const FREE = /免费(?:[^,。;:]{0,12}(?:信息|申请)|提供$|提供[,;])|(?:信息|申请)[^,。;:]{0,30}免费/;
const OTHER_FEE =
  /(?:行政事业性?|事业性|经营性|服务性|涉企|教育|停车|医疗|物业|殡葬|培训|景区|违规|乱|供[水电气热])(?:不合理)?收费(?:项目|情况|情形|金额|事项|行为|现象|问题)?|收费(?:目录|清单|标准|项目|依据|公示)/g;
/** What a sentence on other fees speaks of, and one on information does not. */
const OTHER_SUBJECT =
  /行政许可|审批|办证|证照|工本|登记|检测|检验|体检|企业|学[生校]|患者|业主|用户|参训|培训|讲座|停车|门票|水费|电费|法律(?:咨询|援助)/;
const OUR_SUBJECT = /申请|信息公开|公开信息|政府信息|信息处理/;
/** Says that nobody was asked to pay. */
const NO_NOTICE =
  /(?:未|没有|无|不存在)(?:发出|下达|送达|制发|出具|发送|产生|发生|任何|涉及|出现|过|信息公开|政府信息公开|信息处理费|信息处理|的){0,4}(?:收费通知|收费(?:情况|情形|行为|现象|事项)|处理费收费|收费$|收费[,;])/;
const NOTICE_COUNT =
  /(?:发出|下达|送达|制发|出具|发送)(?:信息处理费|政府信息公开|信息公开|的|共){0,3}收费通知书?(?:共|共计|合计)?([0-9]{1,4})[件份次]/;

/** What ends a sentence. */
const ENDS = codeUnits("。!?");

/** Every sentence on such fees. */
export function feeStatements(passages: readonly Passage[]): FeeStatement[] {
  const statements: FeeStatement[] = [];
  for (const passage of passages) {
    const { text } = passage;
    for (let fee = text.indexOf("费"); fee >= 0; ) {
      let from = fee;
      while (from > 0 && ENDS[text.charCodeAt(from - 1)] === 0) from--;
      let to = fee;
      while (to < text.length && ENDS[text.charCodeAt(to)] === 0) to++;
      const sentence = withoutOtherFees(text.slice(from, to));
      const match = feeIn(sentence);
      if (match !== null) {
        const refusal = NO_NOTICE.exec(sentence);
        const count = NOTICE_COUNT.exec(sentence);
        const said = count ?? refusal ?? match;
        const start = from + said.index;
        statements.push({
          span: passage.span(start, start + said[0].replace(/[,;]$/, "").length),
          notices: count !== null ? Number(count[1]) : refusal !== null ? 0 : undefined,
        });
      }
      fee = text.indexOf("费", to);
    }
  }
  return statements;
}

/** Whether a folded text names the fee at all, such as a table that a place has on it. */
export function namesFee(text: string): boolean {
  return NAMED.test(text);
}

/** Whether a folded sentence speaks of the fee, by its name or in other words. */
export function speaksOfFee(sentence: string): boolean {
  return feeIn(withoutOtherFees(sentence)) !== null;
}

function withoutOtherFees(sentence: string): string {
  return sentence.replace(OTHER_FEE, (words) => "·".repeat(words.length));
}

function feeIn(sentence: string): RegExpExecArray | null {
  const isForeign = OTHER_SUBJECT.test(sentence) && !OUR_SUBJECT.test(sentence);
  return isForeign ? null : (FEE.exec(sentence) ?? FREE.exec(sentence));
}
