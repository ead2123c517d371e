import type { Diagnostic } from "../findings/finding";
import type { CatalogueEntry, Rule } from "../findings/rule";
import type { SuppressionRule } from "../suppression/suppressionRule";
import { agencyOther } from "./agency-other";
import { allFinished } from "./all-finished";
import { aspectMissing } from "./aspect-missing";
import { balance } from "./balance";
import { bankCard } from "./bank-card";
import { bracketMixed } from "./bracket-mixed";
import { bracketUnbalanced } from "./bracket-unbalanced";
import { cellBlank } from "./cell-blank";
import { cellChineseNumeral } from "./cell-chinese-numeral";
import { cellFullwidth } from "./cell-fullwidth";
import { cellLeadingZero } from "./cell-leading-zero";
import { cellNegative } from "./cell-negative";
import { cellNotInteger } from "./cell-not-integer";
import { cellNotNumber } from "./cell-not-number";
import { cellOcr } from "./cell-ocr";
import { cellPlaceholder } from "./cell-placeholder";
import { cellSplit } from "./cell-split";
import { cellSuspect } from "./cell-suspect";
import { cellThousands } from "./cell-thousands";
import { cellUnit } from "./cell-unit";
import { columnLabelNonstandard } from "./column-label-nonstandard";
import { columnMissing } from "./column-missing";
import { columnSwap } from "./column-swap";
import { compatibilityCharacter } from "./compatibility-character";
import { countsMissing } from "./counts-missing";
import { dateEarly } from "./date-early";
import { dateInvalid } from "./date-invalid";
import { dateLate } from "./date-late";
import { dateMissing } from "./date-missing";
import { disclosedExceedsTotal } from "./disclosed-exceeds-total";
import { feeConflict } from "./fee-conflict";
import { feeUnit } from "./fee-unit";
import { feeUnreported } from "./fee-unreported";
import { groupLabelNonstandard } from "./group-label-nonstandard";
import { idNumber } from "./id-number";
import { invisibleMark } from "./invisible-mark";
import { lawMisnamed } from "./law-misnamed";
import { litigationTotal } from "./litigation-total";
import { markDoubled } from "./mark-doubled";
import { mobileNumber } from "./mobile-number";
import { mojibake } from "./mojibake";
import { noticeStale } from "./notice-stale";
import { numberingDuplicate } from "./numbering-duplicate";
import { numberingGap } from "./numbering-gap";
import { overviewLong } from "./overview-long";
import { pageNumber } from "./page-number";
import { paragraphBroken } from "./paragraph-broken";
import { paragraphUnended } from "./paragraph-unended";
import { partsMislisted } from "./parts-mislisted";
import { periodMissing } from "./period-missing";
import { periodWrong } from "./period-wrong";
import { pinyinAnnotation } from "./pinyin-annotation";
import { pipeRun } from "./pipe-run";
import { placeholderLeft } from "./placeholder-left";
import { problemsThin } from "./problems-thin";
import { procurementUnit } from "./procurement-unit";
import { proseContradiction } from "./prose-contradiction";
import { proseMismatch } from "./prose-mismatch";
import { prosePercentage } from "./prose-percentage";
import { proseSum } from "./prose-sum";
import { regulationMaker } from "./regulation-maker";
import { reportRepeated } from "./report-repeated";
import { resultTotal } from "./result-total";
import { rowCellCount } from "./row-cell-count";
import { rowDuplicate } from "./row-duplicate";
import { rowLabelNonstandard } from "./row-label-nonstandard";
import { rowMisgrouped } from "./row-misgrouped";
import { rowMisordered } from "./row-misordered";
import { rowMissing } from "./row-missing";
import { rowNumberWrong } from "./row-number-wrong";
import { rowShift } from "./row-shift";
import { rowTotal } from "./row-total";
import { rowUnknown } from "./row-unknown";
import { sectionDuplicate } from "./section-duplicate";
import { sectionEmpty } from "./section-empty";
import { sectionInline } from "./section-inline";
import { sectionMisnumbered } from "./section-misnumbered";
import { sectionMisordered } from "./section-misordered";
import { sectionMissing } from "./section-missing";
import { sectionTitleNonstandard } from "./section-title-nonstandard";
import { signatureMissing } from "./signature-missing";
import { spaceStray } from "./space-stray";
import { standardMismatch } from "./standard-mismatch";
import { suppressionUnknown } from "./suppression-unknown";
import { suppressionUnreasoned } from "./suppression-unreasoned";
import { suppressionUnused } from "./suppression-unused";
import { tableEmpty } from "./table-empty";
import { tableMisplaced } from "./table-misplaced";
import { tableMissing } from "./table-missing";
import { tableUnreadable } from "./table-unreadable";
import { titleMissing } from "./title-missing";
import { titleNonstandard } from "./title-nonstandard";
import { totalOnly } from "./total-only";
import { traditionalCharacter } from "./traditional-character";
import { webChrome } from "./web-chrome";
import { wordDoubled } from "./word-doubled";
import { wordNonstandard } from "./word-nonstandard";
import { yearConflict } from "./year-conflict";

