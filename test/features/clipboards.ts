/*
 * A report as programs put it on the clipboard: the same paragraphs and tables in their markup. `page` is a plain HTML page of
 * `<h1>`, `<p>` and tables.
 */

/** Word: namespaces, conditional comments, a style for each paragraph, numbers apart, tags broken over lines, hidden text. */
export function fromWord(page: string): string {
  const run = (text: string) =>
    `<span style='font-size:16.0pt;mso-bidi-font-size:11.0pt;\n  font-family:仿宋_GB2312;mso-hansi-font-family:Calibri'>${apart(text)}<span\n  lang=EN-US><o:p></o:p></span></span>`;
  const body = bodyOf(page)
    .replace(
      /<h1[^>]*>(.*?)<\/h1>/gs,
      (_, text) => `<p class=MsoTitle align=center style='text-align:center'><b>${run(text)}</b></p>`,
    )
    .replace(
      /<p[^>]*>(?:<strong>)?([一二三四五六]、)(?:<\/strong><strong>)?([^<]*?)(?:<\/strong>)?<\/p>/g,
      (_, number, text) =>
        `<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-36.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span\n  style='font-family:黑体'><span style='mso-list:Ignore'>${number}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;\n  </span></span></span><![endif]>${run(text)}</p>`,
    )
    .replace(/<p>(.*?)<\/p>/gs, (_, text) => `<p class=MsoNormal style='text-indent:32.0pt'>${run(text)}</p>`)
    .replace(
      /<table[^>]*>/g,
      "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0\n style='border-collapse:collapse;mso-yfti-tbllook:1184'>",
    )
    .replace(
      /<(t[dh])([^>]*)>(.*?)<\/\1>/gs,
      (_, _tag, span, text) =>
        `<td width=80 ${span.trim()} valign=top style='width:59.7pt;border:solid windowtext 1.0pt;\n  mso-border-alt:solid windowtext .5pt'>\n  <p class=MsoNormal align=center>${text === "" ? "<span lang=EN-US><o:p>&nbsp;</o:p></span>" : run(text)}</p>\n  </td>`,
    );
  return `<html xmlns:v="urn:schemas-microsoft-com:vml"\nxmlns:o="urn:schemas-microsoft-com:office:office"\nxmlns:w="urn:schemas-microsoft-com:office:word"\nxmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:HyphenationZone>0</w:HyphenationZone></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoTitle, h1 {mso-style-priority:10; font-size:22.0pt} @list l0:level1 {mso-level-text:"%1、"} --></style>
<!--[if gte mso 10]><style>table.MsoNormalTable {mso-style-name:普通表格}</style><![endif]--></head>
<body lang=ZH-CN style='tab-interval:21.0pt;word-wrap:break-word'><!--StartFragment-->
${body}
<p class=MsoNormal><span lang=EN-US style='display:none;mso-hide:all'>藏起的草稿<o:p></o:p></span></p>
<!--EndFragment--></body></html>`;
}

/** WPS: numbers and words in runs of their own, blank paragraphs, widths everywhere. */
export function fromWps(page: string): string {
  const run = (text: string) =>
    `<span style="mso-spacerun:'yes';font-family:宋体;font-size:10.5000pt;" ><font face="宋体" >${apart(text)}</font></span>`;
  const body = bodyOf(page)
    .replace(
      /<(h1|p)[^>]*>(.*?)<\/\1>/gs,
      (_, tag, text) =>
        `<${tag === "h1" ? "h1 align=center" : "p class=MsoNormal"} style="text-indent:21.0000pt;" >${run(text.replace(/<\/?strong>/g, ""))}<span style="mso-spacerun:'yes'" ><o:p></o:p></span></${tag}><p class=MsoNormal ><o:p>&nbsp;</o:p></p>`,
    )
    .replace(
      /<(t[dh])([^>]*)>(.*?)<\/\1>/gs,
      (_, _tag, span, text) =>
        `<td width=71 valign=center${span} style="width:53.2500pt;padding:0.0000pt 5.4000pt;" ><p class=MsoNormal align=center >${text === "" ? "<o:p>&nbsp;</o:p>" : run(text)}</p></td>`,
    );
  return `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=ProgId content=Word.Document ><meta name=Generator content="Microsoft Word 14" ><!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>文员</o:Author></o:DocumentProperties></xml><![endif]--><style>
@font-face{font-family:"宋体";}</style></head><body style="tab-interval:21pt;" ><!--StartFragment--><div class="Section0" style="layout-grid:15.6000pt;" >${body}</div><!--EndFragment--></body></html>`;
}

/** Chrome: the styles that a page comes to, in every element; the page's own tables and hidden parts around the text. */
export function fromChrome(page: string): string {
  const style =
    'style="color: rgb(51, 51, 51); font-family: &quot;Microsoft YaHei&quot;; font-size: 16px; white-space: normal; display: inline !important;"';
  const body = bodyOf(page)
    .replace(/<(p|h1|td|th)(?=[\s>])/g, `<$1 ${style}`)
    .replace(/<p ([^>]*)>(.*?)<\/p>/gs, `<p $1><span ${style}><span>$2</span></span><span>&nbsp;</span></p>`);
  return `<meta http-equiv="content-type" content="text/html; charset=utf-8"><!--StartFragment--><table width="1000" ${style}><tbody><tr><td ${style}><div class="con"><div id="UCAP-CONTENT">${body}
<div style="display: none;"><p>附件：<a href="#">藏起的.docx</a></p><div>藏起的话</div></div><ul hidden=""><li>上一篇</li></ul>
<script>var share = "<table><tr><td>1</td><td>2</td></tr></table>";</script></div></div></td></tr></tbody></table><br class="Apple-interchange-newline"><!--EndFragment-->`;
}

function bodyOf(page: string): string {
  return page.slice(page.search(/<h1/), page.lastIndexOf("</body>"));
}

/** Latin letters and numbers are runs in another font. */
function apart(text: string): string {
  return text.replace(/(?<![<&/\w])\d[\d.]*(?![\w;>])/g, "<span\n  lang=EN-US>$&</span>");
}
