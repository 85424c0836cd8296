/**
 * Canary secrets in everything that takes a secret, then everything that exists is run against a partner that repeats
 * them in every encoding (SECURITY T3, T4). They may be found nowhere. With a control switched off they are found, so
 * the search would notice.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import pg from "pg";
import pino from "pino";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import * as auditRoute from "@/app/api/v1/admin/audit/route";
import * as outboxRoute from "@/app/api/v1/admin/outbox/route";
import * as copiesRoute from "@/app/api/v1/destinations/[destinationId]/copies/route";
import * as manifestRoute from "@/app/api/v1/destinations/[destinationId]/manifest/route";
import * as destinationRoute from "@/app/api/v1/destinations/[destinationId]/route";
import * as caseRunsRoute from "@/app/api/v1/destinations/[destinationId]/test-cases/[caseId]/runs/route";
import * as casesRoute from "@/app/api/v1/destinations/[destinationId]/test-cases/route";
import * as testRunRoute from "@/app/api/v1/destinations/[destinationId]/test-runs/[runId]/route";
import * as testRunsRoute from "@/app/api/v1/destinations/[destinationId]/test-runs/route";
import * as testValuesRoute from "@/app/api/v1/destinations/[destinationId]/test-values/route";
import * as versionsRoute from "@/app/api/v1/destinations/[destinationId]/versions/route";
import * as destinationsRoute from "@/app/api/v1/destinations/route";
import * as notificationsRoute from "@/app/api/v1/notifications/route";
import * as decisionRoute from "@/app/api/v1/versions/[versionId]/decision/route";
import * as versionManifestRoute from "@/app/api/v1/versions/[versionId]/manifest/route";
import type { TestRunBody } from "@/lib/contract";
import { blankAuthentication, credentialFields } from "@/lib/destination/blank-definition";
import { itemOutcome, type ListDefinition } from "@/lib/destination/definition";
import { errors, field, listDestination, userIdMapping } from "@/lib/destination/example/list-destination";
import { exchange as recordedExchange } from "@/lib/destination/exchange";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { check } from "@/lib/destination/rulebook";
import { TextMasker } from "@/lib/destination/text-masker";
import { db } from "@/lib/server/db";
import { log } from "@/lib/server/log";
import { findDestination } from "@/lib/server/repositories/destinations";
import { SecretKeys } from "@/lib/server/sealed-secrets";
import { aDestination, anActor, aProject, aSession } from "@/lib/testing/factories";
import { aCanary, aPlainCanary, type Canary, canariesIn, encodings, encodingsIn } from "@/lib/testing/secret-canary";
import { gather } from "./freeze-version";
import { notify } from "./notify";

const origin = "http://localhost:3000";

/** By variable of the field that holds it. */
const planted = {
  bearer_token: aCanary("bearer token, in a header"),
  api_key: aPlainCanary("API key, half of a basic pair"),
  api_secret: aCanary("API secret, the other half"),
  client_secret: aCanary("client secret, in a token request"),
  body_key: aCanary("key in a payload"),
  url_key: aCanary("key in a URL"),
};
const token = aPlainCanary("access token that the partner gave");
const canaries: Canary[] = [...Object.values(planted), token];

// ------------------------------------------------------------------ a partner that repeats all it knows

type Mode = "json" | "text" | "html" | "unauthorized" | "list-id" | "long" | "items" | "redirect" | "broken";
const partner = { mode: "json" as Mode, isTokenGiven: true, said: "" };

/** A text in which a canary stands across the place where it is shortened. */
const cutOffAt = (chars: number, { value }: Canary) => `${".".repeat(chars - 18)}${value}`;

function say(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
) {
  partner.said += `\n${Object.values(headers).join("\n")}\n${body}`;
  response.writeHead(status, { "content-type": type, ...headers }).end(body);
}

/** Every canary that the partner knows, in every encoding. */
function everything(known: readonly Canary[]): string[] {
  return known.flatMap(({ value }) => Object.values(encodings).map((encode) => encode(value)));
}

