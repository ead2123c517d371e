import { t } from "@vscode/l10n";

/** The page around the report. Its one script is ours; what the report brings cannot run, load or send anything. */
export function shell(cspSource: string, script: string, style: string): string {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join("");
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
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
<button type="button" data-step="-1" disabled>${t("上一处")}</button>
<button type="button" data-step="1" disabled>${t("下一处")}</button>
<button type="button" data-action="print" disabled>${t("打印")}</button>
<button type="button" data-action="save" disabled>${t("保存为网页")}</button>
</header>
<main tabindex="-1"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
