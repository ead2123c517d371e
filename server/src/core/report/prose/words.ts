import { addFoldedKind, CHAR } from "../../text/characters";
import { codeUnits } from "../../text/normalise";
import { readChinese } from "../../text/numeral";

/*
 * The words in which reports state numbers, found in one pass over folded text: what is counted, of whom, when, and
 * the words that say a number is about something else. Longest word first, so that `不予处理` is never `处理`.
 */

/** What a word says about the number near it. */
export type Tag = keyof typeof WORDS | "number" | "year" | "month" | "percent" | "break";

/** A word, number or mark in folded text. */
export class Token {
  constructor(
    readonly tag: Tag,
    /** Number of the tag, see {@link tagSet}. */
    readonly id: number,
    readonly start: number,
    readonly end: number,
    /** The word as folded; for a break its mark, for a number its unit. */
    readonly text: string,
    readonly number: Quantity | undefined,
  ) {}
}

/** How exact a stated number is. */
export type Bound = "exact" | "atLeast" | "atMost" | "about";

/** A number as people state it. */
export interface Quantity {
  readonly value: number;
  readonly bound: Bound;
  /** Digits after the point. */
  readonly decimals: number;
}

/** Rows of the requests table that prose names, by their keys. */
const ROW_WORDS = {
  granted: "予以公开 同意公开 予以全部公开 给予公开 全部予以公开",
  partlyGranted: "部分公开 予以部分公开 部分予以公开 同意部分公开 区分处理",
  denied: "不予公开 不同意公开",
  deniedStateSecret: "属于国家秘密 涉及国家秘密 国家秘密",
  deniedByLaw:
    "其他法律行政法规禁止公开 法律行政法规禁止公开 其他法律、行政法规禁止公开 法律、行政法规禁止公开",
  deniedSecurity: '危及"三安全一稳定" "三安全一稳定" 三安全一稳定',
  deniedThirdParty: "保护第三方合法权益 第三方合法权益",
  deniedInternal: "属于三类内部事务信息 三类内部事务信息 内部事务信息",
  deniedProcess: "属于四类过程性信息 四类过程性信息 过程性信息",
  deniedCaseFile: "属于行政执法案卷 行政执法案卷",
  deniedInquiry: "属于行政查询事项 行政查询事项",
  unable: "无法提供",
  notHeld: "本机关不掌握相关政府信息 本机关不掌握 不掌握相关政府信息 不掌握相关信息",
  notReady: "没有现成信息需要另行制作 没有现成信息 需要另行制作 需另行制作",
  unclear: "补正后申请内容仍不明确 补正后仍不明确",
  notProcessed: "不予处理",
  petition:
    "信访举报投诉类申请 信访举报投诉类 信访、举报、投诉类申请 信访投诉举报类申请 信访、投诉、举报类申请",
  repeated: "重复申请",
  publication: "要求提供公开出版物 公开出版物",
  massive: "无正当理由大量反复申请 大量反复申请",
  confirmation: "要求行政机关确认或重新出具已获取信息 确认或重新出具已获取信息",
  otherHandling: "其他处理 其他情形处理",
  notCorrected: "申请人无正当理由逾期不补正 无正当理由逾期不补正 逾期不补正",
  feeUnpaid: "申请人逾期未按收费通知要求缴纳费用 逾期未按收费通知要求缴纳费用 逾期未缴费",
} as const;

/** A row of the requests table, or a group of its rows. */
export type RowName = keyof typeof ROW_WORDS;

