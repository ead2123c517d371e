import { type Block, type Draft, type DraftHeading, sectionOf } from "./draft";
import { define, expect, type Fault, one, type Place } from "./fault";

/* Faults of sections and of the numbering inside them. */

/** Headings that are run into text are told by their numerals. */
const PLAIN_ORDINALS = { noise: { ordinalMarks: ["", "、"] } } as const;
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

/** While section two is not there, a part of section one with its title is no section. */
const partWithTitle = define("section-missing", "part-with-title", (draft) => {
  const part = headingNamed(draft, "overview.1");
  if (part === undefined) return undefined;
  part.title = part.body === undefined ? "主动公开政府信息情况" : "主动公开政府信息情况。";
  draft.sections = draft.sections.filter((section) => section.key !== "disclosure");
  return one(expect("section-missing", around(1)), "clean", false);
});

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

const ofSections: readonly Fault[] = [
  ...wholeSectionMissing,
  ...headingMissing,
  partWithTitle,
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

/** Sentences that count wrong, at the ⟦marks⟧. */
const SERIES: readonly (readonly [rule: string, variant: string, sentence: string])[] = [
  ["numbering-gap", "items", "分工如下：一是办公室统筹；⟦三⟧是科室落实；四是季度通报。"],
  ["numbering-gap", "duties", "具体来说，一要逐项核对，二要逐月巡查，⟦四⟧要逐季通报。"],
  ["numbering-gap", "firstly", "第一，理清责任；第⟦三⟧，按季通报。"],
  ["numbering-duplicate", "items", "分工如下：一是办公室统筹；二是科室落实；⟦二⟧是季度通报。"],
];

const ofSeries = SERIES.map(([rule, variant, marked]) =>
  define(rule, variant, (draft) => {
    sectionOf(draft, "problems").blocks.push({ kind: "paragraph", text: marked.replace(/[⟦⟧]/g, "") });
    return one(expect(rule, { marked }), "clean", false);
  }),
);

const ofNumbering: readonly Fault[] = [
  ...ofSeries,
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

export const sectionFaults: readonly Fault[] = [...ofSections, ...ofNumbering];
