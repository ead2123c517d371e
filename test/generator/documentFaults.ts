import { draftTable } from "./draft";
import { define, expect, type Fault, one } from "./fault";
import { createModel } from "./model";

/* Faults of the title, and of the format as a whole. */

export const documentFaults: readonly Fault[] = [
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
  ...(
    [
      ["word-order", "政府信息公开年度工作报告"],
      ["summary", "政府信息公开工作总结"],
      ["text-version", "政府信息公开工作年度报告（文字版）"],
    ] as const
  ).map(([variant, rest]) =>
    define("title-nonstandard", variant, (draft) => {
      draft.title!.rest = rest;
      return one(
        expect("title-nonstandard", { within: ["report-title"] }, { severity: "info" }),
        "any",
        false,
      );
    }),
  ),
  define("report-repeated", "other-year", (draft, { model }) => {
    const again = structuredClone(draft.sections).map((section) => ({
      ...section,
      name: `${section.name}#2`,
    }));
    const title = `${draft.title!.agency}${model.year - 1}年政府信息公开工作年度报告`;
    for (const text of [draft.signature!, draft.date!, title])
      draft.sections.at(-1)!.blocks.push({ kind: "paragraph", text });
    draft.sections.push(...again);
    return one(expect("report-repeated", { reads: title }), "none");
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