const echoHeaders = (known: readonly Canary[]) =>
  Object.fromEntries(everything(known).map((text, index): [string, string] => [`x-echo-${index}`, text.trim()]));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const received = { url: request.url, headers: request.headers, body };
  // What it gave itself it repeats to whoever comes with it; the rest it has known for long.
  const known = canaries.filter((canary) => canary !== token || request.headers.authorization?.includes(token.value));
  const values = known.map(({ value }) => value);
  if (request.url?.startsWith("/token")) {
    if (partner.isTokenGiven)
      return say(response, 200, "application/json", JSON.stringify({ access_token: token.value }));
    // Told in words that are shown, and cut off in the middle of a secret.
    const description = cutOffAt(300, planted.client_secret);
    return say(
      response,
      400,
      "application/json",
      JSON.stringify({ error: "invalid_client", error_description: description }),
    );
  }
  const json = (status: number, document: object, headers?: Record<string, string>) =>
    say(response, status, "application/json", JSON.stringify(document), headers);
  if (partner.mode === "json")
    return json(200, { list: { id: "l1" }, values, texts: everything(known), received }, echoHeaders(known));
  if (partner.mode === "text")
    return say(response, 500, "text/plain", everything(known).join("\n"), echoHeaders(known));
  if (partner.mode === "html")
    return say(response, 400, "text/html", `<html><p>${everything(known).join("</p><p>")}</p></html>`);
  if (partner.mode === "unauthorized") return json(401, { error: { code: values[0], message: values.join(" ") } });
  if (partner.mode === "list-id") return json(201, { list: { id: values.join("|"), received } });
  if (partner.mode === "items") {
    const { api_secret: one, body_key: other } = planted;
    const code = cutOffAt(100, one);
    const rejected = ["u1", ...values, cutOffAt(100, other)].map((id) => ({ id, code, message: values.join() }));
    return json(200, { rejected: [...rejected, { id: "u1", code: one.value, message: cutOffAt(500, other) }] });
  }
  if (partner.mode === "redirect")
    return say(response, 302, "text/plain", "", {
      location: `https://x.example.com/?k=${encodeURIComponent(values.join())}`,
    });
  // Cut off in the middle of a secret: 64 KiB of a response are kept.
  if (partner.mode === "long") {
    const [first = ""] = values;
    return say(response, 200, "text/plain", `${"x".repeat(65_536 - 20)}${first}${first}`);
  }
  response.socket?.end(`HTTP/1.1 200 OK\r\nx-echo: ${values.join()}\r\ncontent-length: 99999\r\n\r\n${values.join()}`);
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});

// ------------------------------------------------------------------ what was seen

const seen: { where: string; text: string }[] = [];
const see = (where: string, text: string) => seen.push({ where, text });

/** Where canaries were seen, and which. */
function hits(): string[] {
  return [...new Set(seen.flatMap(({ where, text }) => canariesIn(text, canaries).map((name) => `${where}: ${name}`)))];
}

/** Every row of every table, of our schema and of the queue's. */
async function seeDatabase(): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`);
      see(`table ${name}`, rows.map(({ row }) => row).join("\n"));
    }
  } finally {
    await client.end();
  }
}

const levelBefore = log.level;
let streamBefore: unknown;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The partner has no port.");
  // The wide budget of the sandbox, and its place in the egress guard.
  process.env.SANDBOX_URL = `http://127.0.0.1:${address.port}`;
  log.level = "trace";
  streamBefore = Reflect.get(log, pino.symbols.streamSym);
  Reflect.set(log, pino.symbols.streamSym, { write: (line: string) => see("log", line) });
});

afterEach(() => {
  vi.restoreAllMocks();
});

