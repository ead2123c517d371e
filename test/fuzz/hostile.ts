import { EXAMPLE } from "../../server/src/core/rules/support/example";

/** Texts made to break or to hang a reader, by name; `scale` is 1 for the sizes that they are meant in. */
export function* hostileTexts(scale: number): Iterable<readonly [name: string, text: string]> {
  const many = (text: string, times: number) => text.repeat(Math.ceil(times * scale));
  const million = 1_000_000;
  const lots = 100_000;
  for (const [name, text] of BARE(many, million, lots)) {
    yield [name, text];
    // Inside a report every rule and every reader gets to see it, and in a table the readers of cells do.
    for (const [place, at] of PLACES)
      yield [`${name}，${place}`, EXAMPLE.slice(0, at) + text + EXAMPLE.slice(at)];
  }
}

const PLACES: readonly (readonly [string, number])[] = [
  ["正文中", EXAMPLE.indexOf("（二）")],
  ["表格中", EXAMPLE.indexOf("|", EXAMPLE.indexOf("行政许可"))],
];

function* BARE(
  many: (text: string, times: number) => string,
  million: number,
  lots: number,
): Iterable<readonly [string, string]> {
  yield ["深层嵌套的标签", many("<div>", lots)];
  yield ["深层嵌套的表格", many("<table><tr><td>", lots)];
  yield ["嵌套又关闭的表格", many("<table><tr><td>", lots) + many("</td></tr></table>", lots)];
  yield ["一百万个竖线", many("|", million)];
  yield ["一百万个带空格的竖线", many("| ", million)];
  yield ["一百万个制表符", many("\t", million)];
  yield ["一百万行竖线", many("|\n", million)];
  yield ["没有结尾的标签", `<table ${many("a=1 ", lots)}`];
  yield ["没有结尾的属性", `<td title="${many("值 ", lots)}`];
  yield ["没有结尾的尖括号", many("<", lots)];
  yield ["没有结尾的注释", many("<!-- 注\n", lots)];
  yield ["没有结尾的忽略注释", many("<!-- disclosure-lint-disable-next-line ", lots)];
  yield [
    "忽略注释",
    many("<!-- disclosure-lint-disable-section row-total, balance -- 因\n -->\n", lots / 10),
  ];
  yield ["没有结尾的代码块", many("```\n甲\n", lots / 2 + 1)];
  yield ["没有结尾的脚本", `<script>${many("a<b ", lots)}`];
  yield ["没有结尾的 CDATA", many("<![CDATA[", lots)];
  yield [
    "极大的合并单元格",
    `<table>${many("<tr><td rowspan=65535 colspan=65535>1</td></tr>", lots)}</table>`,
  ];
  yield ["一行里极大的合并单元格", `<table><tr>${many("<td rowspan=65535 colspan=65535>1", lots)}</table>`];
  yield ["不成对的代理项", many("\ud83d", lots) + many("\ude00甲", lots)];
  yield ["空字符", many("\0", million)];
  yield ["五百万字的一行", many("公开信息", (5 * million) / 4)];
  yield ["五百万个空格", many(" ", 5 * million)];
  yield ["五百万个宽空格", many("　", 5 * million)];
  yield ["一百万行单字", many("一\n", million)];
  yield ["一百万个空行", many("\n", million)];
  yield ["一百万个回车", many("\r", million)];
  yield ["一百万个数", many("1 ", million)];
  yield ["一百万行数", many("12\n", million)];
  yield ["一个百万位的数", many("9", million)];
  yield ["一百万件", many("1件，", million / 2)];
  yield ["没有结尾的括号", many("（", million)];
  yield ["没有结尾的书名号", many("《条例", lots)];
  yield ["没有开头的括号", many("）", million)];
  yield ["成对嵌套的括号", many("（", lots) + many("）", lots)];
  yield ["十万个标题", many("# 标题\n", lots)];
  yield ["十万个章节标题", many("一、总体情况\n", lots)];
  yield ["十万个小标题", many("（一）主动公开\n", lots)];
  yield ["十万处问题", many("的的", lots)];
  yield ["十万行问题", many("13812345678 ，，\n", lots)];
  yield ["十万个忽左忽右的引号", many("“‘", lots)];
  yield ["数不清的实体", many("&nbsp;", lots)];
  yield ["没有结尾的实体", many("&#", lots)];
  yield ["没有结尾的数字实体", `<p>&#${many("9", lots)}`];
  yield ["没有分号的实体", `<p>${many("&amp", lots)}`];
  yield ["十万个规定行名", many("| 行政许可 | 1 |\n", lots)];
  yield ["十万个总计", many("（七）总计\n1\n", lots)];
  yield ["十万个行名不带数", many("予以公开\n", lots)];
  yield ["十万个近似的行名", many("本年新收政府信息公开申请数\n", lots / 2)];
  yield ["十万个年份", many("2022年", lots)];
  yield ["十万个日期", many("2023年1月1日至2023年12月31日", lots / 4)];
  yield ["十万个百分数", many("1件，占5%，", lots)];
  yield ["十万份拼接的表格行", many("a\tb\tc\n", lots)];
  yield ["十万个组合符", `一、${many("\u0301", lots)}`];
}
