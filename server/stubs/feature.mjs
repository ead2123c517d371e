/*
 * In the place of each module of vscode-languageserver that adds to its connection what this server does not offer. It adds
 * nothing. Which modules they are says scripts/build.mjs.
 */
export default (/** @type {unknown} */ connection) => connection;
