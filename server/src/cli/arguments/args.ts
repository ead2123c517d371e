import { parseArgs } from "node:util";
import { displayWidth } from "../../core/text/width";
import { printable } from "../terminal/display";
import { UsageError } from "../terminal/errors";

/** One option: a flag, one of a few words, a value, or a value that may be given several times. */
interface OptionSpec {
  readonly kind: "flag" | "value" | "values";
  /** How the value is shown in the help: the words to choose from, or what it is. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly help: string;
}

interface CommandSpec {
  readonly usage: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly notes?: readonly string[];
  /** What each exit status means that there is. */
  readonly statuses: Readonly<Record<number, string>>;
}

/** What was typed, checked against the command's options. */
export interface Arguments {
  readonly command: CommandName;
  readonly positionals: readonly string[];
  flag(name: string): boolean;
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

const choice = (choices: readonly string[], help: string): OptionSpec => ({
  kind: "value",
  value: choices.join("|"),
  choices,
  help,
});

const readingOptions = {
  config: {
    kind: "value",
    value: "文件",
    help: "设置文件（JSON），代替自动找到的 .disclosure-lint.json",
  },
  "no-config": { kind: "flag", help: "不找 .disclosure-lint.json" },
  standard: { kind: "values", value: "文件", help: "自己的规范文件（JSON），先于内置规范；可多次给出" },
  year: { kind: "value", value: "年份", help: "正文没有写明年度时，按这一年度检查" },
  "assume-report": { kind: "flag", help: "不判断是否年报，一律当作年报" },
} as const satisfies Record<string, OptionSpec>;

const rule: OptionSpec = {
  kind: "values",
  value: "规则=级别",
  help: "改一条规则的级别：error、warning、info 或 off；可多次给出",
};

const noIgnore: OptionSpec = {
  kind: "flag",
  help: "忽略注释和 .disclosure-lint-ignore.json 都不算，全部列出",
};

const author: OptionSpec = { kind: "value", value: "姓名", help: "修订和批注的作者；默认 年报检查" };

const failOn = choice(
  ["error", "warning", "info", "never"],
  "有这一级别或更重的发现时，退出码为 1；默认 error",
);

/** Those of the commands that look for faults. */
const findingStatuses = {
  0: "没有达到 --fail-on 级别（默认 error）的发现",
  1: "有这样的发现",
  2: "用法不对，设置有误，有文件不能读写，或没有一份是年报",
};

const inputNotes = [
  "路径可以是文件、文件夹、通配符（请加引号），或 -（标准输入）。文件夹含下级，不含 node_modules 和以点",
  "开头的；其中不是年报的不检查，读不了的（旧的 .doc .wps .xls .et，加密的，损坏的）逐个列出。",
  "读 Word 和 WPS 的 .docx .docm，.pdf，.xlsx，以及 .md .markdown .txt .html .htm，看内容，不看名字；",
  "PDF 和 Excel 只读不写。文本可以是 UTF-8、带标记的 UTF-16、GB18030（含 GBK）。",
  "超过 16 MB 的文本和超过 64 MB 的文档不读。行号和列号数的是 disclosure-lint text 显示的文字。",
  "从文件所在文件夹往上，最近的 .disclosure-lint.json 是设置，",
  "最近的 .disclosure-lint-ignore.json 是不必再报的发现。",
];

const COMMANDS = {
  check: {
    usage: "check [选项] 路径…",
    summary: "检查年报，列出发现",
    options: {
      format: choice(["text", "json"], "输出格式；默认 text"),
      "fail-on": failOn,
      quiet: { kind: "flag", help: "text 格式下只列出达到 --fail-on 级别的发现，不写汇总" },
      verbose: { kind: "flag", help: "text 格式下每条发现都写出为什么是错，以及要对照的地方" },
      rule,
      "no-ignore": noIgnore,
      ...readingOptions,
    },
    notes: [
      ...inputNotes,
      "“修正”是不改变报告内容、可由 fix 自动应用的；“可选修正”要由人判断（fix --unsafe 才应用）。",
    ],
    statuses: findingStatuses,
  },
  fix: {
    usage: "fix [选项] 路径…",
    summary: "应用安全的修正，写回文件",
    options: {
      "dry-run": { kind: "flag", help: "只显示将作的改动（unified diff），不写文件" },
      unsafe: { kind: "flag", help: "也应用要由人判断的修正（会改动数字和内容，请逐处核对）" },
      output: { kind: "value", value: "文件夹", help: "都写到这个文件夹，原文件不动；已有的文件不覆盖" },
      track: { kind: "flag", help: "在 .docx 里以修订方式改，由人逐处接受；别的格式没有修订，不改" },
      author,
      "fail-on": failOn,
      quiet: { kind: "flag", help: "不列出改了哪些文件，不写汇总" },
      rule,
      "no-ignore": noIgnore,
      ...readingOptions,
    },
    notes: [
      ...inputNotes,
      ".docx 只改要改的字，其余原样不动；写完重新读过才替换，改不了的说明原因；在 Word 里开着的不写。",
      "文本保留编码、字节顺序标记和换行。路径为 - 时，修正后的文件写到标准输出。",
      "退出码按修正之后仍有的发现计算。",
    ],
    statuses: findingStatuses,
  },
  extract: {
    usage: "extract [选项] 路径…",
    summary: "取出章节和表格数据",
    options: { format: choice(["json", "csv"], "输出格式；默认 json"), ...readingOptions },
    notes: inputNotes,
    statuses: { 0: "给出的都读了", 2: "用法不对，设置有误，有文件不能读，或没有一份是年报" },
  },
  text: {
    usage: "text 文件",
    summary: "显示检查所用的文字：行号和列号数的就是它",
    options: {},
    notes: ["路径为 - 时读标准输入。表格一行显示为一行，格与格之间用 | 隔开，合并的格留空。"],
    statuses: { 0: "已显示", 2: "用法不对，或文件读不了" },
  },
  review: {
    usage: "review [选项] 文件.docx --output 批注稿.docx",
    summary: "做批注稿：每条发现一个批注，安全的修正写成修订",
    options: {
      output: { kind: "value", value: "文件", help: "批注稿写到这个文件；不能是原文件" },
      unsafe: { kind: "flag", help: "要由人判断的修正也以修订方式写入" },
      author,
      rule,
      "no-ignore": noIgnore,
      ...readingOptions,
    },
    notes: ["原文件不动。批注里写明错在哪里、为什么，修订由人在 Word 或 WPS 里逐处接受或拒绝。"],
    statuses: { 0: "已写好", 2: "用法不对，设置有误，文件不能读写，或不是年报" },
  },
  convert: {
    usage: "convert [选项] 文件 新文件",
    summary: "转成另一种格式，按新文件的名称：.md .txt .html .docx",
    options: { standard: readingOptions.standard, year: readingOptions.year },
    notes: [
      "能读的都能转：.docx .docm .pdf .xlsx .html .txt .md。已有的文件不会改动。",
      "三张表写成规定的样式，合并的单元格照样合并；读不全的表原样照搬。",
      ".docx 用公文版式（仿宋正文、小标宋标题）。",
      "写完重新读过：字和数与原文件一样才写出，否则说明原因。",
    ],
    statuses: { 0: "已写好", 2: "用法不对，文件不能读写，或已有新文件" },
  },
  init: {
    usage: "init [选项] [文件]",
    summary: "新建一份待填写的年报",
    options: {
      agency: { kind: "value", value: "名称", help: "编制机关；默认取自上年报告" },
      year: { kind: "value", value: "年份", help: "报告年度；默认为去年" },
      "last-year": { kind: "value", value: "文件", help: "上年的报告；默认在新文件所在的文件夹里找" },
      format: choice(["markdown", "text", "html", "docx"], "格式；默认按文件名，没有文件名的为 markdown"),
      standard: readingOptions.standard,
    },
    notes: [
      "没有给出文件，或文件为 -，写到标准输出。已有的文件不会改动。",
      "上年报告的“结转下年度继续办理”填入“上年结转”，“现行有效件数”先照填，并逐项说明。",
    ],
    statuses: { 0: "已新建", 2: "用法不对，有文件不能读写，或已有这个文件" },
  },
  rules: {
    usage: "rules [选项] [规则]",
    summary: "列出全部规则，或说明一条规则",
    options: { format: choice(["text", "json"], "输出格式；默认 text") },
    statuses: { 0: "已列出", 2: "用法不对，或没有这条规则" },
  },
} as const satisfies Record<string, CommandSpec>;

/** Names of the commands. */
export type CommandName = keyof typeof COMMANDS;

/** What the command line asks for. */
export type Request =
  | { readonly kind: "run"; readonly arguments: Arguments }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "version" };

