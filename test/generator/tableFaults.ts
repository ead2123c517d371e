import { type Block, type Draft, type DraftRow, sectionOf, tableOf } from "./draft";
import { joins, resultKeys, rowOf, TABLE_KEYS } from "./draftTables";
import { define, type Expected, expect, type Fault, one } from "./fault";

/* Faults of tables, their rows and their columns. */

const takeTable = (draft: Draft, key: string): Block => {
  const section = sectionOf(draft, key);
  const at = section.blocks.findIndex((block) => block.kind === "table");
  return section.blocks.splice(at, 1)[0]!;
};

const removeRow = (draft: Draft, key: string): Expected => {
  const { rows, at } = rowOf(draft, key);
  rows.splice(at, 1);
  const neighbour = rows[at] ?? rows[at - 1]!;
  return expect("row-missing", `label:${neighbour.name}`, { cell: key });
};

const allRows = (draft: Draft, key: "disclosure" | "requests"): DraftRow[] =>
  key === "requests" ? tableOf(draft, key).rows : tableOf(draft, key).blocks.flatMap(({ rows }) => rows);

const renamed = (row: DraftRow, suffix: string): DraftRow => ({
  ...structuredClone(row),
  name: `${row.name}${suffix}`,
  cells: row.cells.map((cell) => ({ ...cell, name: `${cell.name}${suffix}` })),
});

const dropColumn = (draft: Draft, key: string): void => {
  const table = tableOf(draft, "requests");
  table.columns = table.columns.filter((column) => column.name !== `column:requests.${key}`);
  for (const row of table.rows) row.cells = row.cells.filter((cell) => !cell.name.endsWith(`.${key}`));
};

