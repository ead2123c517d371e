import type { CatalogueEntry } from "../core/findings/rule";
import { CATEGORY_NAMES, rulePage, SEVERITY_NAMES } from "../core/manual";
import { ruleName, rules } from "../core/rules/index";
import { displayWidth } from "../core/text/width";
import type { Arguments } from "./arguments/args";
import { checkRule } from "./arguments/options";
import { UsageError } from "./terminal/errors";
import type { Output } from "./terminal/output";

/** `disclosure-lint rules`: the exit status. */
export async function runRules(args: Arguments, output: Output): Promise<number> {
  const [id, ...more] = args.positionals;
  if (more.length > 0) throw new UsageError("rules 一次只说明一条规则。");
  if (id !== undefined) checkRule(id);
  const chosen = rules.filter((rule) => id === undefined || rule.id === id);
  if (args.value("format") === "json")
    await output.write(`${JSON.stringify({ rules: chosen.map(plain) }, null, 2)}\n`);
  else await output.write(id === undefined ? list() : page(chosen[0]!));
  return 0;
}

function plain({ id, category, title, why, whenOff, severity, bad, good }: CatalogueEntry): object {
  return { id, category, title, why, whenOff, severity, bad, good };
}

function list(): string {
  const size = Math.max(...rules.map(({ title }) => displayWidth(title)));
  const padded = (title: string) => title + " ".repeat(size - displayWidth(title));
  const categories = Object.entries(CATEGORY_NAMES).map(([category, name]) => {
    const lines = rules
      .filter((rule) => rule.category === category)
      .map(({ id, severity, title }) => `  ${SEVERITY_NAMES[severity]}  ${padded(title)}  ${id}\n`);
    return lines.length > 0 ? `${name}\n${lines.join("")}\n` : "";
  });
  return `${categories.join("")}共 ${rules.length} 条规则；disclosure-lint rules 规则 说明其中一条。\n`;
}

function page(rule: CatalogueEntry): string {
  return `${ruleName(rule.id)}\n\n${rulePage(rule).join("\n")}\n`;
}
