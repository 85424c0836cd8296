import { createServer, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TestRunBody } from "@/lib/contract";
import {
  blankAction,
  blankAuthentication,
  blankConnectionTest,
  blankEventDefinition,
  blankField,
  blankMapping,
  blankPropertyDefinition,
  credentialFields,
} from "@/lib/destination/blank-definition";
import {
  type DestinationDefinition,
  type EventDefinition,
  itemOutcome,
  type OAuth2,
  oauth2,
  type PropertyDefinition,
  type UpdateEndpoint,
} from "@/lib/destination/definition";
import { actionKey } from "@/lib/destination/endpoints";
import { AccessTokens } from "@/lib/server/access-token";
import { db } from "@/lib/server/db";
import { send } from "@/lib/server/egress";
import type { EgressPolicy } from "@/lib/server/egress-policy";
import { findDestination } from "@/lib/server/repositories/destinations";
import { aDestination, anActor, aProject } from "@/lib/testing/factories";
import { gather } from "./freeze-version";
import { testEndpoint } from "./test-endpoint";

const clientId = "client-of-this-test";
const clientSecret = "s3cret&of/this=test";

interface PartnerCall {
  method: string;
  url: string;
  authorization: string | undefined;
  body: string;
}
const calls: PartnerCall[] = [];
/** What the partner was sent, and how it answers; each test begins with a partner that has given no token. */
const partner = {
  calls,
  tokensGiven: 0,
  expiresIn: 3600,
  validToken: "",
  answer: { status: 200, body: "{}" },
};

const server = createServer(async (request, response) => {
  const body = await textOf(request);
  const { method = "", url = "", headers } = request;
  partner.calls.push({ method, url, authorization: headers.authorization, body });
  const reply = (status: number, answer: string) =>
    response
      .writeHead(status, { "content-type": "application/json", "x-echo": headers.authorization ?? "" })
      .end(answer);
  if (url.startsWith("/oauth/token")) {
    const given = credentialsOf(headers.authorization, url, body);
    if (given.id !== clientId || given.secret !== clientSecret) {
      return reply(
        401,
        JSON.stringify({ error: "invalid_client", error_description: `Unknown client with ${given.secret}` }),
      );
    }
    partner.tokensGiven += 1;
    partner.validToken = `access-token-number-${partner.tokensGiven}`;
    return reply(
      200,
      JSON.stringify({ access_token: partner.validToken, token_type: "bearer", expires_in: partner.expiresIn }),
    );
  }
  if (url === "/me" && headers.authorization !== `Bearer ${partner.validToken}`) {
    return reply(401, JSON.stringify({ error: `${headers.authorization} is not valid` }));
  }
  return reply(partner.answer.status, partner.answer.body);
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function credentialsOf(authorization: string | undefined, url: string, body: string) {
  const basic = /^Basic (.+)$/.exec(authorization ?? "")?.[1];
  if (basic !== undefined) {
    const [id = "", secret = ""] = Buffer.from(basic, "base64").toString().split(":").map(decodeURIComponent);
    return { id, secret };
  }
  const form = body === "" ? new URL(url, "http://partner").searchParams : new URLSearchParams(body);
  return { id: form.get("client_id") ?? "", secret: form.get("client_secret") ?? "" };
}

let origin = "";
let policy: EgressPolicy;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  origin = `http://127.0.0.1:${port}`;
  policy = { allow: [{ host: "127.0.0.1", port }], ports: [80, 443, 8080, 8443] };
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  Object.assign(partner, {
    calls: [],
    tokensGiven: 0,
    expiresIn: 3600,
    validToken: "",
    answer: { status: 200, body: "{}" },
  });
});

const settings = { client_id: clientId, client_secret: clientSecret };

/** An event destination whose connection test needs a token. */
function withToken(part: Partial<OAuth2> = {}, path = "/me"): EventDefinition {
  return {
    ...blankEventDefinition(),
    authentication: {
      ...blankAuthentication(),
      method: "oauth2",
      oauth2: oauth2.parse({ tokenUrl: `${origin}/oauth/token`, ...part }),
    },
    fields: credentialFields("oauth2"),
    endpoints: { testConnection: { ...blankConnectionTest(), url: `${origin}${path}` } },
  };
}

