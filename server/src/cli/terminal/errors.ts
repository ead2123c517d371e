/** The command line was used wrongly: exit status 2, with this message. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** A file cannot be read or written: one line on standard error, exit status 2, the other files go on. */
export class FileError extends Error {
  override readonly name = "FileError";
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "没有这个文件或文件夹",
  EACCES: "没有权限",
  EPERM: "操作不被允许",
  EROFS: "所在的文件系统是只读的",
  EISDIR: "这是文件夹，不是文件",
  ENOTDIR: "路径中有一段不是文件夹",
  ELOOP: "符号链接成环",
  ENOSPC: "磁盘空间不足，或者不能再建文件",
  EDQUOT: "超出磁盘配额",
  EMFILE: "打开的文件过多",
  ENAMETOOLONG: "路径过长",
  EIO: "读写设备出错",
  EBUSY: "文件正被别的程序占用",
  ENXIO: "不是普通文件",
  ENFILE: "打开的文件过多",
  EFBIG: "文件过大",
  ESTALE: "网络文件夹已断开",
  ETIMEDOUT: "读写超时",
};

/** What went wrong, in Chinese where the system's error is a known one. */
export function errorText(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code !== undefined) return REASONS[code] ?? `系统错误 ${code}`;
  return error instanceof Error ? error.message : String(error);
}
