import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/core/check";
import type { Category } from "../../server/src/core/findings/rule";
import { rules } from "../../server/src/core/rules/index";

/*
 * The law of words: a message is one short sentence, in Chinese, that says what is written and what it should be. Why is
 * told apart, in whole sentences.
 */

const CATEGORIES: ReadonlySet<Category> = new Set([
  "document",
  "sections",
  "prose",
  "content",
  "typography",
  "privacy",
  "extraction",
  "suppression",
]);

/** Of a message; and of one that quotes two names, or a list of them. */
const LONGEST = 40;
const LONGEST_OF_NAMES = 80;
/** It is quoted: what is written, or what is to be written. */
const quotesLeftOut = (message: string) => message.replaceAll(/“[^”]*”|《[^》]*》/g, "");

const told = rules
  .filter(({ category }) => CATEGORIES.has(category))
  .flatMap((rule) =>
    check(rule.bad, { ...rule.needs, assumeReport: true }).map(({ message, why, related, fixes }) => ({
      id: rule.id,
      message,
      why,
      others: [...(related ?? []).map((it) => it.message), ...(fixes ?? []).map(({ title }) => title)],
    })),
  );

describe("messages", () => {
  test("there is one of each rule", () => {
    expect(new Set(told.map(({ id }) => id)).size).toBe(
      rules.filter(({ category }) => CATEGORIES.has(category)).length,
    );
  });

  test.each(told.map(({ id, message }) => [id, message] as const))("%s: %s", (_, message) => {
    expect(message).toMatch(/。$/);
    expect(message).not.toMatch(/。。|，。|；| {2}|请|填报|实为|[!！]/);
    for (const rule of rules) expect(message).not.toContain(rule.id);
    expect(quotesLeftOut(message)).not.toMatch(/[A-Za-z]/);
    expect([...message].length).toBeLessThanOrEqual(LONGEST);
  });

  test.each(told.flatMap(({ id, why }) => (why === undefined ? [] : [[id, why] as const])))(
    "why of %s: %s",
    (_, why) => {
      expect(why).toMatch(/。$/);
      expect(why).not.toMatch(/。。|，。| {2}/);
    },
  );

  test.each(told.flatMap(({ id, others }) => others.map((text) => [id, text] as const)))(
    "beside %s: %s",
    (_, text) => expect(text).not.toMatch(/。。|。$| {2}|填报/),
  );
});

describe("messages on reports of all kinds", () => {
  const corpus = join(import.meta.dirname, "../corpus");
  const own = new Set(rules.filter(({ category }) => CATEGORIES.has(category)).map(({ id }) => id));
  test.each(["faulty", "published"])("%s", (folder) => {
    const lines = readdirSync(join(corpus, folder))
      .filter((name) => name.endsWith(".out"))
      .flatMap((name) =>
        readFileSync(join(corpus, folder, name), "utf8")
          .trimEnd()
          .split("\n"),
      );
    const messages = lines.flatMap((line) => {
      const [, rule, message] = /^\S+ (\S+) (.*)$/.exec(line) ?? [];
      return own.has(rule!) ? [message!] : [];
    });
    expect(messages.length).toBeGreaterThan(10);
    const isLong = (message: string) =>
      [...message].length > (message.includes("“") ? LONGEST_OF_NAMES : LONGEST);
    expect(messages.filter(isLong)).toEqual([]);
  });
});

describe("names of rules", () => {
  test.each(
    rules.filter(({ category }) => CATEGORIES.has(category)).map(({ id, title }) => [id, title] as const),
  )("%s: %s", (_, title) => {
    expect(title).toMatch(/^[\u4e00-\u9fff、]+$/);
    expect([...title].length).toBeLessThanOrEqual(10);
  });

  test("are all different", () => {
    const titles = rules.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
