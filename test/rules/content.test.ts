import { aspectMissing } from "../../server/src/core/rules/aspect-missing";
import { problemsThin } from "../../server/src/core/rules/problems-thin";
import { EXAMPLE, EXAMPLE_2019 } from "../../server/src/core/rules/support/example";
import { asHtml, halfWidth, without } from "../samples";
import { example, testRule } from "../testRule";

const OVERVIEW = EXAMPLE.slice(EXAMPLE.indexOf("2023年，云溪镇围绕"), EXAMPLE.indexOf("二、主动公开"));
const overview = (text: string) => example([OVERVIEW, `${text}\n\n`]);
const marked = (text: string) => text.replace("一、总体情况", "⟦一、总体情况⟧");
const lacks = (...names: string[]) => `总体情况没有写${names.map((name) => `“${name}”`).join("、")}。`;

const HEADED = ["主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"];
const headed = (...titles: string[]) =>
  overview(titles.map((title, at) => `（${"一二三四五"[at]}）${title}\n工作平稳。`).join("\n"));

testRule(aspectMissing, {
  valid: [
    "",
    EXAMPLE,
    EXAMPLE_2019,
    asHtml(EXAMPLE),
    halfWidth(EXAMPLE),
    headed(...HEADED),
    // Other words, other order, two in one.
    headed("加强信息发布", "规范依申请公开", "强化信息审核", "建好公开载体", "落实考核评议"),
    headed("监督保障情况", "平台建设和政府信息管理", "主动公开和依申请公开"),
    headed("主动公开方面", "依申请公开方面", "政府信息管理方面", "政务公开平台建设方面", "监督保障方面"),
    // Without headings.
    overview(
      "2023年，我镇公开信息126条，网站栏目按月巡检。全年未收到政府信息公开申请。公文发布前逐件审查，年终开展社会评议。",
    ),
    without("2023年，云溪镇围绕", "二、主动公开"), // See section-empty.
    without("一、总体情况", "二、主动公开"), // See section-missing.
    // Named under another heading.
    headed("主动公开", "依申请公开", "信息管理", "监督保障").replace(
      "工作平稳。\n（四）",
      "严格审核，加强平台建设。\n（四）",
    ),
    // The heading was lost with its number: see numbering-gap.
    example(["（三）政府信息管理。落实公开属性源头认定和发布前审查。\n\n", ""]),
  ],
  invalid: [
    {
      text: marked(headed("主动公开", "依申请公开", "平台建设", "监督保障")),
      messages: [lacks("政府信息管理")],
      severities: ["info"],
      fixed: headed(...HEADED).replace("政府信息管理\n工作平稳。\n", "政府信息管理\n\n"),
    },
    {
      text: marked(headed("主动公开", "依申请公开", "政府信息管理")),
      messages: [lacks("政府信息公开平台建设", "监督保障")],
      severities: ["info"],
      fixed: headed("主动公开", "依申请公开", "政府信息管理").replace(
        "二、主动公开",
        "（四）政府信息公开平台建设\n\n（五）监督保障\n\n二、主动公开",
      ),
    },
    {
      // What is done for disclosure is not disclosure: a list of systems tells nothing of any.
      text: marked(
        overview(
          "（一）加强组织领导。成立领导小组。\n（二）健全制度。完善主动公开、依申请公开、责任追究等机制，明确申请、受理、审查、答复各个环节的要求。\n（三）强化培训，确保政府信息公开工作规范化。",
        ),
      ),
      messages: [lacks("主动公开", "依申请公开", "政府信息公开平台建设")],
      severities: ["warning"],
      // What the message names and nothing else, in the standard's order, in front of what belongs to the last of them.
      fixed: overview(
        "（一）主动公开。\n\n（二）依申请公开。\n\n（三）政府信息公开平台建设。\n\n（四）加强组织领导。成立领导小组。\n（五）健全制度。完善主动公开、依申请公开、责任追究等机制，明确申请、受理、审查、答复各个环节的要求。\n（六）强化培训，确保政府信息公开工作规范化。",
      ),
    },
    {
      text: marked(
        overview("2023年，我镇公开信息126条，网站按月巡检，年终组织评议，没有政府信息公开行政复议。"),
      ),
      messages: [lacks("依申请公开", "政府信息管理")],
      severities: ["info"],
      fixed: overview(
        "2023年，我镇公开信息126条，网站按月巡检，年终组织评议，没有政府信息公开行政复议。\n\n依申请公开。\n\n政府信息管理。",
      ),
    },
    {
      // Two headings do not order a section: the platform, of which the text tells, is not missing.
      text: marked(overview("（一）主动公开。发布信息30条。\n\n（二）信息管理。严格审核，加强平台建设。")),
      messages: [lacks("依申请公开", "监督保障")],
      severities: ["info"],
      fixed: overview(
        "（一）主动公开。发布信息30条。\n\n（二）依申请公开。\n\n（三）信息管理。严格审核，加强平台建设。\n\n（四）监督保障。",
      ),
    },
    {
      // A list of duties names none of them.
      text: marked(
        headed("主动公开", "依申请公开", "信息管理", "监督保障").replace(
          "（一）",
          "一年来，围绕主动公开、信息管理、平台建设和监督保障开展工作。\n（一）",
        ),
      ),
      messages: [lacks("政府信息公开平台建设")],
      severities: ["info"],
      fixed: headed("主动公开", "依申请公开", "信息管理", "监督保障")
        .replace("（一）", "一年来，围绕主动公开、信息管理、平台建设和监督保障开展工作。\n（一）")
        .replace("（四）监督保障", "（四）政府信息公开平台建设\n\n（五）监督保障"),
    },
    {
      text: "<h2>⟦一、总体情况⟧</h2>\n<p>（一）主动公开</p>\n<p>（二）依申请公开</p>\n<p>（三）政府信息管理</p>\n<p>（四）监督保障</p>\n<h2>二、主动公开政府信息情况</h2>\n",
      messages: [lacks("政府信息公开平台建设")],
      severities: ["info"],
      fixed:
        "<h2>一、总体情况</h2>\n<p>（一）主动公开</p>\n<p>（二）依申请公开</p>\n<p>（三）政府信息管理</p>\n<p>（四）政府信息公开平台建设</p>\n<p>（五）监督保障</p>\n<h2>二、主动公开政府信息情况</h2>\n",
    },
  ],
});

