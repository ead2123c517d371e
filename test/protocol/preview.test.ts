import { expect, test } from "vitest";
import {
  type LastYearAnswer,
  lastYearMethod,
  type PreviewAnswer,
  type PreviewParams,
  previewMethod,
} from "../../server/src/lsp/protocol";
import { pushed } from "./client";
import { cleanReport, wrongTotal } from "./report";
import { start, startWith, uri } from "./session";

/* The preview, as a client asks for it. What it shows is tested in test/features. */

type Client = Awaited<ReturnType<typeof start>>;

const ask = (client: Client, params: Partial<PreviewParams> = {}) =>
  client.connection.sendRequest<PreviewAnswer | null>(previewMethod, { uri, ...params });

const earlier = cleanReport.replaceAll("2023年", "2022年").replaceAll("2024年", "2023年");

test("of the version at hand, with its findings", async () => {
  const client = await startWith(wrongTotal);
  const answer = await ask(client);
  expect(answer).toMatchObject({
    version: client.documents.get(uri)!.version,
    title: "青溪县水务局2023年政府信息公开工作年度报告",
    year: 2023,
    agency: "青溪县水务局",
  });
  expect(answer!.html).toContain('class="value wrong error"');
});

test("as a page by itself, without marks, where a style sheet is given", async () => {
  const { html } = (await ask(await startWith(wrongTotal), { style: "p { margin: 0 }" }))!;
  expect(html).toMatch(/^<!DOCTYPE html>/);
  expect(html).toContain("<style>\np { margin: 0 }\n</style>");
  expect(html).not.toMatch(/data-at|wrong|flow/);
});

test("with the year before, which is chosen among the files beside it", async () => {
  const client = await startWith(cleanReport);
  const candidates = [
    { name: "说明.md", text: "# 说明\n" },
    { name: "本年.md", text: cleanReport },
    { name: "别处.md", text: earlier.replaceAll("青溪县水务局", "云溪镇人民政府") },
    { name: "去年.md", text: earlier },
  ];
  const chosen = await client.connection.sendRequest<LastYearAnswer>(lastYearMethod, { uri, candidates });
  expect(chosen).toEqual({ name: "去年.md" });
  expect((await ask(client, { lastYear: candidates[3]! }))!.html).toContain("2022年申请办理流向");
  // Whatever the client takes for it, only that is shown beside it.
  expect((await ask(client, { lastYear: candidates[2]! }))!.html).not.toContain("2022年申请办理流向");
});

test("there is none of what is not open, is no report, or is not checked", async () => {
  expect(await ask(await start({ capabilities: pushed }))).toBeNull();
  expect(await ask(await startWith("# 说明\n"))).toBeNull();
  expect(await ask(await startWith(cleanReport, { settings: { enable: false } }))).toBeNull();
  const client = await startWith("# 说明\n");
  expect(await client.connection.sendRequest(lastYearMethod, { uri, candidates: [] })).toBeNull();
});
