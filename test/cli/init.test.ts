import { describe, expect, test } from "vitest";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { useFolder } from "./runCli";

const folder = useFolder();
const lastYear = EXAMPLE.replace("| （七）总计 | | 6 | 2 |", "| （七）总计 | | 5 | 2 |").replace(
  "| 四、结转下年度继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
  "| 四、结转下年度继续办理 | | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
);

describe("init", () => {
  test("writes a report of last year to standard output", () => {
    const { status, stdout, stderr } = folder.run(["init", "--agency", "青山镇人民政府"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain(`# 青山镇人民政府${new Date().getFullYear() - 1}年政府信息公开工作年度报告\n`);
  });

  test("writes a file in the format of its name, and says so", () => {
    const { status, stderr } = folder.run(["init", "--agency", "青山镇", "--year", "2023", "年报.html"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "已新建 年报.html。\n" });
    expect(folder.get("年报.html")).toContain("<h1>青山镇2023年政府信息公开工作年度报告</h1>");
  });

  test("takes over from the report of the year before in the same folder", () => {
    folder.put("2023.md", lastYear);
    const { stderr } = folder.run(["init", "--year", "2024", "2024.md"]);
    expect(stderr).toContain("上年报告：2023.md。\n");
    expect(stderr).toContain("共 1 件");
    expect(folder.get("2024.md")).toContain("# 云溪镇2024年政府信息公开工作年度报告");
    expect(folder.get("2024.md")).toContain("| 二、上年结转政府信息公开申请数量 |  |  | 1 |");
  });

  test("takes over from a report that is named", () => {
    folder.put("别处/2023.md", lastYear);
    const { stdout, stderr } = folder.run(["init", "--year", "2024", "--last-year", "别处/2023.md"]);
    expect(stdout).toContain("| 二、上年结转政府信息公开申请数量 |  |  | 1 |");
    expect(stderr).toContain("上年报告：别处/2023.md。");
  });

  test("never writes over a file", () => {
    folder.put("年报.md", "在");
    const { status, stderr } = folder.run(["init", "年报.md"]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: "年报.md：已有这个文件，没有改动。\n" });
    expect(folder.get("年报.md")).toBe("在");
  });

  test.each([
    [["--year", "2018"], "没有 2018 年度的格式"],
    [["--year", "2022", "--last-year", "2023.md"], "是 2023 年度的报告，应为 2021 年度的"],
    [["--last-year", "无.md"], "无.md：读不了"],
    [["--last-year", "注.md"], "注.md：不是年报"],
    [["甲.md", "乙.md"], "一次只新建一份"],
    [["无此文件夹/甲.md"], "写不了"],
  ])("%j is refused", (args, message) => {
    folder.put("2023.md", lastYear);
    folder.put("注.md", "# 说明\n");
    const { status, stderr } = folder.run(["init", ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test("what it writes is read back as a report that waits to be filled in", () => {
    folder.run(["init", "--agency", "青山镇", "--year", "2023", "年报.md"]);
    const { status, stdout } = folder.run(["check", "--format", "json", "年报.md"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).files[0]).toMatchObject({ year: 2023, standard: "2021", agency: "青山镇" });
  });
});
