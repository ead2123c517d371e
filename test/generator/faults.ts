import { arithmeticFaults } from "./arithmeticFaults";
import { cellFaults } from "./cellFaults";
import { contentFaults } from "./contentFaults";
import { documentFaults } from "./documentFaults";
import type { Fault } from "./fault";
import { labelFaults } from "./labelFaults";
import { proseFaults } from "./proseFaults";
import { sectionFaults } from "./sectionFaults";
import { tableFaults } from "./tableFaults";
import { textFaults } from "./textFaults";

/** Every fault of the core rules. The order is kept: a fault's place chooses its seed. */
export const FAULTS: readonly Fault[] = [
  ...documentFaults,
  ...sectionFaults,
  ...tableFaults,
  ...labelFaults,
  ...cellFaults,
  ...arithmeticFaults,
  ...contentFaults,
  ...proseFaults,
  ...textFaults,
];
