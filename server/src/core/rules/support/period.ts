/** The sentence that states the period, as most reports put it. */
export function periodSentence(year: number): string {
  return `本报告所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`;
}
