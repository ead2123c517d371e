import type { Row } from "../../document/document";
import { lonePhrase } from "../../report/outline/lines";
import type { Report } from "../../report/report";
import { fold } from "../../text/normalise";
import { allMatches } from "../../text/text";

/*
 * What web sites put around an article: navigation, buttons, when and by whom it was put there, how often it was seen.
 * A line is furniture where it consists of such parts and of nothing else.
 */

/** Furniture wherever it stands; outside the report, or beside other furniture; beside other furniture only. */
export type Furniture = "anywhere" | "outside" | "beside" | undefined;

/** Longer lines are text. */
const LONGEST = 300;
/** A longer value is no name, date or number. */
const LONGEST_VALUE = 60;

export function furnitureOf(report: Report, row: Row): Furniture {
  if (row.end - row.start > LONGEST || row.cells.some(({ text }) => /[。；]/.test(text))) return undefined;
  const phrase = lonePhrase(row, report.text);
  if (row.cells.length > 1) {
    const found = inCells(row.cells.map(({ text }) => fold(text)).filter((text) => text !== ""));
    if (found !== undefined) return found;
  }
  return phrase === undefined && row.kind !== "pipes"
    ? undefined
    : inLine(fold(phrase?.text ?? row.cells.map(({ text }) => text).join("|")));
}

/** Whole lines, folded: spaces and the width of marks are gone. */
const WHOLE = new RegExp(
  `^[|]?(?:${[
    "(?:您|你)?(?:现在|当前|所在)?(?:的|所在)?位置(?:是)?:.{0,200}",
    "(?:网站|站点)?首页(?:[>»›/]{1,3}[^>»›/]{1,40}){1,12}[>»›/]{0,3}",
    "[\\[【(]?字(?:体|号)(?:大小)?:?[\\[【(]?大[^\u4e00-\u9fff]{0,200}中[^\u4e00-\u9fff]{0,200}小[^\u4e00-\u9fff]{0,200}(?:打印|关闭|收藏)?.{0,12}",
    "分享(?:到|至)?:.{0,20}",
    "(?:上一篇|下一篇|上一条|下一条):.{0,200}",
    "(?:打开|请?用|使用|通过)?(?:手机|微信).{0,24}扫(?:描|一扫|码).{0,40}",
    "扫(?:一扫|描二维码|码).{0,30}",
    ".{0,12}二维码(?:分享)?",
    "(?:版权所有|网站地图|网站标识码|返回(?:顶部|首页|上页)|关于我们).{0,60}",
    ".{0,40}[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤川青藏琼宁](?:ICP备|公网安备).{0,60}",
    "(?:您的?浏览器|建议(?:使用|您使用)).{0,20}(?:浏览器|分辨率).{0,40}",
    "(?:本|您(?:所)?访问的?)?(?:网站|页面)(?:已)?支持IPv6.{0,20}",
    "(?:您|你)?是?(?:本文|本站|本页)?第\\d{1,12}(?:位|个)(?:访问者|访客|浏览者)",
  ].join("|")})[|]?$`,
);

/** A path without its beginning; of a report's own text, a way of doing something may read so. */
const PATH = /^[^>»›]{2,20}(?:[>»›]{1,2}[^>»›]{2,40}){2,12}$/;

const list = (words: string) => words.trim().split(/\s+/);
/** The longest first: 分享到 before 分享. */
const anyOf = (...lists: (readonly string[])[]) =>
  lists
    .flat()
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace("+", "\\+"))
    .join("|");

/** Buttons and switches that no report speaks of alone. */
const BUTTONS = list(`
  您好,请登录 您好,请 您好 请登录 登录 注册 用户登录 用户注册 登录注册 个人中心 退出登录 无障碍 无障碍浏览 无障碍阅读 无障碍模式 无障碍访问 无障碍版 进入无障碍
  无障碍通道 长者模式 长者版 长者助手 长者专区 长辈版 适老化 适老模式 适老版 适老化模式 关怀版 关怀模式 老年模式 老年版 大字版
  语音播报 语音朗读 语音阅读 朗读 播报 听全文 收听 智能问答 智能客服 智能机器人 简体 繁体 简体中文 繁体中文 简体版 繁体版 English
  手机版 移动版 电脑版 打印 打印本页 打印此页 打印页面 打印本文 我要打印 关闭 关闭窗口 关闭本页 关闭此页 关闭页面 收藏 收藏本页 加入收藏 设为首页
  分享 分享到 分享至 一键分享 我要分享 我要纠错 纠错 返回首页 返回顶部 返回上页 返回列表 返回 回到顶部 网站地图 联系我们 关于我们 网站声明 隐私声明
  隐私政策 免责声明 法律声明 RSS订阅 扫码分享 二维码 二维码分享 手机查看 手机阅读 视力保护色 保护视力色 字号 字体 字体大小 选择阅读字号 阅读字号
  站内搜索 高级搜索 请输入关键字 请输入关键词 网站无障碍 切换 点赞
`);
/** What is furniture among buttons, or after 首页. */
const MENU = list(`
  首页 网站首页 搜索 下载 大 中 小 默认 特大 A+ A- A 微信 微博 新浪微博 QQ QQ空间 朋友圈 好友 打印预览 全文 全屏 更多 ENGLISH EN 繁 简
  政务公开 信息公开 政府信息公开 政务服务 办事服务 网上办事 互动交流 政民互动 公众参与 新闻中心 新闻动态 新闻资讯 要闻动态 政务动态 政务要闻
  机构职能 机构概况 专题专栏 数据发布 政务数据 数据开放 数据公开 解读回应 政策文件 通知公告 工作动态 营商环境 友情链接 通讯录
`);
/** What is only ever written around an article. */
const FIELDS = list(`
  发布时间 发布日期 发稿时间 更新时间 更新日期 添加时间 录入时间 归档时间 信息提供日期 信息来源 文章来源 稿件来源 浏览次数 浏览量 浏览数 访问量 访问次数 访问数 点击数 点击量
  点击率 点击次数 阅读量 阅读次数 阅读数 阅读人数 浏览人数 字号 字体 字体大小 阅读字号 选择阅读字号 文字大小 索引号 信息索引 信息索引号 发文机关 发文字号
  成文日期 生成日期 公开日期 公布日期 发文日期 主题分类 信息分类 体裁分类 组配分类 有效性 是否有效 信息名称 责任编辑 责编
  视力保护色 保护视力色 背景色 背景颜色 分享到 技术支持 网站标识码 备案号 打印 信息时效期
`);
/** What may be of the report too. */
const LIKELY_FIELDS = list(`
  公开方式 公开形式 公开范围 公开时限 公开类别 服务对象 内容概述 生效日期 废止日期 日期 时间 来源 作者 编辑 审核 审稿 撰稿 撰写 供稿 名称 标题 文号 阅读 浏览 点击 关键词 主题词 责任部门 发布单位 发布机构 发布机关 公开机构 公开单位 分类 状态 主办 主办单位
  承办 承办单位 协办 协办单位 维护单位 运维单位
`);