/** Reads the arguments after the program's name; throws a {@link UsageError} for what makes no sense. */
export function parseArguments(argv: readonly string[]): Request {
  const [first, ...rest] = argv;
  if (first === undefined) throw new UsageError(`没有给出命令。\n\n${generalHelp()}`);
  if (first === "--help" || first === "-h") return { kind: "help", text: generalHelp() };
  if (first === "--version" || first === "-V") return { kind: "version" };
  if (first === "help")
    return { kind: "help", text: isCommand(rest[0]) ? commandHelp(rest[0]) : generalHelp() };
  if (!isCommand(first)) {
    throw new UsageError(`没有命令“${printable(first)}”。可用的命令：${Object.keys(COMMANDS).join("、")}。`);
  }
  return parseCommand(first, rest);
}

function isCommand(name: string | undefined): name is CommandName {
  return name !== undefined && Object.hasOwn(COMMANDS, name);
}

function parseCommand(command: CommandName, argv: string[]): Request {
  const specs: Readonly<Record<string, OptionSpec>> = COMMANDS[command].options;
  const types = Object.entries(specs).map(
    ([name, spec]) => [name, { type: spec.kind === "flag" ? "boolean" : "string" }] as const,
  );
  // Not strict: Node's own complaints are in English. The tokens tell all that is needed to complain here.
  const { tokens } = parseArgs({
    args: argv,
    options: { ...Object.fromEntries(types), help: { type: "boolean", short: "h" } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    if (token.name === "help") return { kind: "help", text: commandHelp(command) };
    const value = checkOption(command, specs[token.name], token);
    given.set(token.name, [...(given.get(token.name) ?? []), value]);
  }
  return {
    kind: "run",
    arguments: {
      command,
      positionals,
      flag: (name) => given.has(name),
      value: (name) => given.get(name)?.at(-1),
      values: (name) => given.get(name) ?? [],
    },
  };
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** The option's value, "" for a flag. */
function checkOption(command: CommandName, spec: OptionSpec | undefined, token: OptionToken): string {
  const { rawName, value } = token;
  const seeHelp = `（见 disclosure-lint ${command} --help）`;
  if (!spec) throw new UsageError(`${command} 没有选项 ${printable(rawName)}${seeHelp}。`);
  if (spec.kind === "flag") {
    if (value !== undefined) throw new UsageError(`选项 ${rawName} 不带值。`);
    return "";
  }
  // `--config --quiet`: the value was forgotten, and the next option taken for it.
  if (value === undefined || value === "" || (!token.inlineValue && value.startsWith("-"))) {
    throw new UsageError(`选项 ${rawName} 后面缺少值：${rawName} ${spec.value}${seeHelp}。`);
  }
  if (spec.choices && !spec.choices.includes(value)) {
    throw new UsageError(
      `选项 ${rawName} 的值应为 ${spec.choices.join("、")} 之一，实为“${printable(value)}”。`,
    );
  }
  return value;
}

function generalHelp(): string {
  const commands = Object.values(COMMANDS).map(({ usage, summary }) => [usage, summary] as const);
  return `disclosure-lint：检查《政府信息公开工作年度报告》

用法：
${columns(commands)}

选项：
${columns([
  ["--help, -h", "显示帮助；用在命令之后，显示这个命令的帮助"],
  ["--version, -V", "显示版本"],
])}

${statusHelp(findingStatuses)}
其他命令只有 0 和 2。
`;
}

const statusHelp = (statuses: CommandSpec["statuses"]) => `退出码：\n${columns(Object.entries(statuses))}`;

function commandHelp(command: CommandName): string {
  const spec: CommandSpec = COMMANDS[command];
  const options = Object.entries(spec.options).map(
    ([name, option]) => [option.value ? `--${name} ${option.value}` : `--${name}`, option.help] as const,
  );
  const parts = [
    spec.summary,
    `用法：disclosure-lint ${spec.usage}`,
    ...(options.length > 0 ? [`选项：\n${columns(options)}`] : []),
    ...(spec.notes ? [spec.notes.join("\n")] : []),
    statusHelp(spec.statuses),
  ];
  return `${parts.join("\n\n")}\n`;
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const size = Math.max(...rows.map(([left]) => displayWidth(left)));
  return rows
    .map(([left, right]) => `  ${left}${" ".repeat(size - displayWidth(left))}  ${right}`)
    .join("\n");
}
