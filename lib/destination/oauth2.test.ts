import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answered, nastyText, sampleDefinition, sampleValues, unanswered } from "@/lib/testing/definitions";
import { blankAuthentication, credentialFields } from "./blank-definition";
import { type DestinationDefinition, type OAuth2, oauth2 } from "./definition";
import { maskSecrets, maskText, secretValues } from "./mask-secrets";
import { buildTokenRequest, hidesToken, isTokenRefused, oauth2Of, readTokenAnswer, tokenSecrets } from "./oauth2";

const settings = { ...sampleValues().settings, client_id: "client one", client_secret: "s&cret/=+" };
const values = sampleValues({ settings });

function definitionWith(part: Partial<OAuth2> = {}): DestinationDefinition {
  const definition = sampleDefinition();
  const settled = oauth2.parse({ tokenUrl: "https://login.example.com/token", ...part });
  return {
    ...definition,
    authentication: { ...blankAuthentication(), method: "oauth2", oauth2: settled },
    fields: [...definition.fields, ...credentialFields("oauth2")],
  };
}

function built(part: Partial<OAuth2> = {}, given = values) {
  const made = buildTokenRequest(definitionWith(part), "addUsers", given);
  if (!made?.ok) throw new Error(made?.problems.map(({ message }) => message).join() ?? "no request");
  return made.request;
}

function problemsOf(part: Partial<OAuth2>, given = values): string[] {
  const made = buildTokenRequest(definitionWith(part), "addUsers", given);
  return made && !made.ok ? made.problems.map(({ message }) => message) : [];
}

const headerOf = (request: ReturnType<typeof built>, name: string) =>
  request.headers.find((header) => header.name === name)?.value;
const encodedId = "client%20one";
const encodedSecret = "s%26cret%2F%3D%2B";

