import type { Severity } from "../../server/src/core/findings/finding";
import { contentFaults } from "./contentFaults";
import {
  type Block,
  cellOf,
  type Draft,
  type DraftHeading,
  type DraftRequests,
  type DraftRow,
  draftTable,
  sectionOf,
  tableOf,
} from "./draft";
import {
  define,
  type Expected,
  expect,
  type Fault,
  type FixMode,
  one,
  type Place,
  type Setting,
} from "./fault";
import { splitNumber } from "./grid";
import { type Ability, type Layout, NUMERALS } from "./layouts";
import { APPLICANTS, createModel, resultRows, type StandardId } from "./model";
import { proseFaults } from "./proseFaults";
import { textFaults } from "./textFaults";

// Document

const documentFaults: Fault[] = [
  define("title-missing", "", (draft) => {
    draft.title = undefined;
    return one(expect("title-missing", "first-line"), "clean", false);
  }),
  define("title-nonstandard", "year-bare", (draft, { model }) => {
    if (draft.title!.year.endsWith("年度")) return undefined;
    draft.title!.year = String(model.year);
    return one(expect("title-nonstandard", { within: ["report-title"] }), "text", true);
  }),
  define("title-nonstandard", "without-work", (draft) => {
    draft.title!.rest = "政府信息公开年度报告";
    return one(expect("title-nonstandard", { within: ["report-title"] }, { severity: "info" }), "any");
  }),
  define("standard-mismatch", "", (draft, { model, random }) => {
    const other = createModel(model.standard.id === "2019" ? "2021" : "2019", "rich", random);
    for (const section of draft.sections) {
      section.blocks = section.blocks.map((block) =>
        block.kind === "table" ? { kind: "table", table: draftTable(other, block.table.kind) } : block,
      );
    }
    return one(expect("standard-mismatch", "column:disclosure.article20-1.made"), "none");
  }),
];

// Sections

/** Headings that are run into text are told by their numerals. */
const PLAIN_ORDINALS = { noise: { ordinalMarks: ["", "、"] } } as const;
/** Faults of numbers need numbers, faults of labels the labels alone. */
const NUMBERED = { bareLabels: false, numberMark: "." } as const;
const PLAIN_LABELS = { bareLabels: false, explained: false } as const;

const SECTION_KEYS = ["overview", "disclosure", "requests", "litigation", "problems", "other"] as const;

const around = (at: number): Place => {
  const before = SECTION_KEYS[at - 1];
  const after = SECTION_KEYS[at + 1];
  return { between: [before && `heading:${before}`, after && `heading:${after}`] };
};

const wholeSectionMissing = SECTION_KEYS.map((key, at) =>
  define("section-missing", key, (draft) => {
    draft.sections = draft.sections.filter((section) => section.key !== key);
    return one(expect("section-missing", around(at)), "clean", false);
  }),
);

const headingMissing = SECTION_KEYS.map((key, at) =>
  define(
    "section-missing",
    `${key}-heading`,
    (draft, { layout }) => {
      const section = sectionOf(draft, key);
      draft.sections = draft.sections.filter((it) => it !== section);
      const previous = draft.sections[at - 1];
      if (previous) previous.blocks.push(...section.blocks);
      else
        draft.preface.push(
          ...section.blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : [])),
        );
      const restores = key === "other" && layout.format === "text";
      return one(expect("section-missing", around(at)), restores ? "folded" : "clean", false);
    },
    PLAIN_ORDINALS,
  ),
);

/** Titles off by a character or two, and titles known from published reports. */
const TITLE_SLIPS: readonly [key: string, title: string][] = [
  ["disclosure", "主动公开政府信息状况"],
  ["disclosure", "主动公开政务信息情况"],
  ["requests", "收到和处理政府信息公开申请状况"],
  ["requests", "收到和处理政府信息申请情况"],
  ["litigation", "政府信息公开行政复议、行政诉讼的情况"],
  ["problems", "存在的主要问题及改进措施"],
  ["other", "其他需要报告的事宜"],
  ["other", "其它需要报告的事项"],
];

