import { describe, expect, test } from "vitest";
import { parseReport } from "../server/src/core/report/recognise";

/* Title, year and body, as far as the lines before the first section tell them. */

const SECTIONS = "\n一、总体情况\n平稳有序。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n";
const read = (opening: string) => {
  const { title, agency, year } = parseReport(opening + SECTIONS);
  return { title: title?.text, agency, year };
};

const TITLE = "云溪县林业局2022年政府信息公开工作年度报告";

describe("the title", () => {
  test.each([
    // What a page's data put in front of it and behind it.
    `标题: ${TITLE}`,
    `名　称：${TITLE}`,
    `【标题】${TITLE}`,
    `【文字版】${TITLE}`,
    // How it is to be set.
    `${TITLE}（方正小标宋简体二号）`,
    `${TITLE}（二号方正小标宋简体，居中，行距固定值28磅）`,
    `信息名称：${TITLE}　文号：`,
    `题名：${TITLE} 发布日期：2023-01-20`,
    `| 索引号 | 0001 | 名称 | ${TITLE} |`,
    // The menu of the page, a list of years to choose from, other years' reports.
    `首页 > 政务公开 > 年报\n${TITLE}`,
    `请选择年份\n2024年\n2023年\n2022年\n2021年\n${TITLE}`,
    `2024年 2023年 2022年\n${TITLE}`,
    `<select><option>2019年</option><option>2020年</option></select><p>${TITLE}</p>`,
    `<p>${TITLE}</p><select><option>2023年政府信息公开工作年度报告</option><option>2021年政府信息公开工作年度报告</select>`,
    `<select><option>云溪县林业局2023年政府信息公开工作年度报告<option>云溪县林业局2021年政府信息公开工作年度报告</select><p>${TITLE}</p>`,
    `<select><option>云溪县林业局2023年政府信息公开工作年度报告<p>${TITLE}</p>`,
    `<div><input list="y"><datalist id="y"><option>云溪县林业局2023年政府信息公开工作年度报告</option></datalist></div><h1>${TITLE}</h1>`,
    `<h1>${TITLE}</h1><nav><ul><li>云溪县林业局2023年政府信息公开工作年度报告</li><li>云溪县林业局2021年政府信息公开工作年度报告</li></ul></nav>`,
    `<h1>${TITLE}</h1><ul><li><a href="1">云溪县林业局2023年政府信息公开工作年度报告</a></li><li><a href="2">云溪县林业局2021年政府信息公开工作年度报告</a></li></ul>`,
    `<h1>${TITLE}</h1><button>云溪县林业局2021年政府信息公开工作年度报告</button>`,
    // It is a link or a button itself, and nothing else is a title.
    `<h1><a href="#">${TITLE}</a></h1>`,
    `<button><span>${TITLE}</span></button>`,
    `<nav><p>${TITLE}</p>`,
    `2021年政府信息公开工作年度报告\n2020年政府信息公开工作年度报告\n${TITLE}`,
    `云溪县林业局2020年政府信息公开工作年度报告\n云溪县林业局2021年政府信息公开工作年度报告\n${TITLE}`,
    `${TITLE}\n上一篇：云溪县林业局2021年政府信息公开工作年度报告`,
    `2022年政府信息公开工作年度报告\n发布时间：2023-01-20\n${TITLE}`,
    // Wrapped.
    `云溪县林业局2022年\n政府信息公开工作\n年度报告`,
  ])("%s", (opening) => {
    expect(read(opening)).toEqual({ title: TITLE, agency: "云溪县林业局", year: 2022 });
  });

  test.each([
    "2022年政府信息公开工作年度报告\n云溪县林业局\n2022年政府信息公开工作年度报告",
    "云溪县林业局\n2022年政府信息公开工作年度报告",
    "2022年政府信息公开工作年度报告\n云溪县林业局",
    "发布机构：云溪县林业局\n2022年政府信息公开工作年度报告",
    "云溪县林业局\n2022年度政府信息公开\n工作年度报告",
    "云溪县林业局政府信息公开工作年度报告\n（2022年度）",
    "云溪县林业局2022年政府信息公开年度工作报告",
    "云溪县林业局2022年政府信息公开年度工作总结",
    "云溪县林业局政府信息公开2022年度工作报告",
    "云溪县林业局关于2022年政府信息公开工作情况的报告",
    "关于云溪县林业局2022年政府信息公开工作年度报告",
    "2022年云溪县林业局政府信息公开年报",
    "【2022年】云溪县林业局政府信息公开工作年度报告",
    "二〇二二年云溪县林业局政府信息公开工作年度报告",
  ])("tells body and year: %s", (opening) => {
    expect(read(opening)).toMatchObject({ title: expect.any(String), agency: "云溪县林业局", year: 2022 });
  });

  test.each([
    "现公布云溪县林业局2022年政府信息公开工作年度报告。",
    "根据《云溪县人民政府办公室关于做好2021年政府信息公开工作年度报告编制公布工作的通知》要求，特向社会公布2022年度云溪县林业局政府信息公开年度报告。",
    "按要求编制了《云溪县林业局2022年政府信息公开工作年度报告》。",
    "根据条例要求，云溪县林业局现向社会公开《2022年政府信息公开工作年度报告》。",
    "现将云溪县林业局2022年度政府信息公开工作年度报告公布如下。",
  ])("is none, but the preface tells: %s", (opening) => {
    expect(read(opening)).toEqual({ title: undefined, agency: "云溪县林业局", year: 2022 });
  });

  test.each([
    "根据《关于做好2022年度政府信息公开工作年度报告编制工作的通知》编制。",
    "关于做好2022年政府信息公开工作年度报告编制工作的通知要求如下。",
  ])("and a notice tells nothing: %s", (opening) => {
    expect(read(opening)).toEqual({ title: undefined, agency: undefined, year: undefined });
  });

  test("a summary of work is a report only by its contents", () => {
    const summary = "云溪县2022年政务公开工作总结\n一、总体情况\n平稳有序。\n";
    expect(parseReport(summary).recognition.isReport).toBe(false);
  });
});

describe("a heading within section one", () => {
  const keys = (text: string) => parseReport(text).sections.map(({ key }) => key);
  const DRAFT =
    "云溪镇2022年政府信息公开工作年度报告\n一、总体情况\n（一）主动公开政府信息情况\n公开50条。\n（二）收到和处理政府信息公开申请情况\n未收到申请。\n";
  const TABLE =
    "| 第二十条第（一）项 | | | |\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 0 | 0 | 0 |\n";

  test("is no section's", () => {
    expect(keys(DRAFT)).toEqual(["overview"]);
    expect(keys(DRAFT.replace("（一）", "### （一）").replace("一、总", "## 一、总"))).toEqual(["overview"]);
    expect(keys(DRAFT.replace("（一）", "1.").replace("（二）", "2."))).toEqual(["overview"]);
  });

  test("is one with the section's table below it, or with its number after the last section", () => {
    const start =
      "云溪镇2022年政府信息公开工作年度报告\n一、总体情况\n（一）平台建设。维护网站。\n（三）监督。培训两次。\n";
    expect(keys(`${start}（一）主动公开政府信息情况\n${TABLE}`)).toEqual(["overview", "disclosure"]);
    expect(keys(`${start}（二）主动公开政府信息情况\n见附表。\n`)).toEqual(["overview", "disclosure"]);
    const bracketed = DRAFT.replace("一、总体", "（一）总体").replace("（一）主动", "（二）主动");
    expect(keys(bracketed)).toContain("disclosure");
  });
});