const PROBLEMS = EXAMPLE.slice(EXAMPLE.indexOf("一是政策解读"), EXAMPLE.indexOf("\n\n六、"));
const problems = (text: string) => example([PROBLEMS, text]);
const flagged = (text: string) =>
  problems(text).replace("五、存在的主要问题及改进情况", "⟦五、存在的主要问题及改进情况⟧");
const short = (length: number) => `只写了 ${length} 个字，应写明问题和改进情况。`;
const NO_MEASURES = "只写了问题，没有写改进情况或措施。";

testRule(problemsThin, {
  valid: [
    "",
    EXAMPLE,
    EXAMPLE_2019,
    asHtml(EXAMPLE),
    problems(
      "（一）存在的主要问题\n解读不够生动，更新不够及时。\n（二）改进情况\n已建立月度巡查，图解配发到位。",
    ),
    problems("政策解读形式单一、部分栏目更新慢的问题依然存在。2024年，按季度核对栏目。"),
    problems("一是公开内容不够全面，采取逐项核对目录的办法加以整改；二是队伍不稳，已组织轮训。"),
    // Nothing is said to be wrong: short of content, but for a person to judge.
    problems("本机关政府信息公开工作按要求开展，目录齐全，更新及时，答复规范，群众评价良好。"),
    problems(""), // See section-empty.
    without("五、存在", "六、其他"), // See section-missing.
  ],
  invalid: [
    { text: flagged("无。"), messages: [short(1)] },
    { text: flagged("本年度没有发现突出问题。"), messages: [short(11)] },
    {
      text: flagged("一是政策解读形式不够丰富，图解较少；二是公开目录更新不够及时，个别栏目间隔较长。"),
      messages: [NO_MEASURES],
    },
    {
      text: asHtml(flagged("公开内容不够全面，解读形式单一，栏目更新不及时，基层力量薄弱。")),
      messages: [NO_MEASURES],
    },
  ],
});
