import { describe, expect, test } from "vitest";
import {
  type EditPlaceAnswer,
  type EditPlaceParams,
  editPlaceMethod,
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

test("findings keep the numbers that the client sends back", async () => {
  const client = await startWith(wrongTotal);
  const first = (await ask(client, { isEditable: true }))!;
  expect(first.findings.map(({ number }) => number)).toEqual([1]);
  // Above the other, but new.
  await client.change(uri, { text: wrongTotal.replace("12月31日止", "11月30日止") });
  const second = (await ask(client, { isEditable: true, numbers: first.numbers }))!;
  expect(second.findings.map(({ number }) => number)).toEqual([1, 2]);
  expect(second.findings[0]!.fixes.map(({ title }) => title)).toEqual(["改为 1"]);
  expect(Object.values(second.numbers).sort()).toEqual([1, 2]);
  expect((await ask(client, { isEditable: true }))!.findings[0]!.fixes[0]!.title).toMatch(/^改为2023年/);
});

describe("a place of the page", () => {
  const edit = (client: Client, params: Omit<EditPlaceParams, "uri">) =>
    client.connection.sendRequest<EditPlaceAnswer>(editPlaceMethod, { uri, ...params });
  const key = "litigation.review.total";
  const at = wrongTotal.indexOf("| 1 | 0 | 0 | 0 | 2 | 0 |") + 18;

  test("is edited by its key, whatever the version, while it says the same", async () => {
    const client = await startWith(wrongTotal);
    const { version } = client.documents.get(uri)!;
    const edits = [{ start: at, end: at + 1, text: "1" }];
    expect(await edit(client, { key, before: "2", text: "1" })).toEqual({ version, edits });
    expect(await edit(client, { key, before: "3", text: "1" })).toEqual({
      refusal: "报告刚刚变了，请再改一次",
    });
  });

  test("is edited by where it is, in its version alone", async () => {
    const client = await startWith(wrongTotal);
    const { version } = client.documents.get(uri)!;
    const start = wrongTotal.indexOf("门户网站增设");
    const before = "门户网站增设水质公告栏目，每月更新。";
    const place = { start, end: start + before.length, version };
    const text = before.replace("每月", "每周");
    const edits = [
      { start: start + before.indexOf("月"), end: start + before.indexOf("月") + 1, text: "周" },
    ];
    expect(await edit(client, { place, before, text })).toEqual({ version, edits });
    const old = { ...place, version: version + 1 };
    expect(await edit(client, { place: old, before, text })).toHaveProperty("refusal");
    expect(await edit(client, { place: { ...place, end: place.end + 1 }, before, text })).toEqual({
      refusal: "这里在页面上改不了，只能在文字里改",
    });
  });
});