const WORDS = {
  /** Requests for information, by a name that no other kind of request has. */
  subject:
    "政府信息公开申请 信息公开申请 政务公开申请 政府信息依申请公开申请 依申请公开政府信息申请 依申请公开申请 依申请公开政府信息 政府信息依申请公开 依申请公开信息 依申请信息公开 依申请公开 依申请政府信息公开 政府信息申请 政府信息公开的申请 信息公开的申请 公开政府信息的申请 公开政府信息申请 公开信息的申请 公开信息申请 申请公开政府信息 申请公开信息 申请政府信息公开 申请信息公开 公开申请 信息公开依申请 政府信息公开类申请 信息公开类申请 政府信息公开事项申请 信息公开申请件 信息依申请",
  apply: "申请 申请件 申请量 申请总量 申请数量 申请件数 申请数 申请事项",
  /** Words with 申请 or other key words in them that count nothing. */
  neutral:
    "申请表 申请书 申请渠道 申请受理 申请流程 申请方式 申请程序 申请条件 申请工作 申请办理 办理结果 办理情况 办理流程 办理工作 办理期限 办理质量 办理机制 办理制度 办理答复 答复率 答复书 答复意见 答复期限 答复文书 答复方式 答复口径 答复质量 答复时限 答复工作 办结率 处理情况 处理结果 处理机制 受理点 受理机制 受理渠道 受理窗口 登记表 比例 比较 比如 较好 较大 较高 较多 较少 有效期 有效性 有效保障 有效提升 有效推进 有效落实 规范化 规范性 规范有序 规范办理 规范答复 规范流程 多种 多次 多方 多样 多元 至多 无关 无纸化 无障碍 无偿 无误 无故 无论 无须 无需 无人 有无 毫无 无缝 无正当理由 无线 无证 无条件 无盲区 无死角 无遗漏 公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人及其他组织 公民、法人以及其他组织 公民、法人、其他组织 公民和法人 公民、法人 公民及法人 公民或法人 公民法人 自然人、法人和其他组织 自然人、法人或其他组织 自然人、法人 自然人和法人 个人、法人 公民个人 内部办理 公开属性 主动公开 收到良好 收到较好 收到了良好 不再处理 信息处理费 处理费 公共 共享 共同 各类 各项 各种 各方 各界 各地 各位 平等 等级 等待 等候 同等 无法 建设 上年度相比 与上年",
  received: "收到 接收 接到 收悉 受理 收件 提出 提交 共有",
  new: "新收 新收到 新接收 新接到 新受理 新登记 新接 新申请 新提交 新提出 本年收到 本年度新收 当年收到 当年新收",
  process: "办理 处理 承办 应办 应办理",
  handled:
    "答复 办结 办理完毕 办理完成 办理完结 办理办结 办复 回复 答复完毕 处理完毕 处理完成 答复办结 办理答复 作出答复 予以答复 已办理 已处理",
  transfer: "结转 转入 转结 顺延 遗留 延续 转至 延至 延期至 推迟至 跨年",
  /** Unfinished at the end of the year. */
  pendingWork:
    "正在办理 正在办理中 尚在办理 尚在办理中 仍在办理 未办结 尚未办结 未答复 尚未答复 待办理 待答复 在办理中 继续办理 下年度办理 下年办理 下一年度办理 下年度继续办理 下年继续办理 下一年度继续办理 转下年 转下年度 转下一年 转下一年度 未办理完毕 尚未办理完毕",
  lastYear: "上年 上年度 上一年 上一年度 去年 往年 上个年度",
  nextYear: "下年 下年度 下一年 下一年度 次年 明年 次年度 下个年度 下一个年度",
  ...ROW_WORDS,
  naturalPerson: "自然人 个人",
  citizen: "公民",
  legalPerson:
    "法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织 法人以及其他组织 法人与其他组织 法人组织 法人(其他组织) 法人或组织 法人",
  otherOrganisation: "其他组织",
  enterprise: "商业企业",
  research: "科研机构",
  publicWelfare: "社会公益组织",
  legalService: "法律服务机构",
  channel:
    "现场 当面 当场 窗口 信函 邮寄 邮递 邮政 网络 网上 在线 网站 平台 电子邮件 邮箱 邮件 传真 书面 线上 线下 来函 口头 快递 EMS 纸质 系统 电子 电话 互联网 公众号 微信",
  /** The list of channels before it is only an example: all of them are meant. */
  etc: "等",
  review: "行政复议 复议",
  lawsuit: "行政诉讼 诉讼 起诉 应诉",
  directSuit: "未经复议直接起诉 直接起诉 未经复议直接诉讼 未经复议直接提起诉讼",
  afterReviewSuit: "复议后起诉 复议后提起诉讼 复议后诉讼 经复议后起诉",
  upheld: "结果维持 维持",
  corrected: "结果纠正 纠正",
  otherResult: "其他结果",
  pendingCase: "尚未审结 未审结",
  /** Words that make a case not one of this table: the agency reviews the acts of others, loses, wins. */
  otherCase:
    "复议机关 办理行政复议 受理行政复议 审理 复议案件办理 败诉 胜诉 纠错 上诉 二审 再审 复议机构 执行 出庭 非诉 听证 审结",
  foreign:
    "咨询 投诉 诉求 举报 来信 来电 来访 信访 信箱 留言 热线 12345 提案 建议 议案 意见 工单 督办 解读 文件 公文 简报 行政许可 行政处罚 行政强制 审批 证照 补助申请 补贴申请 救助申请 低保申请 许可申请 登记申请 贷款申请 入党申请 住房申请 复核申请 求助 问题 回应 舆情 网民 群众诉求 便民 问政 领导信箱 稿件 线索 纠纷 案件线索 民意 建言 评议 培训 督查 检查 规章 规范性文件 合同 项目 会议 采购 政策 接访 矛盾 执法 监督 档案 公证 仲裁 赔偿",
  delta:
    "同比 环比 增加 减少 增长 下降 上升 降低 增幅 降幅 比上年 比去年 比上一年 较上年 较去年 较上一年 较往年 较20 比20 多了 少了 上涨 提高",
  /** The number is of some of them only. */
  some: "涉及 关于 有关 主要 平均 每 各 日均 月均 最多 某 申请人 有效 无效 符合 复杂 重大 敏感 首次 不含 不包括 剔除 合并 提前 补充 转来 交办 配合 代为 当日 规范 优质",
  /** The number is of some other thing about them. */
  aside:
    "超期 逾期 延期 延长 延期答复 延期办理 转办 转交 移送 移交 协助 指导 督促 抽查 回访 告知补正 补正 补正申请 征求 撤回 撤销 撤诉 撤回申请 收费 费用 违规 泄密 失密 差错 错误 投诉举报 追责 责任追究 瞒报 拖延 推诿 不予受理 不受理 不符合 非政府信息公开 咨询类 便民答复 公开指南 应公开 应当公开 应予公开 类似 同类 批量 同一 更正 重新答复 重新作出 责令 撤件 退回 存疑 疑难 典型 手册 指南 文书 范本 宣传单 宣传册 折页 台账 资料 材料 制度 流程图 模板 决定书 判决书 裁定书 通知书 建议书 答复函",
  scope:
    "各部门 各单位 各镇 各乡镇 各街道 各科室 各乡 各村 各级 各区 各县 各市 镇街 下属 所属 局属 直属 成员单位 办公室 本级 局机关 镇机关 全系统 两级 全省 全国 村委会 其中办 其他单位 其他部门 相关部门 业务科室 科室 乡镇 街道办 二级单位 基层单位 区级部门 县级部门 市级部门 部门",
  wholePlace: "全市 全县 全区 全镇 全乡 全街道 全局 全旗 全州",
  othertime: "上半年 下半年 季度 以来 历年 近三年 近年 近年来 三年来 五年来 同期 往期 当月 每月 月份",
  thisYear: "本年度 本年 今年 全年 年内 一年来 今年以来 一年以来 年度内 当年",
  negation:
    "未收到 没有收到 未接到 没有接到 未接收 没有接收 未受理 没有受理 未发生 没有发生 未出现 没有出现 未产生 没有产生 不存在 未有 暂无 均无 并无 没有 无 未曾收到 从未收到 未新收 未新收到 没有新收到 未被 没有被 尚未收到 暂未收到 均未收到 未接受 未涉及 未曾发生 未引发 没有引发 未引起 未因 没有因",
  partsOf: "其中 其中:",
  respectively: "分别 分别为 分别是",
  open: "等等 主要包括 主要有 主要是 包括 包含 含 例如 尤其 特别是 重点 另有 另外 此外 还有 以及其他",
  total: "合计 总计 共计 共 总共 累计 一共",
  all: "全部 均已 都已 全都 悉数 全数",
  rest: "其余 其他申请 余下 剩余 除 到期 应办结 应答复 截至 截止 目前 现已 现均已 截至目前 随后",
  proportion: "占 占比 比重",
} as const;

