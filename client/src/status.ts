import { t } from "@vscode/l10n";
import type { Status } from "../../server/src/lsp/protocol";

/** A status in words, for the editor's language status. */
export interface Description {
  readonly text: string;
  readonly detail: string;
  readonly failed: boolean;
}

/** `status` is undefined where the server has not spoken of the document yet. */
export function describe(status: Status | undefined, stopped: boolean): Description {
  if (stopped) return { text: t("年度报告检查已停止"), detail: t("检查服务没有运行"), failed: true };
  if (!status) return { text: t("年度报告检查"), detail: "", failed: false };
  if (status.state === "off") return { text: t("年度报告检查已关闭"), detail: status.reason, failed: false };
  if (status.state === "notReport") return { text: t("不是年度报告"), detail: status.reason, failed: false };
  const year = status.year === null ? t("年度报告（年份不明）") : t("{0}年年度报告", status.year);
  return {
    text: status.format === null ? year : t("{0} · 按{1}", year, status.format),
    detail: found(status),
    failed: false,
  };
}

/** `错误 2 处，提示 1 处`. */
export function found(status: Status): string {
  const named = counts(status, false).map(({ text }) => text);
  return named.length > 0 ? named.join(t("，")) : t("未发现问题");
}

/** A line of the language status that leads to the next finding of a severity. */
export interface Count {
  readonly severity: "error" | "warning" | "info";
  readonly text: string;
}

/** One for each severity that there is something of, the worst first. */
export function counts(status: Status | undefined, stopped: boolean): Count[] {
  if (stopped || status?.state !== "report") return [];
  const { errors, warnings, infos } = status;
  return [
    ...(errors > 0 ? [{ severity: "error", text: t("错误 {0} 处", errors) } as const] : []),
    ...(warnings > 0 ? [{ severity: "warning", text: t("警告 {0} 处", warnings) } as const] : []),
    ...(infos > 0 ? [{ severity: "info", text: t("提示 {0} 处", infos) } as const] : []),
  ];
}
