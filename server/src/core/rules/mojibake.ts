import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { allMatches, type Phrase } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";
import { type Slip, spanOf, summarised, textCells } from "./support/traces";

export const mojibake: Rule = {
  id: "mojibake",
  category: "extraction",
  title: "文字乱码",
  why: "乱码是文字用错了编码，或转换时丢了字节，读者看不懂，也无从知道原文。应对照原件改正，或者用正确的编码重新打开原文件。",
  whenOff: "文中确有这类生僻符号时。",
  severity: "warning",
  bad: exampleWith("围绕群众关切", "围绕\ufffd\ufffd关切"),
  good: EXAMPLE,

  *check(report) {
    const found: Garbled[] = [];
    for (const cell of textCells(report)) collect(cell, found);
    yield* summarised(found, {
      one: told,
      many: (count) => `有 ${count} 处乱码，应对照原件改正。`,
    });
  },
};

/**
 * A lost character; what UTF-8 becomes when it is read as GBK or Latin-1, or the other way round; signs of private
 * fonts; a toned syllable whose bracket was swallowed, as in `申請?zhí)崞`.
 */
const GARBLED =
  /\ufffd+|(?:锟斤拷?)+|烫烫烫+|[\ue000-\uf8ff]+|(?<=[\u3400-\u9fff])\?[a-z\u00e0-\u01dc]{1,8}[)）]|(?:[ÃÂåæçèéäï][\u0080-\u00bf\u2010-\u203a\u0152-\u0178\u02c6\u02dc]{1,2}){2,}/g;
/** The same with what UTF-8 punctuation becomes in GBK, which any Chinese character may start. */
const GARBLED_MARKS = new RegExp(`${GARBLED.source}|(?:(?:(?![锛銆])[\\u4e00-\\u9fff]){0,3}[锛銆]){2,}`, "g");
/** Shifted bytes garble what stands between two swallowed brackets too. */
const NEAR = 8;

type Garbled = Pick<Slip, "line" | "from" | "to">;

function collect(line: Phrase, found: Garbled[]): void {
  let from = -1;
  let to = -1;
  for (const { index, 0: garbled } of allMatches(
    line.text,
    /[锛銆]/.test(line.text) ? GARBLED_MARKS : GARBLED,
  )) {
    const isShifted = garbled.startsWith("?") && line.text[from] === "?";
    if (from < 0 || index - to > (isShifted ? NEAR : 0)) {
      if (from >= 0) found.push({ line, from, to });
      from = index;
    }
    to = index + garbled.length;
  }
  if (from >= 0) found.push({ line, from, to });
}

function told(garbled: Garbled): Finding {
  const { line, from, to } = garbled;
  const written = line.text.slice(from, Math.min(to, from + 16));
  return { span: spanOf(garbled), message: `“${written}”是乱码，应对照原件改正。` };
}
