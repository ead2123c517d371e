import type { Draft } from "./draft";
import { define, expect, type Fault, one, type Setting } from "./fault";
import type { ReportModel } from "./model";
import {
  type Counted,
  type Numbers,
  numbersOf,
  REQUEST_WORDINGS,
  type Wording,
  ZERO_WORDINGS,
} from "./statements";

/* Faults of sentences: a number that the table does not bear out, parts that do not add up, a wrong percentage. */

/** Puts other sentences into the paragraph on requests. */
function sayOfRequests(draft: Draft, text: string): void {
  const { blocks } = draft.sections.find(({ key }) => key === "overview")!;
  const at = blocks.findIndex((block) => block.kind === "heading" && block.name === "overview.2");
  const heading = blocks[at]!;
  const next = blocks[at + 1];
  if (heading.kind === "heading" && heading.body !== undefined) heading.body = text;
  else if (next?.kind === "paragraph") next.text = text;
  else throw new Error("no paragraph on requests");
}

/** A number that none of the statement's meanings comes to. */
function wrongNumber(numbers: Numbers, counted: Counted): number {
  const taken = new Set(
    Object.values(numbers).concat(numbers.handled + numbers.forward, numbers.new + numbers.carried),
  );
  let value = numbers[counted] + 1;
  // Sums of several results, and the persons of any row, are no less taken than the totals.
  while (taken.has(value) || value <= numbers.due + 40) value++;
  return value;
}

function spoilt({ says, write, fits, id }: Wording): Fault[] {
  return says.map((counted) =>
    define("prose-mismatch", `${id}-${counted}`, (draft, { model }) => {
      const numbers = numbersOf(model);
      if (numbers.due === 0 || !(fits?.(numbers) ?? true)) return undefined;
      const wrong = wrongNumber(numbers, counted);
      const say = (it: Counted) => `${it === counted ? wrong : numbers[it]}件`;
      sayOfRequests(draft, write(say, model));
      return one(expect("prose-mismatch", { reads: `${wrong}件` }), "none");
    }),
  );
}

const zeroFaults = ZERO_WORDINGS.map(({ counted, text, reads }, index) =>
  define("prose-mismatch", `none-${index + 1}`, (draft, { model }) => {
    const numbers = numbersOf(model);
    if (numbers[counted] === 0 || (counted === "due" && numbers.new === 0)) return undefined;
    sayOfRequests(draft, text);
    return one(expect("prose-mismatch", { reads }), "none");
  }),
);

/** A sentence in place of the one on requests, where there are some. */
const sentence = (
  rule: string,
  variant: string,
  write: (numbers: Numbers, setting: Setting) => { text: string; reads: string } | undefined,
): Fault =>
  define(rule, variant, (draft, setting) => {
    const numbers = numbersOf(setting.model);
    const said = numbers.due === 0 ? undefined : write(numbers, setting);
    if (said === undefined) return undefined;
    sayOfRequests(draft, said.text);
    return one(expect(rule, { reads: said.reads }), "none");
  });

const sumFaults = [
  sentence("prose-sum", "channels", ({ new: all }, { random }) => ({
    text: `收到政府信息公开申请${all}件，其中现场申请1件、网络申请${all - 1 + random.int(1, 3)}件。`,
    reads: `${all}件`,
  })),
  sentence("prose-sum", "channels-short", ({ new: all }) =>
    all < 4
      ? undefined
      : { text: `收到政府信息公开申请${all}件（信函申请1件，网上申请${all - 2}件）。`, reads: `${all}件` },
  ),
  sentence("prose-sum", "kinds", (_, { random }) => {
    const parts = [random.int(11, 60), random.int(11, 60), random.int(11, 60)];
    const whole = parts.reduce((sum, part) => sum + part, 0) + random.pick([-2, -1, 1, 2, 9]);
    return {
      text: `另编发答疑材料${whole}条，其中流程类${parts[0]}条、文书类${parts[1]}条、时限类${parts[2]}条。`,
      reads: `${whole}条`,
    };
  }),
  ...["。其中，", "，其中：", "，包括"].map((opening, index) =>
    sentence("prose-sum", `opening-${index + 1}`, (_, { random }) => {
      const parts = [random.int(11, 60), random.int(11, 60), random.int(11, 60)];
      const whole = parts.reduce((sum, part) => sum + part, 0) + random.pick([-3, -1, 2, 5]);
      return {
        text: `另编发答疑材料${whole}条${opening}流程、时限类${parts[0]}条，文书等范本类${parts[1]}条，其他类${parts[2]}条。`,
        reads: `${whole}条`,
      };
    }),
  ),
  sentence("prose-sum", "channels-unknown", (_, { random }) => {
    const parts = [random.int(11, 60), random.int(11, 60), random.int(11, 60)];
    const whole = parts.reduce((sum, part) => sum + part, 0) + random.pick([-2, -1, 1, 2]);
    return {
      text: `另编发答疑材料${whole}条，其中网站${parts[0]}条，公众号${parts[1]}条（原创5条），公告栏${parts[2]}条。`,
      reads: `${whole}条`,
    };
  }),
  sentence("prose-sum", "total-last", (_, { random }) => {
    const parts = [random.int(11, 60), random.int(11, 60)];
    const whole = parts[0]! + parts[1]! + random.pick([-3, 4]);
    return { text: `线上查阅${parts[0]}次、线下查阅${parts[1]}次，合计${whole}次。`, reads: `${whole}次` };
  }),
];