const TAG_NAMES = [...Object.keys(WORDS), "number", "year", "month", "percent", "break"] as Tag[];
const TAG_IDS: ReadonlyMap<Tag, number> = new Map(TAG_NAMES.map((tag, id) => [tag, id]));
const idOf = (tag: Tag): number => TAG_IDS.get(tag)!;

/** Some tags: 1 at the number of each. Made once, and asked of every word. */
export type TagSet = Uint8Array;

/** The tags, and those of other sets. */
export function tagSet(...tags: readonly (Tag | TagSet)[]): TagSet {
  const set = new Uint8Array(TAG_NAMES.length);
  for (const tag of tags) {
    if (typeof tag === "string") set[idOf(tag)] = 1;
    else for (let id = 0; id < tag.length; id++) if (tag[id] === 1) set[id] = 1;
  }
  return set;
}

/** Whether the word has one of the tags. */
export function isOne(word: Token, tags: TagSet): boolean {
  return tags[word.id] === 1;
}

/** Whether one of the words has one of the tags. */
export function has(words: readonly Token[], tags: TagSet): boolean {
  for (let i = 0; i < words.length; i++) if (isOne(words[i]!, tags)) return true;
  return false;
}

/** Whether one of the words has the tag. */
export function hasTag(words: readonly Token[], tag: Tag): boolean {
  for (let i = 0; i < words.length; i++) if (words[i]!.tag === tag) return true;
  return false;
}

