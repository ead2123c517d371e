import { toChinese } from "../../server/src/core/text/numeral";
import type { ReportModel } from "./model";
import { type Paragraph, writeProse } from "./prose";
import type { Random } from "./random";

/** A sub-heading: `（一）…` at level 1, `1.…` at level 2. `body` runs on in the same line. */
export interface DraftHeading {
  kind: "heading";
  name: string;
  level: 1 | 2;
  value: number;
  title: string;
  body?: string;
}

export interface DraftTableBlock {
  kind: "table";
  table: DraftTable;
}

export type Block = Paragraph | DraftHeading | DraftTableBlock | { kind: "image" };

export interface DraftSection {
  key: string;
  /** Name of its spans; differs from the key where a section stands twice. */
  name: string;
  ordinal: string;
  title: string;
  blocks: Block[];
  /** Heading run into the paragraph after or before it. */
  inline?: "after" | "before";
}

export interface DraftCell {
  /** Key of the cell, also the name of its span. */
  name: string;
  text: string;
}

export interface DraftColumn {
  name: string;
  label: string;
  group?: string;
}

export interface DraftRow {
  key: string;
  name: string;
  /** As the standard writes it: `（一）`, `1.`, `一、` or "". */
  number: string;
  label: string;
  /** Standard labels of the groups it stands in, outermost first. */
  groups: string[];
  cells: DraftCell[];
}

export interface DraftRequests {
  kind: "requests";
  corner: string;
  header: string;
  columns: DraftColumn[];
  rows: DraftRow[];
  /** Group labels as written, by standard label. */
  written: Record<string, string>;
}

export interface DraftDisclosureBlock {
  key: string;
  caption: string;
  header: string;
  columns: DraftColumn[];
  rows: DraftRow[];
}

export interface DraftDisclosure {
  kind: "disclosure";
  blocks: DraftDisclosureBlock[];
}

export interface DraftLitigationGroup {
  key: string;
  label: string;
  within: string;
  columns: DraftColumn[];
  cells: DraftCell[];
}

export interface DraftLitigation {
  kind: "litigation";
  groups: DraftLitigationGroup[];
}

export type DraftTable = DraftDisclosure | DraftRequests | DraftLitigation;

/** A report as it is to be written, before a layout gives it form. Faults are put in here. */
export interface Draft {
  title: { agency: string; year: string; rest: string } | undefined;
  preface: string[];
  sections: DraftSection[];
  signature: string | undefined;
  date: string | undefined;
}

/** The model in words, with nothing wrong in it. */
export function createDraft(model: ReportModel, random: Random): Draft {
  const { standard } = model;
  const prose = writeProse(model, random);
  const sections = standard.sections.map((spec): DraftSection => {
    const blocks: Block[] = [...(prose.sections[spec.key] ?? [])];
    if (spec.table) blocks.push({ kind: "table", table: draftTable(model, spec.table) });
    if (spec.table === "disclosure" && random.chance(0.2)) addLocalRows(blocks, random);
    if (spec.table && random.chance(0.08)) addNote(blocks, random);
    return { key: spec.key, name: spec.key, ordinal: spec.ordinal, title: spec.title, blocks };
  });
  return {
    title: {
      agency: model.agency.name,
      year: `${model.year}${random.pick(["年", "年度"])}`,
      rest: "政府信息公开工作年度报告",
    },
    preface: prose.preface,
    sections,
    signature: model.agency.signature,
    date: writeDate(model.year + 1, random.int(4, 29)),
  };
}

/** A day in January in one of the ways that reports are dated; the day itself decides which. */
function writeDate(year: number, day: number): string {
  switch (day % 6) {
    case 0: {
      const digits = [...String(year)].map((digit) => "〇一二三四五六七八九"[Number(digit)]).join("");
      return `${digits}年一月${toChinese(day)}日`;
    }
    case 1:
      return `${year} 年 1 月 ${day} 日`;
    case 2:
      return `（${year}年1月${day}日）`;
    default:
      return `${year}年1月${day}日`;
  }
}

