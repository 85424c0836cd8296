import { describe, expect, test } from "vitest";
import { blankField, blankListDefinition } from "@/lib/destination/blank-definition";
import { isBlocking } from "@/lib/destination/blocking-finding";
import type { Finding } from "@/lib/destination/finding";
import { AppError } from "@/lib/errors";
import { blockersOf, placeOfProblem } from "./blockers";
import { refusalFromError } from "./refusal";

const definition = {
  ...blankListDefinition(),
  fields: [{ ...blankField("string"), variable: "api_key", displayName: "API key" }],
};
const finding = (path: Finding["path"], severity: Finding["severity"] = "error"): Finding => ({
  rule: "LF001",
  severity,
  place: "Somewhere",
  message: `At ${path.join(".")}`,
  path,
});

describe("what blocks a test", () => {
  test("is an error of the endpoint or of what all endpoints share", () => {
    expect(isBlocking(definition, finding(["endpoints", "addUsers", "url"]), "addUsers")).toBe(true);
    expect(isBlocking(definition, finding(["fields", 0, "variable"]), "addUsers")).toBe(true);
    expect(isBlocking(definition, finding(["endpoints", "removeUsers", "url"]), "addUsers")).toBe(false);
    expect(isBlocking(definition, finding([]), "addUsers")).toBe(false);
    expect(isBlocking(definition, finding(["endpoints", "addUsers", "url"], "warning"), "addUsers")).toBe(false);
  });

  test("comes answers first, and what only follows from them is not repeated", () => {
    const blockers = blockersOf({
      definition,
      endpoint: "addUsers",
      findings: [finding(["endpoints", "addUsers", "url"])],
      setupProblems: [{ rowId: "field-api_key", message: "Enter a value for API key." }],
      built: {
        ok: false,
        problems: [{ path: ["endpoints", "addUsers", "url"], message: "No URL." }],
        skipped: [],
        skippedEvents: [],
      },
      actions: {},
      hasProject: true,
    });
    expect(blockers).toEqual([
      { message: "Enter a value for API key.", place: { type: "setup", rowId: "field-api_key" } },
      {
        label: "Somewhere",
        message: "At endpoints.addUsers.url",
        place: { type: "document", path: ["endpoints", "addUsers", "url"] },
      },
    ]);
  });

  test("is put right where the value comes from", () => {
    const path = ["endpoints", "addUsers", "url"];
    expect(placeOfProblem(definition, { path, message: "", variable: "listId" })).toEqual({ type: "list_id" });
    expect(placeOfProblem(definition, { path, message: "", variable: "api_key" })).toEqual({
      type: "setup",
      rowId: "field-api_key",
    });
    expect(placeOfProblem(definition, { path, message: "", variable: "unknown" })).toEqual({ type: "document", path });
    expect(placeOfProblem(definition, { path: ["endpoints", "addUsers"], message: "" })).toEqual({ type: "users" });
  });
});

describe("what the server refuses", () => {
  test("findings lead to their fields", () => {
    const error = new AppError("not_ready", "Nothing was sent.", { findings: [finding(["headers", 0, "name"])] });
    expect(refusalFromError(definition, error, { isSaved: true, now: 0 }).blockers).toEqual([
      { label: "Somewhere", message: "At headers.0.name", place: { type: "document", path: ["headers", 0, "name"] } },
    ]);
  });

  test("issues about answers lead into the setup modal", () => {
    const error = new AppError("invalid_input", "…", {
      issues: [
        { path: "api_key", message: "Enter a value." },
        { path: "users.0.operation", message: "Wrong." },
      ],
    });
    expect(
      refusalFromError(definition, error, { isSaved: true, now: 0 }).blockers.map(({ place }) => place?.type),
    ).toEqual(["setup", "users"]);
  });

  test("a rate limit says when to try again", () => {
    const error = new AppError("rate_limited", "…", { retryAfterSeconds: 30 });
    expect(refusalFromError(definition, error, { isSaved: true, now: 1_000 }).retryAt).toBe(31_000);
  });

  test("somebody else's save is met where it is decided", () => {
    const error = new AppError("stale_revision", "…");
    expect(refusalFromError(definition, error, { isSaved: false, now: 0 }).message).toContain("Decide");
    expect(refusalFromError(definition, error, { isSaved: true, now: 0 }).message).toContain("reload");
  });

  test("a bug of ours is no riddle", () => {
    expect(refusalFromError(definition, new Error("x is undefined"), { isSaved: true, now: 0 }).message).not.toContain(
      "undefined",
    );
  });
});
