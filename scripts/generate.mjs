// @ts-nocheck: what it loads is built at run time, and has no types here.
// Rewrites what is derived from the rules: server/RULES.md, the settings' schema in package.json, the schemas of
// the project files, the table of traditional characters, and the licences of what is bundled. With --check it changes nothing and fails where a file is
// stale.
import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { toJSONSchema } from "zod";
import { bundledPackages, noticesText } from "./notices.mjs";
import { traditionalTable } from "./traditional.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const isCheck = process.argv.includes("--check");

/** The catalogue, bundled and loaded. */
async function loadRules() {
  const folder = await mkdtemp(join(tmpdir(), "disclosure-lint-"));
  try {
    const outfile = join(folder, "rules.mjs");
    await build({
      stdin: {
        contents:
          'export { rules } from "./server/src/core/rules/index"; export * from "./server/src/core/manual"; export { COUNT_KINDS, DEADLINES, FIRST_YEAR, LAST_YEAR, LONGEST_OVERVIEW, SHORTEST_OVERVIEW } from "./server/src/core/settings/settings"; export { standardSchema } from "./server/src/core/standard/schema";',
        resolveDir: root,
      },
      bundle: true,
      platform: "node",
      format: "esm",
      outfile,
      logLevel: "warning",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The manual, for who reads it in the repository. */
function manualFile({ rules, manualText }) {
  return `<!-- 本页由 npm run generate 从规则源文件生成，请勿手工修改。 -->\n\n${manualText(rules)}`;
}

function manifest({ rules }) {
  const text = readFileSync(join(root, "package.json"), "utf8");
  const json = JSON.parse(text);
  const setting = json.contributes?.configuration?.properties?.["disclosureLint.rules"];
  if (setting === undefined) return text;
  setting.properties = ruleProperties(rules);
  setting.additionalProperties = false;
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** Each rule's severity, for completion. What is more to say of a rule stands in the manual, which the package has once. */
function ruleProperties(rules) {
  return Object.fromEntries(
    rules.map((rule) => [
      rule.id,
      {
        type: "string",
        enum: ["error", "warning", "info", "off"],
        default: rule.severity,
        description: `${rule.title}。`,
      },
    ]),
  );
}

/** The schema of `.disclosure-lint.json`, which the editor completes and checks by. */
function projectSchema({ rules, standardSchema, ...bounds }) {
  const { COUNT_KINDS, DEADLINES, FIRST_YEAR, LAST_YEAR, LONGEST_OVERVIEW, SHORTEST_OVERVIEW } = bounds;
  const { $schema: _, ...standard } = toJSONSchema(standardSchema, { unrepresentable: "any", io: "input" });
  const KINDS = {
    government: "县级以上政府（本级总报告）",
    department: "部门",
    township: "乡、镇",
    street: "街道",
  };
  return schemaText({
    title: "政府信息公开年度报告检查：项目设置",
    type: "object",
    properties: {
      $schema: { type: "string" },
      enable: { type: "boolean", default: true, description: "false：这个文件夹以下的报告一律不检查。" },
      rules: {
        type: "object",
        description: "各条规则的级别。未列出的按默认级别。",
        properties: ruleProperties(rules),
        additionalProperties: false,
      },
      year: {
        type: "integer",
        minimum: FIRST_YEAR,
        maximum: LAST_YEAR,
        description: "正文看不出报告年份时，按这一年的格式检查。",
      },
      assumeReport: { type: "boolean", default: false, description: "不判断是否年报，一律当作年报检查。" },
      deadlines: {
        type: "object",
        description: "各类机关公布年度报告的最后一天（报告年度的下一年），“月-日”。",
        properties: Object.fromEntries(
          Object.entries(DEADLINES).map(([kind, day]) => [
            kind,
            { type: "string", pattern: "^\\d\\d-\\d\\d$", default: day, description: KINDS[kind] },
          ]),
        ),
        additionalProperties: false,
      },
      overviewLength: {
        type: "integer",
        minimum: SHORTEST_OVERVIEW,
        maximum: LONGEST_OVERVIEW,
        description: "总体情况最多多少字，按本地编报通知填写；不设就不检查。",
      },
      requiredCounts: {
        type: "array",
        description:
          "本地编报通知要求总体情况写明的数量：platforms 各平台发布信息数，interpretation 政策解读数，response 回应关切数；不设就不检查。",
        items: { type: "string", enum: COUNT_KINDS },
        uniqueItems: true,
      },
      standards: {
        type: "array",
        description: "自己的规范，先于内置规范：规范文件的路径（从本文件所在的文件夹算起），或者规范本身。",
        items: { anyOf: [{ type: "string" }, { $ref: "#/definitions/standard" }] },
      },
      ignore: {
        type: "array",
        description: "不检查的文件，写法与 .gitignore 相同，从本文件所在的文件夹算起。",
        items: { type: "string" },
      },
    },
    additionalProperties: false,
    definitions: { standard },
  });
}

/** The schema of `.disclosure-lint-ignore.json`. */
function ignoreSchema({ rules }) {
  const properties = {
    file: { type: "string", minLength: 1, description: "报告，从本文件所在的文件夹算起，用“/”分隔。" },
    rule: { type: "string", enum: rules.map(({ id }) => id), description: "规则。" },
    cell: { type: "string", description: "格子，如 requests.granted.total。" },
    sentence: { type: "string", description: "所在的句子，去掉空格。" },
    text: { type: "string", description: "所指的文字，去掉空格。" },
    nth: { type: "integer", minimum: 1, description: "同样的有几处时，是第几处。" },
    reason: { type: "string", pattern: "\\S", description: "为什么不是错。必须写明，否则不起作用。" },
  };
  const required = ["file", "rule", "text", "reason"];
  const items = { type: "object", properties, required, additionalProperties: false };
  return schemaText({
    title: "政府信息公开年度报告检查：不必再报的发现",
    type: "object",
    properties: { $schema: { type: "string" }, ignored: { type: "array", items } },
    additionalProperties: false,
  });
}

function schemaText(schema) {
  const text = { $schema: "http://json-schema.org/draft-07/schema#", ...schema };
  return `${JSON.stringify(text, null, 2)}\n`;
}

const catalogue = await loadRules();
const outputs = {
  "server/src/core/text/traditional.json": traditionalTable(),
  "server/RULES.md": manualFile(catalogue),
  "package.json": manifest(catalogue),
  "schemas/project.json": projectSchema(catalogue),
  "schemas/ignore.json": ignoreSchema(catalogue),
  "THIRD-PARTY-NOTICES.txt": noticesText((await bundledPackages()).packages),
};
let stale = 0;
for (const [name, text] of Object.entries(outputs)) {
  const path = join(root, name);
  let old = "";
  try {
    old = readFileSync(path, "utf8");
  } catch {
    // Not there yet.
  }
  if (old === text) continue;
  if (isCheck) {
    console.error(`${name} 已过时，请运行 npm run generate`);
    stale++;
  } else {
    writeFileSync(path, text);
    console.log(`已更新 ${name}`);
  }
}
process.exitCode = stale > 0 ? 1 : 0;
