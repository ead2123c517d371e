import { expect, test } from "vitest";
import { said } from "../../client/src/said";

/** As VS Code finds links in messages. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

test.each([
  "[去年](command:workbench.action.quit).md",
  '[点](http://a.invalid "题")',
  "[[a](file:///b)](command:c)",
])("a message has no link in it: %s", (text) => {
  expect(text).toMatch(LINK);
  expect(said(text)).not.toMatch(LINK);
  expect(said(text).replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
});
