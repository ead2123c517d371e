/*
 * Changes of JavaScript sources at places that acorn has found.
 */

/** @typedef {{ start: number, end: number, text: string }} Edit */
/** @typedef {{ type: string, start: number, end: number, [key: string]: any }} Node what acorn gives */

/**
 * @param {string} source
 * @param {readonly Edit[]} edits in any order
 */
export function edited(source, edits) {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: its }) => text.slice(0, start) + its + text.slice(end), source);
}

/**
 * What takes properties out of an object.
 * @param {readonly Node[]} properties all of the object
 * @param {(name: string) => boolean} keeps
 * @returns {Edit[]}
 */
export function removals(properties, keeps) {
  return properties.flatMap(({ key, start, end }, at) => {
    const next = properties[at + 1];
    return keeps(key.name) ? [] : [{ start, end: next ? next.start : end, text: "" }];
  });
}