/** A property destination whose one endpoint takes both directions. */
function withUpdates(update: Partial<UpdateEndpoint>): PropertyDefinition {
  const blank = blankPropertyDefinition();
  const updateUsers = { ...blank.endpoints.updateUsers, url: `${origin}/batch`, ...update };
  const mapping = { ...blankMapping(), variable: "member_id", displayName: "Member ID", targetName: "ID" };
  return {
    ...blank,
    mappings: [{ ...mapping, defaultProperty: "user_id" }],
    endpoints: { ...blank.endpoints, updateUsers },
  };
}

async function aBench(definition: DestinationDefinition) {
  const actor = await anActor();
  const project = await aProject({ id: actor.organizationId });
  const destination = await aDestination({ id: actor.organizationId }, definition);
  const tokens = new AccessTokens();
  const press = (parts: Partial<TestRunBody>) =>
    testEndpoint(
      actor,
      destination.id,
      {
        revision: 1,
        endpoint: "testConnection",
        projectId: project.id,
        settings,
        mappings: {},
        cohort: { id: "c1", name: "Power users" },
        users: [],
        listId: "",
        ...parts,
      },
      { send, policy, now: () => new Date(), tokens },
    );
  return { actor, destination, press };
}

/** Neither a secret nor a token, in what is answered and in what is stored. */
async function expectNoSecret(run: unknown, destinationId: string): Promise<void> {
  const stored = await db.testRun.findMany({ where: { destinationId } });
  for (const text of [JSON.stringify(run), JSON.stringify(stored)]) {
    expect(text).not.toContain(clientSecret);
    expect(text).not.toContain(encodeURIComponent(clientSecret));
    expect(text).not.toMatch(/access-token-number/);
    expect(text).not.toContain(
      Buffer.from(`${clientId}:${encodeURIComponent(clientSecret)}`)
        .toString("base64")
        .slice(0, -4),
    );
  }
}

test.each([
  ["in the body", { credentialsIn: "body" }],
  ["in the header", { credentialsIn: "header" }],
  ["in the query of a GET", { credentialsIn: "query", method: "GET" }],
] satisfies [string, Partial<OAuth2>][])(
  "a token is asked for with the credentials %s, sent, and shown nowhere",
  async (_, part) => {
    const { destination, press } = await aBench(withToken(part));

    const run = await press({});

    expect(run.outcome).toMatchObject({ kind: "success", status: "200" });
    expect(partner.calls.map(({ url }) => url.split("?")[0])).toEqual(["/oauth/token", "/me"]);
    expect(partner.calls[1]?.authorization).toBe("Bearer access-token-number-1");
    expect(run.accessToken?.outcome.kind).toBe("success");
    expect(run.exchange.request.headers).toContainEqual({ name: "Authorization", value: "Bearer ••••••" });
    expect(run.accessToken?.exchange.response?.body).toContain('"access_token":"••••••"');
    await expectNoSecret(run, destination.id);
  },
);

test("a token is kept for the next test, and asked for again when other credentials are given", async () => {
  const { press } = await aBench(withToken());
  await press({});
  const second = await press({});
  expect(second.outcome.kind).toBe("success");
  expect(second.accessToken).toBeNull();
  expect(partner.tokensGiven).toBe(1);
  const other = await press({ settings: { ...settings, client_secret: "another secret" } });
  expect(other.outcome).toMatchObject({ kind: "failure", type: "Access token" });
});

test("a refused token is renewed once, and the call made again", async () => {
  const { destination, press } = await aBench(withToken());
  await press({});
  partner.validToken = "revoked";

  const run = await press({});

  expect(partner.calls.map(({ url }) => url)).toEqual(["/oauth/token", "/me", "/me", "/oauth/token", "/me"]);
  expect(run.outcome.kind).toBe("success");
  expect(run.accessToken?.outcome.kind).toBe("success");
  expect(run.warnings.join()).toContain("a new one was obtained");
  await expectNoSecret(run, destination.id);
});

