import type { Finding } from "../findings/finding";
import type { Rule } from "../findings/rule";
import type { Passage } from "../report/prose/prose";
import type { Edit } from "../text/text";
import { EXAMPLE, exampleWith } from "./support/example";
import { wrongDecrees } from "./support/law/decrees";
import type { Amendment, Mistake } from "./support/law/law";
import { wrongNames } from "./support/law/names";
import { wrongNotices } from "./support/law/notices";

export const lawMisnamed: Rule = {
  id: "law-misnamed",
  category: "document",
  title: "法规或文号写错",
  why: "报告的依据是《中华人民共和国政府信息公开条例》（2019年国务院令第711号修订公布）。报告格式在2019、2020年度用国办公开办函〔2019〕60号的试行格式，2021年度起用国办公开办函〔2021〕30号的格式。",
  whenOff: "检查年代较早、按旧文件编写的报告时。",
  severity: "warning",
  bad: exampleWith("《中华人民共和国政府信息公开条例》", "《政府信息公开工作条例》"),
  good: EXAMPLE,

  *check({ standard, passages, year }) {
    if (standard === undefined) return;
    for (const passage of passages) {
      const { text } = passage;
      const notices = year === undefined ? [] : wrongNotices(text, year);
      for (const mistake of [...wrongNames(text), ...wrongDecrees(text), ...notices])
        yield finding(passage, mistake);
    }
  },
};

function finding(passage: Passage, { from, to, message, why, title, safe, changes }: Mistake): Finding {
  const edits = changes.map((change) => edit(passage, change));
  return { span: passage.span(from, to), message, why, fixes: [{ title, safe, takes: "name", edits }] };
}

function edit(passage: Passage, { from, to, text }: Amendment): Edit {
  if (from < to) return { span: passage.span(from, to), text };
  const { start } = passage.span(from, from + 1);
  return { span: { start, end: start }, text };
}
