import type { Rule } from "../findings/rule";
import type { Section } from "../report/outline/sections";
import { EXAMPLE, exampleWith } from "./support/example";

export const sectionDuplicate: Rule = {
  id: "section-duplicate",
  category: "sections",
  title: "章节重复",
  why: "六个部分各有一个标题；同一标题出现两次，多半是粘贴时重复，或者另一节用错了标题。",
  whenOff: "同一标题有意用在两处时。",
  severity: "error",
  bad: exampleWith(
    "六、其他需要报告的事项\n\n",
    "六、其他需要报告的事项\n\n无。\n\n六、其他需要报告的事项\n\n",
  ),
  good: EXAMPLE,

  *check({ sections }) {
    const firsts = new Map<string, Section>();
    for (const section of sections) {
      const first = firsts.get(section.key);
      if (first === undefined) {
        firsts.set(section.key, section);
        continue;
      }
      yield {
        span: section.heading,
        message: `“${section.title.text}”一节重复了，应只留一处。`,
        why: "同一标题出现了两次。多半是粘贴时重复，应删去一处；或者另一节用错了标题，应改正标题。",
        related: [{ span: first.heading, message: "第一次出现在这里" }],
      };
    }
  },
};