const sectionFaults: Fault[] = [
  ...wholeSectionMissing,
  ...headingMissing,
  define("section-duplicate", "next", (draft) => {
    const at = SECTION_KEYS.indexOf("problems");
    const again = { ...structuredClone(draft.sections[at]!), name: "problems#2" };
    again.blocks = [{ kind: "paragraph", text: "下一步，将继续充实公开内容，及时回应群众关切。" }];
    draft.sections.splice(at + 1, 0, again);
    return one(expect("section-duplicate", "heading:problems#2"), "none");
  }),
  define("section-duplicate", "apart", (draft) => {
    const again = { ...structuredClone(draft.sections[0]!), name: "overview#2" };
    again.blocks = [{ kind: "paragraph", text: "各项工作按计划推进，群众满意度稳步提高。" }];
    draft.sections.splice(5, 0, again);
    return one(expect("section-duplicate", "heading:overview#2"), "none");
  }),
  define("section-misordered", "neighbours", (draft) => {
    const [a, b] = [draft.sections[3]!, draft.sections[4]!];
    draft.sections.splice(3, 2, b, a);
    return one(expect("section-misordered", { anyOf: ["heading:litigation", "heading:problems"] }), "any");
  }),
  define("section-misordered", "other-early", (draft) => {
    const [other] = draft.sections.splice(5, 1);
    draft.sections.splice(2, 0, other!);
    return one(expect("section-misordered", "heading:other"), "any");
  }),
  define("section-misordered", "disclosure-late", (draft) => {
    const [disclosure] = draft.sections.splice(1, 1);
    draft.sections.splice(3, 0, disclosure!);
    return one(expect("section-misordered", "heading:disclosure"), "any");
  }),
  ...(
    [
      ["other", "五"],
      ["problems", "四"],
      ["litigation", "五"],
      ["disclosure", "三"],
      ["overview", "二"],
    ] as const
  ).map(([key, ordinal]) =>
    define("section-misnumbered", `${key}-${ordinal}`, (draft) => {
      sectionOf(draft, key).ordinal = ordinal;
      return one(expect("section-misnumbered", `ordinal:${key}`), "text", true);
    }),
  ),
  ...TITLE_SLIPS.map(([key, title]) =>
    define("section-title-nonstandard", title, (draft) => {
      sectionOf(draft, key).title = title;
      return one(expect("section-title-nonstandard", `title:${key}`), "text", true);
    }),
  ),
  define("section-title-nonstandard", "variants", (draft, { model, random }) => {
    const expected = model.standard.sections.map(({ key, variants }) => {
      sectionOf(draft, key).title = random.pick(variants);
      return expect("section-title-nonstandard", `title:${key}`, { severity: "info" });
    });
    return { expected, fix: "text", safe: true };
  }),
  ...SECTION_KEYS.map((key) =>
    define("section-title-nonstandard", `variant-${key}`, (draft, { model, random }) => {
      const spec = model.standard.sections.find((section) => section.key === key)!;
      sectionOf(draft, key).title = random.pick(spec.variants);
      return one(expect("section-title-nonstandard", `title:${key}`, { severity: "info" }), "text", true);
    }),
  ),
  ...(["overview", "other"] as const).map((key) =>
    define(
      "section-inline",
      `${key}-after`,
      (draft, { layout }) => {
        const section = sectionOf(draft, key);
        if (section.blocks[0]?.kind !== "paragraph") return undefined;
        section.inline = "after";
        return one(
          expect("section-inline", `heading:${key}`),
          layout.format === "text" ? "folded" : "silent",
          true,
        );
      },
      PLAIN_ORDINALS,
    ),
  ),
  ...(["disclosure", "other"] as const).map((key) =>
    define(
      "section-inline",
      `${key}-before`,
      (draft, { layout }) => {
        const before = draft.sections[SECTION_KEYS.indexOf(key) - 1]!.blocks.at(-1)!;
        if (before.kind === "table" || before.kind === "image") return undefined;
        sectionOf(draft, key).inline = "before";
        return one(
          expect("section-inline", `heading:${key}`),
          layout.format === "text" ? "folded" : "silent",
          true,
        );
      },
      PLAIN_ORDINALS,
    ),
  ),
  ...(["overview", "problems", "other"] as const).map((key) =>
    define("section-empty", key, (draft) => {
      sectionOf(draft, key).blocks = [];
      const severity = key === "other" ? "warning" : "error";
      return one(expect("section-empty", `heading:${key}`, { severity }), "clean", false);
    }),
  ),
];

const headingNamed = (draft: Draft, name: string): DraftHeading | undefined =>
  draft.sections
    .flatMap((section) => section.blocks)
    .find((block) => block.kind === "heading" && block.name === name) as DraftHeading | undefined;

/** Gives a sub-heading another number. */
const renumbered = (rule: string, name: string, value: number): Fault =>
  define(rule, `${name}-${value}`, (draft) => {
    const heading = headingNamed(draft, name);
    if (!heading) return undefined;
    heading.value = value;
    return one(expect(rule, `numeral:${name}`), "text", false);
  });

