import { type Block, cellOf, type Draft, type DraftHeading, sectionOf, tableOf } from "./draft";
import { define, expect, type Fault, type Injection, one, type Setting } from "./fault";
import type { ReportModel } from "./model";
import type { Paragraph } from "./prose";

/* Faults of what stands around the tables: years, dates, names, blanks, what the sections say, amounts. */

const paragraph = (text: string): Paragraph => ({ kind: "paragraph", text });

/** Changes the first line of the preface that the pattern is found in, and tells what stands there now. */
function inPreface(draft: Draft, pattern: RegExp, replacement: string): string | undefined {
  const at = draft.preface.findIndex((line) => pattern.test(line));
  if (at < 0) return undefined;
  draft.preface[at] = draft.preface[at]!.replace(pattern, replacement);
  return draft.preface[at];
}

/** The two dates of the statistical period with what is between them. */
const PERIOD = /\d{4}年1月1日.{0,8}?(?:\d{4}年)?12月31日/;
const RANGE = /\d{4}年\d+月\d+日.{0,8}?(?:\d{4}年)?\d+月\d+日/;

const readsRange = (line: string) => ({ reads: RANGE.exec(line)![0] });

/** A section that says nothing but one sentence. */
const untold = (key: string, sentence: (setting: Setting) => string, fault: Injection) => {
  return (draft: Draft, setting: Setting): Injection => {
    sectionOf(draft, key).blocks = [paragraph(sentence(setting))];
    return fault;
  };
};

/** A title's year that is off by one and asks for the same tables. */
const neighbour = (year: number): number => (year === 2019 || year === 2021 ? year + 1 : year - 1);

const yearFaults: Fault[] = [
  define("year-conflict", "period", (draft, { model: { year } }) => {
    const line = draft.preface.find((it) => PERIOD.test(it));
    if (line === undefined) return undefined;
    const range = PERIOD.exec(line)![0];
    const changed = inPreface(draft, PERIOD, range.replaceAll(String(year), String(year - 1)));
    return one(expect("year-conflict", readsRange(changed!)), "none");
  }),
  define("year-conflict", "title", (draft, { model: { year } }) => {
    draft.title!.year = draft.title!.year.replace(String(year), String(neighbour(year)));
    return one(expect("year-conflict", "year"), "none");
  }),
  define("year-conflict", "date", (draft, { model: { year } }) => {
    draft.date = `${year}年1月18日`;
    return one(expect("year-conflict", "date"), "none");
  }),
  define("period-missing", "", (draft) => {
    draft.preface = draft.preface
      .map((line) => line.replace(/[^。]*\d{4}年1月1日[^。]*。/, ""))
      .filter((line) => line !== "");
    return one(expect("period-missing", "heading:overview"), "clean", false);
  }),
  define("period-wrong", "end", (draft) => {
    const line = inPreface(draft, /12月31日/, "12月20日");
    return line === undefined ? undefined : one(expect("period-wrong", readsRange(line)), "text", false);
  }),
  define("period-wrong", "start", (draft) => {
    const line = inPreface(draft, /1月1日/, "1月15日");
    return line === undefined ? undefined : one(expect("period-wrong", readsRange(line)), "text", false);
  }),
  define("period-wrong", "mark-lost", (draft, { model: { year } }) => {
    const line = inPreface(draft, new RegExp(`${year}年1月1日`), `${year}1月1日`);
    if (line === undefined) return undefined;
    const written = /\d{5}月\d+日.{0,8}?(?:\d{4}年)?\d+月\d+日/.exec(line)![0];
    return one(expect("period-wrong", { reads: written }, { severity: "warning" }), "text", false);
  }),
  define("period-wrong", "two-years", (draft, { model: { year } }) => {
    if (!draft.preface.some((line) => new RegExp(`${year}年12月31日`).test(line))) return undefined;
    const line = inPreface(draft, new RegExp(`${year}年1月1日`), `${year - 1}年1月1日`);
    return line === undefined ? undefined : one(expect("period-wrong", readsRange(line)), "text", false);
  }),
];

/** Titles of sections as a preface lists them. */
const LISTED = [
  "政府信息公开行政复议、行政诉讼情况、",
  "收到和处理政府信息公开申请情况、",
  "存在的主要问题及改进情况、",
] as const;

