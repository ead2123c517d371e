import standard from "../../server/src/core/standard/2021.json";

/** Name of the made-up body whose reports the tests use. */
export const AGENCY = "云泽县水务局";

const zeros = (count: number): string[] => Array.from({ length: count }, () => "0");
const row = (...cells: string[]): string => `| ${cells.join(" | ")} |`;
const ruling = (count: number): string => row(...Array.from({ length: count }, () => "---"));

function disclosureTable(): string[] {
  return standard.tables.disclosure.blocks.flatMap((block, index) => [
    row(block.caption, "", "", ""),
    ...(index === 0 ? [ruling(4)] : []),
    row(block.header, ...pad(block.columns.map(({ label }) => label))),
    ...block.rows.map(({ label }) => row(label, ...pad(zeros(block.columns.length)))),
  ]);
}

const pad = (cells: string[]): string[] => [...cells, "", ""].slice(0, 3);

/** Seven numbers a row by key; all others are 0. */
export type Requests = Readonly<Record<string, readonly (number | string)[]>>;

function requestsTable(values: Requests): string[] {
  const { corner, header, columns, rows } = standard.tables.requests;
  const lines = rows.map(({ key, number, label, groups }, index) => {
    // A merged cell's text stands in its first row, as Markdown tables made from Word have it.
    const above = rows[index - 1]?.groups ?? [];
    const [outer = "", inner = ""] = [0, 1].map((depth) =>
      groups[depth] === above[depth] ? "" : groups[depth],
    );
    return row(outer, inner, `${number}${label}`, ...(values[key] ?? zeros(7)).map(String));
  });
  return [
    row(corner, "", "", header, "", "", "", "", "", ""),
    ruling(10),
    row("", "", "", ...columns.map(({ label }) => label)),
    ...lines,
  ];
}

function litigationTable(): string[] {
  const { groups, columns } = standard.tables.litigation;
  return [
    row(...groups.flatMap(({ label }) => [label, "", "", "", ""])),
    ruling(15),
    row(...groups.flatMap(() => columns.map(({ label }) => label))),
    row(...zeros(15)),
  ];
}

/** A report without a fault, of a body that does not exist. */
export function report(values: Requests = GOOD): string {
  const bodies: Record<string, string[]> = {
    overview: [
      "云泽县水务局按照条例要求开展政府信息公开工作。",
      "（一）主动公开。公开供水、防汛信息。",
      "（二）依申请公开。依法办理申请。",
      "（三）政府信息管理。定期清理文件。",
      "（四）平台建设。维护门户网站栏目。",
      "（五）监督保障。开展业务培训。",
    ],
    disclosure: disclosureTable(),
    requests: requestsTable(values),
    litigation: litigationTable(),
    problems: [
      "存在的主要问题：公开内容不够细。改进措施：2023年将细化公开目录，加强业务培训，按月检查落实情况。",
    ],
    other: ["2022年未收取信息处理费。没有其他需要报告的事项。"],
  };
  const sections = standard.sections.map(({ key, ordinal, title }) =>
    [`## ${ordinal}、${title}`, "", ...bodies[key]!, ""].join("\n"),
  );
  return [
    `# ${AGENCY}2022年政府信息公开工作年度报告`,
    "",
    "根据《中华人民共和国政府信息公开条例》，编制本报告。统计期限自2022年1月1日起至2022年12月31日止。",
    "",
    ...sections,
    AGENCY,
    "",
    "2023年1月20日",
    "",
  ].join("\n");
}

/** Two requests came, one was granted and one goes on. */
export const GOOD: Requests = {
  newReceived: [2, 0, 0, 0, 0, 0, 2],
  granted: [1, 0, 0, 0, 0, 0, 1],
  handledTotal: [1, 0, 0, 0, 0, 0, 1],
  carriedForward: [1, 0, 0, 0, 0, 0, 1],
};
