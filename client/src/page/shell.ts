import { t } from "@vscode/l10n";
import type { Words } from "../../webview/words";
import { escapeText } from "./escape";
import type { PanelCommand } from "./messages";

/** What the page's script says to the user. */
function words(): Words {
  return {
    row: t("本行"),
    column: t("本列"),
    written: t("填的是"),
    holds: t("成立"),
    more: t("多 {0}", "{0}"),
    less: t("少 {0}", "{0}"),
    unread: t("有读不出的数"),
    change: t("改为 {0}", "{0}"),
    mends: t("这样各式都成立"),
    keys: t("回车 确定　Esc 取消　Tab 下一格"),
    reason: t("忽略的原因"),
    reasonHint: t("必填，会写进问题清单"),
    ignore: t("忽略这一处"),
    cancel: t("取消"),
  };
}

/** For what an own script or style sheet of a page is known by. */
export function nonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join("");
}

/** In the order in which they stand; which of them are there, a report says. */
function buttons(): { command: PanelCommand; title: string }[] {
  return [
    { command: "fixAll", title: t("一并修正 {0} 处", "<b></b>") },
    { command: "showText", title: t("看文字") },
    { command: "review", title: t("批注稿") },
    { command: "exportWord", title: t("导出 Word") },
    { command: "toMarkdown", title: t("转成 Markdown 再改") },
    { command: "compare", title: t("与上年比较") },
    { command: "print", title: t("打印") },
    { command: "save", title: t("保存为网页") },
  ];
}

/** The page around the report. Its one script is ours; what the report brings cannot run, load or send anything. */
export function shell(cspSource: string, script: string, style: string): string {
  const key = nonce();
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${key}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t("年度报告预览")}</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<header class="toolbar" role="toolbar" aria-label="${t("预览")}">
<span role="status"></span>
<span class="buttons">
<button type="button" data-step="-1" disabled>${t("上一处")}</button>
<button type="button" data-step="1" disabled>${t("下一处")}</button>
${buttons()
  .map(({ command, title }) => `<button type="button" data-command="${command}" hidden>${title}</button>`)
  .join("\n")}
</span>
<span class="hint"></span>
</header>
<main tabindex="-1" data-words="${escapeText(JSON.stringify(words()))}"></main>
<script nonce="${key}" src="${script}"></script>
</body>
</html>`;
}
