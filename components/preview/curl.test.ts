import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blankListDefinition, credentialFields } from "@/lib/destination/blank-definition";
import type { ListDefinition } from "@/lib/destination/definition";
import type { PartnerRequest } from "@/lib/destination/exchange";
import type { RequestValues } from "@/lib/destination/request";
import { curlCommand, shellVariableOf, toCurl } from "./curl";

const request: PartnerRequest = {
  method: "POST",
  url: "https://api.example.com/lists?x=[1]",
  headers: [{ name: "Content-Type", value: "application/json" }],
  body: `{"name":"Saturday's cohort"}`,
};

/** The arguments that a real shell would give to curl. */
function argumentsOf(command: string, environment: Record<string, string> = {}): string[] {
  const script = `curl() { for argument in "$@"; do printf '%s\\0' "$argument"; done; }\n${command}`;
  const output = execFileSync("/bin/sh", ["-c", script], { env: { ...process.env, ...environment }, encoding: "utf8" });
  return output.split("\0").slice(0, -1);
}

describe("toCurl", () => {
  test("a shell gives curl exactly the URL, headers and body", () => {
    expect(argumentsOf(toCurl(request))).toEqual([
      "--globoff",
      "--request",
      "POST",
      "--url",
      "https://api.example.com/lists?x=[1]",
      "--header",
      "Content-Type: application/json",
      "--data-raw",
      `{"name":"Saturday's cohort"}`,
    ]);
  });

  test("no body text can leave its quotes", () => {
    // NUL can't be an argument, and half a character can't be UTF-8.
    const body = fc.string({ unit: "binary", minLength: 1 }).filter((text) => !/[\0\p{Surrogate}]/u.test(text));
    fc.assert(
      fc.property(fc.array(body, { minLength: 40, maxLength: 40 }), (bodies) => {
        // Many commands in one shell: starting a shell for each would take longer than everything else.
        const sent = argumentsOf(bodies.map((each) => toCurl({ ...request, body: each })).join("\n"));
        const perCommand = sent.length / bodies.length;
        expect(bodies.map((_, index) => sent[(index + 1) * perCommand - 1])).toEqual(bodies);
      }),
      { numRuns: 3 },
    );
  });

  test("an empty header is sent empty, and curl adds no content type of its own", () => {
    const command = toCurl({ ...request, headers: [{ name: "X-Empty", value: "" }] });
    expect(argumentsOf(command)).toContain("X-Empty;");
    expect(argumentsOf(command)).toContain("Content-Type:");
  });
});

describe("curlCommand", () => {
  const values: RequestValues = {
    settings: { api_key: "real-key", api_secret: "real-secret", bearer_token: "real-token" },
    mappings: {},
    cohort: { id: "c1", name: "Cohort", url: "https://portal.example.com/cohorts/c1" },
    project: { id: "p1", name: "Project" },
    users: [],
    syncId: "s1",
    batchId: "b1",
    syncTime: "2026-01-01T00:00:00.000Z",
  };

  function definitionWith(method: "basic" | "bearer" | "header" | "oauth2"): ListDefinition {
    const blank = blankListDefinition();
    return {
      ...blank,
      authentication: { ...blank.authentication, method },
      fields: credentialFields(method),
      endpoints: {
        ...blank.endpoints,
        listCreation: {
          ...blank.endpoints.listCreation,
          url: "https://api.example.com/lists",
          payload: '{"name": "$amplitude_cohort_name"}',
        },
      },
    };
  }

  function commandOf(definition: ListDefinition): string {
    const result = curlCommand(definition, "listCreation", values);
    if (!result.ok) throw new Error(result.message);
    expect(result.command).not.toMatch(/real-|LFq7Zk/);
    return result.command;
  }

  test("a bearer token becomes a shell variable", () => {
    const command = commandOf(definitionWith("bearer"));
    expect(command).toContain("# export BEARER_TOKEN=");
    expect(argumentsOf(command, { BEARER_TOKEN: "it's a token" })).toContain("Authorization: Bearer it's a token");
  });

  test("so does an access token, which is asked for elsewhere", () => {
    const command = commandOf(definitionWith("oauth2"));
    expect(command).toContain("# export ACCESS_TOKEN=");
    expect(argumentsOf(command, { ACCESS_TOKEN: "a token" })).toContain("Authorization: Bearer a token");
    expect(command).not.toContain("CLIENT_SECRET");
  });

  test("a basic pair is left to curl to encode", () => {
    const command = commandOf(definitionWith("basic"));
    const sent = argumentsOf(command, { API_KEY: "key", API_SECRET: "secret" });
    expect(sent[sent.indexOf("--user") + 1]).toBe("key:secret");
    expect(command).not.toContain("Authorization");
  });

  test("a hashed secret is pointed out", () => {
    const definition = definitionWith("header");
    const { listCreation } = definition.endpoints;
    listCreation.headers = [{ id: "h1", name: "X-Signature", value: "${api_key | sha256}" }];
    const result = curlCommand(definition, "listCreation", values);
    expect(result.ok && result.command).toMatch(/^# A secret is hashed or encoded/);
  });
});

test("a variable's shell name never hides one the shell needs", () => {
  expect(shellVariableOf("api_key")).toBe("API_KEY");
  expect(shellVariableOf("path")).toBe("SECRET_PATH");
});