export const tableFaults: readonly Fault[] = [
  ...TABLE_KEYS.flatMap((key) => [
    define("table-missing", key, (draft) => {
      takeTable(draft, key);
      return one(expect("table-missing", `heading:${key}`), "clean", false);
    }),
    define("table-missing", `${key}-image`, (draft) => {
      takeTable(draft, key);
      sectionOf(draft, key).blocks.push({ kind: "image" });
      return one(expect("table-missing", `heading:${key}`), "clean", false);
    }),
  ]),
  ...(["disclosure", "requests"] as const).flatMap((key) => [
    define(
      "table-empty",
      key,
      (draft, { layout }) => {
        // Pages are written from their values: without any, groups and labels run into one another.
        if (layout.id.startsWith("pdf")) return undefined;
        // A place's own row without numbers cannot be told from a word in the cell above.
        if (allRows(draft, key).some((row) => row.key.startsWith("local."))) return undefined;
        for (const row of allRows(draft, key)) row.cells = [];
        return one(expect("table-empty", { among: key }), "any");
      },
      { needs: ["too-few"] },
    ),
    define(
      "table-unreadable",
      `${key}-labels-first`,
      (draft, { layout }) => {
        // As a PDF's columns are copied: each label on a line, and then each number.
        if (!layout.id.startsWith("lines")) return undefined;
        const rows = allRows(draft, key);
        const cells = rows.flatMap((row) => row.cells.splice(0));
        rows.at(-1)!.cells = cells;
        return one(expect("table-unreadable", { among: key }), "none");
      },
      { needs: ["too-few"] },
    ),
  ]),
  ...(
    [
      ["requests", "disclosure"],
      ["litigation", "problems"],
      ["litigation", "requests"],
      ["disclosure", "overview"],
    ] as const
  ).map(([key, to]) =>
    define("table-misplaced", `${key}-under-${to}`, (draft) => {
      const table = takeTable(draft, key);
      sectionOf(draft, to).blocks.push(table);
      return one(expect("table-misplaced", { among: key }), "none");
    }),
  ),
  ...(["deniedThirdParty", "notReady", "petition", "confirmation", "deniedStateSecret"] as const).map((key) =>
    define("row-missing", `requests-${key}`, (draft, setting) => {
      if (!resultKeys(draft, setting, true).includes(key)) return undefined;
      return one(removeRow(draft, `requests.${key}`), "silent", false);
    }),
  ),
  define("row-missing", "requests-other", (draft, setting) => {
    if (!resultKeys(draft, setting, true).includes("other")) return undefined;
    return one(removeRow(draft, "requests.other"), "silent", false);
  }),
  define("row-missing", "requests-with-numbers", (draft, setting) => {
    const key = setting.random.pick(resultKeys(draft, setting, false));
    return one(removeRow(draft, `requests.${key}`), "clean", false);
  }),
  define("row-missing", "requests-carriedOver", (draft) =>
    one(removeRow(draft, "requests.carriedOver"), "clean", false),
  ),
  define("row-missing", "requests-carriedForward", (draft) =>
    one(removeRow(draft, "requests.carriedForward"), "clean", false),
  ),
  define("row-missing", "requests-handledTotal", (draft) =>
    one(removeRow(draft, "requests.handledTotal"), "clean", false),
  ),
  define("row-missing", "disclosure-regulations", (draft) =>
    one(removeRow(draft, "disclosure.regulations"), "silent", false),
  ),
  define("row-missing", "disclosure-coercion", (draft, { model }) => {
    const after =
      model.standard.tables.disclosure.blocks.findIndex((block) => block.key === "article20-6") + 1;
    const next = model.standard.tables.disclosure.blocks[after]!.rows[0]!.key;
    const { rows, at } = rowOf(draft, "disclosure.coercion");
    rows.splice(at, 1);
    const place = { anyOf: ["label:disclosure.punishment", `label:disclosure.${next}`] };
    return one(expect("row-missing", place, { cell: "disclosure.coercion" }), "clean", false);
  }),
  define("row-missing", "disclosure-block-8", (draft) => {
    const table = tableOf(draft, "disclosure");
    const at = table.blocks.findIndex((block) => block.key === "article20-8");
    table.blocks.splice(at, 1);
    const neighbours = [table.blocks[at], table.blocks[at - 1]].flatMap((block) => block?.rows ?? []);
    const place = { anyOf: neighbours.map((row) => `label:${row.name}`) };
    // Its caption and header are gone as well: what a fix has to put back is left open.
    return one(expect("row-missing", place, { cell: "disclosure.fees" }), "any");
  }),
  ...(["zero", "numbers"] as const).map((kind) =>
    define("row-duplicate", kind, (draft, setting) => {
      const key = setting.random.pick(resultKeys(draft, setting, kind === "zero"));
      const { rows, at } = rowOf(draft, `requests.${key}`);
      rows.splice(at + 1, 0, renamed(rows[at]!, "#2"));
      return one(expect("row-duplicate", `label:requests.${key}#2`, { cell: `requests.${key}` }), "any");
    }),
  ),
  define("row-duplicate", "disclosure", (draft) => {
    const { rows, at } = rowOf(draft, "disclosure.punishment");
    rows.splice(at + 1, 0, renamed(rows[at]!, "#2"));
    return one(
      expect("row-duplicate", "label:disclosure.punishment#2", { cell: "disclosure.punishment" }),
      "any",
    );
  }),
  ...(
    [
      ["deniedByLaw", "deniedSecurity"],
      ["publication", "massive"],
      ["newReceived", "carriedOver"],
    ] as const
  ).map(([first, second]) =>
    define("row-misordered", `${first}-${second}`, (draft) => {
      const { rows, at } = rowOf(draft, `requests.${first}`);
      [rows[at], rows[at + 1]] = [rows[at + 1]!, rows[at]!];
      const keys = [`requests.${first}`, `requests.${second}`];
      return one(
        expect("row-misordered", { anyOf: keys.map((key) => `label:${key}`) }, { cell: keys }),
        "any",
      );
    }),
  ),
  define("row-misordered", "moved-far", (draft) => {
    const { rows, at } = rowOf(draft, "requests.deniedStateSecret");
    const [row] = rows.splice(at, 1);
    rows.splice(at + 4, 0, row!);
    const key = "requests.deniedStateSecret";
    return one(expect("row-misordered", `label:${key}`, { cell: key }), "any");
  }),
  define("row-misordered", "disclosure", (draft) => {
    const { rows } = rowOf(draft, "disclosure.punishment");
    rows.reverse();
    const keys = ["disclosure.punishment", "disclosure.coercion"];
    return one(expect("row-misordered", { anyOf: keys.map((key) => `label:${key}`) }, { cell: keys }), "any");
  }),
  define("row-unknown", "requests", (draft) => {
    const { rows, at } = rowOf(draft, "requests.deniedInquiry");
    const extra = { ...renamed(rows[at]!, "#extra"), number: "9.", label: "本机关认为不宜公开的其他情形" };
    for (const cell of extra.cells) cell.text = "0";
    rows.splice(at + 1, 0, extra);
    return one(expect("row-unknown", "label:requests.deniedInquiry#extra"), "none");
  }),
  define("row-misgrouped", "unclear", (draft) => {
    const { rows, at } = rowOf(draft, "requests.unclear");
    rows[at]!.groups = [...rows[at + 1]!.groups];
    return one(expect("row-misgrouped", "label:requests.unclear", { cell: "requests.unclear" }), "any");
  }),
  define("row-misgrouped", "petition", (draft) => {
    const { rows, at } = rowOf(draft, "requests.petition");
    rows[at]!.groups = [...rows[at - 1]!.groups];
    return one(expect("row-misgrouped", "label:requests.petition", { cell: "requests.petition" }), "any");
  }),
  ...(["legalService", "enterprise", "total"] as const).map((key) =>
    define("column-missing", `requests-${key}`, (draft) => {
      dropColumn(draft, key);
      return one(expect("column-missing", { among: "requests" }), "none");
    }),
  ),
  define("column-missing", "disclosure", (draft) => {
    const block = tableOf(draft, "disclosure").blocks[0]!;
    block.columns.splice(1, 1);
    for (const row of block.rows) row.cells.splice(1, 1);
    return one(expect("column-missing", { among: "disclosure" }), "none");
  }),
  define(
    "column-missing",
    "litigation",
    (draft) => {
      const group = tableOf(draft, "litigation").groups[1]!;
      group.columns.splice(3, 1);
      group.cells.splice(3, 1);
      return one(expect("column-missing", { among: "litigation" }), "none");
    },
    { needs: ["header"] },
  ),
  ...(["zero", "numbers"] as const).flatMap((kind) => [
    define("row-cell-count", `one-more-${kind}`, (draft, setting) => {
      const key = setting.random.pick(resultKeys(draft, setting, kind === "zero"));
      const row = rowOf(draft, `requests.${key}`);
      const { cells } = row.rows[row.at]!;
      cells.push({ name: `requests.${key}#more`, text: kind === "zero" ? "0" : "7" });
      if (kind === "numbers" && joins(cells.map((cell) => cell.text)).length > 0) return undefined;
      return one(expect("row-cell-count", `label:requests.${key}`, { cell: `requests.${key}` }), "none");
    }),
    define(
      "row-cell-count",
      `one-less-${kind}`,
      (draft, setting) => {
        const key = setting.random.pick(resultKeys(draft, setting, kind === "zero"));
        const row = rowOf(draft, `requests.${key}`);
        row.rows[row.at]!.cells.splice(setting.random.int(0, 6), 1);
        return one(expect("row-cell-count", `label:requests.${key}`, { cell: `requests.${key}` }), "none");
      },
      { needs: ["too-few"] },
    ),
  ]),
];
