import type { Report } from "../../report/report";

/** What several rules ask of a report, read when the first of them asks. */
export function oncePerReport<T>(read: (report: Report) => T): (report: Report) => T {
  const known = new WeakMap<Report, { readonly value: T }>();
  return (report) => {
    let found = known.get(report);
    if (found === undefined) {
      found = { value: read(report) };
      known.set(report, found);
    }
    return found.value;
  };
}
