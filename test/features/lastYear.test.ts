import { expect, test } from "vitest";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { chooseLastYear } from "../../server/src/features/writing/lastYear";

const candidates = [
  { name: "readme.md", text: "# 2023年的说明\n" },
  { name: "旧.md", text: EXAMPLE.replaceAll("2023", "2022").replaceAll("2024", "2023") },
  { name: "外镇.md", text: EXAMPLE.replaceAll("云溪镇", "石桥街道") },
  { name: "本镇.md", text: EXAMPLE },
];

const chosen = (agency: string | undefined, year: number | undefined, from = candidates) =>
  chooseLastYear(from, { agency, year })?.name;

test("the same agency's report on the year before", () => {
  expect(chosen("云溪镇", 2024)).toBe("本镇.md");
  expect(chosen("云溪镇", 2023)).toBe("旧.md");
  expect(chosen("石桥街道", 2024)).toBe("外镇.md");
});

test("a government by its short and its full name is one", () => {
  expect(chosen("云溪镇人民政府", 2024)).toBe("本镇.md");
});

test("nothing where there is none, or it cannot be told which", () => {
  expect(chosen("云溪镇", 2026)).toBeUndefined();
  expect(chosen("云溪镇", undefined)).toBeUndefined();
  expect(chosen("青山镇", 2024)).toBeUndefined();
  expect(chosen(undefined, 2024)).toBeUndefined();
});

test("of an agency not named, if the folder has only one", () => {
  expect(chosen(undefined, 2023)).toBe("旧.md");
  expect(chosen(undefined, 2024, [candidates[3]!, { name: "副本.md", text: EXAMPLE }])).toBe("本镇.md");
  expect(chosen(undefined, 2024, [])).toBeUndefined();
});
