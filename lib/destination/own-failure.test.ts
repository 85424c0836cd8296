import { expect, test } from "vitest";
import { oauth2 } from "./definition";
import type { Outcome } from "./error-catalog";
import { readTokenAnswer } from "./oauth2";
import { ownFailureOf } from "./own-failure";

const failure = (status: string, rest: Partial<Outcome> = {}): Outcome => ({
  kind: "failure",
  type: "unclassified",
  message: "It failed.",
  retry: false,
  status,
  ...rest,
});

test("a failure without an entry is told in our words, by what went wrong", () => {
  expect(
    ["timeout", "network", "refused", "cancelled", "invalid_response", "401"].map((s) => ownFailureOf(failure(s))),
  ).toEqual(["timeout", "network", "refused", "cancelled", "invalid_response", "status"]);
  expect(ownFailureOf(failure("401", { entryId: "e1", type: "Wrong key" }))).toBeUndefined();
});

test("why there is no access token is ours to tell as well", () => {
  const request = { method: "POST", url: "https://login.example.com/token", headers: [] } as const;
  const exchange = {
    request,
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 1,
    failure: { kind: "network", detail: "Nobody is there." },
  } as const;
  const token = oauth2.parse({ tokenUrl: request.url });
  const { outcome } = readTokenAnswer({ ...exchange, request: { ...request, headers: [] } }, token);
  expect(ownFailureOf(outcome)).toBe("token");
});
