/** Signals that end a program and that it may answer: Ctrl-C, `kill`, the terminal's closing. */
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does work that no signal may end half way, as it would leave a draft behind. A signal that comes meanwhile ends the
 * program right after it, as if nothing had been in its way; at all other times signals act at once.
 */
export async function uninterrupted(work: () => void): Promise<void> {
  let caught: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals) => {
    caught = signal;
  };
  for (const signal of ENDING) process.on(signal, hold);
  try {
    work();
  } finally {
    // Signals are handed out where the event loop looks for input, which a single turn may have behind it.
    for (let turn = 0; turn < 2; turn++) await new Promise(setImmediate);
    for (const signal of ENDING) process.off(signal, hold);
    if (caught !== undefined) process.kill(process.pid, caught);
  }
}