describe("the token request", () => {
  test("by default is a form with the credentials in it (RFC 6749 section 4.4.2)", () => {
    expect(built()).toEqual({
      method: "POST",
      url: "https://login.example.com/token",
      headers: [
        { name: "Content-Type", value: "application/x-www-form-urlencoded" },
        { name: "Accept", value: "application/json" },
        { name: "User-Agent", value: expect.stringMatching(/^Landfall\//) },
      ],
      body: `grant_type=client_credentials&client_id=${encodedId}&client_secret=${encodedSecret}`,
    });
  });

  test("has the credentials in the header, form-encoded first (section 2.3.1)", () => {
    const request = built({ credentialsIn: "header", scope: " read write " });
    expect(request.body).toBe("grant_type=client_credentials&scope=read%20write");
    expect(headerOf(request, "Authorization")).toBe(
      `Basic ${Buffer.from(`${encodedId}:${encodedSecret}`).toString("base64")}`,
    );
  });

  test("is a GET with everything in the query, as Marketo has it", () => {
    for (const credentialsIn of ["query", "body"] as const) {
      const request = built({ method: "GET", credentialsIn });
      expect(request.body).toBeUndefined();
      expect(headerOf(request, "Content-Type")).toBeUndefined();
      expect(request.url).toBe(
        `https://login.example.com/token?grant_type=client_credentials&client_id=${encodedId}&client_secret=${encodedSecret}`,
      );
    }
  });

  test("is a POST with the credentials in a query that is there already", () => {
    const request = built({ tokenUrl: "https://login.example.com/token?v=2", credentialsIn: "query" });
    expect(request.url).toBe(
      `https://login.example.com/token?v=2&client_id=${encodedId}&client_secret=${encodedSecret}`,
    );
    expect(request.body).toBe("grant_type=client_credentials");
  });

  test("takes further parameters, which are templates and may replace a usual one", () => {
    const parameters = [
      { id: "1", name: "audience", value: "https://$workspace.example.com/" },
      { id: "2", name: "grant_type", value: "account_credentials" },
      { id: "3", name: "", value: "" },
    ];
    expect(built({ parameters, credentialsIn: "header" }).body).toBe(
      "grant_type=account_credentials&audience=https%3A%2F%2Facme.example.com%2F",
    );
  });

  test("has a template for its URL, with the same guard of the host as everywhere", () => {
    expect(built({ tokenUrl: "$region/oauth/token" }).url).toBe("https://eu.api.example.com/oauth/token");
    expect(problemsOf({ tokenUrl: "https://$workspace/token" })).toHaveLength(1);
  });

  test.each([
    [{ tokenUrl: " " }, "Enter the token URL"],
    [{ clientId: "" }, "Choose the variable that holds the client ID"],
    [{ clientSecret: "nobody" }, "$nobody isn't declared"],
    [{ parameters: [{ id: "1", name: "a", value: "$nobody" }] }, "$nobody isn't declared"],
    [{ parameters: [{ id: "1", name: "", value: "x" }] }, "It has no name"],
    [{ tokenUrl: "https://login.example.com/$amplitude_cohort_id" }, "amplitude_cohort_id"],
    [{ tokenUrl: "https://login.example.com/$access_token" }, "access_token"],
  ])("says what is missing: %j", (part, words) => {
    expect(problemsOf(part).join()).toContain(words);
  });

  test("an answer that is missing is named by its question", () => {
    expect(problemsOf({}, sampleValues())).toEqual([
      "Add users access token: $client_id has no value. Fill in Client ID.",
      "Add users access token: $client_secret has no value. Fill in Client Secret.",
    ]);
  });

  test("is an endpoint's own where the endpoint overrides the authentication, and nobody's without OAuth 2", () => {
    const definition = sampleDefinition();
    const own = { ...blankAuthentication(), method: "oauth2" as const };
    const { testConnection } = definition.endpoints;
    const withOwn = {
      ...definition,
      endpoints: { ...definition.endpoints, addUsers: { ...definition.endpoints.addUsers, authentication: own } },
    };
    expect(oauth2Of(withOwn, "addUsers")?.path).toEqual(["endpoints", "addUsers", "authentication", "oauth2"]);
    expect(buildTokenRequest(withOwn, "removeUsers", values)).toBeUndefined();
    expect(testConnection && buildTokenRequest(withOwn, "testConnection", values)).toBeFalsy();
  });

  test("is the same for every cohort", () => {
    expect(built({}, { ...values, cohort: { id: "other", name: "Other", url: "" }, batchId: "b2" })).toEqual(built());
  });

  test("can be read back whatever the credentials are, and over masked values shows none of them", () => {
    const given = fc.string({ unit: "binary", minLength: 4 }).filter((text) => !/\p{Surrogate}/u.test(text));
    const place = fc.constantFrom("body" as const, "header" as const, "query" as const);
    fc.assert(
      fc.property(given, given, place, (id, secret, credentialsIn) => {
        const own = { ...values, settings: { ...settings, client_id: id, client_secret: secret } };
        const part = { credentialsIn, tokenUrl: "https://login.example.com/token" };
        const request = built(part, own);
        const query = new URL(request.url).searchParams;
        const sent = new URLSearchParams(request.body);
        if (credentialsIn === "header") {
          const pair = Buffer.from((headerOf(request, "Authorization") ?? "").slice(6), "base64")
            .toString()
            .split(":");
          expect(pair.map(decodeURIComponent)).toEqual([id, secret]);
        } else {
          const from = credentialsIn === "query" ? query : sent;
          expect([from.get("client_id"), from.get("client_secret")]).toEqual([id, secret]);
        }
        const shown = built(part, maskSecrets(definitionWith(part), own));
        const other = built(
          part,
          maskSecrets(definitionWith(part), { ...own, settings: { ...own.settings, client_secret: "other" } }),
        );
        expect(shown).toEqual(other);
      }),
    );
  });
});

describe("the token's answer", () => {
  const settled = oauth2.parse({ scope: "read" });
  const answer = (status: number, body: unknown) =>
    readTokenAnswer(answered(status, typeof body === "string" ? body : JSON.stringify(body)), settled);

  test.each([
    [
      { access_token: "abc", token_type: "bearer", expires_in: 3600 },
      { value: "abc", expiresInSeconds: 3600 },
    ],
    [
      { access_token: "abc", expires_in: "3599" },
      { value: "abc", expiresInSeconds: 3599 },
    ],
    [
      { access_token: "abc", expires_in: 1.9 },
      { value: "abc", expiresInSeconds: 1 },
    ],
    [{ access_token: "abc", expires_in: -5 }, { value: "abc" }],
    [{ access_token: "abc", expires_in: "soon" }, { value: "abc" }],
    [{ access_token: "abc" }, { value: "abc" }],
  ])("%j holds a token", (body, token) => {
    expect(answer(200, body)).toMatchObject({ outcome: { kind: "success", status: "200" }, token });
  });

  test.each([
    [
      401,
      { error: "invalid_client", error_description: "Bad client credentials" },
      "Bad client credentials",
      "client_secret",
    ],
    [401, { error: "unauthorized", error_description: "No client with requested id" }, "not accepted", "client_secret"],
    [400, { error: "invalid_client" }, "not accepted", "client_secret"],
    [403, "", "not accepted", "client_secret"],
    [400, { error: "invalid_scope" }, "the scope read", undefined],
    [400, { error: "unsupported_grant_type" }, "client credentials", undefined],
    [400, { error: "invalid_request" }, "invalid_request", undefined],
    [500, "<html>", "status 500", undefined],
    [302, "", "status 302", undefined],
  ])("%d %j is a failure in words", (status, body, words, field) => {
    const { outcome, token } = answer(status, body);
    expect(token).toBeUndefined();
    expect(outcome).toMatchObject({ kind: "failure", type: "Access token", status: String(status) });
    expect(outcome.field).toBe(field);
    expect(outcome.retry).toBe(status === 500);
    expect(outcome.message).toContain(words);
  });

  test.each([
    [{ token: "abc" }, "holds no access_token"],
    [{ access_token: 7 }, "isn't a text"],
    [{ access_token: "" }, "isn't a text"],
    [{ access_token: "a\r\nX: y" }, "can't carry"],
    [{ access_token: "x".repeat(9_000) }, "9000 characters"],
    ["access_token=abc", "isn't JSON"],
    ["<!doctype html>", "HTML page"],
    ["[]", "holds no access_token"],
  ])("%j holds none", (body, words) => {
    expect(answer(200, body).outcome).toMatchObject({ kind: "failure", status: "invalid_response" });
    expect(answer(200, body).outcome.message).toContain(words);
  });

  test("that never came is a failure as well", () => {
    const of = (kind: Parameters<typeof unanswered>[0]) => readTokenAnswer(unanswered(kind), settled).outcome;
    expect(of("timeout")).toMatchObject({ kind: "failure", type: "Access token", status: "timeout", retry: true });
    expect(of("refused")).toMatchObject({ type: "refused", status: "refused", retry: false });
    expect(of("cancelled")).toMatchObject({ type: "cancelled", retry: false });
  });

  test("is shown without any token in it", () => {
    const body =
      '{"access_token":"abc-1","refresh_token":"def-2","data":{"id_tokens":["ghi-3"]},"token_type":"bearer","n":1}';
    expect(tokenSecrets(answered(200, body))).toEqual(["abc-1", "def-2", "ghi-3"]);
    expect(maskText(body, tokenSecrets(answered(200, body)))).not.toMatch(/abc-1|def-2|ghi-3/);
    expect(
      [answered(200, "access_token=x"), answered(200, "<html>"), answered(400, "no"), answered(200, "{}")].map(
        hidesToken,
      ),
    ).toEqual([true, false, false, false]);
  });

  test("whatever it is, is either a token that a header can carry or a failure with a message", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.oneof(
          fc.json(),
          nastyText,
          nastyText.map((access_token) => ({ access_token })),
        ),
        (status, body) => {
          const { outcome, token } = answer(status, body);
          expect(token !== undefined).toBe(outcome.kind === "success");
          if (token) expect(token.value).toMatch(/^[\x21-\x7e]+$/);
          expect(outcome.message).not.toBe("");
        },
      ),
    );
  });
});

