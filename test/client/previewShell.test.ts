import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { shell } from "../../client/src/page/shell";

/* The page of the preview's panel. What its policy comes to, test/browser tries out. */

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

function tagsOf(html: string): Tag[] {
  const tags: Tag[] = [];
  const parser = new Parser({ onopentag: (name, attributes) => void tags.push({ name, attributes }) });
  parser.end(html);
  return tags;
}

const made = () =>
  tagsOf(shell("https://files.example", "https://files.example/a.js", "https://files.example/a.css"));

test("one script may run, known by a number that is used once", () => {
  const nonces = [made(), made()].map((tags) => {
    const scripts = tags.filter(({ name }) => name === "script");
    expect(scripts).toEqual([
      { name: "script", attributes: { nonce: expect.any(String), src: "https://files.example/a.js" } },
    ]);
    const { nonce = "" } = scripts[0]!.attributes;
    expect(nonce).toMatch(/^[\da-f]{16,32}$/);
    const policy = tags.find(({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy");
    expect(policy?.attributes.content).toBe(
      `default-src 'none'; style-src https://files.example; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`,
    );
    return nonce;
  });
  expect(new Set(nonces).size).toBe(2);
});

test("the policy stands before all that it is for, and nothing needs more than it allows", () => {
  const tags = made();
  const at = (wanted: string) => tags.findIndex(({ name }) => name === wanted);
  expect(tags.findIndex(({ attributes }) => "http-equiv" in attributes)).toBeLessThan(at("link"));
  for (const { name, attributes } of tags)
    for (const key of Object.keys(attributes)) expect(key, name).not.toMatch(/^on|^style$/);
});
