import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import { quoted } from "../report/describe";
import { ORDINARY } from "../text/ordinary";
import { allMatches, type Edit, type Span } from "../text/text";
import { exampleWith } from "./support/example";
import { safeFix, summarised } from "./support/traces";

export const compatibilityCharacter: Rule = {
  id: "compatibility-character",
  category: "extraction",
  title: "部首代替了汉字",
  why: "有些 PDF 的字体把“⼀”“⾏”这样的部首符号（U+2F00 起）当作汉字，看上去一样，却是另外的字符：检索不到，表格软件也认不出。",
  whenOff: "文本由 PDF 复制而来，只核对内容、不再用于发布时。",
  severity: "info",
  bad: exampleWith("围绕群众关切推进", "围绕群众关切推进⼯作，推进"),
  good: exampleWith("围绕群众关切推进", "围绕群众关切推进工作，推进"),

  *check({ source, text }) {
    if (source === text) return;
    const found: Strange[] = allMatches(source, STRANGE).map(({ index, 0: written }) => ({
      start: index,
      end: index + written.length,
      written,
      text: [...written].map((char) => ORDINARY.get(char)).join(""),
    }));
    yield* summarised(found, {
      one: told,
      edits,
      many: (count) =>
        `有 ${count} 处部首或兼容字符，如${quoted(found[0]!.written)}应为${quoted(found[0]!.text)}。`,
      title: (count) => `把 ${count} 处改为普通汉字`,
    });
  },
};

/** Such characters in a row are one finding. */
const STRANGE = new RegExp(`[${[...ORDINARY.keys()].join("")}]+`, "g");

interface Strange extends Span {
  readonly written: string;
  readonly text: string;
}

function edits({ start, end, text }: Strange): Edit[] {
  return [{ span: { start, end }, text }];
}

function told(strange: Strange): Finding {
  const { start, end, written, text } = strange;
  return {
    span: { start, end },
    message: `${quoted(written)}是部首或兼容字符，应为${quoted(text)}。`,
    fixes: [safeFix(`改为“${text}”`, edits(strange))],
  };
}
