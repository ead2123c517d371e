import { expect, test } from "vitest";
import { version } from "../../package.json";
import { rules } from "../../server/src/core/rules/index";
import { manualMethod, type RuleNames, ruleNamesMethod } from "../../server/src/lsp/protocol";
import { start } from "./session";

test("the manual is there right after the start, without any document: every rule has its page in it", async () => {
  const client = await start();
  const text = await client.connection.sendRequest<string>(manualMethod, {});
  expect(text.match(/^# .*/gm)).toEqual(["# 规则手册"]);
  const headings = [...text.matchAll(/^### (.*)/gm)].map(([, name]) => name!);
  expect(headings.sort()).toEqual(rules.map(({ id, title }) => `${title} ${id}`).sort());
  const links = [...text.matchAll(/\]\(#(.*)\)/g)].map(([, anchor]) => anchor);
  expect(links.sort()).toEqual(
    headings.map((name) => name.replace(/[、，“”]/g, "").replaceAll(" ", "-")).sort(),
  );
});

test("a rule's page is a document of its own", async () => {
  const client = await start();
  const page = await client.connection.sendRequest<string>(manualMethod, { rule: "row-total" });
  expect(page).toMatch(/^# \S+ row-total\n\n级别：错误\n/);
  expect(page).toContain("有错的写法：");
  expect(page).toContain("何时关闭：");
  expect(await client.connection.sendRequest(manualMethod, { rule: "no-such-rule" })).toBeNull();
});

test("the names of all rules are what lists show: title, then id", async () => {
  const client = await start();
  const names = await client.connection.sendRequest<RuleNames>(ruleNamesMethod);
  expect(names).toEqual(Object.fromEntries(rules.map(({ id, title }) => [id, `${title} ${id}`])));
});

test("the log says that the server has started, and which version it is", async () => {
  const client = await start();
  expect(await client.logs.next()).toEqual({ type: 3, message: `检查服务已启动（版本 ${version}）。` });
});
