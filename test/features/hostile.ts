import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkReport } from "../../server/src/core/check";
import { parseReport } from "../../server/src/core/report/recognise";
import type { Settings } from "../../server/src/core/settings/settings";
import { parseStandard } from "../../server/src/core/settings/settingsSchema";
import standard2021 from "../../server/src/core/standard/2021.json";
import type { Standard } from "../../server/src/core/standard/schema";
import { preview, standalonePage } from "../../server/src/features/preview/preview";
import { cleanReport, spoiled } from "../protocol/report";
import { asHtml, oneCellALine, withTabs } from "../samples";

/* Reports that somebody has prepared to take over the preview, and what the preview makes of them. */

/** Nothing is there: who asks for anything at this address has been taken in. */
export const FOREIGN = "http://foreign.invalid/";

/** What runs where scripts run. */
const RUN = "window.ran=(window.ran||0)+1;alert(1)";

/** Each would run something or load something, in an element or out of an attribute. */
export const ATTACKS: readonly string[] = [
  `<script>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
  `<script src="${FOREIGN}a.js"></script>`,
  `<img src="${FOREIGN}a.png" onerror="${RUN}">`,
  `<img src=x onerror=${RUN}>`,
  `<svg onload="${RUN}"><script>${RUN}</script><image href="${FOREIGN}b.png"/></svg>`,
  `<svg><animate onbegin="${RUN}" attributeName="x"></animate></svg>`,
  `<svg><a xlink:href="javascript:${RUN}"><text>点</text></a></svg>`,
  `<a href="javascript:${RUN}">点</a>`,
  `<a href="java\tscript:${RUN}">点</a>`,
  `<a href="command:workbench.action.quit">点</a>`,
  `<a class="ref" href="${FOREIGN}">1</a>`,
  `<iframe src="${FOREIGN}"></iframe><iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  `<object data="${FOREIGN}"></object><embed src="${FOREIGN}">`,
  `<base href="${FOREIGN}">`,
  `<meta http-equiv="refresh" content="0;url=${FOREIGN}">`,
  `<meta http-equiv="Content-Security-Policy" content="script-src *">`,
  `<link rel="stylesheet" href="${FOREIGN}a.css"><link rel="preload" as="image" href="${FOREIGN}c.png">`,
  `<style>@import "${FOREIGN}b.css";body{display:none}</style>`,
  `<p style="background:url(${FOREIGN}d.png);position:fixed;inset:0">盖住</p>`,
  `<form action="${FOREIGN}"><button formaction="javascript:${RUN}">提交</button></form>`,
  `<input autofocus onfocus="${RUN}"><details open ontoggle="${RUN}"></details>`,
  `<video src="${FOREIGN}a.mp4" onerror="${RUN}"></video><audio src="${FOREIGN}a.mp3"></audio>`,
  `<math><mtext></mtext><mglyph><style><img src=x onerror="${RUN}"></style></mglyph></math>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `<template><img src=x onerror=${RUN}></template><textarea></textarea><img src=x onerror=${RUN}>`,
  `<table><tr><td onmouseover="${RUN}" data-at="0,1" data-note="x">移</td></tr></table>`,
  `<button type="button" data-action="print">打印</button>`,
  `"><img src=x onerror=${RUN}>`,
  `' onmouseover='${RUN}' x='`,
  `" autofocus tabindex=0 onfocus="${RUN}" x="`,
  `--><img src=x onerror=${RUN}><!--`,
  `]]><img src=x onerror=${RUN}><![CDATA[`,
  `</article></main></body></html><script>${RUN}</script>`,
  `</title></style></textarea></xmp><script>${RUN}</script>`,
  `&lt;img src=x onerror=${RUN}&gt;&#60;script&#62;${RUN}&#60;/script&#62;`,
  `&amp;lt;script&amp;gt;${RUN}&amp;lt;/script&amp;gt;`,
  `＜script＞${RUN}＜/script＞`,
  `<scr\0ipt>${RUN}</scr\0ipt>\0<\0img src=x onerror=${RUN}>`,
  `<ſcript>${RUN}</ſcript><ımg src=x onerror=${RUN}>`,
  `\u202e12\u202c\u2066<img src=x onerror=${RUN}>\u2069`,
  `\ud83c<script>${RUN}</script>\udf00`,
  `\x1b]8;;${FOREIGN}\x07\x9b31m`,
  `![图](${FOREIGN}e.png)[点](javascript:${RUN})<${FOREIGN}>`,
  `**<img src=x onerror=${RUN}>**[<img src=x onerror=${RUN}>](${FOREIGN})`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as templates of other languages would have it.
  "${alert(1)}{{constructor.constructor('alert(1)')()}}<%= 1 %>",
];