afterAll(async () => {
  log.level = levelBefore;
  Reflect.set(log, pino.symbols.streamSym, streamBefore);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

// ------------------------------------------------------------------ a destination that uses secrets everywhere

function secretive(base: string): ListDefinition {
  const secret = (variable: string) => field({ type: "string", variable, displayName: variable, secret: true });
  const authentication = (method: "basic" | "oauth2") => {
    const blank = blankAuthentication();
    return { ...blank, method, oauth2: { ...blank.oauth2, tokenUrl: `${base}/token` } };
  };
  const told = errors(
    ["401", "Key", "The key of $cohort_name was not accepted.", { error: { code: "*" } }],
    ["429", "Rate limit", "Too many calls."],
    ["5xx", "Down", "The partner is down."],
    ["4xx", "Refused", "The partner refused the call."],
  );
  const members = {
    payload: '{"users": $items, "key": $body_key}',
    itemTemplate: '{"id": $user_id_field}',
    itemOutcomes: [
      itemOutcome.parse({
        id: "o1",
        path: "rejected",
        itemPath: "id",
        matchPath: "id",
        codePath: "code",
        messagePath: "message",
      }),
    ],
    errors: told,
  };
  return listDestination({
    authentication: { method: "bearer" },
    fields: [
      ...(["bearer", "basic", "oauth2"] as const).flatMap(credentialFields),
      secret("body_key"),
      secret("url_key"),
    ],
    mappings: [userIdMapping()],
    endpoints: {
      listCreation: {
        url: `${base}/lists/$url_key?key=$url_key&hidden=\${body_key | base64}`,
        payload: '{"name": "$cohort_name", "key": $body_key, "joined": "a${api_key | base64}b"}',
        listIdPath: "list.id",
        errors: told,
      },
      addUsers: { url: `${base}/lists/$list_id/add`, authentication: authentication("basic"), ...members },
      removeUsers: { url: `${base}/lists/$list_id/remove`, authentication: authentication("oauth2"), ...members },
    },
  });
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Signed-in people and a destination of theirs; `call` goes through the routes and sees every answer whole. */
async function aPortal() {
  const base = process.env.SANDBOX_URL ?? "";
  const definition = secretive(base);
  const [owner, reviewer, admin] = [
    await anActor(),
    await anActor({ platformRole: "reviewer" }),
    await anActor({ platformRole: "admin" }),
  ];
  const people = { owner, reviewer, admin };
  const cookies = {
    owner: (await aSession({ id: owner.userId })).headers,
    reviewer: (await aSession({ id: reviewer.userId })).headers,
    admin: (await aSession({ id: admin.userId })).headers,
  };
  const project = await aProject({ id: owner.organizationId });
  const { id: destinationId, connectionInfoId } = await aDestination({ id: owner.organizationId }, definition);

  async function call(
    handler: Handler,
    method: string,
    {
      who = "owner",
      params = { destinationId },
      query = "",
      note = "",
      body,
    }: {
      who?: keyof typeof people;
      params?: Record<string, string>;
      query?: string;
      /** Added to where the answer was seen. */
      note?: string;
      body?: unknown;
    } = {},
  ) {
    const headers = new Headers(cookies[who]);
    headers.set("origin", origin);
    if (body !== undefined) headers.set("content-type", "application/json");
    const url = `${origin}/api/v1/called${query}`;
    const text = body === undefined ? null : JSON.stringify(body);
    const response = await handler(new Request(url, { method, headers, body: text }), {
      params: Promise.resolve(params),
    });
    const answered = await response.text();
    see(`answer to ${method}${note}`, `${[...response.headers].join("\n")}\n${answered}`);
    const parsed: unknown = response.headers.get("content-type")?.includes("json") ? JSON.parse(answered) : undefined;
    return { status: response.status, text: answered, json: parsed };
  }

  const typed = Object.fromEntries(Object.entries(planted).map(([variable, { value }]) => [variable, value]));
  const settings = { ...typed, client_id: "client" };
  const fieldId = (variable: string) => definition.fields.find((each) => each.variable === variable)?.id ?? "";
  const run: TestRunBody = {
    revision: 1,
    endpoint: "listCreation",
    projectId: project.id,
    settings,
    mappings: { user_id_field: "user_id" },
    cohort: { id: "c1", name: "Cohort" },
    users: [
      { operation: "add", properties: { user_id: "u1" } },
      { operation: "remove", properties: { user_id: "u1" } },
    ],
    listId: '"l1"',
  };
  const answers = {
    projectId: project.id,
    name: "Mine",
    settings: {},
    mappings: {},
    cohortName: "Cohort",
    nextSuffix: "0001",
    listId: "",
    userCount: 1,
  };
  const secrets = Object.fromEntries(Object.keys(planted).map((variable) => [fieldId(variable), typed[variable]]));
  return { ...people, definition, destinationId, connectionInfoId, call, run, answers, secrets, fieldId };
}
type Portal = Awaited<ReturnType<typeof aPortal>>;

const modes: Mode[] = ["json", "text", "html", "unauthorized", "list-id", "long", "items", "redirect", "broken"];

/** Every endpoint in every way of answering, with typed secrets and with stored ones. */
async function runTests({ call, run, fieldId }: Portal): Promise<void> {
  const stored = { settings: { client_id: "client" }, storedSecrets: Object.keys(planted).map(fieldId) };
  for (const mode of modes) {
    partner.mode = mode;
    for (const endpoint of ["listCreation", "addUsers", "removeUsers"] as const) {
      for (const parts of [{}, stored]) {
        partner.isTokenGiven = mode !== "unauthorized";
        const body = { ...run, ...parts, endpoint };
        const { status, text } = await call(testRunsRoute.POST, "POST", { body, note: ` ${endpoint}, ${mode}` });
        expect(status, text).toBe(200);
      }
    }
  }
  partner.isTokenGiven = true;
  partner.mode = "json";
}

/** What was tested is looked at again, kept as a case, and that case is run with typed secrets and with stored ones. */
async function lookBack({ call, run, destinationId, fieldId }: Portal): Promise<void> {
  const runs = await db.testRun.findMany({ where: { destinationId }, select: { id: true, endpoint: true } });
  for (const { id } of runs) {
    const answered = await call(testRunRoute.GET, "GET", { params: { destinationId, runId: id }, note: " of a run" });
    expect(answered.status, answered.text).toBe(200);
  }
  for (const endpoint of new Set(runs.map((each) => each.endpoint))) {
    const listed = await call(testRunsRoute.GET, "GET", { query: `?endpoint=${endpoint}`, note: " of all runs" });
    expect(listed.status, listed.text).toBe(200);
  }
  const body = { runId: runs[0]?.id, name: "Case", expected: { kind: "failure", type: "Key" } };
  const made = await call(casesRoute.POST, "POST", { body, note: " of a case" });
  expect(made.status, made.text).toBe(201);
  const { id: caseId } = await db.testCase.findFirstOrThrow({ where: { destinationId } });
  const { revision, projectId, mappings, settings } = run;
  const stored = { settings: { client_id: "client" }, storedSecrets: Object.keys(planted).map(fieldId) };
  for (const parts of [{ settings }, stored]) {
    const params = { destinationId, caseId };
    const again = await call(caseRunsRoute.POST, "POST", {
      params,
      body: { revision, projectId, mappings, ...parts },
      note: " of a case's run",
    });
    expect(again.status, again.text).toBe(200);
  }
}

/** What is refused repeats nothing of what was refused. */
async function refuse({ call, run, answers, secrets, fieldId }: Portal): Promise<void> {
  const { value } = planted.bearer_token;
  const wrong: unknown[] = [
    { answers, secrets, more: value },
    { answers: { ...answers, settings: secrets }, secrets: {} },
    { answers: { ...answers, userCount: value }, secrets },
    { answers, secrets: { nothing: value } },
    { answers, secrets: [value] },
  ];
  for (const body of wrong) {
    const { status } = await call(testValuesRoute.PUT, "PUT", { body });
    expect(status, JSON.stringify(body)).toBe(400);
  }
  const tests: unknown[] = [
    { ...run, settings: { ...run.settings, bearer_token: { value } } },
    { ...run, settings: { ...run.settings, bearer_token: `${value}\r\n` } },
    { ...run, settings: { ...run.settings, bearer_token: "" } },
    { ...run, storedSecrets: [fieldId("bearer_token")] },
    { ...run, endpoint: value },
    { ...run, revision: 7 },
  ];
  for (const body of tests) {
    const { status } = await call(testRunsRoute.POST, "POST", { body });
    expect(status, JSON.stringify(body)).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
}

/** Something breaks while a secret is at hand: what is logged says nothing of it. */
async function breakDown({ call, run, answers, secrets }: Portal): Promise<void> {
  const broken = [
    { table: "test_run", attempt: () => call(testRunsRoute.POST, "POST", { body: run }) },
    { table: "test_secret", attempt: () => call(testValuesRoute.PUT, "PUT", { body: { answers, secrets } }) },
  ];
  for (const { table, attempt } of broken) {
    await db.$executeRawUnsafe(`alter table ${table} add constraint broken check (false) not valid`);
    expect((await attempt()).status, table).toBe(500);
    await db.$executeRawUnsafe(`alter table ${table} drop constraint broken`);
  }
}

/** Submitted, decided, told to everybody, taken out as a file, copied, listed. */
async function goThroughReview({ call, owner, destinationId, connectionInfoId, definition }: Portal): Promise<void> {
  const destination = await findDestination(db, owner.organizationId, destinationId);
  if (!destination) throw new Error("The destination is gone.");
  const { context } = await gather(db, owner, destination);
  const waivers = check(definition, context)
    .filter(({ severity }) => severity === "warning")
    .map(({ rule, path }) => ({ rule, path: path.join("."), reason: "A canary has to sing." }));
  const submitted = await call(versionsRoute.POST, "POST", { body: { revision: 1, releaseNote: "First.", waivers } });
  expect(submitted.status, submitted.text).toBe(201);
  const { id: versionId } = await db.destinationVersion.findFirstOrThrow({ where: { destinationId } });
  await notify({ event: "submitted", versionId });
  const params = { versionId };
  const decision = { decision: "request_changes", note: "Say more." };
  expect((await call(decisionRoute.POST, "POST", { who: "reviewer", params, body: decision })).status).toBe(204);
  await notify({ event: "changes_requested", versionId });
  for (const format of ["json", "yaml"]) {
    const query = `?format=${format}`;
    expect((await call(manifestRoute.GET, "GET", { query })).status).toBe(200);
    expect((await call(versionManifestRoute.GET, "GET", { params, query })).status).toBe(200);
  }
  const copy = { versionId, connectionInfoId, displayName: null };
  expect((await call(copiesRoute.POST, "POST", { body: copy })).status).toBe(201);
  const reads: [Handler, keyof Pick<Portal, "owner" | "reviewer" | "admin">][] = [
    [destinationsRoute.GET, "owner"],
    [destinationRoute.GET, "owner"],
    [versionsRoute.GET, "owner"],
    [testValuesRoute.GET, "owner"],
    [casesRoute.GET, "owner"],
    [notificationsRoute.GET, "owner"],
    [notificationsRoute.GET, "reviewer"],
    [outboxRoute.GET, "admin"],
    [auditRoute.GET, "admin"],
  ];
  for (const [handler, who] of reads) expect((await call(handler, "GET", { who })).status).toBe(200);
}

async function runEverything(): Promise<Portal> {
  seen.length = 0;
  partner.said = "";
  const portal = await aPortal();
  await refuse(portal);
  const saved = await portal.call(testValuesRoute.PUT, "PUT", {
    body: { answers: portal.answers, secrets: portal.secrets },
  });
  expect(saved.status, saved.text).toBe(200);
  await runTests(portal);
  await lookBack(portal);
  await breakDown(portal);
  await goThroughReview(portal);
  await seeDatabase();
  return portal;
}

test("no canary is in the database, the log, any answer, mail or manifest, whatever a partner repeats", async () => {
  const { definition } = await runEverything();

  // Everything was at stake: each secret of the destination was planted, and repeated by the partner in each encoding.
  expect(
    definition.fields
      .filter(isSecretField)
      .map(({ variable }) => variable)
      .sort(),
  ).toEqual(Object.keys(planted).sort());
  for (const canary of canaries) expect(encodingsIn(partner.said, canary), canary.name).toEqual(Object.keys(encodings));
  // And everything was seen: recorded calls, evidence, mails, sealed secrets, errors.
  const texts = (where: string) =>
    seen
      .filter((each) => each.where.startsWith(where))
      .map(({ text }) => text)
      .join("\n");
  for (const table of [
    "test_run",
    "test_secret",
    "destination_version",
    "outbox_message",
    "notification",
    "audit_entry",
  ]) {
    expect(texts(`table public.${table}`).length, table).toBeGreaterThan(100);
  }
  expect(texts("log")).toContain("unexpected error");
  expect(texts("answer to POST")).toContain("••••••");

  expect(hits()).toEqual([]);
}, 60_000);

test("without masking by value, the partner's echo is found: shown and recorded, of every way of answering", async () => {
  vi.spyOn(TextMasker.prototype, "mask").mockImplementation((text) => text);
  const portal = await aPortal();
  const body = { answers: portal.answers, secrets: portal.secrets };
  expect((await portal.call(testValuesRoute.PUT, "PUT", { body })).status).toBe(200);
  seen.length = 0;
  await runTests(portal);
  await seeDatabase();

  const found = hits();
  const places = ["table public.test_run", ...modes.map((mode) => `answer to POST removeUsers, ${mode}`)];
  for (const place of places) expect(found.join("\n"), place).toContain(`${place}: `);
  for (const { name } of canaries) expect(found).toContain(`table public.test_run: ${name}`);
  // What was recorded holds the echo in each encoding, so that each of them would have been seen.
  const recorded = await db.testRun.findMany({ where: { destinationId: portal.destinationId } });
  const bodies = recorded.map(({ exchange }) => recordedExchange.parse(exchange).response?.body ?? "").join("\n");
  for (const canary of Object.values(planted)) expect(encodingsIn(bodies, canary)).toEqual(Object.keys(encodings));
  await db.testRun.deleteMany();
}, 60_000);

test("a field that isn't marked as secret is found in the request that is shown", async () => {
  const portal = await aPortal();
  seen.length = 0;
  const fields = portal.definition.fields.map((each) => ({
    ...each,
    secret: each.variable !== "body_key" && each.secret,
  }));
  await db.destination.update({
    where: { id: portal.destinationId },
    data: { definition: { ...portal.definition, fields } },
  });
  partner.mode = "redirect";
  await portal.call(testRunsRoute.POST, "POST", { body: portal.run, note: ", not secret" });
  expect(hits()).toContain(`answer to POST, not secret: ${planted.body_key.name}`);
  await db.testRun.deleteMany();
});

test("without the seal, stored secrets are found in the database", async () => {
  const hex = (text: string) => Buffer.from(text).toString("base64url");
  vi.spyOn(SecretKeys.prototype, "seal").mockImplementation(
    (secret) => `v1.AAAAAAAA.AAAAAAAAAAAAAAAA.${hex(secret.reveal())}`,
  );
  const portal = await aPortal();
  seen.length = 0;
  const body = { answers: portal.answers, secrets: portal.secrets };
  expect((await portal.call(testValuesRoute.PUT, "PUT", { body })).status).toBe(200);
  await seeDatabase();
  expect(hits().sort()).toEqual(
    Object.values(planted)
      .map(({ name }) => `table public.test_secret: ${name}`)
      .sort(),
  );
});