/** What the preface says of the report that is not so. */
const prefaceFaults: Fault[] = [
  ...LISTED.map((title) =>
    define("parts-mislisted", title.slice(0, -1), (draft) => {
      const line = draft.preface.find((it) => it.includes(title) && it.includes("六个部分"));
      if (line === undefined) return undefined;
      const changed = inPreface(draft, new RegExp(title), "")!;
      return one(expect("parts-mislisted", { reads: /包括.*?六个部分/.exec(changed)![0] }), "none");
    }),
  ),
  define("notice-stale", "", (draft, { model: { year } }) => {
    const before = year - 1;
    draft.preface.push(
      `根据《县政务公开办公室关于报送${before}年政府信息公开工作年度报告的通知》，现公布本机关的报告。`,
    );
    return one(expect("notice-stale", { reads: String(before) }), "none");
  }),
  define("date-early", "published", (draft, { model: { year } }) => {
    sectionOf(draft, "overview").blocks.push(
      paragraph(`${year}年政府信息公开工作年度报告于${year}年1月18日在政府网站公布，方便公众监督。`),
    );
    return one(expect("date-early", { reads: `${year}年1月18日` }), "none");
  }),
  define("agency-other", "signed", (draft, { model: { agency } }) => {
    const other = otherThan(agency);
    draft.signature = other;
    return one(expect("agency-other", "signature"), "none");
  }),
  define("agency-other", "pronoun", (draft, { model: { agency } }) => {
    if (agency.kind !== "town" && agency.kind !== "street") return undefined;
    sectionOf(draft, "overview").blocks.push(paragraph("我局落实保密审查要求，健全公开目录。"));
    return one(expect("agency-other", { reads: "我局" }), "none");
  }),
  define("year-conflict", "presented", (draft, { model: { year } }) => {
    draft.preface.push(`现公布${year - 1}年政府信息公开工作年度报告。`);
    return one(expect("year-conflict", { reads: String(year - 1) }, { severity: "warning" }), "none");
  }),
  define("year-conflict", "paragraph", (draft, { model: { year } }) => {
    sectionOf(draft, "overview").blocks.push(paragraph(`${year - 1}年，通过公开栏公布办事指南16件。`));
    return one(expect("year-conflict", { reads: String(year - 1) }, { severity: "warning" }), "none");
  }),
  define("agency-other", "published", (draft, { model: { agency, year } }) => {
    const other = otherThan(agency);
    draft.preface.push(`现公布${other}${year}年政府信息公开工作年度报告。`);
    return one(expect("agency-other", { reads: other }), "none");
  }),
];

/** Another body of the same kind and level. */
function otherThan({ name, kind }: ReportModel["agency"]): string {
  if (kind === "town") return name.includes("乡") ? "临岚县东河乡人民政府" : "青萝县黑石渡镇人民政府";
  if (kind === "street") return "云麓区桃源街道办事处";
  return kind === "bureau" ? "澄江市水务局" : "云溪县人民政府";
}

const signatureFaults: Fault[] = [
  define("signature-missing", "", (draft) => {
    draft.signature = undefined;
    return one(expect("signature-missing", { within: ["date"] }), "none");
  }),
  define("date-missing", "", (draft) => {
    draft.date = undefined;
    return one(expect("date-missing", "signature"), "none");
  }),
  define("date-early", "december", (draft, { model: { year }, random }) => {
    draft.date = `${year}年12月${random.int(5, 31)}日`;
    return one(expect("date-early", "date"), "none");
  }),
  define("date-late", "", (draft, { model: { year, agency }, random }) => {
    const month = agency.kind === "county" ? 4 : 2;
    draft.date = `${year + 1}年${month}月${random.int(1, 28)}日`;
    return one(expect("date-late", "date"), "none");
  }),
  define("date-invalid", "signed", (draft, { model: { year } }) => {
    draft.date = `${year + 1}年1月32日`;
    return one(expect("date-invalid", "date"), "none");
  }),
  ...(["2月30日", "6月31日", "11月31日", "13月5日"] as const).map((day) =>
    define("date-invalid", day, (draft, { model: { year } }) => {
      sectionOf(draft, "problems").blocks.push(paragraph(`下一步的方案将在${year + 1}年${day}前印发。`));
      return one(expect("date-invalid", { reads: `${year + 1}年${day}` }), "none");
    }),
  ),
];

const LAW = "中华人民共和国政府信息公开条例";
const MISNOMERS = [
  "政府信息公开工作条例",
  "中华人民共和国政府信息公开工作条例",
  "中华人民共和国政务信息公开条例",
  "中华人民共和国政府信息公开法",
  "中国人民共和国政府信息公开条例",
] as const;