test("a token that was refused although it is new is not asked for again", async () => {
  const { press } = await aBench(withToken({}, "/other"));
  partner.answer = { status: 401, body: '{"error":"no"}' };

  const run = await press({});

  expect(run.outcome).toMatchObject({ kind: "failure", type: "unclassified", status: "401" });
  expect(run.accessToken?.outcome.kind).toBe("success");
  expect(partner.calls).toHaveLength(2);
});

test("refused credentials are a failure of their own, in words, and the partner's endpoint is not called", async () => {
  const { destination, press } = await aBench(withToken());

  const run = await press({ settings: { client_id: "somebody", client_secret: clientSecret } });

  expect(partner.calls.map(({ url }) => url)).toEqual(["/oauth/token"]);
  expect(run.accessToken).toMatchObject({
    exchange: { response: { status: 401 } },
    outcome: { kind: "failure", type: "Access token", status: "401", field: "client_secret", retry: false },
  });
  expect(run.outcome).toMatchObject({
    kind: "failure",
    type: "Access token",
    status: "refused",
    field: "client_secret",
  });
  expect(run.exchange).toMatchObject({ failure: { kind: "refused", rule: "access_token" } });
  expect(run.exchange.response).toBeUndefined();
  await expectNoSecret(run, destination.id);
});

test("nothing is sent while a credential is missing, or while the guard refuses the token URL", async () => {
  const missing = await aBench(withToken());
  await expect(missing.press({ settings: { client_id: "x" } })).rejects.toMatchObject({
    code: "invalid_input",
    details: { issues: [{ path: "client_secret" }] },
  });
  const definition = withToken({ tokenUrl: "$login_url/token" });
  const host = {
    ...blankField("string"),
    variable: "login_url",
    displayName: "Login URL",
    hostPatterns: ["*.example.com"],
  };
  const elsewhere = await aBench({ ...definition, fields: [...definition.fields, host] });
  const refused = await elsewhere.press({ settings: { ...settings, login_url: "https://login.example.com:9999" } });
  expect(refused).toMatchObject({
    outcome: { kind: "failure", type: "refused", status: "refused" },
    accessToken: { exchange: { failure: { kind: "refused" } }, outcome: { type: "refused" } },
    exchange: { failure: { kind: "refused", rule: "access_token" } },
  });
  expect(partner.calls).toEqual([]);
});

test("events of an action are matched and sent with every digit, and each gets its result", async () => {
  const action = {
    ...blankAction(),
    id: "cart",
    name: "Add to cart",
    trigger: 'type = "track" and event = "Product Added"',
    endpoint: {
      ...blankAction().endpoint,
      url: `${origin}/events`,
      batchSize: 10,
      payload: '{"events": $items}',
      itemTemplate: '{"id": "${event.messageId}", "total": ${event.properties.total}}',
      itemOutcomes: [
        itemOutcome.parse({ id: "bad", path: "errors", itemPath: "id", matchPath: "id", codePath: "code" }),
      ],
    },
  };
  const { actor, destination, press } = await aBench({ ...blankEventDefinition(), actions: [action] });
  partner.answer = { status: 207, body: '{"errors":[{"id":"m2","code":"too_much"},{"id":"m9","code":"unknown"}]}' };
  const key = actionKey(action);
  const track = (id: string, total: string) =>
    `{"type":"track","event":"Product Added","messageId":"${id}","properties":{"total":${total}}}`;

  const run = await press({
    endpoint: key,
    settings: {},
    events: [track("m1", "12345678901234567890"), '{"type":"page"}', track("m2", "1.10")],
  });

  expect(partner.calls[0]?.body).toBe(
    '{"events": [{"id": "m1", "total": 12345678901234567890},{"id": "m2", "total": 1.10}]}',
  );
  expect(run.outcome).toMatchObject({
    kind: "partial",
    status: "207",
    items: { total: 2, accepted: 1, rejected: 1, unmatched: 1 },
  });
  expect(run.items?.listed).toEqual([
    { place: 0, result: "accepted" },
    { place: 2, result: "rejected", ruleId: "bad", code: "too_much" },
  ]);
  expect(run.items?.unmatched).toHaveLength(1);

  const stored = await findDestination(db, actor.organizationId, destination.id);
  const { evidence } = stored ? await gather(db, actor, stored) : { evidence: [] };
  expect(evidence).toMatchObject([{ endpoint: "action:cart", isCurrent: true, outcome: { kind: "partial" } }]);
  await expect(press({ endpoint: key, settings: {}, events: ["[1]"] })).rejects.toMatchObject({
    code: "invalid_input",
    details: { issues: [{ path: "events.0" }] },
  });
  await expect(press({ endpoint: "action:gone", settings: {} })).rejects.toMatchObject({ code: "invalid_input" });
});

