import { escapeText } from "../page/escape";
import { nonce } from "../page/shell";

/** What is said of a file in the place of its page. */
export interface Notice {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  /** What to do where no button does it. */
  readonly hint?: string;
  /** What can be done; the first is what most will want. */
  readonly buttons: readonly NoticeButton[];
}

/** `message` is what the page sends when it is pressed. */
export interface NoticeButton {
  readonly message: string;
  readonly title: string;
}

const STYLE = `main{max-width:36rem;margin:3rem auto;padding:0 1rem;line-height:1.8;font-family:var(--vscode-font-family);font-size:1rem}
h1{font-size:1.5rem;margin:0}p{margin:.5rem 0;overflow-wrap:anywhere}
button{margin:.5rem .5rem 0 0;padding:.4rem .8rem;font:inherit;cursor:pointer;color:var(--vscode-button-secondaryForeground);background:var(--vscode-button-secondaryBackground);border:1px solid var(--vscode-button-border,transparent)}
button:first-child{color:var(--vscode-button-foreground);background:var(--vscode-button-background)}
button:focus-visible{outline:2px solid var(--vscode-focusBorder);outline-offset:2px}`;

const SCRIPT = `const api=acquireVsCodeApi();for(const it of document.querySelectorAll("button"))it.onclick=()=>api.postMessage(it.dataset.message);`;

/** A page of a few lines and buttons. Nothing in it can run but its own script. */
export function noticePage({ name, title, text, hint, buttons }: Notice): string {
  const key = nonce();
  const shown = buttons.map(
    (it) => `<button type="button" data-message="${it.message}">${escapeText(it.title)}</button>`,
  );
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${key}'; script-src 'nonce-${key}'; base-uri 'none'; form-action 'none'">
<style nonce="${key}">${STYLE}</style>
<title>${escapeText(name)}</title></head>
<body><main><h1>${escapeText(title)}</h1><p><b>${escapeText(name)}</b></p><p>${escapeText(text)}</p>
${hint === undefined ? "" : `<p>${escapeText(hint)}</p>`}<p>${shown.join("")}</p></main>
<script nonce="${key}">${SCRIPT}</script>
</body></html>`;
}
