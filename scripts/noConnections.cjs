/*
 * In the place of Node's `net` in all bundles: of theirs nothing opens a connection.
 */
exports.createServer =
  exports.createConnection =
  exports.connect =
    () => {
      throw new Error("no connections here");
    };