/** Words in front of a table that say what is in it. */
function addNote(blocks: Block[], random: Random): void {
  const text = random.pick([
    "下表数据由各科室汇总，经办公室核对。",
    "本表按国务院办公厅规定的格式填写。",
    "具体情况见下表：",
    "单位：件",
  ]);
  blocks.unshift({ kind: "paragraph", text });
}

const LOCAL_ROWS = ["其他主动公开文件", "其他文件", "政策解读材料", "公共企事业单位信息", "重大建设项目信息"];

/** Many places count what else they published in rows of their own; no equation is harmed. */
function addLocalRows(blocks: readonly Block[], random: Random): void {
  const last = blocks.at(-1);
  if (last?.kind !== "table" || last.table.kind !== "disclosure") return;
  const { rows } = random.pick(last.table.blocks);
  for (const [at, label] of random.shuffle(LOCAL_ROWS).slice(0, random.int(1, 2)).entries()) {
    const name = `local.${at}`;
    const cells = rows[0]!.cells.map((_, index) => ({
      name: `${name}.${index}`,
      text: String(random.chance(0.5) ? random.int(1, 300) : 0),
    }));
    rows.push({ key: name, name, number: "", label, groups: [], cells });
  }
}

/** One of the standard's three tables with the model's numbers. */
export function draftTable(model: ReportModel, key: "disclosure" | "requests" | "litigation"): DraftTable {
  const { tables } = model.standard;
  const cells = (prefix: string, columns: readonly { key: string }[]): DraftCell[] =>
    columns.map((column) => {
      const name = `${prefix}.${column.key}`;
      return { name, text: model.texts.get(name)! };
    });
  if (key === "requests") {
    const { corner, header, columns, rows } = tables.requests;
    return {
      kind: "requests",
      corner,
      header,
      columns: columns.map(({ key, label, group }) => ({ name: `column:requests.${key}`, label, group })),
      rows: rows.map(({ key, number, label, groups }) => ({
        key,
        name: `requests.${key}`,
        number,
        label,
        groups: [...groups],
        cells: cells(`requests.${key}`, columns),
      })),
      written: {},
    };
  }
  if (key === "litigation") {
    const { groups, columns } = tables.litigation;
    return {
      kind: "litigation",
      groups: groups.map((group) => ({
        key: group.key,
        label: group.label,
        within: group.within[0] ?? "",
        columns: columns.map(({ key, label }) => ({ name: `column:litigation.${group.key}.${key}`, label })),
        cells: cells(`litigation.${group.key}`, columns),
      })),
    };
  }
  return {
    kind: "disclosure",
    blocks: tables.disclosure.blocks.map((block) => ({
      key: block.key,
      caption: block.caption,
      header: block.header,
      columns: block.columns.map(({ key, label }) => ({
        name: `column:disclosure.${block.key}.${key}`,
        label,
      })),
      rows: block.rows.map(({ key, label }) => ({
        key,
        name: `disclosure.${key}`,
        number: "",
        label,
        groups: [],
        cells: cells(`disclosure.${key}`, block.columns),
      })),
    })),
  };
}

/** The section of that key; faults that move sections look it up again. */
export function sectionOf(draft: Draft, key: string): DraftSection {
  return draft.sections.find((section) => section.key === key)!;
}

/** The standard table of that kind, wherever it stands. */
export function tableOf<K extends DraftTable["kind"]>(
  draft: Draft,
  kind: K,
): Extract<DraftTable, { kind: K }> {
  for (const section of draft.sections) {
    for (const block of section.blocks) {
      if (block.kind === "table" && block.table.kind === kind)
        return block.table as Extract<DraftTable, { kind: K }>;
    }
  }
  throw new Error(`no table ${kind}`);
}

/** The cell of that key. */
export function cellOf(draft: Draft, key: string): DraftCell {
  const [kind, row] = key.split(".") as [DraftTable["kind"], string];
  const table = tableOf(draft, kind);
  const cells =
    table.kind === "requests"
      ? table.rows.find((it) => it.key === row)?.cells
      : table.kind === "litigation"
        ? table.groups.find((it) => it.key === row)?.cells
        : table.blocks.flatMap((block) => block.rows).find((it) => it.key === row)?.cells;
  return cells!.find((cell) => cell.name === key)!;
}