const corpus = (name: string) => readFileSync(join(import.meta.dirname, "../corpus", name), "utf8");
const webPage = corpus("faulty/bureau-2024.html");

/** Reports in several layouts, into which attacks can be put. */
export const LAYOUTS: readonly string[] = [
  cleanReport,
  webPage,
  asHtml(cleanReport),
  oneCellALine(cleanReport),
  withTabs(cleanReport),
  corpus("clean/town-2025-html.md"),
  corpus("clean/town-2021-pdf.txt"),
];

/**
 * Reports with an attack in the headline, a heading, a paragraph, the signature and a table of its own; in a label, a value
 * and a row of its own; anywhere in a web page; in attributes.
 */
export function reportsWith(attack: string): string[] {
  // A replacement in which `$` has no meaning.
  const by = (text: string) => () => text;
  return [
    spoiled(
      ["# 青溪县", `# ${attack}青溪县`],
      ["（一）主动公开", `（一）主动公开${attack}`],
      ["全年通过", `${attack}全年通过`],
      ["没有其他", `${attack}没有其他`],
      ["\n青溪县水务局\n", `\n${attack}\n\n青溪县水务局\n`],
      ["## 五、", `| ${attack} | 数 |\n| --- | --- |\n| ${attack} | ${attack} |\n\n## 五、`],
    ),
    spoiled(["| 行政许可 | 36 |", `| 行政许可${attack} | ${attack}36 |\n| ${attack} | 5 |`]),
    webPage
      .replace("<h1>", by(`<h1 onclick="alert(1)">${attack}`))
      .replaceAll("<p>", by(`<p style="background:url(${FOREIGN}f.png)" onclick="${RUN}">${attack}`))
      .replaceAll("<td", by(`<td onclick="${RUN}"`))
      .replaceAll(">0<", by(`>${attack}0<`)),
    asHtml(cleanReport).replaceAll("<td>", by(`<td title="${attack}">`)),
  ];
}

/** A standard whose labels are attacks; the rows are known by those that they really have. */
export function standardWith(attack: string): Standard {
  const { tables } = standard2021;
  const rows = tables.requests.rows.map((row) => ({
    ...row,
    label: `${row.label}${attack}`,
    aliases: [...row.aliases, row.label],
  }));
  return parseStandard({
    ...standard2021,
    id: "own",
    tables: { ...tables, requests: { ...tables.requests, rows } },
  });
}

/** What the panel is sent of a report, and the page that is saved of it. */
export function shownOf(
  text: string,
  settings: Settings = {},
): { readonly panel: string; readonly page: string } {
  const report = parseReport(text, { assumeReport: true, ...settings });
  const diagnostics = checkReport(report);
  // Another year that does not meet this one.
  const before = parseReport(text.replaceAll("2023年", "2022年").replaceAll("| 1 |", "| 2 |"), {
    assumeReport: true,
    ...settings,
  });
  const lastYear = { name: `${ATTACKS[3]}.md`, report: before };
  const title = report.title?.text ?? ATTACKS[34]!;
  const style = "p{}</style><script>alert(1)</script>";
  return {
    panel: preview(report, diagnostics, { marks: true, lastYear }),
    page: standalonePage(preview(report, diagnostics, { marks: false }), { title, style }),
  };
}
