import type { DraftHeading } from "./draft";
import type { ReportModel } from "./model";
import type { Random } from "./random";
import { writeStatement, writeStatements } from "./statements";

export interface Paragraph {
  kind: "paragraph";
  text: string;
}

/** The text of a report's sections, and what stands before the first. */
export interface Prose {
  preface: string[];
  sections: Record<string, (Paragraph | DraftHeading)[]>;
}

const paragraph = (text: string): Paragraph => ({ kind: "paragraph", text });

/**
 * Sentences that agree with the tables, in several wordings, with much in them that looks like a fault and is none:
 * section names in the preface, notices on reports and dates of publishing that are right, dates that look like numbering, other years, document numbers, counts of other things.
 */
export function writeProse(model: ReportModel, random: Random): Prose {
  return {
    preface: writePreface(model, random),
    sections: {
      overview: writeOverview(model, random),
      problems: writeProblems(model, random),
      other: writeOther(model, random),
      requests: random.chance(0.25) ? [paragraph(writeStatement(model, random))] : [],
    },
  };
}

/** Parts that add up to their whole, or are told to be only some of them; percentages that are right. */
function writeParts(self: string, [policy, people, money]: readonly number[], random: Random): string {
  const whole = policy! + people! + money!;
  const share = ((policy! / whole) * 100).toFixed(random.int(0, 2));
  return random.pick([
    `${self}在政府网站公开信息${whole}条，其中政策类${policy}条、人事类${people}条、财政类${money}条。`,
    `全年公开信息${whole}条（政策类${policy}条，人事类${people}条，财政类${money}条），发布图解6幅。`,
    `${self}公开政策类信息${policy}条、人事类信息${people}条、财政类信息${money}条，合计${whole}条。`,
    `在政府网站公开信息${whole}条，其中政策类${policy}条，占${share}%，点击量3.2万次。`,
    `公开信息${whole}条，分别为政策类${policy}条、人事类${people}条、财政类${money}条。`,
    `公开信息${whole}余条，主要有政策类${policy}条、人事类${people}条。`,
    `公开信息${whole}条，其中政策类${policy}条、人事类${people}条等；比上年增加${money}条，增长6.5%。`,
    `全年通过网站公开信息${whole}条，同比增长12.5%，满意率98.6%。`,
  ]);
}

function writePreface({ year, agency }: ReportModel, random: Random): string[] {
  const names =
    "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项";
  const listed = random.pick([
    `全文包括${names}六个部分。`,
    `全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六个部分组成。`,
    `报告由${names}组成。`,
    `报告共六部分：一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；六、其他需要报告的事项。`,
    "",
  ]);
  const period = random.pick([
    `本报告所列数据的统计期限自${year}年1月1日起，至${year}年12月31日止。`,
    `报告中的数据统计时间为${year}年1月1日至${year}年12月31日。`,
    `数据统计周期：${year}年1月1日—${year}年12月31日。`,
    `报告所用数据的统计时限从${year}年1月1日到12月31日止。`,
    `本报告数据起止时间为${year}年1月1日至12月31日。`,
  ]);
  const contact = random.pick([
    `如对内容有疑问，可与${agency.short}办公室联系（电话：0599-66${random.int(10000, 99999)}）。`,
    `电子版可在政府门户网站查阅，咨询电话0599-66${random.int(10000, 99999)}转801。`,
    `如对内容有疑问，请与${agency.short}办公室联系（地址：示例路24号 联系电话：0599-6600000 邮编：350000）。`,
    "",
  ]);
  const more = random.pick([
    "",
    "",
    "",
    "公众可在政务服务大厅查阅点免费查阅本报告的纸质文本。",
    "报告由青禾大学大学生志愿者校对。",
    `报告所称“本机关”，除另有说明外，指${agency.short}及其内设机构（不含下属事业单位），有关金额以人民币计。`,
  ]);
  const opening = random.pick([
    `依照《中华人民共和国政府信息公开条例》（以下简称《条例》）的要求，${agency.short}编写了本年度报告。`,
    `依照《中华人民共和国政府信息公开条例》和《县人民政府办公室关于做好${year}年度政府信息公开工作年度报告编制工作的通知》，${agency.short}编制了本年度报告。`,
    `按照《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条，现将${agency.short}${year}年度政府信息公开工作情况报告如下。`,
  ]);
  return random.chance(0.5)
    ? [`${opening}${listed}${period}${more}${contact}`]
    : [opening, `${listed}${period}`, more, contact].filter(Boolean);
}

