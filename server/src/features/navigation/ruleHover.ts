import type { Diagnostic } from "../../core/findings/finding";
import { rulePage } from "../../core/manual";
import { rules } from "../../core/rules/index";
import type { Span } from "../../core/text/text";

/** What the editor shows of the findings at a place: the manual's page of each rule among them, and where they are. */
interface RuleHover {
  readonly markdown: string;
  readonly span: Span;
}

/** Nothing where no finding is. */
export function ruleHover(diagnostics: readonly Diagnostic[], offset: number): RuleHover | undefined {
  const here = diagnostics.filter(({ span }) => span.start <= offset && offset <= span.end);
  const pages = [...new Set(here.map(({ rule }) => rule))].flatMap((id) => {
    const rule = rules.find((candidate) => candidate.id === id);
    return rule === undefined ? [] : [[`#### ${id}`, "", ...rulePage(rule)].join("\n")];
  });
  return pages.length === 0 ? undefined : { markdown: pages.join("\n\n---\n\n"), span: here[0]!.span };
}
