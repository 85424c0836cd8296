import fc from "fast-check";
import { expect, test } from "vitest";
import { allowedEvents, nextStatus, type VersionStatus, versionEvents, versionStatuses } from "./lifecycle";

test("no walk of events reaches an undeclared status", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...versionEvents)), (events) => {
      let status: VersionStatus | "draft" = "draft";
      for (const event of events) status = nextStatus(status, event) ?? status;
      expect(["draft", ...versionStatuses]).toContain(status);
    }),
  );
});

test("every status can be reached, and only a decision approves", () => {
  const reached = new Set<VersionStatus | "draft">(["draft"]);
  for (const status of reached) for (const event of versionEvents) reached.add(nextStatus(status, event) ?? status);
  expect([...reached].sort()).toEqual(["draft", ...versionStatuses].sort());
  const approving = versionEvents.filter((event) =>
    versionStatuses.some((from) => nextStatus(from, event) === "approved"),
  );
  expect(approving).toEqual(["approve"]);
});

test("what has been decided isn't decided again", () => {
  expect(nextStatus("approved", "reject")).toBeUndefined();
  expect(nextStatus("rejected", "approve")).toBeUndefined();
  expect(allowedEvents("in_review")).toEqual(["approve", "request_changes", "reject", "withdraw"]);
  expect(nextStatus("approved", "deprecate")).toBe("deprecated");
});
