import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import type { Paragraph } from "../report/prose/prose";
import type { Edit } from "../text/text";
import { breaksForSure, breaksOff, isSentence, startsAnew } from "./support/breaks";
import { exampleWith } from "./support/example";
import { proseLines, summarised } from "./support/traces";

export const paragraphBroken: Rule = {
  id: "paragraph-broken",
  category: "extraction",
  title: "句子中间分了段",
  why: "句子没有完就另起一段，多半是从分页、分栏的文件里复制来的，读起来不连贯，检索时词语也会断开。",
  whenOff: "诗歌、名单等有意分行的内容较多时。",
  severity: "info",
  bad: exampleWith(
    "2023年，云溪镇围绕群众关切推进政府信息公开。",
    "2023年，云溪镇围绕群众关切，不断完善制度，\n\n推进政府信息公开。",
  ),
  good: exampleWith(
    "2023年，云溪镇围绕群众关切推进政府信息公开。",
    "2023年，云溪镇围绕群众关切，不断完善制度，推进政府信息公开。",
  ),

  *check(report) {
    const { document } = report;
    if (document.format !== "text") return;
    const paragraphs = proseLines(report);
    const found: Broken[] = [];
    for (let i = 0; i + 1 < paragraphs.length; i++) {
      const [line, next] = [paragraphs[i]!, paragraphs[i + 1]!];
      if (next.row !== line.row + 1 || !document.rows[next.row]!.apart || next.heading !== undefined)
        continue;
      if (!breaksOff(line.text)) continue;
      const isSure = breaksForSure(line.text);
      if (!startsAnew(next.text, isSure) && isSentence(line.text, line.heading !== undefined))
        found.push({ line, next, isSure });
    }
    yield* summarised(found, {
      one: told,
      edits,
      isSafe: ({ isSure }) => isSure,
      many: (count) => `有 ${count} 处句子没有完就另起了一段，应接上。`,
      title: (count) => `把 ${count} 处断开的段落接上`,
    });
  },
};

/** A paragraph that breaks off and the one that goes on with it. */
interface Broken {
  readonly line: Paragraph;
  readonly next: Paragraph;
  /** It cannot end where it does. */
  readonly isSure: boolean;
}

function edits({ line, next }: Broken): Edit[] {
  return [{ span: { start: line.end, end: next.start }, text: "" }];
}

function told(broken: Broken): Finding {
  const { line, isSure } = broken;
  return {
    span: { start: line.start, end: line.end },
    message: `“${line.text.slice(-8)}”后面句子没有完就另起了一段，应接上。`,
    fixes: [{ title: "接成一段", safe: isSure, edits: edits(broken) }],
  };
}
