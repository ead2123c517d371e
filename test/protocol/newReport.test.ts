import { expect, test } from "vitest";
import {
  type AgencyProposal,
  agencyMethod,
  type NewReportAnswer,
  newReportMethod,
} from "../../server/src/lsp/protocol";
import { cleanReport } from "./report";
import { start } from "./session";

const candidates = [
  { name: "说明.md", text: "# 说明\n" },
  { name: "2023.md", text: cleanReport },
];

test("a new report starts from last year's among the texts given", async () => {
  const { connection } = await start();
  const proposal: AgencyProposal = await connection.sendRequest(agencyMethod, { year: 2024, candidates });
  expect(proposal.agency).toBe("青溪县水务局");
  const params = { agency: proposal.agency, year: 2024, candidates };
  const answer: NewReportAnswer = await connection.sendRequest(newReportMethod, params);
  expect(answer.lastYear).toBe("2023.md");
  expect(answer.carried).toHaveLength(2);
  expect(answer.text).toContain("# 青溪县水务局2024年政府信息公开工作年度报告");
  expect(answer.text).toContain("| 二、上年结转政府信息公开申请数量 |  |  | 1 |");
});

test("without one it starts from nothing, and says nothing of it", async () => {
  const { connection } = await start();
  expect(await connection.sendRequest(agencyMethod, { year: 2021, candidates })).toEqual({});
  const params = { agency: "青山镇", year: 2021, candidates };
  const answer: NewReportAnswer = await connection.sendRequest(newReportMethod, params);
  expect(answer.carried).toEqual([]);
  expect(answer.lastYear).toBeUndefined();
});

test("for a year without a standard there is none", async () => {
  const { connection } = await start();
  const params = { agency: "青山镇", year: 2010, candidates: [] };
  expect(await connection.sendRequest(newReportMethod, params)).toBeNull();
});
