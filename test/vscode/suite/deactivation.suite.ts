import { wrongTotal } from "../../protocol/report";
import { ok } from "./assert";
import { canLook, serverProcesses, untilServers } from "./serverProcess";
import { extension, itWhere, openText, reported } from "./support";

/*
 * The last suite: nothing of the extension works afterwards, as when a user switches it off.
 */

describe("the extension switched off", () => {
  const itFound = itWhere(canLook, "the server's process cannot be found on Windows");

  itFound("ends its server and takes its findings away", async () => {
    const { uri } = await openText(wrongTotal);
    await reported(uri, "litigation-total");
    const [server] = serverProcesses();
    ok(server !== undefined, "the server runs");

    const { extensionPath, packageJSON } = extension();
    // The very module that the editor has loaded, out of Node's cache.
    const main: unknown = require(require.resolve(`${extensionPath}/${packageJSON.main}`));
    ok(isDeactivable(main), "an extension's entry");
    await main.deactivate();

    await reported(uri);
    await untilServers("the end of the server", (ids) => ids.length === 0);
  });
});

function isDeactivable(module: unknown): module is { deactivate(): unknown } {
  return typeof module === "object" && module !== null && "deactivate" in module;
}
