/** Ways to report on fees for processing requests; the numbers are left to fill in. */
export function feeTemplates(year: number): { readonly label: string; readonly text: string }[] {
  return [
    { label: "没有收取信息处理费", text: `${year}年未发出收费通知，未收取信息处理费。` },
    {
      label: "收取了信息处理费",
      text: `${year}年发出收费通知××件，总金额××元，实际收取信息处理费××元。`,
    },
  ];
}
