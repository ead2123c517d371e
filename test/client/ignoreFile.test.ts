import { expect, test } from "vitest";
import { ignoreFileName } from "../../client/src/ignoreFile";
import { IGNORE_FILE } from "../../server/src/core/suppression/ignoreEntry";

test("the client writes the side file that the server looks for", () => {
  expect(ignoreFileName).toBe(IGNORE_FILE);
});
