import type { Status } from "../../server/src/lsp";

export type { Status };

/** The server's notification of the same name; the constant itself would draw the server into the client's bundle. */
export const statusMethod = "disclosureLint/status";

/** A status in words, for the editor's language status. */
export interface Description {
  readonly text: string;
  readonly detail: string;
  readonly failed: boolean;
}

/** `status` is undefined where the server has not spoken of the document yet. */
export function describe(status: Status | undefined, stopped: boolean): Description {
  if (stopped) return { text: "年度报告检查已停止", detail: "检查服务没有运行", failed: true };
  if (!status) return { text: "年度报告检查", detail: "", failed: false };
  if (status.state === "off") return { text: "年度报告检查已关闭", detail: status.reason, failed: false };
  if (status.state === "notReport") return { text: "不是年度报告", detail: status.reason, failed: false };
  const year = status.year === null ? "年度报告（年份不明）" : `${status.year}年年度报告`;
  const counts = [
    [status.errors, "错误"],
    [status.warnings, "警告"],
    [status.infos, "提示"],
  ] as const;
  const found = counts.filter(([count]) => count > 0).map(([count, name]) => `${name}${count}`);
  const result = found.length > 0 ? found.join("，") : "未发现问题";
  return { text: year, detail: `${result}；${status.reason}`, failed: false };
}
