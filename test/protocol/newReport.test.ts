import { expect, test } from "vitest";
import { openSource } from "../../server/src/core/open";
import {
  type AgencyProposal,
  agencyMethod,
  type EarlierReport,
  earlierReportsMethod,
  type NewReportAnswer,
  newReportMethod,
} from "../../server/src/lsp/protocol";
import { cleanReport } from "./report";
import { start } from "./session";

const lastYear = { name: "2023.md", text: cleanReport };
const candidates = [
  { name: "说明.md", text: "# 说明\n" },
  { name: "2022.md", text: cleanReport.replaceAll("2023", "2022").replaceAll("2024", "2023") },
  { name: "外局.md", text: cleanReport.replaceAll("青溪县水务局", "青溪县林业局") },
  lastYear,
];

test("the agency of the only report on the year before is proposed", async () => {
  const { connection } = await start();
  const proposed = async (from: typeof candidates): Promise<AgencyProposal> =>
    connection.sendRequest(agencyMethod, { year: 2024, candidates: from });
  expect(await proposed([lastYear])).toEqual({ agency: "青溪县水务局" });
  expect(await proposed(candidates)).toEqual({});
});

test("the reports on the year before can be chosen from, the agency's own first", async () => {
  const { connection } = await start();
  const params = { agency: "青溪县水务局", year: 2024, candidates };
  const found: EarlierReport[] = await connection.sendRequest(earlierReportsMethod, params);
  expect(found).toEqual([
    { name: "2023.md", agency: "青溪县水务局", isSame: true },
    { name: "外局.md", agency: "青溪县林业局", isSame: false },
  ]);
  expect(await connection.sendRequest(earlierReportsMethod, { ...params, year: 2021 })).toEqual([]);
});

test.each([
  ["markdown", "# 青溪县水务局2024年政府信息公开工作年度报告\n"],
  ["text", "青溪县水务局2024年政府信息公开工作年度报告\n"],
  ["html", "<!DOCTYPE html>\n"],
] as const)("a new report as %s starts from last year's", async (form, beginning) => {
  const { connection } = await start();
  const params = { agency: "青溪县水务局", year: 2024, form, lastYear };
  const { title, text, carried }: NewReportAnswer = await connection.sendRequest(newReportMethod, params);
  expect(title).toBe("青溪县水务局2024年政府信息公开工作年度报告");
  expect(text.startsWith(beginning), text.slice(0, 100)).toBe(true);
  expect(carried.map(({ start, end }) => text.slice(start, end))).toContain("上年结转1件");
});

test("a new report as a Word file says the same, and tells where what was carried over stands in it", async () => {
  const { connection } = await start();
  const params = { agency: "青溪县水务局", year: 2024, lastYear };
  const made: NewReportAnswer = await connection.sendRequest(newReportMethod, { ...params, form: "docx" });
  const { text } = await openSource(Uint8Array.from(Buffer.from(made.bytes!, "base64")));
  expect(made.text).toBe(text);
  const numbers = ({ text: all, carried }: NewReportAnswer) =>
    carried.map(({ start, end, message }) => [all.slice(start, end), message]);
  const markdown: NewReportAnswer = await connection.sendRequest(newReportMethod, {
    ...params,
    form: "markdown",
  });
  expect(numbers(made)).toEqual(numbers(markdown));
  expect(made.carried.length).toBeGreaterThan(3);
});

test("without one it starts from nothing", async () => {
  const { connection } = await start();
  const params = { agency: "青山镇", year: 2021, form: "markdown" };
  const answer: NewReportAnswer = await connection.sendRequest(newReportMethod, params);
  expect(answer.carried).toEqual([]);
});

test("for a year without a standard there is none", async () => {
  const { connection } = await start();
  const params = { agency: "青山镇", year: 2010, form: "markdown" };
  expect(await connection.sendRequest(newReportMethod, params)).toBeNull();
});
