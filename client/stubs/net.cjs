/*
 * In the place of Node's `net`, which vscode-languageclient needs for servers that it speaks to over sockets and named
 * pipes. Ours is forked and spoken to over the channel that comes with that: nothing of the extension opens a connection.
 */
exports.createServer =
  exports.createConnection =
  exports.connect =
    () => {
      throw new Error("no connections here");
    };
