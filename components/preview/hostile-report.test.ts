import { describe, expect, test } from "vitest";
import { hostileSamples } from "@/lib/destination/hostile-samples";
import { maskSecrets } from "@/lib/destination/mask-secrets";
import { sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { bodyVerdict } from "./body-verdict";
import { hostileReport, summarize } from "./hostile-report";

describe("every hostile sample in every request", () => {
  const definition = sampleDefinition();
  const results = hostileReport(definition, () => maskSecrets(definition, sampleValues()));

  test("is tried, and none gives a body that isn't valid", () => {
    const { total, count } = summarize(results);
    expect(total % hostileSamples.length).toBe(0);
    expect(count.invalid).toBe(0);
    expect(count.valid).toBeGreaterThan(hostileSamples.length);
  });

  test("says why a request isn't sent or a user is left out", () => {
    const others = results.filter(({ state }) => state !== "valid");
    expect(others.length).toBeGreaterThan(0);
    expect(others.every(({ reason }) => reason !== undefined && reason !== "")).toBe(true);
  });
});

describe("the verdict on a body", () => {
  const request = { method: "POST" as const, url: "https://api.example.com" };
  const json = [{ name: "Content-Type", value: "application/json" }];

  test("is what a parser says, with the bytes of UTF-8", () => {
    expect(bodyVerdict({ ...request, headers: json, body: '{"a": "é"}' })).toMatchObject({
      state: "valid_json",
      bytes: 11,
    });
    expect(bodyVerdict({ ...request, headers: json, body: '{"a": }' }).state).toBe("invalid_json");
  });

  test("doesn't ask a form to be JSON, nor a request without a body", () => {
    const form = [{ name: "content-type", value: "application/x-www-form-urlencoded" }];
    expect(bodyVerdict({ ...request, headers: form, body: "a=1" }).state).toBe("form");
    expect(bodyVerdict({ ...request, headers: json }).state).toBe("none");
  });
});
