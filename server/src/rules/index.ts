import type { Rule } from "../rule";
import { balance } from "./balance";
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
import { groupLabelNonstandard } from "./group-label-nonstandard";
import { litigationTotal } from "./litigation-total";
import { numberingDuplicate } from "./numbering-duplicate";
import { numberingGap } from "./numbering-gap";
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
import { standardMismatch } from "./standard-mismatch";
import { tableMisplaced } from "./table-misplaced";
import { tableMissing } from "./table-missing";
import { titleMissing } from "./title-missing";
import { titleNonstandard } from "./title-nonstandard";
import { totalOnly } from "./total-only";

/** The catalogue: every rule, in the order of the manual. */
export const rules: readonly Rule[] = [
  titleMissing,
  titleNonstandard,
  standardMismatch,
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
];
