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
    mendsOne: t("改成 {0}，这一式就成立", "{0}"),
    mendsTwo: t("改成 {0}，两式都成立", "{0}"),
    mendsAll: t("改成 {0}，各式都成立", "{0}"),
    keys: t("回车 确定　Esc 取消　Tab 下一格"),
    reason: t("忽略的原因"),
    reasonHint: t("必填，会写进问题清单"),
    ignore: t("忽略这一处"),
    cancel: t("取消"),
    take: t("照选定的改"),
    errors: t("错误 {0} 处", "{0}"),
    warnings: t("警告 {0} 处", "{0}"),
    infos: t("提示 {0} 处", "{0}"),
    none: t("未发现问题"),
    missing: t("文中没有这一格，看文字，在那里补上"),
    notTaken: t("“{0}”没有改进去：{1}", "{0}", "{1}"),
  };
}

/** For what an own script or style sheet of a page is known by. */
export function nonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join("");
}

interface Button {
  readonly command: PanelCommand;
  readonly title: string;
  /** Where there is little room it is found under 更多. */
  readonly isRare?: boolean;
}

/** In the order in which they stand; which of them are there, a report says. */
function buttons(): Button[] {
  return [
    { command: "fixAll", title: t("一并修正 {0} 处", "<b></b>") },
    { command: "showText", title: t("看文字") },
    { command: "review", title: t("批注稿") },
    { command: "exportWord", title: t("导出 Word") },
    { command: "toMarkdown", title: t("转成 Markdown 再改") },
    { command: "compare", title: t("与上年比较"), isRare: true },
    { command: "print", title: t("打印"), isRare: true },
    { command: "save", title: t("保存为网页"), isRare: true },
  ];
}

function buttonHtml({ command, title }: Button): string {
  const primary = command === "fixAll" ? ' class="primary"' : "";
  return `<button type="button"${primary} data-command="${command}" hidden>${title}</button>`;
}

/** The page around the report. Its one script is ours; what the report brings cannot run, load or send anything. */
export function shell(cspSource: string, script: string, style: string): string {
  const key = nonce();
  const html = (isWanted: (button: Button) => boolean) =>
    buttons().filter(isWanted).map(buttonHtml).join("\n");
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
<span role="status"><span class="about"></span><span class="counts"></span></span>
<span class="buttons">
<button type="button" data-step="-1" hidden>${t("上一处")}</button>
<button type="button" data-step="1" hidden>${t("下一处")}</button>
${html(({ isRare }) => !isRare)}
<span class="rare">
${html(({ isRare }) => isRare === true)}
</span>
<details class="more" hidden><summary>${t("更多")}</summary><div></div></details>
</span>
<p class="hint" hidden><span></span><button type="button" class="link" data-read>${t("知道了")}</button></p>
<p class="refusal" role="alert"></p>
</header>
<main tabindex="-1" data-words="${escapeText(JSON.stringify(words()))}"></main>
<script nonce="${key}" src="${script}"></script>
</body>
</html>`;
}