const percentFaults = [
  sentence("prose-percentage", "part", ({ new: all }, { random }) => {
    if (all < 2) return undefined;
    const part = random.int(1, Math.max(1, all - 1));
    const wrong = (((part / all) * 100 + 37) % 100).toFixed(1);
    return { text: `收到政府信息公开申请${all}件，其中网上申请${part}件，占${wrong}%。`, reads: `${wrong}%` };
  }),
  sentence("prose-percentage", "share", (_, { random }) => {
    const part = random.int(20, 60);
    return { text: `编发答疑材料200条，其中流程类${part}条，占比为${part}%。`, reads: `${part}%` };
  }),
];

const otherFaults = [
  define("prose-contradiction", "website", (draft, { model: { year }, random }) => {
    const first = random.int(100, 499);
    const second = first + random.int(1, 99);
    const sentences = [first, second].map((count) => `${year}年，通过查阅场所提供纸质文件${count}份。`);
    sayOfRequests(draft, `申请渠道保持畅通。${sentences.join("受理点按月盘点。")}`);
    return one(expect("prose-contradiction", { reads: `${second}份` }), "none");
  }),
  define("all-finished", "received", (draft, { model, random }) => {
    const numbers = numbersOf(model);
    if (numbers.forward === 0 || numbers.new === numbers.handled) return undefined;
    const said = random.pick(["全部办结", "均已按时答复", "已全部在法定期限内办理完毕"]);
    sayOfRequests(draft, `全年收到政府信息公开申请${numbers.new}件，${said}。`);
    return one(
      expect(
        "all-finished",
        { reads: said.replace("已全部", "全部") },
        { cell: "requests.carriedForward.total" },
      ),
      "none",
    );
  }),
  define(
    "fee-unreported",
    "",
    (draft) => {
      draft.sections.find(({ key }) => key === "other")!.blocks = [
        { kind: "paragraph", text: "没有其他需要报告的事项。" },
      ];
      return one(expect("fee-unreported", { reads: "没有其他需要报告的事项。" }), "clean", false);
    },
    { standards: ["2021"] },
  ),
  define(
    "fee-conflict",
    "",
    (draft, { model }) => {
      const moved = moveToUnpaid(draft, model);
      if (!moved) return undefined;
      draft.sections.find(({ key }) => key === "other")!.blocks = [
        { kind: "paragraph", text: "本年度没有发出收费通知，没有其他需要说明的事项。" },
      ];
      return one(
        expect("fee-conflict", { reads: "没有发出收费通知" }, { cell: "requests.feeUnpaid.total" }),
        "none",
      );
    },
    { standards: ["2021"] },
  ),
];

/** Requests closed for 其他 reasons are put down as closed for fees not paid: no sum changes. */
function moveToUnpaid(draft: Draft, model: ReportModel): boolean {
  if ((model.numbers.get("requests.otherReasons.total") ?? 0) === 0) return false;
  for (const section of draft.sections) {
    for (const block of section.blocks) {
      if (block.kind !== "table" || block.table.kind !== "requests") continue;
      const row = (key: string) =>
        block.table.kind === "requests" ? block.table.rows.find((it) => it.key === key) : undefined;
      const from = row("otherReasons")!;
      const to = row("feeUnpaid")!;
      from.cells.forEach((cell, index) => {
        to.cells[index]!.text = String(Number(to.cells[index]!.text) + Number(cell.text));
        cell.text = "0";
      });
    }
  }
  return true;
}

export const proseFaults: readonly Fault[] = [
  ...REQUEST_WORDINGS.flatMap(spoilt),
  ...zeroFaults,
  ...sumFaults,
  ...percentFaults,
  ...otherFaults,
];
