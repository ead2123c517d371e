/** Days of the calendar, as plain numbers. */

/** A day as written; nothing says that it exists. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the day exists. Without a year, 29 February does. */
export function isDate(year: number | undefined, month: number, day: number): boolean {
  const length = LENGTHS[month - 1];
  if (length === undefined || day < 1 || day > length) return false;
  return month !== 2 || day < 29 || year === undefined || isLeapYear(year);
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** `2024-01-31`, which sorts as days do. */
export function isoDate({ year, month, day }: CalendarDay): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** `2024年1月31日`. */
export function chineseDate({ year, month, day }: CalendarDay): string {
  return `${year}年${month}月${day}日`;
}
