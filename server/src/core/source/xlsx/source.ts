import { type Source, SourceError } from "../source";
import type { Package } from "../zip";

/** Opens an .xlsx. */
export function openXlsx(_opened: Package): Source {
  throw new SourceError("还不能读");
}
