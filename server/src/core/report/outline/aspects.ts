/** An aspect that section one is to speak of, by the format notice of 2021. */
export interface Aspect {
  readonly name: string;
  /** A heading that says so much is about it. */
  readonly headed: RegExp;
  /** A sentence that calls it by its name, and not in a list of duties. */
  readonly named: RegExp;
  /** A sentence that says so much tells something of it; a list of duties or a system's name does not. */
  readonly told: RegExp;
}

export const ASPECTS: readonly Aspect[] = [
  {
    name: "主动公开",
    named: /(?<![、和及])主动公开(?![、和及])/,
    headed: /主动公开|公开(?:的)?(?:内容|信息|范围|重点)|信息发布|重点领域|政策解读|解读回应|公开情况/,
    told: /(?<![、和及])主动公开(?![、和及])|主动公[示布]|(?:公开|公布|发布|推送)[^。;,]{0,20}\d{1,9}余?[条件篇份项期次个]|(?:通过|利用|依托|借助)[^。;,]{0,40}(?:公开|发布|公布)/,
  },
  {
    name: "依申请公开",
    named: /(?<![、和及])依申请公开(?![、和及])/,
    headed: /依?申请/,
    told: /(?<![、和及])依申请公开(?![、和及受])|(?:收到|受理|办理|办结|答复|接收|接到|处理|新收|没有|[未无])[^。;,、]{0,20}申请(?!(?:提起的?|的)?行政|复议)|申请[^。;,]{0,16}[\d零一两二三四五六七八九十]余?件/,
  },
  {
    name: "政府信息管理",
    named: /(?<![、和及](?:政府|政务)?)信息管理(?![、和及])/,
    headed:
      /信息(?:公开)?(?:资源)?管理|规范性文件|信息目录|公开目录|源头管理|公开属性|审[查核]|规范管理|清单|档案/,
    told: /(?:政府|政务)信息(?:公开)?(?:资源)?管理|公开属性|保密审查|三审三校|三级审核|审[查核批]|清理|动态调整|公开目录|信息目录|归档|规范性文件/,
  },
  {
    name: "政府信息公开平台建设",
    named: /(?<![、和及](?:(?:政府信息|政务)?公开)?)平台建设(?![、和及])/,
    headed: /平[台臺]|载体|載體|[网網]站|新媒[体體]|渠道|阵地|专栏|公众号|公开栏/,
    told: /平[台臺]|载体|載體|[网網]站|网页|门户|新媒体|公众号|微信|微博|公开栏|宣传栏|公示栏|查阅[点室]|专栏|栏目|客户端/,
  },
  {
    name: "监督保障",
    named: /(?<![、和及])监督保障(?![、和及])/,
    headed: /监督|保障|组织|领导|考核|评议|责任|培训|队伍|机制|制度/,
    told: /监督|考核|评议|追责|责任|培训|领导小组|督[查促导]|检查|专人|专职|通报/,
  },
];
