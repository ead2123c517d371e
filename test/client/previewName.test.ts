import { expect, test } from "vitest";
import { pageName } from "../../client/src/page/pageName";

/* What a published page is called. */

const published = {
  title: "青溪县水务局2023年政府信息公开\n工作年度报告",
  year: 2023,
  agency: "青溪县水务局",
};

test("a page is called after who reports and on which year, whatever the report's file is called", () => {
  for (const file of ["报告.md", "报送稿（定稿）.txt", "Untitled-1"])
    expect(pageName(published, file)).toBe("青溪县水务局2023年政府信息公开工作年度报告.html");
});

test("where these are not known, after the title, as far as a file may be called so", () => {
  expect(pageName({ ...published, agency: null }, "报告.md")).toBe(
    "青溪县水务局2023年政府信息公开工作年度报告.html",
  );
  const odd = { title: ' a/b\\c:d*e?"<f>|\u0000 ', year: null, agency: null };
  expect(pageName(odd, "报告.md")).toBe("abcdef.html");
  expect(pageName({ ...odd, title: "？".repeat(500) }, "报告.md")).toHaveLength(85);
  expect(pageName({ ...odd, title: "//" }, "报告.md")).toBe("政府信息公开工作年度报告.html");
});

test("never after the report's own file, in whose place it would be written", () => {
  expect(pageName(published, "青溪县水务局2023年政府信息公开工作年度报告.HTML")).toBe(
    "青溪县水务局2023年政府信息公开工作年度报告（公布）.html",
  );
});