function writeOverview(model: ReportModel, random: Random): (Paragraph | DraftHeading)[] {
  const { year, agency } = model;
  const [policy, people, money] = [random.int(12, 90), random.int(5, 60), random.int(3, 40)];
  const plan = year <= 2020 ? "十三五" : "十四五";
  const notice = year <= 2020 ? "国办公开办函〔2019〕60号" : "国办公开办函〔2021〕30号";
  const requests = writeStatements(model, random);
  const aspects: [title: string, texts: string[]][] = [
    [
      "主动公开",
      [
        writeParts(agency.self, [policy, people, money], random),
        random.pick([
          `5.15政务公开日期间，工作人员走进社区讲解${plan}规划要点，发放手册300余份。`,
          `围绕“${plan}”收官与开局，公开了重点项目的进展，并于${year}年5月15日办了一场开放日。`,
        ]),
      ],
    ],
    ["依申请公开", [requests]],
    [
      "政府信息管理",
      [
        random.pick([
          `按照${notice}的要求梳理了信息目录，失效内容及时移出，${year - 1}年度决算也一并归档。`,
          `${year}年1月20日公布了${year - 1}年政府信息公开工作年度报告，印发《关于做好${year - 1}年度政府信息公开工作年度报告编制工作的通知》后逐份审核。`,
          "起草公文时同步标明公开属性，报批前由专人复核，做到源头把关、全程留痕。",
          "为了了解基层需要，先摸底后清理：一要逐件标明公开属性，二要逐项核对来源，统一是前提，三要素齐全的方可发布。",
        ]),
      ],
    ],
    [
      "平台建设",
      [
        random.pick([
          `网站改版后新增检索入口2个，页面打开时间降到1.5秒，12345热线转来的建议已有${random.int(11, 99)}条被采纳。`,
          "一是栏目归并，二是图文并茂，三是便于手机浏览，公众号与网站内容同源。",
          "一是做好网站：一要更新及时，二要便于打印、分享和无障碍浏览。二是做好公众号，达到方便群众的目的的同时，页面字体加粗、字号放大。",
        ]),
      ],
    ],
    [
      "监督保障",
      [
        random.pick([
          `全年组织培训${random.int(2, 5)}次，社会评议满意率98.6%，未发生责任追究情形。`,
          "公开工作列入年度考核，分值占4.5分，季度通报、年终评议，没有需要追责的情况。",
        ]),
      ],
    ],
  ];
  const opening = random.pick([
    `${year}年，${agency.short}把公开透明贯穿决策、执行、管理、服务全过程，各项任务平稳推进。`,
    `这一年，${agency.short}坚持以公开促规范，群众办事更明白，基层工作更扎实。`,
  ]);
  const style = random.pick(["own-line", "run-in", "nested"] as const);
  const blocks: (Paragraph | DraftHeading)[] = [paragraph(opening)];
  aspects.forEach(([title, texts], index) => {
    const heading: DraftHeading = {
      kind: "heading",
      name: `overview.${index + 1}`,
      level: 1,
      value: index + 1,
      title,
    };
    if (style === "run-in") blocks.push({ ...heading, title: `${title}。`, body: texts.join("") });
    else {
      blocks.push(heading);
      if (style === "nested" && texts.length > 1) {
        texts.forEach((text, at) => {
          const name = `overview.${index + 1}.${at + 1}`;
          blocks.push({
            kind: "heading",
            name,
            level: 2,
            value: at + 1,
            title: at === 0 ? "推进网上公开。" : "开展宣传活动。",
            body: text,
          });
        });
      } else for (const text of texts) blocks.push(paragraph(text));
    }
  });
  return blocks;
}

function writeProblems({ year, agency }: ReportModel, random: Random): (Paragraph | DraftHeading)[] {
  const next = `${year + 1}年`;
  if (random.chance(0.4)) {
    return [
      paragraph(
        `对照群众期待，${agency.self}的公开工作还有差距：一是解读形式偏少，二是部分栏目更新慢，三是基层人员变动较勤。`,
      ),
      paragraph(
        `${next}，拟从三方面改进：一是多用图表和短片解读；二是按月巡查栏目；三是编印手册，让新手尽快熟悉业务。`,
      ),
    ];
  }
  return [
    { kind: "heading", name: "problems.1", level: 1, value: 1, title: "存在的主要问题" },
    {
      kind: "heading",
      name: "problems.1.1",
      level: 2,
      value: 1,
      title: "解读不够生动",
      body: "，文字多、图表少，读者不易抓住要点。",
    },
    {
      kind: "heading",
      name: "problems.1.2",
      level: 2,
      value: 2,
      title: "更新不够及时",
      body: "，个别栏目间隔较长。",
    },
    {
      kind: "heading",
      name: "problems.1.3",
      level: 2,
      value: 3,
      title: "力量不够充实",
      body: "，专职人员只有1名。",
    },
    { kind: "heading", name: "problems.2", level: 1, value: 2, title: "改进措施" },
    paragraph(
      `${next}，${agency.short}将逐项整改：每季度至少推出一件图解，每月核对一次栏目，并从业务科室选调骨干充实队伍。`,
    ),
  ];
}

function writeOther({ year, agency }: ReportModel, random: Random): Paragraph[] {
  if (year < 2021)
    return [paragraph(random.pick(["没有其他需要说明的事项。", "暂时没有其他需要报告的事项。"]))];
  return [
    paragraph(
      random.pick([
        "本年度未收取信息处理费，没有其他需要说明的事项。",
        "收取信息处理费情况：本机关全年没有发出收费通知，收取信息处理费0元。",
        `${year}年，${agency.self}没有向申请人收取任何费用。`,
        "信息处理费收取情况：无；其他需要报告的事项：无。",
        "未收取信息公开处理费，政务公开要点确定的12项任务已全部落实。",
        "全年未发生收费情形。",
        `${agency.self}没有向公民、法人和其他组织收取任何与政府信息公开有关的费用。`,
        "本年度未产生政府信息处理相关费用，行政事业性收费已按规定公示。",
        `${year}年政府信息公开工作零收费。`,
        `依申请公开信息处理费：${year}年无收费情况。`,
      ]),
    ),
  ];
}
