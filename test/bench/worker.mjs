/*
 * One part of the benchmark, in a process of its own: measures and sends what came of it to who started it.
 */
const [part] = process.argv.slice(2);
const { measure } = await import(new URL(`parts/${part}.mjs`, import.meta.url).href);
const section = await measure();
process.send?.(section, () => process.disconnect());
