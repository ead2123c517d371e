/*
 * In the place of semver's `parse` and `satisfies`, by which vscode-languageclient makes sure that VS Code is not older
 * than its own manifest asks for. Ours asks for as much (see test/client/stubs.test.ts), and no VS Code starts an
 * extension that asks for a newer one.
 */
module.exports = (/** @type {string} */ version) => ({ version });
