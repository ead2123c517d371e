import { expect, test } from "vitest";
import { check, extract } from "../../server/src/core/index";
import { parseReport } from "../../server/src/core/report/recognise";
import { reportRepeated } from "../../server/src/core/rules/report-repeated";
import { EXAMPLE } from "../../server/src/core/rules/support/example";
import { asHtml } from "../samples";
import { testRule } from "../testRule";

/* Two reports in one file are told once, and what else is told is of the first. */

const TITLE = "云溪镇2023年政府信息公开工作年度报告";
const lastYear = EXAMPLE.replaceAll("2023", "2022").replaceAll("2024", "2023");
const neighbour = EXAMPLE.replaceAll("云溪", "望山");
const behind = (text: string, title: string) => `${EXAMPLE}\n${text.replace(title, `⟦${title}⟧`)}`;

const contents = EXAMPLE.match(/^[一二三四五六]、.*$/gm)!.join("\n");
const links = [2022, 2021, 2020].map((year) => `云溪镇${year}年政府信息公开工作年度报告`);

testRule(reportRepeated, {
  valid: [
    "",
    EXAMPLE,
    asHtml(EXAMPLE),
    // A table of contents behind the title.
    `${TITLE}\n\n目录\n\n${contents.replaceAll("\n", "\n（一）概述\n（二）情况\n")}\n\n${EXAMPLE}`,
    // A long one, down to the headings within sections.
    `${TITLE}\n\n目录\n\n${contents.replaceAll("\n", "\n（一）甲\n（二）乙\n（三）丙\n（四）丁\n（五）戊\n（六）己\n")}\n\n${EXAMPLE}`,
    // Links to other years.
    `${EXAMPLE}\n${links.join("\n")}\n`,
    `${asHtml(EXAMPLE)}<ul>${links.map((name) => `<li><a href="#">${name}</a></li>`).join("")}</ul>`,
    // Last year's report as an annex, and quoted.
    ...["附件 2022年度报告", "附表：", "【附件】", "## 附件一"].map(
      (annex) => `${EXAMPLE}\n${annex}\n\n${lastYear}`,
    ),
    `${EXAMPLE}\n附件：\n${lastYear}`,
    `${EXAMPLE}\n附件1 上年度报告\n\n${lastYear}`.replace("附件1 上", "附件1：上"),
    `${EXAMPLE}\n${lastYear.replace(/^/gm, "> ")}`,
    // A section headed twice has its own rule.
    EXAMPLE.replace("六、其他", "一、总体情况\n\n补充如下。\n\n六、其他"),
  ],
  invalid: [
    {
      text: behind(lastYear, "云溪镇2022年政府信息公开工作年度报告"),
      messages: ["从这里起是2022年度的报告，应另存为一个文件。"],
    },
    {
      text: behind(neighbour, "望山镇2023年政府信息公开工作年度报告"),
      messages: ["从这里起是“望山镇”的报告，应另存为一个文件。"],
    },
    {
      text: behind(EXAMPLE, TITLE),
      messages: ["从这里起是同一机关、同一年度的又一份报告，应只留一份。"],
    },
    {
      // Of three the second is told, and the third is behind it.
      text: `${behind(lastYear, "云溪镇2022年政府信息公开工作年度报告")}\n${neighbour}`,
      messages: ["从这里起是2022年度的报告，应另存为一个文件。"],
    },
    {
      text: asHtml(`${EXAMPLE}\n`) + asHtml(lastYear).replace(/云溪镇2022年政府信息公开工作年度报告/, "⟦$&⟧"),
      messages: ["从这里起是2022年度的报告，应另存为一个文件。"],
    },
  ],
});

test("nothing else is said of the second report, and what is wrong in the first is", () => {
  const faulty = lastYear
    .replace("| 规章 | 0 | 0 | 0 |", "| 规章 | 零 | 0 | 0 |")
    .replace("围绕群众", "围绕群 众");
  const rules = (text: string) => check(text).map(({ rule }) => rule);
  expect(rules(`${EXAMPLE}\n${faulty}`)).toEqual(["report-repeated"]);
  expect(rules(`${faulty}\n${EXAMPLE}`)).toEqual([...rules(faulty), "report-repeated"]);
  expect(rules(`${EXAMPLE}\n附件：\n${faulty}`)).toEqual([]);
});

test("what is extracted is the first report's", () => {
  expect(extract(`${EXAMPLE}\n${lastYear}`)).toEqual(extract(EXAMPLE));
});

test("it can be left alone by a comment on the file and by one on the line", () => {
  const two = (comment: string, at = "") => `${at}${EXAMPLE}\n${comment}${lastYear}`;
  for (const text of [
    two("<!-- disclosure-lint-disable-next-line report-repeated -- 合编 -->\n"),
    two("", "<!-- disclosure-lint-disable-file report-repeated -- 合编 -->\n"),
  ])
    expect(check(text).map(({ rule }) => rule)).toEqual([]);
});

test("the first report is read as if it stood alone", () => {
  const { second, ...first } = parseReport(`${EXAMPLE}\n${lastYear}`);
  const { second: none, ...alone } = parseReport(`${EXAMPLE}\n`);
  expect(second?.title.year).toBe(2022);
  expect(none).toBeUndefined();
  expect(first).toEqual(alone);
});
