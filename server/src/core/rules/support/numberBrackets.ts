import type { Finding } from "../../findings/finding";
import type { Paragraph } from "../../report/prose/prose";
import { allMatches, type Edit } from "../../text/text";
import { replace, safeFix, spanOf, summarised } from "./traces";

/** The year of a document's number in brackets: 国办公开办函[2021]30号. */
const YEAR_IN_NUMBER =
  /[\u4e00-\u9fff]([〔[［【(（])[ \u3000]?20\d\d[ \u3000]?([〕\]］】)）])[ \u3000]?第?[ \u3000]?\d{1,4}[ \u3000]?号/g;

/** Brackets around a year, of which at least one is none of 〔〕. */
interface Bracketed {
  readonly line: Paragraph;
  readonly from: number;
  readonly to: number;
  /** From the bracket to 号. */
  readonly shown: string;
}

/** Years of documents' numbers in other brackets than 〔〕. Round ones are so common that they are left alone. */
export function wrongNumberBrackets(paragraphs: readonly Paragraph[]): Iterable<Finding> {
  return summarised(paragraphs.flatMap(bracketedIn), {
    one: (bracketed) => ({
      span: spanOf(bracketed),
      message: `文号“${bracketed.shown}”的年份应用“〔〕”括起。`,
      why: "发文字号的年份用六角括号“〔〕”括起（GB/T 9704）。",
      fixes: [safeFix("改为六角括号", edits(bracketed))],
    }),
    edits,
    many: (count) => `有 ${count} 处文号的年份应用“〔〕”括起。`,
    title: (count) => `把 ${count} 处改为六角括号`,
  });
}

function bracketedIn(line: Paragraph): Bracketed[] {
  return allMatches(line.text, YEAR_IN_NUMBER).flatMap(({ 0: whole, 1: open, 2: close, index }) => {
    if (`${open}${close}` === "〔〕" || "(（".includes(open!)) return [];
    const from = index + 1;
    return { line, from, to: line.text.indexOf(close!, from + 1) + 1, shown: whole.slice(1) };
  });
}

function edits({ line, from, to }: Bracketed): Edit[] {
  return [
    ...(line.text[from] === "〔" ? [] : replace({ line, from, to: from + 1, text: "〔" })),
    ...(line.text[to - 1] === "〕" ? [] : replace({ line, from: to - 1, to, text: "〕" })),
  ];
}
