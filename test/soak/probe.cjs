/*
 * Loaded into a server that is measured, before its own code: tells on the IPC channel what it holds once its garbage is
 * collected. The server itself knows nothing of it.
 */
const MEGABYTE = 2 ** 20;

process.on("message", () => {
  globalThis.gc?.();
  // What is only let go of by finalizers is gone at the second time.
  setImmediate(() => {
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    process.send?.({ heap: heapUsed / MEGABYTE, resident: rss / MEGABYTE });
  });
});
// The server ends when its own connection does.
process.channel?.unref();
