// @ts-nocheck: what it loads is installed by `npm run bench`.
import { TextlintKernel } from "@textlint/kernel";
import textlintMarkdown from "@textlint/textlint-plugin-markdown";
import autocorrect from "autocorrect-node";
import { lint } from "markdownlint/sync";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import remarkLint from "remark-preset-lint-recommended";
import noTodo from "textlint-rule-no-todo";
import { VFile } from "vfile";

const remarkProcessor = remark().use(remarkGfm).use(remarkLint).freeze();
const textlint = new TextlintKernel();
const textlintOptions = {
  ext: ".md",
  plugins: [{ pluginId: "markdown", plugin: textlintMarkdown.default }],
  rules: [{ ruleId: "no-todo", rule: noTodo.default }],
};

/**
 * Other checkers, called as those in programs.mjs are. What is not the work itself is done once, above; remark does not
 * write the text out again.
 * @type {Record<string, (report: import("./texts.mjs").Sample) => number | Promise<number>>}
 */
export const rivals = {
  markdownlint: ({ file, text }) => lint({ strings: { [file]: text } })[file].length,
  remark: ({ file, text }) => {
    const input = new VFile({ path: file, value: text });
    remarkProcessor.runSync(remarkProcessor.parse(input), input);
    return input.messages.length;
  },
  textlint: async ({ file, text }) =>
    (await textlint.lintText(text, { ...textlintOptions, filePath: file })).messages.length,
  autocorrect: ({ file, text }) => autocorrect.lintFor(text, file).lines.length,
};