test("a call refused because of its token is told from other failures", () => {
  const failure = { kind: "failure" as const };
  expect(isTokenRefused(answered(401), failure)).toBe(true);
  expect(isTokenRefused(answered(200, '{"errors":[{"code":"602","message":"Access token expired"}]}'), failure)).toBe(
    true,
  );
  expect(
    isTokenRefused(answered(403, "", [{ name: "WWW-Authenticate", value: 'Bearer error="invalid_token"' }]), failure),
  ).toBe(true);
  expect(isTokenRefused(answered(200, '{"note":"access token expired"}'), { kind: "success" })).toBe(false);
  expect(isTokenRefused(answered(403), failure)).toBe(false);
  expect(isTokenRefused(unanswered("timeout"), failure)).toBe(false);
});

test("the token and the pair of the client are secret in every text", () => {
  const definition = definitionWith({ credentialsIn: "header" });
  const secrets = secretValues(definition, { ...values, accessToken: "the-token" });
  const pair = Buffer.from(`${encodedId}:${encodedSecret}`).toString("base64");
  const text = `Bearer the-token, Basic ${pair}, ${encodedSecret}`;
  expect(maskText(text, secrets)).toBe("Bearer ••••••, Basic ••••••, ••••••");
  expect(maskSecrets(definition, { ...values, accessToken: "the-token" }).accessToken).toBe("••••••");
});
