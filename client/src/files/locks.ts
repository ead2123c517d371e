/**
 * Names of what Word (`~$`), WPS (`.~`) and LibreOffice (`.~lock.`) keep beside a document that is open in them. Word makes
 * the name no longer than it was, down to six characters before the ending.
 */
export function locksOf(name: string): string[] {
  const stem = name.lastIndexOf(".") > 0 ? name.lastIndexOf(".") : name.length;
  const dropped = Math.min(2, Math.max(0, stem - 6));
  return [...new Set([`~$${name.slice(dropped)}`, `~$${name}`, `.~${name}`, `.~lock.${name}#`])];
}

/** The program that keeps a lock of this name. */
export function keeperOf(lock: string): string {
  if (lock.startsWith("~$")) return "Word";
  return lock.startsWith(".~lock.") ? "LibreOffice" : "WPS";
}
