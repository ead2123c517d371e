import type { Status } from "../../server/src/lsp/protocol";

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
  return {
    text: status.format === null ? year : `${year} · 按${status.format}`,
    detail: found(status),
    failed: false,
  };
}

/** `错误2，提示1`. */
export function found({ errors, warnings, infos }: Status): string {
  const counts = [
    [errors, "错误"],
    [warnings, "警告"],
    [infos, "提示"],
  ] as const;
  const named = counts.filter(([count]) => count > 0).map(([count, name]) => `${name}${count}`);
  return named.length > 0 ? named.join("，") : "未发现问题";
}

/** A line of the language status that leads to the next finding of a severity. */
export interface Count {
  readonly severity: "error" | "warning";
  readonly text: string;
}

/** One for each severity that there is something of. */
export function counts(status: Status | undefined, stopped: boolean): Count[] {
  if (stopped || status?.state !== "report") return [];
  const { errors, warnings } = status;
  return [
    ...(errors > 0 ? [{ severity: "error", text: `错误 ${errors} 处` } as const] : []),
    ...(warnings > 0 ? [{ severity: "warning", text: `警告 ${warnings} 处` } as const] : []),
  ];
}
