import { describe, expect, test } from "vitest";
import { type Client, pulling, pushed } from "./client";
import { spoiled, twoFullwidthCells, wrongTotal } from "./report";
import { start, uri } from "./session";

/** A warning and an error. */
const bothFaults = spoiled(
  ["| 行政许可 | 36 |", "| 行政许可 | ３６ |"],
  ["| 1 | 0 | 0 | 0 | 1 | 0 |", "| 1 | 0 | 0 | 0 | 2 | 0 |"],
);

async function severities(client: Client): Promise<unknown[]> {
  const report = await client.pull(uri);
  return report.kind === "full" ? report.items.map(({ severity }) => severity) : [];
}

describe("settings of a client that can be asked", () => {
  test("severities: error, warning, info and off, changed while the document is open", async () => {
    const client = await start();
    await client.open(uri, twoFullwidthCells);
    expect(await severities(client)).toEqual([2, 2]);
    for (const [severity, expected] of [
      ["error", [1, 1]],
      ["info", [3, 3]],
      ["off", []],
      ["warning", [2, 2]],
    ] as const) {
      await client.configure({ rules: { "cell-fullwidth": severity } });
      await client.refreshes.next();
      expect(await severities(client)).toEqual(expected);
    }
  });

  test("a result under other settings does not count as unchanged", async () => {
    const client = await start();
    await client.open(uri, twoFullwidthCells);
    const { resultId } = await client.pull(uri);
    await client.configure({ rules: { "cell-fullwidth": "off" } });
    await client.refreshes.next();
    expect(await client.pull(uri, resultId)).toMatchObject({ kind: "full", items: [] });
  });

  test("enable: false leaves every document alone, and says so", async () => {
    const client = await start({ settings: { enable: false }, initializationOptions: { status: true } });
    await client.open(uri, wrongTotal);
    expect(await client.rules(uri)).toEqual([]);
    expect(await client.actions(uri, undefined)).toEqual([]);
    expect(await client.statuses.next()).toMatchObject({ state: "off", errors: 0 });
    await client.configure({ enable: true });
    await client.refreshes.next();
    expect(await client.rules(uri)).toEqual(["litigation-total"]);
  });

  test("each document has its own", async () => {
    const other = "file:///other/b.md";
    const client = await start({
      settings: (scope: string) => (scope === other ? { rules: { "litigation-total": "off" } } : {}),
    });
    await client.open(uri, wrongTotal);
    await client.open(other, wrongTotal);
    expect(await client.rules(uri)).toEqual(["litigation-total"]);
    expect(await client.rules(other)).toEqual([]);
  });

  test("the year, where the text has none", async () => {
    const undated = spoiled(
      ["2023年政府信息公开工作年度报告", "政府信息公开工作年度报告"],
      ["，所列数据的统计期限自2023年1月1日起至2023年12月31日止", ""],
      ["\n2024年1月18日\n", ""],
    );
    const client = await start({ settings: { year: 2022 }, initializationOptions: { status: true } });
    await client.open(uri, undated);
    await client.pull(uri);
    expect((await client.statuses.next()).year).toBe(2022);
  });

  const wrong: Record<string, unknown> = {
    null: null,
    "a number": 3,
    "a list": [1, 2],
    "wrong types": { enable: "yes", rules: ["off"], year: "2023" },
    "a year out of range": { year: 1999.5 },
    "a severity that does not exist": { rules: { "litigation-total": "fatal", "row-total": null } },
    "unknown fields and rules": { colour: "red", rules: { "no-such-rule": "error" } },
    "hostile keys": JSON.parse(
      '{"__proto__": {"enable": false}, "rules": {"__proto__": "off", "constructor": 1}}',
    ),
    "an error in answer": new Error("没有设置"),
  };
  for (const [name, settings] of Object.entries(wrong)) {
    test(`${name}: what is wrong counts as not set`, async () => {
      const client = await start({ settings });
      await client.open(uri, wrongTotal);
      expect(await client.rules(uri)).toEqual(["litigation-total"]);
    });
  }

  test("one wrong field does not cost the others, and is named once in the log", async () => {
    const client = await start({
      settings: { year: "去年", rules: { "cell-fullwidth": "info", "row-total": 1 } },
    });
    await client.open(uri, twoFullwidthCells);
    await client.open("file:///reports/b.md", twoFullwidthCells);
    expect(await severities(client)).toEqual([3, 3]);
    await client.pull("file:///reports/b.md");
    const lines = client.logs.all().filter(({ type }) => type === 2);
    expect(lines).toHaveLength(1);
    expect(lines[0]!.message).toContain("disclosureLint.year");
    expect(lines[0]!.message).toContain("disclosureLint.rules.row-total");
  });
});

/*
 * Editors differ in what they answer when they are asked, in what they send unasked, and in where their users write
 * settings down. Whatever they do, a setting that is given counts, and one that is not does no harm.
 */