interface Entry {
  readonly word: string;
  readonly tag: Tag;
  readonly id: number;
}

/*
 * The words as a tree, one character a step: of several words that start at a place the longest is found in as many steps
 * as it has characters, and most places are left after one.
 */

/** The first step, by character; 0 for characters that no word starts with. */
const FIRST = new Uint16Array(65536);
/** The word that is whole at a node, if any. */
const ENDING: (Entry | undefined)[] = [undefined];
/** The other steps, in an open hash table: a node and a character in one number, and where they lead. */
const STEPS = 1 << 13;
const FROM = new Int32Array(STEPS);
const TO = new Uint16Array(STEPS);
growTree();

function growTree(): void {
  for (const [tag, list] of Object.entries(WORDS) as [Tag, string][]) {
    for (const word of list.split(" ")) {
      const first = word.charCodeAt(0);
      if (FIRST[first] === 0) FIRST[first] = ENDING.push(undefined) - 1;
      addFoldedKind(word[0]!, CHAR.token);
      let node = FIRST[first]!;
      for (let i = 1; i < word.length; i++) {
        const slot = slotOf(node, word.charCodeAt(i));
        if (TO[slot] === 0) {
          FROM[slot] = (node << 16) | word.charCodeAt(i);
          TO[slot] = ENDING.push(undefined) - 1;
        }
        node = TO[slot]!;
      }
      ENDING[node] ??= { word, tag, id: idOf(tag) };
    }
  }
}

/** Where a step stands in the table, or the free place where it would. */
function slotOf(node: number, code: number): number {
  const step = (node << 16) | code;
  let slot = Math.imul(step, 0x9e3779b1) >>> 19;
  while (TO[slot] !== 0 && FROM[slot] !== step) slot = (slot + 1) & (STEPS - 1);
  return slot;
}

const BREAKS = ",;:、()。!?";
const DIGITS = "0123456789";
const NUMERALS = "零〇一二两三四五六七八九十百千万亿";
const IS_BREAK = codeUnits(BREAKS);
const IS_DIGIT = codeUnits(DIGITS);
const IS_NUMERAL = codeUnits(NUMERALS);

addFoldedKind(`《${BREAKS}${DIGITS}${NUMERALS}`, CHAR.token);

/** Units of what is counted; the longer first. */
const UNITS = [
  "件次",
  "人次",
  "万元",
  "亿元",
  "件",
  "宗",
  "份",
  "起",
  "条",
  "例",
  "项",
  "次",
  "个",
  "篇",
  "期",
  "人",
  "场",
  "家",
  "部",
  "封",
  "元",
  "户",
  "名",
  "批",
  "类",
  "款",
  "本",
  "册",
  "张",
  "幅",
  "则",
  "笔",
  "位",
];
const IS_UNIT = codeUnits(UNITS.map((unit) => unit[0]).join(""));
/** Before a numeral these make it an ordinal, a pronoun or an idiom: 第三件, 每一件, 同一件. */
const NO_COUNT = codeUnits("第每同任某逐唯数几这那");
const MULTIPLES: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10000, 亿: 100000000 };

/**
 * Finds the words, numbers and marks of a part of folded text. `starts` are the places, from its index `first` on, where one
 * can start (`CHAR.token`).
 */