const numberingFaults: Fault[] = [
  renumbered("numbering-gap", "overview.5", 6),
  renumbered("numbering-gap", "problems.1.3", 4),
  renumbered("numbering-gap", "problems.2", 3),
  renumbered("numbering-duplicate", "overview.5", 4),
  renumbered("numbering-duplicate", "overview.2", 1),
  renumbered("numbering-duplicate", "problems.1.2", 1),
  define("numbering-gap", "heading-lost", (draft) => {
    const section = sectionOf(draft, "overview");
    const at = section.blocks.findIndex((block) => block.kind === "heading" && block.name === "overview.3");
    const isNext = (block: Block) => block.kind === "heading" && block.name === "overview.4";
    section.blocks.splice(at, section.blocks.findIndex(isNext) - at);
    // What stood under it is lost all the same: see aspect-missing.
    return one(expect("numbering-gap", "numeral:overview.4"), "clean", false);
  }),
  define("numbering-gap", "slip-in-the-middle", (draft) => {
    headingNamed(draft, "overview.3")!.value = 4;
    const place = { anyOf: ["numeral:overview.3", "numeral:overview.4"] };
    return one(expect("numbering-gap", place, { rule: ["numbering-gap", "numbering-duplicate"] }), "any");
  }),
];

// Tables

const TABLE_KEYS = ["disclosure", "requests", "litigation"] as const;

const takeTable = (draft: Draft, key: string): Block => {
  const section = sectionOf(draft, key);
  const at = section.blocks.findIndex((block) => block.kind === "table");
  return section.blocks.splice(at, 1)[0]!;
};

const rowOf = (draft: Draft, key: string): { rows: DraftRow[]; at: number } => {
  const [kind, name] = key.split(".") as ["requests" | "disclosure", string];
  const lists =
    kind === "requests"
      ? [tableOf(draft, kind).rows]
      : tableOf(draft, kind).blocks.map((block) => block.rows);
  const rows = lists.find((list) => list.some((row) => row.key === name))!;
  return { rows, at: rows.findIndex((row) => row.key === name) };
};

const isZero = (row: DraftRow): boolean => row.cells.every((cell) => /^[0.]+$/.test(cell.text));

/** Rows whose numbers are all 0, or not, as asked for. */
const resultKeys = (draft: Draft, { model }: Setting, zero: boolean): string[] => {
  const results = new Set(resultRows(model.standard));
  const rows = tableOf(draft, "requests").rows.filter((row) => results.has(row.key) && isZero(row) === zero);
  return rows.map((row) => row.key);
};

const removeRow = (draft: Draft, key: string): Expected => {
  const { rows, at } = rowOf(draft, key);
  rows.splice(at, 1);
  const neighbour = rows[at] ?? rows[at - 1]!;
  return expect("row-missing", `label:${neighbour.name}`, { cell: key });
};

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

