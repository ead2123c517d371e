import type { Finding } from "../../findings/finding";
import type { Paragraph } from "../../report/prose/prose";
import { allMatches } from "../../text/text";
import { replace, safeFix, spanOf } from "./traces";

/** The year of a document's number in brackets: 国办公开办函[2021]30号. */
const YEAR_IN_NUMBER =
  /[\u4e00-\u9fff]([〔[［【(（])[ \u3000]?20\d\d[ \u3000]?([〕\]］】)）])[ \u3000]?第?[ \u3000]?\d{1,4}[ \u3000]?号/g;

/** Years of documents' numbers in other brackets than 〔〕. Round ones are so common that they are left alone. */
export function wrongNumberBrackets(paragraphs: readonly Paragraph[]): Finding[] {
  return paragraphs.flatMap((line) =>
    allMatches(line.text, YEAR_IN_NUMBER).flatMap(({ 0: whole, 1: open, 2: close, index }) => {
      if (`${open}${close}` === "〔〕" || "(（".includes(open!)) return [];
      const from = index + 1;
      const to = line.text.indexOf(close!, from + 1) + 1;
      const edits = [
        ...(open === "〔" ? [] : replace({ line, from, to: from + 1, text: "〔" })),
        ...(close === "〕" ? [] : replace({ line, from: to - 1, to, text: "〕" })),
      ];
      const shown = whole.slice(1);
      return {
        span: spanOf({ line, from, to }),
        message: `发文字号“${shown}”的年份应用六角括号“〔〕”括起（GB/T 9704）。`,
        fixes: [safeFix("改为六角括号", edits)],
      };
    }),
  );
}