export function readWords(
  text: string,
  from: number,
  to: number,
  starts: Int32Array,
  first: number,
): Token[] {
  const tokens: Token[] = [];
  let at = from;
  for (let i = first; i < starts.length; i++) {
    const start = starts[i]!;
    if (start >= to) break;
    if (start < at) continue;
    const code = text.charCodeAt(start);
    if (code === TITLE_OPEN) {
      // The name of a law or a booklet says nothing of its own.
      at = afterTitle(text, start, to);
      tokens.push(newToken("neutral", NEUTRAL, start, at, "《"));
      continue;
    }
    const token = tokenAt(text, start, code, to);
    if (token !== undefined) {
      tokens.push(token);
      at = token.end;
      continue;
    }
    at = start + 1;
    // Digits that are no number are passed over whole: 12 of 0599-12件 starts nothing.
    const run = IS_DIGIT[code] === 1 ? IS_DIGIT : IS_NUMERAL[code] === 1 ? IS_NUMERAL : undefined;
    while (run !== undefined && at < to && run[text.charCodeAt(at)] === 1) at++;
  }
  return tokens;
}

const TITLE_OPEN = 0x300a;
const LONGEST_TITLE = 60;

/** The place behind a title in 《》; right behind the mark where it is not closed. */
function afterTitle(text: string, at: number, to: number): number {
  for (let end = at + 1; end < to && end - at < LONGEST_TITLE; end++) {
    if (text.charCodeAt(end) === TITLE_OPEN + 1) return end + 1;
  }
  return at + 1;
}

function tokenAt(text: string, at: number, code: number, to: number): Token | undefined {
  if (IS_BREAK[code] === 1) return newToken("break", BREAK, at, at + 1, text[at]!);
  if (IS_DIGIT[code] === 1) return digitsAt(text, at, to) ?? wordAt(text, at, code, to);
  const word = wordAt(text, at, code, to);
  if (word !== undefined || IS_NUMERAL[code] === 0) return word;
  return chineseAt(text, at, to);
}

const [NEUTRAL, NUMBER, YEAR, MONTH, PERCENT, BREAK] = (
  ["neutral", "number", "year", "month", "percent", "break"] as const
).map(idOf) as [number, number, number, number, number, number];

function newToken(tag: Tag, id: number, start: number, end: number, text: string, number?: Quantity): Token {
  return new Token(tag, id, start, end, text, number);
}

function wordAt(text: string, at: number, code: number, to: number): Token | undefined {
  let node = FIRST[code]!;
  let found = ENDING[node];
  for (let end = at + 1; node !== 0 && end < to; end++) {
    node = TO[slotOf(node, text.charCodeAt(end))]!;
    found = ENDING[node] ?? found;
  }
  return found && newToken(found.tag, found.id, at, at + found.word.length, found.word);
}

function digitsAt(text: string, at: number, to: number): Token | undefined {
  if (at > 0 && text[at - 1] === "第") return undefined;
  let end = at;
  let digits = "";
  let decimals = 0;
  for (; end < to; end++) {
    const code = text.charCodeAt(end);
    if (IS_DIGIT[code] === 1) digits += text[end];
    else if (code !== 44 || !isGroup(text, end, at, to)) break;
  }
  if (text[end] === "." && IS_DIGIT[text.charCodeAt(end + 1)] === 1 && end + 1 < to) {
    let point = end + 1;
    while (point < to && IS_DIGIT[text.charCodeAt(point)] === 1) point++;
    decimals = point - end - 1;
    digits += text.slice(end, point);
    end = point;
  }
  if (digits.length === 4 && decimals === 0 && text[end] === "年" && digits.startsWith("20")) {
    const stop = text[end + 1] === "度" ? end + 2 : end + 1;
    return newToken("year", YEAR, at, stop, digits, { value: Number(digits), bound: "exact", decimals });
  }
  if (digits.length <= 2 && text[end] === "月") return monthAt(text, at, end + 1, Number(digits));
  return measured(text, at, end, to, Number(digits), decimals);
}

/** A comma with three digits behind it, and one to three before: 1,234. */
function isGroup(text: string, comma: number, start: number, to: number): boolean {
  const before = comma - Math.max(start, text.lastIndexOf(",", comma - 1) + 1);
  if (before < 1 || before > 3 || comma + 3 >= to) return false;
  for (let i = 1; i <= 3; i++) if (IS_DIGIT[text.charCodeAt(comma + i)] === 0) return false;
  return IS_DIGIT[text.charCodeAt(comma + 4)] === 0;
}

/** A month; a date is none, and 1至12月 is the year. */
function monthAt(text: string, start: number, end: number, value: number): Token | undefined {
  if (IS_DIGIT[text.charCodeAt(end)] === 1) return undefined;
  if (value === 12 && "至到-—~–".includes(text[start - 1] ?? "?")) return undefined;
  if (value === 1 && /^[至到—~–-](?:20\d\d年)?12月/.test(text.slice(end, end + 9))) return undefined;
  return newToken("month", MONTH, start, end, text.slice(start, end));
}

