import type { Finding } from "../findings/finding";
import type { CatalogueEntry } from "../findings/rule";
import type { RuleName, SuppressionComment } from "./comments";

/** What came of a text's comments, once all other rules have run. */
export interface Suppressions {
  readonly text: string;
  readonly comments: readonly SuppressionComment[];
  /** Names of rules that ran and found nothing there. */
  readonly unused: ReadonlySet<RuleName>;
  /** Ids of all rules. */
  readonly ruleIds: readonly string[];
}

/** One check of the comments that suppress findings. */
export interface SuppressionRule extends CatalogueEntry {
  check(suppressions: Suppressions): Iterable<Finding>;
}
