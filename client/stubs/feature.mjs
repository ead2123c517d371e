/*
 * In the place of each module of vscode-languageclient that holds a feature which the server does not offer: the client
 * makes all of them when it starts, whatever the server offers. This one offers the server nothing and does nothing.
 * Which modules they are says scripts/bundle/bundles.mjs.
 */
export default class NoFeature {
  fillClientCapabilities() {}
  initialize() {}
  clear() {}
  getState() {
    return { kind: "static" };
  }
}
