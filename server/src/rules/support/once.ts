import type { Report } from "../../report/report";

/** What several rules ask of a report, read when the first of them asks. */
export function oncePerReport<T>(read: (report: Report) => T): (report: Report) => T {
  return (report) => {
    if (report.memo.has(read)) return report.memo.get(read) as T;
    const value = read(report);
    report.memo.set(read, value);
    return value;
  };
}