const tableFaults: Fault[] = [
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

/** Places where two neighbours of eight cells, joined, make a row that adds up. */
function joins(texts: readonly string[]): number[] {
  const found: number[] = [];
  for (let at = 0; at + 1 < texts.length; at++) {
    const joined = [...texts.slice(0, at), texts[at]! + texts[at + 1]!, ...texts.slice(at + 2)].map(Number);
    const sum = joined.slice(0, -1).reduce((total, value) => total + value, 0);
    if (sum === joined.at(-1)) found.push(at);
  }
  return found;
}

// Labels

const ROW_LABEL_SLIPS: readonly [row: string, label: string, standards?: StandardId[]][] = [
  ["requests.newReceived", "本年新收到政府信息公开申请数量"],
  ["requests.newReceived", "本年新收政府信息公开申请数"],
  ["requests.carriedOver", "上年结转政府信息公开数量"],
  ["requests.carriedOver", "上年度结转政府信息公开申请数量"],
  ["requests.partlyGranted", "部分公开"],
  ["requests.partlyGranted", "部分公开（区分处理的，只计这一情况，不计其他情形）"],
  ["requests.deniedByLaw", "其他法律、行政法规禁止公开"],
  ["requests.deniedByLaw", "其它法律行政法规禁止公开"],
  ["requests.deniedSecurity", "危机“三安全一稳定”"],
  ["requests.deniedThirdParty", "保护第三方合法利益"],
  ["requests.deniedInternal", "属于三类内部事物信息"],
  ["requests.deniedCaseFile", "属于行政法案卷"],
  ["requests.deniedInquiry", "属于行政查询事宜"],
  ["requests.notHeld", "本机关不掌握有关政府信息"],
  ["requests.notReady", "没有现成信息需另行制作"],
  ["requests.unclear", "补正后申请内容仍不明"],
  ["requests.petition", "信访举报投诉申请"],
  ["requests.publication", "要求提供公开的出版物"],
  ["requests.massive", "无正当理由大量反复审请"],
  ["requests.confirmation", "要求行政机关确认或重新出具已获取的信息"],
  ["requests.carriedForward", "结转下一年度继续办理"],
  ["requests.notCorrected", "申请人无正当理由逾期不补正", ["2021"]],
  ["requests.notCorrected", "申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请", ["2021"]],
  ["requests.feeUnpaid", "申请人逾期未按收费通知要求缴纳费用", ["2021"]],
  ["disclosure.normativeDocuments", "规范性文件", ["2021"]],
  ["disclosure.normativeDocuments", "行政规范性文件", ["2019"]],
  ["disclosure.otherServices", "其它对外管理服务事项", ["2019"]],
  ["disclosure.fees", "行政事业收费"],
];

const COLUMN_SLIPS: readonly [column: string, label: string, standards?: StandardId[], needs?: Ability[]][] =
  [
    ["requests.total", "合计", undefined, ["header"]],
    ["disclosure.article20-1.publicTotal", "对外公开总数", ["2019"]],
    ["disclosure.article20-1.made", "本年度新制作数量", ["2019"]],
    ["disclosure.article20-6.previousItems", "上一年度项目数量", ["2019"]],
    ["disclosure.article20-5.decisions", "本年度处理决定数量", ["2021"]],
    ["disclosure.article20-6.decisions", "本年处理决定数", ["2021"]],
  ];

const WRONG_NUMBERS: readonly [row: string, number: string][] = [
  ["deniedCaseFile", "6."],
  ["deniedStateSecret", "2."],
  ["unclear", "4."],
  ["partlyGranted", "（三）"],
  ["handledTotal", "（六）"],
  ["carriedForward", "三、"],
  ["carriedOver", "三、"],
];

/** A header over several columns is a column label and a group label: either name will do. */
const HEADER_RULES = ["column-label-nonstandard", "group-label-nonstandard"] as const;

const labelFaults: Fault[] = [
  ...ROW_LABEL_SLIPS.map(([key, label, standards]) =>
    define(
      "row-label-nonstandard",
      label,
      (draft) => {
        const { rows, at } = rowOf(draft, key);
        rows[at]!.label = label;
        return one(expect("row-label-nonstandard", `label:${key}`, { cell: key }), "text", true);
      },
      { ...(standards && { standards }), noise: PLAIN_LABELS },
    ),
  ),
  ...(["三、本年办理结果", "三、本年度的办理结果"] as const).map((label) =>
    define(
      "group-label-nonstandard",
      label,
      (draft) => {
        tableOf(draft, "requests").written["三、本年度办理结果"] = label;
        return one(expect("group-label-nonstandard", "label:group:三、本年度办理结果"), "text", true);
      },
      { needs: ["group"], noise: PLAIN_LABELS },
    ),
  ),
  ...COLUMN_SLIPS.map(([key, label, standards, needs]) =>
    define(
      "column-label-nonstandard",
      `${key}-${label}`,
      (draft) => {
        const columns = [
          ...tableOf(draft, "requests").columns,
          ...tableOf(draft, "disclosure").blocks.flatMap((block) => block.columns),
        ];
        columns.find((column) => column.name === `column:${key}`)!.label = label;
        return one(expect("column-label-nonstandard", `column:${key}`), "text", true);
      },
      { ...(standards && { standards }), ...(needs && { needs }), noise: PLAIN_LABELS },
    ),
  ),
  define(
    "column-label-nonstandard",
    "requests-group",
    (draft) => {
      for (const column of tableOf(draft, "requests").columns)
        if (column.group) column.group = "法人及其他组织";
      return one(expect(HEADER_RULES[0], "column-group:requests", { rule: HEADER_RULES }), "text", true);
    },
    { needs: ["header"], noise: PLAIN_LABELS },
  ),
  define(
    "column-label-nonstandard",
    "litigation-group",
    (draft) => {
      tableOf(draft, "litigation").groups[1]!.label = "未经复议直接诉讼";
      return one(
        expect(HEADER_RULES[0], "column-group:litigation.direct", { rule: HEADER_RULES }),
        "text",
        true,
      );
    },
    { needs: ["header"] },
  ),
  ...WRONG_NUMBERS.map(([key, number]) =>
    define(
      "row-number-wrong",
      `${key}-${splitNumber(number)[0]}`,
      (draft) => {
        const { rows, at } = rowOf(draft, `requests.${key}`);
        rows[at]!.number = number;
        const more = { cell: `requests.${key}` };
        return one(expect("row-number-wrong", `number:requests.${key}`, more), "text", true);
      },
      { noise: NUMBERED },
    ),
  ),
];

// Cells

const cellKeys = (draft: Draft, kind: string, accepts: (text: string) => boolean): string[] =>
  draft.sections
    .flatMap((section) => section.blocks)
    .flatMap((block) => (block.kind === "table" && block.table.kind === kind ? [block.table] : []))
    .flatMap((table) =>
      table.kind === "requests"
        ? table.rows.flatMap((row) => row.cells)
        : table.kind === "litigation"
          ? table.groups.flatMap((group) => group.cells)
          : table.blocks.flatMap((block) => block.rows.flatMap((row) => row.cells)),
    )
    .filter((cell) => !cell.name.startsWith("local.") && accepts(cell.text))
    .map((cell) => cell.name);

/** Where values have a line to themselves, a word at its start looks like a label, and so does one alone. */
const looksLikeLabel = (draft: Draft, key: string, words: boolean): boolean => {
  if (key.startsWith("litigation.")) return false;
  const { rows, at } = rowOf(draft, key);
  const { cells } = rows[at]!;
  return cells.length === 1 || (words && cells[0]!.name === key);
};

/** A blank in front of a row's first pipe is no cell, and this row has no label. */
const isInFront = (key: string, { id }: Layout): boolean =>
  key === "litigation.review.upheld" && ["label-line", "pipes-ragged"].includes(id);

/** Writes one cell otherwise. */
function cellFault(
  rule: string,
  variant: string,
  kind: string,
  accepts: (text: string) => boolean,
  rewrite: (text: string) => string,
  fix: FixMode,
  { safe = false, needs, severity }: { safe?: boolean; needs?: Ability[]; severity?: Severity } = {},
): Fault {
  return define(
    rule,
    `${kind}-${variant}`,
    (draft, { random, layout }) => {
      const [blank, words] = (["blank", "words"] as const).map(
        (ability) => needs?.includes(ability) ?? false,
      );
      const hidden = (key: string) =>
        (["label-line", "tsv-split"].includes(layout.id) || (words && layout.id === "tsv-wrapped")) &&
        (blank || words) &&
        // A blank in front of the first pipe is no cell either.
        looksLikeLabel(draft, key, words! || layout.id === "label-line");
      const usable = (key: string) =>
        !/\.(?:change|amount)$/.test(key) && !hidden(key) && !(blank && isInFront(key, layout));
      const keys = cellKeys(draft, kind, accepts).filter(usable);
      if (keys.length === 0) return undefined;
      const key = random.pick(keys);
      const cell = cellOf(draft, key);
      cell.text = rewrite(cell.text);
      const place = cell.text === "" ? { within: [key] } : key;
      return one(expect(rule, place, { cell: key, ...(severity && { severity }) }), fix, safe);
    },
    needs ? { needs } : {},
  );
}

/**
 * Leaves zeros of a table blank: one finding for the table where more than half of it is blank, else one for each.
 * A total is found by itself: only the numbers it is the sum of are left out.
 */
const blankZeros = (
  kind: (typeof TABLE_KEYS)[number],
  variant: string,
  share: number,
  limits: Pick<Fault, "needs" | "filling">,
): Fault =>
  define(
    "cell-blank",
    `${kind}-${variant}-zeros`,
    (draft, { random, layout }) => {
      const all = cellKeys(draft, kind, () => true);
      const first = new Set(all.filter((key, at) => key.split(".")[1] !== all[at - 1]?.split(".")[1]));
      // A blank in front of the first pipe is no cell.
      const shown = (key: string) =>
        !isInFront(key, layout) && !(layout.id === "label-line" && first.has(key));
      const blank = cellKeys(draft, kind, zero).filter((key) => shown(key) && random.chance(share));
      if (blank.length === 0) return undefined;
      for (const key of blank) cellOf(draft, key).text = "";
      const expected =
        blank.length * 2 > all.length && blank.length > 1
          ? [expect("cell-blank", { among: kind })]
          : blank.map((key) => expect("cell-blank", { within: [key] }, { cell: key }));
      return { expected, fix: "silent", safe: false };
    },
    limits,
  );

const zero = (text: string) => text === "0";
const positive = (text: string) => /^[1-9]\d*$/.test(text);
const small = (text: string) => /^\d$/.test(text) && text !== "0";
const toFullWidth = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

const cellFaults: Fault[] = [
  ...TABLE_KEYS.map((kind) =>
    cellFault("cell-blank", "zero", kind, zero, () => "", "silent", { needs: ["blank"] }),
  ),
  define(
    "cell-blank",
    "number",
    (draft, { random, layout }) => {
      // Where a row has its only number blanked, total-only may claim it as well.
      const rows = tableOf(draft, "requests").rows.filter((row) => usedColumns(draft, row.key).length > 1);
      if (rows.length === 0) return undefined;
      const row = random.pick(rows).key;
      const column = random.pick(usedColumns(draft, row));
      // A blank in front of the first pipe is no cell.
      if (layout.id === "label-line" && column === APPLICANTS[0]) return undefined;
      const key = `requests.${row}.${column}`;
      cellOf(draft, key).text = "";
      return one(expect("cell-blank", { within: [key] }, { cell: key }), "clean", false);
    },
    { needs: ["blank"] },
  ),
  define(
    "cell-blank",
    "most",
    (draft) => {
      for (const key of cellKeys(draft, "requests", zero)) cellOf(draft, key).text = "";
      return one(expect("cell-blank", { among: "requests" }), "silent", false);
    },
    { needs: ["blank", "blank-rows"] },
  ),
  ...TABLE_KEYS.flatMap((kind) => [
    blankZeros(kind, "all", 1, { needs: ["blank", "blank-rows"] }),
    blankZeros(kind, "half", 0.5, { needs: ["blank", "blank-rows"] }),
    blankZeros(kind, "some", 0.15, { needs: ["blank", "blank-rows"] }),
    blankZeros(kind, "everything", 1, { needs: ["blank", "blank-rows"], filling: "zero" }),
    blankZeros(kind, "most", 1, { needs: ["blank", "blank-rows"], filling: "sparse" }),
  ]),
  ...TABLE_KEYS.flatMap((kind) =>
    ["/", "-", "—", "无", "N/A"].map((mark) =>
      cellFault("cell-placeholder", mark, kind, zero, () => mark, "text", {
        ...(mark === "无" || mark === "N/A" ? { needs: ["numeral-word"] } : {}),
      }),
    ),
  ),
  ...TABLE_KEYS.flatMap((kind) =>
    ["见附件", "若干"].map((words) =>
      cellFault(
        "cell-not-number",
        words,
        kind,
        () => true,
        () => words,
        "none",
        { needs: ["words"] },
      ),
    ),
  ),
  ...TABLE_KEYS.map((kind) =>
    cellFault("cell-not-integer", "", kind, positive, (text) => `${text}.5`, "none"),
  ),
  ...TABLE_KEYS.map((kind) => cellFault("cell-negative", "", kind, positive, (text) => `-${text}`, "none")),
  ...TABLE_KEYS.map((kind) =>
    cellFault("cell-fullwidth", "", kind, (text) => zero(text) || positive(text), toFullWidth, "text", {
      safe: true,
    }),
  ),
  cellFault(
    "cell-thousands",
    "",
    "disclosure",
    (text) => /^\d{4}$/.test(text),
    (text) => `${text[0]},${text.slice(1)}`,
    "text",
    { safe: true },
  ),
  ...TABLE_KEYS.map((kind) => cellFault("cell-unit", "件", kind, positive, (text) => `${text}件`, "text")),
  define(
    "cell-unit",
    "元",
    (draft) => {
      const key = "disclosure.fees.amount";
      cellOf(draft, key).text += "元";
      return one(expect("cell-unit", key, { cell: key, severity: "warning" }), "any");
    },
    { standards: ["2021"] },
  ),
  ...TABLE_KEYS.flatMap((kind) =>
    ["U", "O", "o", "〇"].map((mark) => cellFault("cell-ocr", mark, kind, zero, () => mark, "text")),
  ),
  ...(["requests", "litigation"] as const).flatMap((kind) =>
    ["l", "I"].map((mark) =>
      cellFault(
        "cell-ocr",
        `one-${mark}`,
        kind,
        (text) => text === "1",
        () => mark,
        "text",
      ),
    ),
  ),
  ...(["requests", "disclosure"] as const).map((kind) =>
    cellFault(
      "cell-ocr",
      "inside",
      kind,
      (text) => /^[1-9]\d*0\d*$/.test(text),
      (text) => text.replace("0", "O"),
      "text",
    ),
  ),
  cellFault(
    "cell-ocr",
    "inside-one",
    "requests",
    (text) => /^[2-9]1$/.test(text),
    (text) => text.replace("1", "l"),
    "text",
  ),
  define("cell-split", "", (draft, { random }) => {
    const keys = cellKeys(draft, "requests", (text) => /^[1-9][1-9]$/.test(text)).filter(
      (key) => !key.endsWith(".total"),
    );
    for (const key of random.shuffle(keys)) {
      const { rows, at } = rowOf(draft, key);
      const { cells } = rows[at]!;
      const place = cells.findIndex((cell) => cell.name === key);
      const [tens, ones] = [...cells[place]!.text] as [string, string];
      const parts = [
        { name: key, text: tens },
        { name: `${key}#2`, text: ones },
      ];
      const split = [...cells.slice(0, place), ...parts, ...cells.slice(place + 1)];
      if (joins(split.map((cell) => cell.text)).join() !== String(place)) continue;
      rows[at]!.cells = split;
      return one(expect("cell-split", { within: [key, `${key}#2`] }), "silent", false);
    }
    return undefined;
  }),
  ...TABLE_KEYS.map((kind) =>
    cellFault("cell-chinese-numeral", "", kind, small, (text) => NUMERALS[Number(text)]!, "text", {
      needs: ["numeral-word"],
    }),
  ),
  cellFault(
    "cell-chinese-numeral",
    "teens",
    "requests",
    (text) => /^1[1-9]$/.test(text),
    (text) => `十${NUMERALS[Number(text[1])]}`,
    "text",
    {
      needs: ["numeral-word"],
    },
  ),
  ...TABLE_KEYS.map((kind) =>
    cellFault("cell-leading-zero", "", kind, positive, (text) => `0${text}`, "text", { safe: true }),
  ),
];

// Arithmetic

const numberAt = (draft: Draft, row: string, column: string): number =>
  Number(cellOf(draft, `requests.${row}.${column}`).text);

const change = (draft: Draft, row: string, column: string, by: number): string => {
  const cell = cellOf(draft, `requests.${row}.${column}`);
  cell.text = String(Number(cell.text) + by);
  return cell.name;
};

const suspect = (
  variant: string,
  choose: (draft: Draft, setting: Setting) => [row: string, column: string],
): Fault =>
  define("cell-suspect", variant, (draft, setting) => {
    const [row, column] = choose(draft, setting);
    const old = numberAt(draft, row, column);
    // Down where there is room, so that a lower number is tried as often as a higher one.
    const by =
      old > 1 && setting.random.chance(0.5) ? -setting.random.int(1, old) : setting.random.int(1, 19);
    const key = change(draft, row, column, by);
    return one(expect("cell-suspect", key, { cell: key }), "text", false);
  });

function usedColumns(draft: Draft, row: string): string[] {
  return APPLICANTS.filter((column) => numberAt(draft, row, column) > 0);
}
const unusedColumn = (draft: Draft): string | undefined =>
  APPLICANTS.find((column) =>
    tableOf(draft, "requests").rows.every((row) => numberAt(draft, row.key, column) === 0),
  );

/** Several wrong cells, no two in a row or a column, each off by another amount. */
const suspects = (variant: string, places: readonly [row: string, by: number][]): Fault =>
  define("cell-suspect", variant, (draft, { random }) => {
    const columns = random.shuffle(APPLICANTS);
    const expected = places.map(([row, by], at) => {
      const key = change(draft, row, columns[at]!, by);
      return expect("cell-suspect", key, { cell: key });
    });
    return { expected, fix: "text", safe: false };
  });

/** A count written in another column than it belongs to. */
const swap = (variant: string, row: string): Fault =>
  define("column-swap", variant, (draft) => {
    const to = unusedColumn(draft);
    if (!to) return undefined;
    // More than any neighbour holds, so that only this row can be meant.
    const by = numberAt(draft, row, "naturalPerson");
    const keys = [change(draft, row, "naturalPerson", -by), change(draft, row, to, by)];
    return one(expect("column-swap", { anyOf: keys }, { cell: keys }), "text", false);
  });

const rowTotals = (table: DraftRequests): DraftRow[] =>
  table.rows.filter((row) => Number(row.cells.at(-1)!.text) > 0);

const emptyColumns = (variant: string, text: string, needs?: Ability[]): Fault =>
  define(
    "total-only",
    variant,
    (draft) => {
      const table = tableOf(draft, "requests");
      const expected = rowTotals(table).map((row) => {
        const key = `${row.name}.total`;
        return expect("total-only", key, { cell: key });
      });
      for (const row of table.rows) for (const cell of row.cells.slice(0, -1)) cell.text = text;
      if (text === "") expected.push(expect("cell-blank", { among: "requests" }));
      return { expected, fix: "any" };
    },
    needs ? { needs } : {},
  );

const arithmeticFaults: Fault[] = [
  suspect("result", (draft, setting) => {
    const row = setting.random.pick(resultKeys(draft, setting, false));
    return [row, setting.random.pick(usedColumns(draft, row))];
  }),
  suspect("result-zero", (draft, setting) => [
    setting.random.pick(resultKeys(draft, setting, true)),
    setting.random.pick(APPLICANTS),
  ]),
  suspect("result-total", (draft, setting) => [
    setting.random.pick(resultKeys(draft, setting, false)),
    "total",
  ]),
  suspect("received", (_, { random }) => ["newReceived", random.pick(["naturalPerson", "enterprise"])]),
  suspect("received-total", () => ["newReceived", "total"]),
  suspect("carried-over", () => ["carriedOver", "naturalPerson"]),
  suspect("carried-over-total", () => ["carriedOver", "total"]),
  suspect("carried-forward", () => ["carriedForward", "naturalPerson"]),
  suspect("carried-forward-total", () => ["carriedForward", "total"]),
  suspect("handled", (_, { random }) => ["handledTotal", random.pick(["naturalPerson", "enterprise"])]),
  suspect("handled-total", () => ["handledTotal", "total"]),
  suspects("two", [
    ["granted", 3],
    ["newReceived", 7],
  ]),
  suspects("two-results", [
    ["deniedInquiry", 4],
    ["notHeld", 9],
  ]),
  suspects("three", [
    ["deniedCaseFile", 2],
    ["handledTotal", 5],
    ["carriedForward", 11],
  ]),
  suspects("three-results", [
    ["partlyGranted", 6],
    ["unclear", 1],
    ["repeated", 13],
  ]),
  swap("result", "granted"),
  swap("handled", "handledTotal"),
  swap("received", "newReceived"),
  define("row-total", "two-rows", (draft, setting) => {
    const [first, second] = [setting.random.pick(resultKeys(draft, setting, true)), "granted"];
    change(draft, first, "naturalPerson", 5);
    change(draft, second, "naturalPerson", -5);
    const expected = [first, second].map((row) => {
      const key = `requests.${row}.total`;
      return expect("row-total", key, { cell: key });
    });
    return { expected, fix: "none" };
  }),
  define("result-total", "row-too-low", (draft) => {
    change(draft, "granted", "naturalPerson", -3);
    change(draft, "granted", "total", -3);
    const expected = ["naturalPerson", "total"].map((column) => {
      const key = `requests.handledTotal.${column}`;
      return expect("result-total", key, { cell: key });
    });
    return { expected, fix: "none" };
  }),
  define("balance", "received-too-low", (draft) => {
    change(draft, "newReceived", "naturalPerson", -4);
    change(draft, "newReceived", "total", -4);
    const expected = ["naturalPerson", "total"].map((column) => {
      const keys = [`requests.carriedForward.${column}`, `requests.handledTotal.${column}`];
      return expect("balance", { anyOf: keys }, { cell: keys });
    });
    return { expected, fix: "none" };
  }),
  ...(["review", "direct", "afterReview"] as const).flatMap((group) => [
    define("litigation-total", `${group}-total`, (draft, { random }) => {
      const key = `litigation.${group}.total`;
      const cell = cellOf(draft, key);
      cell.text = String(Number(cell.text) + random.int(1, 9));
      return one(expect("litigation-total", key, { cell: key }), "text", false);
    }),
    define("litigation-total", `${group}-part`, (draft, { random }) => {
      const part = cellOf(
        draft,
        `litigation.${group}.${random.pick(["upheld", "corrected", "other", "pending"])}`,
      );
      part.text = String(Number(part.text) + random.int(1, 9));
      const key = `litigation.${group}.total`;
      // The new total is the sum of the parts; where the text names the old one, the two now differ.
      return one(expect("litigation-total", key, { cell: key }), "clean", false);
    }),
  ]),
  emptyColumns("zeros", "0"),
  emptyColumns("blanks", "", ["blank", "blank-rows"]),
  define("row-shift", "up", (draft) => {
    const { rows } = tableOf(draft, "requests");
    // Each of the last rows carries the numbers of the row below it, the last one the zeros that were above.
    const last = rows.slice(-3);
    if (!isZero(last[0]!)) return undefined;
    const texts = last.map((row) => row.cells.map((cell) => cell.text));
    last.forEach((row, at) => {
      row.cells.forEach((cell, column) => {
        cell.text = texts[(at + 1) % last.length]![column]!;
      });
    });
    return one(expect("row-shift", { among: "requests" }), "any");
  }),
];

/** Every fault of the core rules. */
export const FAULTS: readonly Fault[] = [
  ...documentFaults,
  ...sectionFaults,
  ...numberingFaults,
  ...tableFaults,
  ...labelFaults,
  ...cellFaults,
  ...arithmeticFaults,
  ...contentFaults,
  ...proseFaults,
  ...textFaults,
];