const BLANK = /[\s|·•:,、[\]【】()"<>/_—-]+/y;
const BUTTON = new RegExp(anyOf(BUTTONS), "y");
const IN_MENU = new RegExp(`${anyOf(MENU)}|走进[\u4e00-\u9fff]{1,3}`, "y");
const FIELD = new RegExp(`(?:${anyOf(FIELDS, LIKELY_FIELDS)}):`, "g");
/** When an article was put there, without a label: 2022年01月18日 来源：… */
const DATE = /^20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\d{1,2}:\d\d(?::\d\d)?)?/;
const COUNT = /^(?:浏览|点击|阅读|访问)(?:次数|量|数|率|人数)?:\[?\d{0,12}\]?[次人]?\]?$/;
const IS_FIELD: ReadonlySet<string> = new Set(FIELDS);
const IS_LABEL: ReadonlySet<string> = new Set([...FIELDS, ...LIKELY_FIELDS]);

function inLine(line: string): Furniture {
  if (line === "") return undefined;
  if (WHOLE.test(line) || COUNT.test(line)) return "anywhere";
  if (PATH.test(line)) return "outside";
  const buttons = buttonsOf(line);
  const rest = line.slice(buttons.end);
  if (rest !== "") {
    const date = DATE.exec(rest)?.[0] ?? "";
    return inFields(rest.slice(date.length), buttons.sure > 0 || date !== "");
  }
  if (buttons.sure > 0 || (line.includes("首页") && buttons.all > 2)) return "anywhere";
  return undefined;
}

/** How many buttons a line starts with, and where the last of them ends. */
function buttonsOf(line: string): { readonly sure: number; readonly all: number; readonly end: number } {
  let [sure, all, end] = [0, 0, 0];
  for (let at = 0; at < line.length; ) {
    const matched = [BLANK, BUTTON, IN_MENU].find((pattern) => {
      pattern.lastIndex = at;
      return pattern.test(line);
    });
    // A field with something in it is none.
    if (matched === undefined || (matched === BUTTON && /^[^:]{0,8}:[^\s[\]【】()]/.test(line.slice(at))))
      break;
    at = end = matched.lastIndex;
    if (matched === BUTTON) sure++;
    if (matched !== BLANK) all++;
  }
  return { sure, all, end };
}

/** `发布时间：2024-01-12 来源：…`: labels, and nothing in front of the first of them. */
function inFields(line: string, hasCompany: boolean): Furniture {
  const labels = allMatches(line, FIELD);
  if (labels.length === 0 || /[\p{L}\p{N}]/u.test(line.slice(0, labels[0]!.index))) return undefined;
  const isLong = labels.some(
    ({ index }, at) => (labels[at + 1]?.index ?? line.length) - index > LONGEST_VALUE,
  );
  if (isLong) return undefined;
  const sure = labels.some(({ 0: label }) => IS_FIELD.has(label.slice(0, -1)));
  if (labels.length > 1 || hasCompany) return sure ? "anywhere" : "outside";
  return sure || line.startsWith("来源") ? "outside" : "beside";
}

/** Labels and values side by side, as in the table above an article. */
function inCells(cells: readonly string[]): Furniture {
  const labels = cells.map((text) => text.replace(/:$/, "")).filter((text) => IS_LABEL.has(text));
  const starts = IS_LABEL.has((cells[0] ?? "").replace(/:$/, ""));
  if (!starts || cells.some((text) => text.length > LONGEST_VALUE)) return undefined;
  if (cells.length > labels.length * 2) return undefined;
  if (!labels.some((text) => IS_FIELD.has(text))) return "beside";
  return labels.length > 1 ? "anywhere" : "outside";
}