const lawFaults: Fault[] = [
  ...MISNOMERS.map((name) =>
    define("law-misnamed", name, (draft) => {
      if (inPreface(draft, new RegExp(`《${LAW}》`), `《${name}》`) === undefined) return undefined;
      return one(expect("law-misnamed", { reads: name }), "text", true);
    }),
  ),
  define("law-misnamed", "decree", (draft) => {
    if (inPreface(draft, /国务院令第711号/, "国务院令第492号") === undefined) return undefined;
    return one(expect("law-misnamed", { reads: "492" }), "text", true);
  }),
  define(
    "law-misnamed",
    "notice",
    (draft) => {
      const right = /国办公开办函〔2021〕30号/;
      for (const block of sectionOf(draft, "overview").blocks) {
        const field = block.kind === "paragraph" ? "text" : "body";
        const holder = block as { text?: string; body?: string };
        if (block.kind === "table" || !right.test(holder[field] ?? "")) continue;
        holder[field] = holder[field]!.replace(right, "国办公开办函〔2019〕60号");
        return one(expect("law-misnamed", { reads: "国办公开办函〔2019〕60号" }), "text", true);
      }
      return undefined;
    },
    { standards: ["2021"] },
  ),
  ...(
    [
      ["issuer", "国办公开办涵〔2021〕30号", true],
      ["other-office", "国办函〔2021〕30号", true],
      ["digit", "国办公开办函〔2021〕31号", false],
    ] as const
  ).map(([variant, number, safe]) =>
    define(
      "law-misnamed",
      variant,
      (draft) => {
        sectionOf(draft, "other").blocks.push(paragraph(`格式按${number}的要求统一。`));
        return one(expect("law-misnamed", { reads: number }), "clean", safe);
      },
      { standards: ["2021"] },
    ),
  ),
  define(
    "law-misnamed",
    "notice-by-name",
    (draft) => {
      const name = "关于政府信息公开工作年度报告有关事项的通知";
      draft.preface.push(`格式依照《国务院办公厅政府信息与政务公开办公室${name}》。`);
      return one(expect("law-misnamed", { reads: name }), "clean", false);
    },
    { standards: ["2021"] },
  ),
];

/** A sentence with a blank in it, and the blank. */
const BLANKS: readonly [id: string, sentence: string, blank: string][] = [
  ["crosses", "年内印发便民手册XX册，群众反映良好。", "XX"],
  ["chinese-crosses", "由××部门牵头整改，年底前见效。", "××"],
  ["date", "整改方案于20XX年XX月XX日印发。", "20XX年XX月XX日"],
  ["braces", "由{{牵头单位}}负责整改落实。", "{{牵头单位}}"],
  ["line", "组织专题培训____次，覆盖全部科室。", "____"],
  ["note", "公开专栏访问量（待补充）同比上升。", "待补充"],
  [
    "instruction",
    "由各科室分头落实（请根据实际情况填写，没有的可以删除）。",
    "（请根据实际情况填写，没有的可以删除）",
  ],
  ["here", "此处填写本年度的主要做法。", "此处填写本年度的主要做法"],
];

/** What the template says of fonts. */
const FORMAT_NOTES = ["（宋体加粗小四号字）", "（黑体三号）", "（居中）"];

const blankFaults: Fault[] = [
  ...BLANKS.map(([id, sentence, blank]) =>
    define("placeholder-left", id, (draft) => {
      sectionOf(draft, "problems").blocks.push(paragraph(sentence));
      return one(expect("placeholder-left", { reads: blank }), "none");
    }),
  ),
  ...FORMAT_NOTES.map((note) =>
    define("placeholder-left", note, (draft) => {
      sectionOf(draft, "problems").title += note;
      return one(expect("placeholder-left", { reads: note }), "text", false);
    }),
  ),
  define("placeholder-left", "format-line", (draft) => {
    const note = "（正文仿宋三号，首行缩进2字符）";
    sectionOf(draft, "problems").blocks.unshift(paragraph(note));
    return one(expect("placeholder-left", { reads: note }), "clean", false);
  }),
];

/** Sentences on fees that are not charged for information. */
const OTHER_FEES = [
  "行政事业性收费项目目录已在网站公布，全年没有乱收费现象。",
  "办理行政许可未收取任何费用。",
  "污水处理费征收标准已公布。",
];

const feeFaults: Fault[] = OTHER_FEES.map((sentence) =>
  define(
    "fee-unreported",
    sentence,
    untold("other", () => sentence, one(expect("fee-unreported", { reads: sentence }), "clean", false)),
    { standards: ["2021"] },
  ),
);

