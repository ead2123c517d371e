import type { SignedDate } from "../../report/outline/signature";
import { isDate, isoDate } from "../../text/date";

/** The signing date, if it exists in the calendar and lies in that year. */
export function signedInYear(date: SignedDate | undefined, year: number | undefined): SignedDate | undefined {
  return date !== undefined && date.year === year && isDate(date.year, date.month, date.day ?? 1)
    ? date
    : undefined;
}

/** The first day that the date can mean, `YYYY-MM-DD`: one that names a month only gets the benefit of the doubt. */
export function earliestDay({ year, month, day }: SignedDate): string {
  return isoDate({ year, month, day: day ?? 1 });
}

/** The last day that the date can mean, `YYYY-MM-DD`. */
export function latestDay({ year, month, day }: SignedDate): string {
  return isoDate({ year, month, day: day ?? 31 });
}
