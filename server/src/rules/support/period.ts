import type { Period } from "../../report/report";

/** The year that a period covers whole; undefined where it covers none. */
export function yearOfPeriod({ from, to }: Period): number | undefined {
  const year = from.slice(0, 4);
  return from === `${year}-01-01` && to === `${year}-12-31` ? Number(year) : undefined;
}

/** The sentence that states the period, as most reports put it. */
export function periodSentence(year: number): string {
  return `本报告所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`;
}