const disclosureFaults: Fault[] = [
  define(
    "disclosed-exceeds-total",
    "",
    (draft, { random }) => {
      const total = Number(cellOf(draft, "disclosure.normativeDocuments.publicTotal").text);
      const key = "disclosure.normativeDocuments.disclosed";
      cellOf(draft, key).text = String(total + random.int(1, 9));
      return one(expect("disclosed-exceeds-total", key, { cell: key }), "none");
    },
    { standards: ["2019"] },
  ),
  define(
    "fee-unit",
    "header",
    (draft) => {
      const cell = cellOf(draft, "disclosure.fees.amount");
      const column = tableOf(draft, "disclosure")
        .blocks.flatMap((block) => block.columns)
        .find(({ name }) => name === "column:disclosure.article20-8.amount");
      if (column === undefined || !(Number(cell.text) > 0)) return undefined;
      column.label = column.label.replace("万元", "元");
      cell.text = inYuan(cell.text);
      const place = { within: [column.name] };
      return one(expect("fee-unit", place, { cell: cell.name }), "text", false);
    },
    { standards: ["2021"] },
  ),
  define(
    "fee-unit",
    "amount",
    (draft, { model: { agency } }) => {
      const cell = cellOf(draft, "disclosure.fees.amount");
      if (!["town", "street"].includes(agency.kind) || !(Number(cell.text) >= 1)) return undefined;
      cell.text = inYuan(cell.text);
      return one(expect("fee-unit", cell.name, { cell: cell.name }), "text", false);
    },
    { standards: ["2021"] },
  ),
  define(
    "procurement-unit",
    "",
    (draft) => {
      const cell = cellOf(draft, "disclosure.procurement.amount");
      const bare = cell.text.replace(/万?元/, "");
      if (bare === cell.text || Number(bare) === 0) return undefined;
      cell.text = bare;
      return one(expect("procurement-unit", cell.name, { cell: cell.name }), "none");
    },
    { standards: ["2019"] },
  ),
  define("regulation-maker", "", (draft, { model, random }) => {
    const columns = model.standard.tables.disclosure.blocks[0]!.columns;
    const key = `disclosure.regulations.${columns.at(-1)!.key}`;
    cellOf(draft, key).text = String(random.int(1, 9));
    return one(expect("regulation-maker", key, { cell: key }), "none");
  }),
];

const inYuan = (amount: string): string => String(Math.round(Number(amount) * 10000));

/** Takes an aspect's heading out with what stands under it, and numbers the others on. */
function dropAspect(draft: Draft, at: number): boolean {
  const section = sectionOf(draft, "overview");
  const isTop = (block: Block): block is DraftHeading => block.kind === "heading" && block.level === 1;
  const headings = section.blocks.filter(isTop);
  const heading = headings[at];
  if (headings.length !== 5 || heading === undefined) return false;
  const from = section.blocks.indexOf(heading);
  const next = headings[at + 1];
  section.blocks.splice(
    from,
    (next === undefined ? section.blocks.length : section.blocks.indexOf(next)) - from,
  );
  for (const later of headings.slice(at + 1)) later.value--;
  // A sentence under another heading may name the aspect, and nothing is missing.
  const textOf = (block: Block) =>
    block.kind === "paragraph" ? block.text : block.kind === "heading" ? (block.body ?? "") : "";
  return !section.blocks.some((block) => textOf(block).includes(ASPECT_NAMES[at]!));
}

const ASPECT_NAMES = ["主动公开", "依申请公开", "信息管理", "平台建设", "监督保障"] as const;

const aspectFaults: Fault[] = [
  ...["disclosure", "requests", "management", "platform", "supervision"].map((name, at) =>
    define("aspect-missing", name, (draft) =>
      dropAspect(draft, at) ? one(expect("aspect-missing", "heading:overview"), "clean", false) : undefined,
    ),
  ),
  define(
    "aspect-missing",
    "all",
    untold(
      "overview",
      ({ model: { year, agency } }) => `${year}年，${agency.short}以公开促规范，各项工作平稳有序。`,
      one(expect("aspect-missing", "heading:overview", { severity: "warning" }), "clean", false),
    ),
  ),
  ...["无。", "暂无。", "本年度没有发现突出问题。", "（一）存在问题：人手偏紧。"].map((text) =>
    define(
      "problems-thin",
      text,
      untold("problems", () => text, one(expect("problems-thin", "heading:problems"), "none")),
    ),
  ),
  define(
    "problems-thin",
    "no-measures",
    untold(
      "problems",
      () => "对照群众期待，解读形式偏少，部分栏目更新慢，基层人员变动较勤，业务能力与要求相比还有差距。",
      one(expect("problems-thin", "heading:problems"), "none"),
    ),
  ),
];

/** Faults of the rules on document, disclosure table and content. */
export const contentFaults: readonly Fault[] = [
  ...yearFaults,
  ...prefaceFaults,
  ...signatureFaults,
  ...lawFaults,
  ...blankFaults,
  ...disclosureFaults,
  ...aspectFaults,
  ...feeFaults,
];
