import { t } from "@vscode/l10n";

/** Why a file cannot be read or written, as a clause without a full stop; the editor's own words where they are unknown. */
export function reasonOf(error: unknown): string {
  const { code = "", message = "" } = (error ?? {}) as { code?: unknown; message?: string };
  const told = `${String(code)} ${message}`;
  const known = REASONS.find(([sign]) => sign.test(told));
  return known ? known[1]() : message || String(error);
}

/** By what systems, browsers and the editor call them; the first that fits counts. */
const REASONS: readonly (readonly [RegExp, () => string])[] = [
  [/ENOSPC|EDQUOT|QuotaExceeded|no space left/i, () => t("磁盘空间不够")],
  [/EROFS|read-only file system/i, () => t("磁盘是只读的")],
  [/EBUSY|ETXTBSY|sharing violation|being used by another/i, () => t("文件正被其他程序占用")],
  [/ENAMETOOLONG/, () => t("文件名太长")],
  [/EACCES|EPERM|NoPermissions|permission denied/i, () => t("没有在这里写文件的权限")],
  [/ENOENT|FileNotFound|EntryNotFound/, () => t("文件已不在原处，可能被移走、改名或删除了")],
  [/EIO\b|ENETDOWN|ENETUNREACH|ETIMEDOUT|ESTALE/, () => t("磁盘或网络出错")],
];