test("users of both directions share a request, and a 207 tells them apart", async () => {
  const definition = withUpdates({
    payload: '{"batch": $items}',
    itemTemplate: '{"userId": "$member_id", "traits": {"${property_key}": $in_cohort}}',
    itemOutcomes: [
      itemOutcome.parse({
        id: "bad",
        path: "failed",
        itemPath: "userId",
        matchPath: "userId",
        messagePath: "why",
        onRemove: "done",
      }),
    ],
  });
  const { press } = await aBench(definition);
  partner.answer = {
    status: 207,
    body: '{"failed":[{"userId":"u1","why":"unknown"},{"userId":"u3","why":"unknown"}]}',
  };

  const run = await press({
    endpoint: "updateUsers",
    settings: {},
    mappings: { member_id: "user_id" },
    propertyKey: "frozen at the first sync",
    users: [
      { operation: "add", properties: { user_id: "u1" } },
      { operation: "add", properties: { user_id: "u2" } },
      { operation: "remove", properties: { user_id: "u3" } },
    ],
  });

  expect(JSON.parse(partner.calls[0]?.body ?? "")).toEqual({
    batch: [
      { userId: "u1", traits: { "frozen at the first sync": true } },
      { userId: "u2", traits: { "frozen at the first sync": true } },
      { userId: "u3", traits: { "frozen at the first sync": false } },
    ],
  });
  expect(run.outcome).toMatchObject({ kind: "partial", items: { accepted: 1, rejected: 1, done: 1 } });
  expect(run.items?.listed.map(({ place, result, message }) => [place, result, message])).toEqual([
    [0, "rejected", "unknown"],
    [1, "accepted", undefined],
    [2, "done", "unknown"],
  ]);
});

test("results beyond what is shown are read all the same", async () => {
  const definition = withUpdates({
    payload: '{"key": "$property_key", "batch": $items}',
    itemTemplate: '{"userId": "$member_id", "value": $in_cohort}',
    itemOutcomes: [itemOutcome.parse({ id: "bad", path: "failed", matchPath: "userId" })],
  });
  const { press } = await aBench(definition);
  const users = Array.from({ length: 300 }, (_, index) => ({
    operation: "add" as const,
    properties: { user_id: `user-${index}` },
  }));
  const failed = users.slice(100).map(({ properties }) => properties.user_id);
  partner.answer = { status: 200, body: JSON.stringify({ padding: "x".repeat(200_000), failed }) };

  const run = await press({ endpoint: "updateUsers", settings: {}, mappings: { member_id: "user_id" }, users });

  expect(run.outcome).toMatchObject({ kind: "partial", items: { accepted: 100, rejected: 200 } });
  expect(run.items?.listed).toHaveLength(100);
  expect(run.items?.listed.every(({ result }) => result === "rejected")).toBe(true);
  expect(run.exchange.response?.isTruncated).toBe(true);
  expect(run.exchange.response?.body.length).toBe(64 * 1024);
});
