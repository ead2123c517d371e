import { ok } from "./assert";
import { startUp, targets, tolerance } from "./startUp";

describe("the start", () => {
  it("is quick", () => {
    const { activate, firstFindings } = startUp();
    ok(activate <= targets.activate * tolerance, `activate() took ${activate} ms`);
    ok(firstFindings <= targets.firstFindings * tolerance, `the first findings took ${firstFindings} ms`);
  });
});