describe("a client's settings count in whatever form and by whatever way it gives them", () => {
  // All forms there are: test/features/configuration.test.ts.
  const rules = { "cell-fullwidth": "off", "litigation-total": "info" };
  const forms: Record<string, unknown> = {
    nested: { editor: { tabSize: 2 }, disclosureLint: { rules } },
    flat: {
      "disclosureLint.rules.cell-fullwidth": "off",
      "disclosureLint.rules.litigation-total": "info",
    },
    "by themselves": { rules },
  };
  const ways: Record<string, (settings: unknown) => Promise<Client>> = {
    "in answer": (settings) => start({ settings }),
    "in answer, not in a list": (settings) => start({ settings, answersBare: true }),
    "unasked, and answers null": async (settings) => {
      const client = await start();
      await client.configure(undefined, settings);
      await client.refreshes.next();
      return client;
    },
    "unasked, and answers an empty section": async (settings) => {
      const client = await start({ settings: {} });
      await client.configure({}, settings);
      await client.refreshes.next();
      return client;
    },
    "unasked, and fails to answer": async (settings) => {
      const client = await start({ settings: new Error("没有设置") });
      await client.configure(client.settings, settings);
      await client.refreshes.next();
      return client;
    },
    "unasked, and cannot be asked": async (settings) => {
      const client = await start({ capabilities: pulls });
      await client.configure(undefined, settings);
      await client.refreshes.next();
      return client;
    },
    "at the beginning": (settings) => start({ initializationOptions: { settings } }),
    "at the beginning, among its options": (settings) => start({ initializationOptions: settings }),
    "at the beginning, and cannot be asked": (settings) =>
      start({ capabilities: pulls, initializationOptions: { settings } }),
  };
  const { configuration, ...workspace } = pulling.workspace!;
  const pulls = { ...pulling, workspace };

  async function found(client: Client): Promise<unknown[]> {
    await client.open(uri, bothFaults);
    return severities(client);
  }

  for (const [way, startWith] of Object.entries(ways)) {
    test.each(Object.entries(forms))(`given ${way}: %s`, async (_, settings) => {
      expect(await found(await startWith(settings))).toEqual([3]);
    });
    test.each([[null], [{ disclosureLint: {} }]])(`said nothing ${way}: %j`, async (settings) => {
      const client = await startWith(settings);
      expect(await found(client)).toEqual([2, 1]);
      expect(client.logs.all().filter(({ type }) => type === 2)).toEqual([]);
    });
  }

  test("the answer goes before what is sent, and that before what was said at the beginning", async () => {
    const set = (severity: string) => ({ disclosureLint: { rules: { "litigation-total": severity } } });
    const client = await start({ initializationOptions: { settings: set("info") } });
    await client.open(uri, wrongTotal);
    expect(await severities(client)).toEqual([3]);
    for (const [answer, sent, expected] of [
      [null, set("warning"), [2]],
      [set("off"), set("warning"), []],
      [{}, null, [3]],
    ] as const) {
      await client.configure(answer, sent);
      await client.refreshes.next();
      expect(await severities(client)).toEqual(expected);
    }
  });

  test("an unknown kind of agency among the deadlines is named, and costs itself only", async () => {
    const late = spoiled(["2024年1月18日", "2024年2月18日"]);
    const client = await start({ settings: { deadlines: { department: "02-28", village: "01-01" } } });
    await client.open(uri, late);
    expect(await client.rules(uri)).toEqual([]);
    const [line] = client.logs.all().filter(({ type }) => type === 2);
    expect(line!.message).toContain("disclosureLint.deadlines 没有“village”");
  });
});

describe("settings of a client that sends them", () => {
  const sent: Record<string, [settings: unknown, expected: unknown[]]> = {
    whole: [{ disclosureLint: { enable: true, rules: { "litigation-total": "info" } } }, [3]],
    "another program's only": [{ editor: { tabSize: 2 } }, [1]],
    null: [null, [1]],
    "a text": ["off", [1]],
    "switched off": [{ disclosureLint: { enable: false } }, []],
  };
  for (const [name, [settings, expected]] of Object.entries(sent)) {
    test(name, async () => {
      const client = await start({ capabilities: pushed });
      await client.open(uri, wrongTotal);
      expect((await client.published.next()).diagnostics).toHaveLength(1);
      await client.configure(undefined, settings);
      const { diagnostics } = await client.published.next();
      expect(diagnostics.map(({ severity }) => severity)).toEqual(expected);
    });
  }

  test("sent before anything is open", async () => {
    const client = await start({ capabilities: pushed });
    await client.configure(undefined, { disclosureLint: { rules: { "litigation-total": "warning" } } });
    await client.open(uri, wrongTotal);
    expect((await client.published.next()).diagnostics[0]!.severity).toBe(2);
  });

  test("the server asks to be told of changes only where it may", async () => {
    const { didChangeConfiguration, ...workspace } = pulling.workspace!;
    expect(didChangeConfiguration).toBeDefined();
    const client = await start({ capabilities: { ...pulling, workspace } });
    await client.open(uri, wrongTotal);
    expect(await client.rules(uri)).toEqual(["litigation-total"]);
    expect(client.logs.all().filter(({ type }) => type < 3)).toEqual([]);
  });
});
