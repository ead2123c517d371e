import { codeUnits } from "../../text/normalise";
import type { Span } from "../../text/text";
import type { Passage } from "./prose";

/** What the text says of fees for processing requests (信息处理费), which Article 42 of the Regulations allows. */

export interface FeeStatement {
  readonly span: Span;
  /** Notices to pay that were sent; undefined where the statement does not tell. */
  readonly notices: number | undefined;
}

/** 信息处理费, 信息公开处理费, 未收取任何费用; fees of other kinds, and lists of them, are none. */
const FEE =
  /(?:信息|公开|申请)处理费|处理费用?|(?:收取|收缴|产生|缴纳)(?:任何|的|相关|有关|申请人|检索|复制|邮寄|、|等){0,20}费用?|收费(?:情况|情形|通知|事项|行为|现象|案例)|[未没无不]有?(?:发生|产生|存在|涉及|进行|向[^,。;]{1,12})?收费|免费提供/;
const OTHER_FEE = /行政事业性收费|涉企收费|收费(?:目录|清单|标准|项目|依据|公示)/g;
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
      const sentence = text.slice(from, to).replace(OTHER_FEE, (words) => "·".repeat(words.length));
      const match = FEE.exec(sentence);
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