/** All rules on reports, in the order in which the manual shows them. */
export const reportRules: readonly Rule[] = [
  titleMissing,
  titleNonstandard,
  yearConflict,
  periodMissing,
  periodWrong,
  partsMislisted,
  standardMismatch,
  signatureMissing,
  agencyOther,
  dateMissing,
  dateEarly,
  dateLate,
  dateInvalid,
  lawMisnamed,
  noticeStale,
  placeholderLeft,
  reportRepeated,
  sectionMissing,
  sectionDuplicate,
  sectionMisordered,
  sectionMisnumbered,
  sectionTitleNonstandard,
  sectionInline,
  sectionEmpty,
  numberingGap,
  numberingDuplicate,
  tableMissing,
  tableMisplaced,
  tableUnreadable,
  tableEmpty,
  rowMissing,
  rowDuplicate,
  rowMisordered,
  rowUnknown,
  rowMisgrouped,
  columnMissing,
  rowCellCount,
  rowLabelNonstandard,
  groupLabelNonstandard,
  columnLabelNonstandard,
  rowNumberWrong,
  cellBlank,
  cellPlaceholder,
  cellNotNumber,
  cellNotInteger,
  cellNegative,
  cellFullwidth,
  cellThousands,
  cellUnit,
  cellOcr,
  cellSplit,
  cellChineseNumeral,
  cellLeadingZero,
  rowTotal,
  resultTotal,
  balance,
  litigationTotal,
  cellSuspect,
  columnSwap,
  totalOnly,
  rowShift,
  disclosedExceedsTotal,
  feeUnit,
  procurementUnit,
  regulationMaker,
  proseMismatch,
  proseSum,
  prosePercentage,
  proseContradiction,
  allFinished,
  aspectMissing,
  problemsThin,
  feeUnreported,
  feeConflict,
  overviewLong,
  countsMissing,
  bracketMixed,
  bracketUnbalanced,
  markDoubled,
  wordDoubled,
  spaceStray,
  traditionalCharacter,
  wordNonstandard,
  paragraphUnended,
  idNumber,
  mobileNumber,
  bankCard,
  pinyinAnnotation,
  invisibleMark,
  compatibilityCharacter,
  webChrome,
  pipeRun,
  mojibake,
  pageNumber,
  paragraphBroken,
];

/** The rules on comments that suppress findings: they run when all others have. */
export const suppressionRules: readonly SuppressionRule[] = [
  suppressionUnused,
  suppressionUnknown,
  suppressionUnreasoned,
];

/** All that can be found, in the order in which the manual shows it. */
export const rules: readonly CatalogueEntry[] = [...reportRules, ...suppressionRules];

/** The names of all rules. */
export const ruleIds: readonly string[] = rules.map(({ id }) => id);

const entries: ReadonlyMap<string, CatalogueEntry> = new Map(rules.map((rule) => [rule.id, rule]));

/** A rule as it is shown: its title, and behind it the id by which settings know it. */
export function ruleName(id: string): string {
  const title = entries.get(id)?.title;
  return title === undefined ? id : `${title} ${id}`;
}

/** What a finding is called and why it is one: what it says itself, else what the catalogue says of its rule. */
export function explained({ rule, why }: Diagnostic): { readonly title?: string; readonly why?: string } {
  const entry = entries.get(rule);
  return { ...(entry && { title: entry.title, why: entry.why }), ...(why !== undefined && { why }) };
}