function chineseAt(text: string, at: number, to: number): Token | undefined {
  let end = at;
  while (end < to && IS_NUMERAL[text.charCodeAt(end)] === 1) end++;
  if (end - at > 12) return undefined;
  if (at > 0 && NO_COUNT[text.charCodeAt(at - 1)] === 1) return undefined;
  const value = readChinese(text.slice(at, end));
  if (value === undefined) return undefined;
  const found = measured(text, at, end, to, value, 0);
  // 一件事 is a service, 一项项 each one.
  return found !== undefined && "事一".includes(text[found.end] ?? "?") ? undefined : found;
}

/** The number with what may follow: a multiple, 余 or 多, the end of a range, and the unit it counts in. */
function measured(
  text: string,
  start: number,
  from: number,
  to: number,
  plain: number,
  decimals: number,
): Token | undefined {
  let at = from;
  let value = plain;
  let bound = boundBefore(text, start);
  if (IS_DIGIT[text.charCodeAt(from - 1)] === 1 && MULTIPLES[text[at] ?? ""] !== undefined) {
    value = Math.round(value * MULTIPLES[text[at]!]! * 100) / 100;
    at++;
  }
  if (text[at] === "余" || text[at] === "多") {
    bound = "atLeast";
    at++;
    if (text[at] === "万") {
      value *= 10000;
      at++;
    }
  }
  if (at < to && text[at] === "%")
    return newToken("percent", PERCENT, start, at + 1, "%", { value, bound, decimals });
  if (isRange(text, start, at, to)) return undefined;
  const unit = IS_UNIT[text.charCodeAt(at)] === 1 ? UNITS.find((it) => text.startsWith(it, at)) : undefined;
  if (unit === undefined) return bare(text, start, at, { value, bound, decimals });
  at += unit.length;
  if (text[at] === "余" || text.startsWith("以上", at)) bound = "atLeast";
  else if (text.startsWith("以下", at) || text.startsWith("以内", at)) bound = "atMost";
  else if (text.startsWith("左右", at)) bound = "about";
  return newToken("number", NUMBER, start, at, unit === "件次" ? "件" : unit, { value, bound, decimals });
}

/** 申请数量为12: a number without unit that ends its clause counts what stands before it. */
function bare(text: string, start: number, end: number, quantity: Quantity): Token | undefined {
  const next = text[end] ?? "。";
  const before = text.slice(Math.max(0, start - 6), start);
  const counts =
    /(?:数量|件数|总数|总量|申请量|受理量)(?:均?为|是|:)?$|(?:申请|诉讼|复议)(?:数|均?为)+$/.test(before);
  return counts && ",;。、)\n".includes(next)
    ? newToken("number", NUMBER, start, end, "", quantity)
    : undefined;
}

/** 10至15件, and the 15 in it. */
function isRange(text: string, start: number, end: number, to: number): boolean {
  const sign = "-—–~至到";
  const forward = end < to && sign.includes(text[end]!) && IS_DIGIT[text.charCodeAt(end + 1)] === 1;
  return (
    forward || (start > 1 && sign.includes(text[start - 1]!) && IS_DIGIT[text.charCodeAt(start - 2)] === 1)
  );
}

/** Words before a number, the longer first: 不超过 is no 超过. */
const BOUNDS = Object.entries({
  超过: "atLeast",
  超: "atLeast",
  逾: "atLeast",
  至少: "atLeast",
  不少于: "atLeast",
  不低于: "atLeast",
  突破: "atLeast",
  大于: "atLeast",
  多于: "atLeast",
  近: "atMost",
  不足: "atMost",
  不到: "atMost",
  不超过: "atMost",
  接近: "atMost",
  少于: "atMost",
  低于: "atMost",
  至多: "atMost",
  约: "about",
  约为: "about",
  大概: "about",
} satisfies Record<string, Bound>).sort(([a], [b]) => b.length - a.length);
const BOUND_ENDS = codeUnits(BOUNDS.map(([word]) => word.at(-1)).join(""));

function boundBefore(text: string, start: number): Bound {
  if (start === 0 || BOUND_ENDS[text.charCodeAt(start - 1)] === 0) return "exact";
  const before = text.slice(Math.max(0, start - 3), start);
  return BOUNDS.find(([word]) => before.endsWith(word))?.[1] ?? "exact";
}
