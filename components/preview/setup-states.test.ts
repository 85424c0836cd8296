import { describe, expect, test } from "vitest";
import { blankErrorEntry, blankField, blankListDefinition, blankMapping } from "@/lib/destination/blank-definition";
import { endpointAt } from "@/lib/destination/endpoints";
import { unclassifiedMessage } from "@/lib/destination/own-failure";
import { sampleDefinition, sampleValues } from "@/lib/testing/definitions";
import { answersFor, blamedVariable, failureFor, firstCall, type setupStates } from "./setup-states";
import { emptySetupValues, setupProblems } from "./setup-values";

const properties = [{ name: "user_id", type: "string", example: "u1" }];

function problemsIn(state: (typeof setupStates)[number], definition = sampleDefinition()) {
  const answers = answersFor(state, definition, emptySetupValues, properties);
  return setupProblems(definition, answers, { asked: "all", properties });
}

describe("the answers of each state", () => {
  test("filled is complete, empty and invalid are not", () => {
    expect(problemsIn("filled")).toEqual([]);
    expect(problemsIn("empty")).not.toEqual([]);
    expect(problemsIn("invalid").length).toBeGreaterThanOrEqual(problemsIn("empty").length);
  });

  test("filled finds answers for patterns, lengths, hosts, options and questions that only then show", () => {
    const definition = {
      ...blankListDefinition(),
      fields: [
        { ...blankField("string"), variable: "port", displayName: "Port", pattern: "\\d{4}" },
        { ...blankField("string"), variable: "host", displayName: "Host", hostPatterns: ["*.example.com"] },
        { ...blankField("string"), variable: "short", displayName: "Short", maxLength: 3 },
        {
          ...blankField("single_select"),
          variable: "region",
          displayName: "Region",
          options: [{ id: "1", label: "EU", value: "eu", sets: [] }],
        },
        {
          ...blankField("string"),
          variable: "__proto__",
          displayName: "Folder",
          visibleWhen: { variable: "region", values: ["eu"] },
        },
      ],
      mappings: [{ ...blankMapping(), variable: "user_id_field", displayName: "User ID" }],
    };
    const answers = answersFor("filled", definition, emptySetupValues, properties);
    expect(setupProblems(definition, answers, { asked: "all", properties })).toEqual([]);
  });

  test("filled keeps the answers that are there, and mends those that are wrong", () => {
    const definition = sampleDefinition();
    const [field] = definition.fields.filter(({ type, required }) => type === "string" && required);
    if (!field) throw new Error("The sample asks for no text.");
    const kept = { ...emptySetupValues, settings: { [field.variable]: "my-own-answer" } };
    expect(answersFor("filled", definition, kept, properties).settings[field.variable]).toBe("my-own-answer");
    const wrong = { ...emptySetupValues, settings: { [field.variable]: "" } };
    expect(answersFor("filled", definition, wrong, properties).settings[field.variable]).not.toBe("");
  });
});

describe("what customers read when the first call fails", () => {
  function withErrors(errors: Partial<ReturnType<typeof blankErrorEntry>>[]) {
    const definition = structuredClone(sampleDefinition());
    const key = firstCall(definition);
    const endpoint = key && endpointAt(definition, key);
    if (!endpoint) throw new Error("The sample makes no call.");
    endpoint.errors = errors.map((entry) => ({ ...blankErrorEntry(), ...entry }));
    return definition;
  }

  test("a wrong key is told in the catalog's words, and its field is blamed", () => {
    const definition = withErrors([
      { failureReason: "API key", status: "401", message: "The key for $workspace is wrong.", field: "bearer_token" },
    ]);
    const failure = failureFor("wrong_key", definition, sampleValues());
    expect(failure?.isDescribed).toBe(true);
    expect(failure?.outcome.type).toBe("API key");
    expect(failure?.outcome.message).toBe("The key for acme is wrong.");
    expect(failure && blamedVariable(definition, emptySetupValues, failure)).toBe("bearer_token");
  });

  test("an entry that wants a body gets the body it wants", () => {
    const definition = withErrors([
      { failureReason: "Key expired", status: "401", subErrorCode: '{"code": "expired"}', message: "Renew it." },
    ]);
    expect(failureFor("wrong_key", definition, sampleValues())?.outcome.type).toBe("Key expired");
  });

  test("without an entry it is unclassified, and a secret never shows", () => {
    const failure = failureFor("wrong_key", withErrors([]), sampleValues());
    expect(failure?.isDescribed).toBe(false);
    expect(failure?.outcome.message).toContain(unclassifiedMessage);
    const leaking = withErrors([{ failureReason: "Key", status: "401", message: "Wrong: $bearer_token" }]);
    expect(failureFor("wrong_key", leaking, sampleValues())?.outcome.message).not.toContain("s3cret-token");
  });

  test("a partner that can't be reached is the catalog's network entry, or unclassified", () => {
    const described = withErrors([{ failureReason: "Maintenance", status: "network", message: "Try later." }]);
    expect(failureFor("partner_down", described, sampleValues())?.outcome.type).toBe("Maintenance");
    expect(failureFor("partner_down", withErrors([]), sampleValues())?.outcome.status).toBe("network");
  });

  test("with OAuth 2 a wrong key is refused where the access token is asked for, and the secret's field is blamed", () => {
    const definition = structuredClone(sampleDefinition());
    definition.authentication.method = "oauth2";
    definition.authentication.oauth2.tokenUrl = "https://auth.example.com/token";
    definition.authentication.oauth2.clientId = "workspace";
    definition.authentication.oauth2.clientSecret = "bearer_token";
    const failure = failureFor("wrong_key", definition, sampleValues());
    expect(failure).toMatchObject({ isOfToken: true, isDescribed: false, outcome: { field: "bearer_token" } });
    expect(failure?.outcome.message).toContain("was not accepted");
    expect(failureFor("partner_down", definition, sampleValues())?.isOfToken).toBe(false);
  });
});
