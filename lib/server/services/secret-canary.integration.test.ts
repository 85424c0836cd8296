/**
 * Canary secrets in everything that takes a secret, then everything that exists is run against a partner that repeats
 * them in every encoding (SECURITY T3, T4). They may be found nowhere. With a control switched off they are found, so
 * the search would notice.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import * as connectionTestsRoute from "@/app/api/v1/connection-tests/route";
import * as copiesRoute from "@/app/api/v1/destinations/[destinationId]/copies/route";
import * as manifestRoute from "@/app/api/v1/destinations/[destinationId]/manifest/route";
import * as caseRunsRoute from "@/app/api/v1/destinations/[destinationId]/test-cases/[caseId]/runs/route";
import * as casesRoute from "@/app/api/v1/destinations/[destinationId]/test-cases/route";
import * as testRunRoute from "@/app/api/v1/destinations/[destinationId]/test-runs/[runId]/route";
import * as testRunsRoute from "@/app/api/v1/destinations/[destinationId]/test-runs/route";
import * as testValuesRoute from "@/app/api/v1/destinations/[destinationId]/test-values/route";
import * as versionsRoute from "@/app/api/v1/destinations/[destinationId]/versions/route";
import * as installationConnectionTestsRoute from "@/app/api/v1/installations/[installationId]/connection-tests/route";
import * as rollbackRoute from "@/app/api/v1/installations/[installationId]/rollback/route";
import * as installationRoute from "@/app/api/v1/installations/[installationId]/route";
import * as upgradeRoute from "@/app/api/v1/installations/[installationId]/upgrade/route";
import * as installationsRoute from "@/app/api/v1/installations/route";
import * as decisionRoute from "@/app/api/v1/versions/[versionId]/decision/route";
import * as versionManifestRoute from "@/app/api/v1/versions/[versionId]/manifest/route";
import * as reviewRunsRoute from "@/app/api/v1/versions/[versionId]/review-runs/route";
import * as vaultRoute from "@/app/api/v1/versions/[versionId]/vault/route";
import type { TestRunBody } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { endpointsOf } from "@/lib/destination/endpoints";
import { exchange as recordedExchange } from "@/lib/destination/exchange";
import { isSecretField } from "@/lib/destination/mask-secrets";
import { check } from "@/lib/destination/rulebook";
import { templatesOf } from "@/lib/destination/template-use";
import { TextMasker } from "@/lib/destination/text-masker";
import { db } from "@/lib/server/db";
import { findDestination } from "@/lib/server/repositories/destinations";
import { SecretKeys } from "@/lib/server/sealed-secrets";
import { CanaryWatch } from "@/lib/testing/canary-watch";
import { EchoingPartner, type EchoMode, echoModes } from "@/lib/testing/echoing-partner";
import { aDestination, anActor, aProject, aSession } from "@/lib/testing/factories";
import { aCanary, aPlainCanary, type Canary, encodings, encodingsIn } from "@/lib/testing/secret-canary";
import {
  type SecretVariable,
  secretiveDestinations,
  secretiveKinds,
  secretVariables,
  secretWebhook,
} from "@/lib/testing/secretive-destinations";
import { gather } from "./freeze-version";
import { notify } from "./notify";

const origin = "http://localhost:3000";

const planted: Record<SecretVariable, Canary> = {
  bearer_token: aCanary("bearer token, in a header"),
  api_key: aPlainCanary("API key, half of a basic pair"),
  api_secret: aCanary("API secret, the other half"),
  client_secret: aCanary("client secret, in a token request"),
  header_key: aCanary("key in headers"),
  body_key: aCanary("key in a payload"),
  item_key: aCanary("key in each item"),
  url_key: aCanary("key in a URL"),
  token_key: aCanary("key in the URL and the parameters of a token request"),
  name_key: aCanary("key in names of lists and properties"),
};
const token = aPlainCanary("access token that the partner gave");
const refreshToken = aPlainCanary("refresh token that came with it");
/** Of a secret base URL; typed in capitals, since a host is sent in small letters. */
const hook = { host: aPlainCanary("host of a webhook"), path: aPlainCanary("path of a webhook") };
const canaries: Canary[] = [...Object.values(planted), token, refreshToken, hook.host, hook.path];
const echoed = [...Object.values(planted), token];

const watch = new CanaryWatch(canaries);
let partner: EchoingPartner;

// The one name that is looked up here is that of the webhook, and it is the partner's.
vi.mock("@/lib/server/egress-resolver", () => {
  const loopback = async () => ["127.0.0.1"];
  return { resolveName: loopback, resolveWithSystem: loopback };
});

beforeAll(async () => {
  const { client_secret: clientSecret, api_secret: code, body_key: message } = planted;
  partner = await EchoingPartner.open({
    canaries: echoed,
    token,
    refreshToken,
    cutOff: { clientSecret, code, message },
  });
  // The wide budget of the sandbox; and a place in the egress guard, as it has none of the sandbox's paths.
  process.env.SANDBOX_URL = `http://127.0.0.1:${partner.port}`;
  process.env.EGRESS_ALLOW = ["127.0.0.1", `${hook.host.value}.example.com`]
    .map((host) => `${host}:${partner.port}`)
    .join();
  watch.seeLog();
});

afterEach(() => {
  vi.restoreAllMocks();
});

afterAll(async () => {
  watch.close();
  await partner.close();
});

// ------------------------------------------------------------------ people, and everything they can do

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

interface Call {
  who?: "owner" | "reviewer" | "admin" | "customer";
  params?: Record<string, string>;
  query?: string;
  /** Added to where the answer was seen. */
  note?: string;
  body?: unknown;
}

/** Signed-in people and a destination of theirs; `call` goes through the routes and sees every answer whole. */
async function aPortal(
  definition: DestinationDefinition = secretiveDestinations(process.env.SANDBOX_URL ?? "").list,
  typed: Readonly<Record<string, string>> = valuesOf(planted),
) {
  const [owner, reviewer, admin, customer] = [
    await anActor(),
    await anActor({ platformRole: "reviewer" }),
    await anActor({ platformRole: "admin" }),
    await anActor({ portalEnabled: false }),
  ];
  const cookies = {
    owner: (await aSession({ id: owner.userId })).headers,
    reviewer: (await aSession({ id: reviewer.userId })).headers,
    admin: (await aSession({ id: admin.userId })).headers,
    customer: (await aSession({ id: customer.userId })).headers,
  };
  const project = await aProject({ id: owner.organizationId });
  const { id: destinationId, connectionInfoId } = await aDestination({ id: owner.organizationId }, definition);

  async function call(handler: Handler, method: string, given: Call = {}) {
    const { who = "owner", params = { destinationId }, query = "", note = "", body } = given;
    const headers = new Headers(cookies[who]);
    headers.set("origin", origin);
    if (body !== undefined) headers.set("content-type", "application/json");
    const url = `${origin}/api/v1/called${query}`;
    const text = body === undefined ? null : JSON.stringify(body);
    const response = await handler(new Request(url, { method, headers, body: text }), {
      params: Promise.resolve(params),
    });
    const answered = await response.text();
    watch.see(`answer to ${method}${note}`, `${[...response.headers].join("\n")}\n${answered}`);
    const parsed: unknown = response.headers.get("content-type")?.includes("json") ? JSON.parse(answered) : undefined;
    return { status: response.status, headers: response.headers, text: answered, json: parsed };
  }

  const settings = { ...typed, client_id: "client" };
  const fieldId = (variable: string) => definition.fields.find((each) => each.variable === variable)?.id ?? "";
  const order = { type: "track", messageId: "m1", properties: { products: [{ sku: "a" }] } };
  const run: TestRunBody = {
    revision: 1,
    endpoint: "listCreation",
    projectId: project.id,
    settings,
    mappings: definition.kind === "event" ? {} : { user_id_field: "user_id" },
    cohort: { id: "c1", name: "Cohort" },
    users: [
      { operation: "add", properties: { user_id: "u1" } },
      { operation: "remove", properties: { user_id: "u1" } },
    ],
    events: definition.kind === "event" ? [JSON.stringify(order)] : [],
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
  const secretFields = definition.fields.filter(isSecretField);
  const secrets = Object.fromEntries(secretFields.map(({ id, variable }) => [id, typed[variable]]));
  const stored = { settings: { client_id: "client" }, storedSecrets: secretFields.map(({ id }) => id) };
  const keys = endpointsOf(definition).map(({ key }) => key);
  const place = { destinationId, connectionInfoId, projectId: project.id };
  return { owner, customer, definition, ...place, keys, call, run, answers, secrets, stored, fieldId };
}
type Portal = Awaited<ReturnType<typeof aPortal>>;

function valuesOf(canaryOf: Record<string, Canary>): Record<string, string> {
  return Object.fromEntries(Object.entries(canaryOf).map(([variable, { value }]) => [variable, value]));
}

/** Every endpoint in every way of answering, in turn with typed secrets and with stored ones. */
async function runTests({ call, run, stored, keys }: Portal): Promise<void> {
  for (const [turn, mode] of echoModes.entries()) {
    partner.mode = mode;
    partner.isTokenGiven = mode !== "unauthorized";
    for (const [index, endpoint] of keys.entries()) {
      const body = { ...run, ...((turn + index) % 2 === 0 && stored), endpoint };
      const { status, text } = await call(testRunsRoute.POST, "POST", { body, note: ` ${endpoint}, ${mode}` });
      expect(status, text).toBe(200);
    }
  }
  partner.isTokenGiven = true;
  partner.mode = "json";
}

/** What was tested is looked at again, kept as a case, and that case is run with typed secrets and with stored ones. */
async function lookBack({ call, run, destinationId, stored }: Portal): Promise<void> {
  const runs = await db.testRun.findMany({ where: { destinationId }, select: { id: true, endpoint: true } });
  for (const { id } of runs) {
    const answered = await call(testRunRoute.GET, "GET", { params: { destinationId, runId: id }, note: " of a run" });
    expect(answered.status, answered.text).toBe(200);
  }
  for (const endpoint of new Set(runs.map((each) => each.endpoint))) {
    const query = `?endpoint=${encodeURIComponent(endpoint)}`;
    const listed = await call(testRunsRoute.GET, "GET", { query, note: " of all runs" });
    expect(listed.status, listed.text).toBe(200);
  }
  const body = { runId: runs[0]?.id, name: "Case", expected: { kind: "failure", type: "Key", body: '{"a":1}' } };
  const made = await call(casesRoute.POST, "POST", { body, note: " of a case" });
  expect(made.status, made.text).toBe(201);
  const { id: caseId } = await db.testCase.findFirstOrThrow({ where: { destinationId } });
  const { revision, projectId, mappings, settings } = run;
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

/** Somebody types a secret where none is expected: as the name of a cohort, a user's property, a list ID, an event. */
async function typeAstray({ call, run, keys, definition }: Portal): Promise<void> {
  const { value } = planted.body_key;
  // A property's name is made of the cohort's by filters, which nothing could be found in.
  const cohort = definition.kind === "property" ? run.cohort : { id: value.slice(0, 20), name: `Cohort ${value}` };
  partner.mode = "json";
  for (const endpoint of keys) {
    const astray = {
      ...run,
      endpoint,
      cohort,
      users: ["add", "remove"].map((operation) => ({ operation, properties: { user_id: `u ${value}` } })),
      events: run.events?.map((event) => event.replace('"m1"', JSON.stringify(value))) ?? [],
      listId: JSON.stringify(value),
    };
    const answered = await call(testRunsRoute.POST, "POST", { body: astray, note: ` ${endpoint}, typed astray` });
    expect(answered.status, answered.text).toBe(200);
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
    { ...run, settings: { ...run.settings, header_key: `${value}\r\n` }, endpoint: "testConnection" },
    { ...run, settings: { ...run.settings, bearer_token: "" } },
    { ...run, storedSecrets: [fieldId("bearer_token")] },
    { ...run, endpoint: value },
    { ...run, revision: 7 },
  ];
  for (const body of tests) {
    const { status } = await call(testRunsRoute.POST, "POST", { body, note: " that is refused" });
    expect(status, JSON.stringify(body)).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }
}

/** Something breaks while a secret is at hand: what is logged says nothing of it. */
async function breakDown({ call, run, answers, secrets, keys: [endpoint] }: Portal): Promise<void> {
  const broken = [
    { table: "test_run", attempt: () => call(testRunsRoute.POST, "POST", { body: { ...run, endpoint } }) },
    { table: "test_secret", attempt: () => call(testValuesRoute.PUT, "PUT", { body: { answers, secrets } }) },
  ];
  for (const { table, attempt } of broken) {
    await db.$executeRawUnsafe(`alter table ${table} add constraint broken check (false) not valid`);
    expect((await attempt()).status, table).toBe(500);
    await db.$executeRawUnsafe(`alter table ${table} drop constraint broken`);
  }
}

/** Answers as a vault and an installation keep them: by the IDs of fields. */
const answersById = ({ fieldId }: Portal) => ({
  settings: { [fieldId("client_id")]: "client" },
  mappings: {},
  actions: {},
});

/** Submits the draft and lends the reviewers an account; they test with it and with keys of their own, and decide. */
async function review(
  portal: Portal,
  decision: "approve" | "request_changes",
  modes: readonly EchoMode[] = ["json"],
): Promise<string> {
  const { call, owner, destinationId, definition, secrets, stored, keys, run } = portal;
  const destination = await findDestination(db, owner.organizationId, destinationId);
  if (!destination) throw new Error("The destination is gone.");
  const { context } = await gather(db, owner, destination);
  const waivers = check(definition, context)
    .filter(({ severity }) => severity === "warning")
    .map(({ rule, path }) => ({ rule, path: path.join("."), reason: "A canary has to sing." }));
  const body = { revision: 1, releaseNote: "A version.", waivers };
  const submitted = await call(versionsRoute.POST, "POST", { body, note: " of a version" });
  expect(submitted.status, submitted.text).toBe(201);
  const { id: versionId } = await db.destinationVersion.findFirstOrThrow({
    where: { destinationId },
    orderBy: { submittedAt: "desc" },
  });
  await notify({ event: "submitted", versionId });
  const params = { versionId };
  const accounts = [{ secrets }, { storedSecrets: stored.storedSecrets }, { keptSecrets: stored.storedSecrets }];
  for (const account of accounts) {
    const lent = await call(vaultRoute.PUT, "PUT", { params, body: { answers: answersById(portal), ...account } });
    expect(lent.status, lent.text).toBe(204);
  }
  const { settings, mappings } = run;
  for (const mode of modes) {
    partner.mode = mode;
    for (const endpoint of keys) {
      for (const account of ["vault", "own"] as const) {
        const given = account === "own" ? { settings, mappings } : { settings: {}, mappings };
        const tested = await call(reviewRunsRoute.POST, "POST", {
          ...{ who: "reviewer", params, note: ` of a review, ${mode}` },
          body: { endpoint, account, ...given, listId: '"l1"' },
        });
        expect(tested.status, tested.text).toBe(200);
      }
    }
  }
  partner.mode = "json";
  // With the decision the account may end.
  if (decision === "request_changes") await watch.seeDatabase();
  const decided = { decision, note: "Say more." };
  expect((await call(decisionRoute.POST, "POST", { who: "reviewer", params, body: decided })).status).toBe(204);
  await notify({ event: decision === "approve" ? "approved" : "changes_requested", versionId });
  return versionId;
}

/** Submitted and decided, told to everybody, taken out as a file, copied. */
async function goThroughReview(portal: Portal): Promise<string> {
  const { call, connectionInfoId } = portal;
  const versionId = await review(portal, "request_changes", ["text", "unauthorized", "items"]);
  for (const format of ["json", "yaml"]) {
    const query = `?format=${format}`;
    expect((await call(manifestRoute.GET, "GET", { query })).status).toBe(200);
    expect((await call(versionManifestRoute.GET, "GET", { params: { versionId }, query })).status).toBe(200);
  }
  const copy = { versionId, connectionInfoId, displayName: null };
  expect((await call(copiesRoute.POST, "POST", { body: copy })).status).toBe(201);
  return versionId;
}

/** A customer installs a version, tests it, changes its keys, goes to the next version and back. */
async function install(portal: Portal): Promise<string> {
  const { call, customer, destinationId, secrets } = portal;
  const first = await review(portal, "approve");
  const project = await aProject({ id: customer.organizationId });
  const place = { projectId: project.id, destinationId, versionId: first };
  const form = { name: "Production", answers: answersById(portal), secrets };
  const asCustomer = async (handler: Handler, method: string, note: string, more: Call, status: number) => {
    const answered = await call(handler, method, { who: "customer", params: {}, ...more, note: ` ${note}` });
    expect(answered.status, `${note}: ${answered.text}`).toBe(status);
    return answered.json;
  };

  for (const mode of ["unauthorized", "json"] as const) {
    partner.mode = mode;
    const { name: _, ...typed } = form;
    await asCustomer(connectionTestsRoute.POST, "POST", `connection, ${mode}`, { body: { ...place, ...typed } }, 200);
    const body = { ...form, ...place, isTestedFirst: true };
    await asCustomer(installationsRoute.POST, "POST", `installation, ${mode}`, { body }, 200);
  }
  const { id: installationId } = await db.installation.findFirstOrThrow({ where: { destinationId } });
  const params = { installationId };
  partner.mode = "text";
  await asCustomer(installationConnectionTestsRoute.POST, "POST", "test of an installation", { params }, 200);
  partner.mode = "json";
  const wrong = { ...form, revision: 1, answers: { ...form.answers, settings: secrets } };
  await asCustomer(installationRoute.PUT, "PUT", "secrets among answers", { params, body: wrong }, 400);
  await asCustomer(installationRoute.PUT, "PUT", "new keys", { params, body: { ...form, revision: 1 } }, 200);
  const next = await review(portal, "approve");
  const revision = async () => (await db.installation.findFirstOrThrow({ where: { destinationId } })).revision;
  const { secrets: _, ...kept } = form;
  const upgrade = { ...kept, versionId: next, isTestedFirst: true, revision: await revision() };
  await asCustomer(upgradeRoute.POST, "POST", "upgrade", { params, body: upgrade }, 200);
  const back = { revision: await revision() };
  await asCustomer(rollbackRoute.POST, "POST", "rollback", { params, body: back }, 200);
  return installationId;
}

const routesFolder = "app/api/v1";
const routeFiles = readdirSync(routesFolder, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith("route.ts"),
);

/** Every address that gives anything is asked by everybody. Whatever is added to the product is asked here at once. */
async function readEverything(
  { call, destinationId, connectionInfoId, projectId }: Portal,
  known: { versionId: string; installationId: string },
) {
  const [run, message] = [
    await db.testRun.findFirstOrThrow({ where: { destinationId } }),
    await db.outboxMessage.findFirstOrThrow(),
  ];
  const ids = new Map(
    Object.entries({ destinationId, connectionInfoId, projectId, ...known, runId: run.id, messageId: message.id }),
  );
  const given = new Set<string>();
  for (const file of routeFiles) {
    const route: Record<string, unknown> = await import(/* @vite-ignore */ join(process.cwd(), routesFolder, file));
    const { GET } = route;
    if (!isHandler(GET)) continue;
    const names = [...file.matchAll(/\[(\w+)\]/g)].map(([, name = ""]) => name);
    const params = Object.fromEntries(names.map((name) => [name, ids.get(name) ?? known.versionId]));
    for (const who of ["owner", "reviewer", "admin", "customer"] as const) {
      const query = file.includes("test-runs/route") ? `?endpoint=${encodeURIComponent(run.endpoint)}` : "";
      const { status } = await call(GET, "GET", { who, params, query, note: ` ${file}` });
      expect(status, file).toBeLessThan(500);
      if (status === 200) given.add(file);
    }
  }
  return given;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === "function";
}

async function store({ call, answers, secrets }: Portal): Promise<void> {
  const saved = await call(testValuesRoute.PUT, "PUT", { body: { answers, secrets } });
  expect(saved.status, saved.text).toBe(200);
}

async function runEverything(definition: DestinationDefinition) {
  watch.forget();
  partner.said = "";
  partner.saidInHeaders = "";
  const portal = await aPortal(definition);
  await refuse(portal);
  await store(portal);
  await runTests(portal);
  await lookBack(portal);
  await typeAstray(portal);
  await breakDown(portal);
  await goThroughReview(portal);
  const installationId = await install(portal);
  const { versionId } = await db.installation.findFirstOrThrow({ where: { id: installationId } });
  const given = await readEverything(portal, { versionId, installationId });
  await watch.seeDatabase();
  return { portal, given };
}

describe.each(secretiveKinds)("a destination of the kind: %s", (kind) => {
  const definition = () => secretiveDestinations(process.env.SANDBOX_URL ?? "")[kind];

  test("no canary is in the database, the log, any answer, mail or manifest, whatever a partner repeats", async () => {
    const { portal, given } = await runEverything(definition());

    // Everything was at stake: each secret of the destination was planted, and repeated by the partner in each encoding.
    const variables = portal.definition.fields.filter(isSecretField).map(({ variable }) => variable);
    expect(variables.sort()).toEqual([...secretVariables].sort());
    for (const canary of echoed) {
      expect(encodingsIn(partner.said, canary), canary.name).toEqual(Object.keys(encodings));
      expect(encodingsIn(partner.saidInHeaders, canary), canary.name).toEqual(Object.keys(encodings));
    }
    // And everything was seen: recorded calls, evidence, mails, sealed secrets, errors.
    const tables = [
      ...["test_run", "test_secret", "review_run", "review_vault_secret", "installation", "installation_secret"],
      ...["destination_version", "outbox_message", "notification", "audit_entry"],
    ];
    for (const table of tables) expect(watch.textsOf(`table public.${table}`).length, table).toBeGreaterThan(100);
    expect(watch.textsOf("log")).toContain("unexpected error");
    expect(watch.textsOf("answer to POST")).toContain("••••••");
    for (const file of ["test-runs/[runId]", "test-cases", "test-values", "versions", "manifest"]) {
      expect([...given], file).toContain(`destinations/[destinationId]/${file}/route.ts`);
    }
    for (const file of [
      ...["admin/audit", "admin/outbox", "admin/outbox/[messageId]", "notifications"],
      ...["versions/[versionId]/vault", "versions/[versionId]/review-runs"],
      ...["installations", "installations/[installationId]"],
    ]) {
      expect([...given], file).toContain(`${file}/route.ts`);
    }

    expect(watch.hits()).toEqual([]);
  }, 300_000);
});

test("the destinations have a secret in every place that may hold one", () => {
  const roles = new Set<string>();
  for (const definition of Object.values(secretiveDestinations("https://api.example.com"))) {
    const used = templatesOf(definition).filter(({ template }) =>
      template.tokens.some(({ name }) => secretVariables.some((variable) => variable === name)),
    );
    for (const { role } of used) roles.add(role);
  }
  // An error message may hold none: the rulebook refuses it.
  const places = ["url", "header", "payload", "item_template", "list_id", "property_key", "computed_value"];
  expect([...roles].sort()).toEqual([...places, "token_url", "token_parameter"].sort());
});

describe("a webhook whose address is the secret", () => {
  const address = () =>
    `http://${hook.host.value.toUpperCase()}.example.com:${partner.port}/services/${hook.path.value}`;
  const webhook = () => secretWebhook(["*.example.com"]);

  beforeAll(() => {
    partner.known.canaries = [hook.host, hook.path];
  });
  afterAll(() => {
    partner.known.canaries = echoed;
  });

  test("neither its host nor its path is seen, whether the call is made, refused by the guard, or one too many", async () => {
    watch.forget();
    const portal = await aPortal(webhook(), { hook: address() });
    await store(portal);
    const press = (parts: Partial<TestRunBody>, note: string) =>
      portal.call(testRunsRoute.POST, "POST", { body: { ...portal.run, endpoint: "updateUsers", ...parts }, note });

    for (const mode of ["json", "text", "redirect"] as const) {
      partner.mode = mode;
      const made = await press({}, `, webhook, ${mode}`);
      expect(made.status, made.text).toBe(200);
      expect(made.json).toMatchObject({ exchange: { request: { url: "https://masked.example.com/add" } } });
    }
    const elsewhere = `https://${hook.host.value.toUpperCase()}.example.com:9999/${hook.path.value}`;
    const refused = await press({ settings: { hook: elsewhere } }, ", webhook, refused");
    expect(refused.json).toMatchObject({ exchange: { failure: { kind: "refused" } } });
    await db.$executeRaw`UPDATE rate_limit SET points = 60 WHERE key LIKE 'test-host:%'`;
    const late = await press(portal.stored, ", webhook, one too many");
    expect(late.status, late.text).toBe(429);
    expect(late.text).toContain("has had 60 test calls within an hour");
    expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
    await watch.seeDatabase();

    expect(partner.said).toContain(hook.path.value);
    expect(watch.textsOf("log")).toContain("egress_refused");
    expect(watch.hits()).toEqual([]);
  });

  test("without masking by value both are found", async () => {
    vi.spyOn(TextMasker.prototype, "mask").mockImplementation((text) => text);
    const portal = await aPortal(webhook(), { hook: address() });
    watch.forget();
    partner.mode = "json";
    const body: TestRunBody = { ...portal.run, endpoint: "updateUsers" };
    await db.$executeRaw`DELETE FROM rate_limit`;
    await portal.call(testRunsRoute.POST, "POST", { body });
    expect(watch.hits().sort()).toEqual([`answer to POST: ${hook.host.name}`, `answer to POST: ${hook.path.name}`]);
    await db.testRun.deleteMany();
  });
});

test("without masking by value, the partner's echo is found: shown and recorded, of every way of answering", async () => {
  vi.spyOn(TextMasker.prototype, "mask").mockImplementation((text) => text);
  const portal = await aPortal();
  await store(portal);
  watch.forget();
  await runTests(portal);
  await watch.seeDatabase();

  const found = watch.hits();
  const places = ["table public.test_run", ...echoModes.map((mode) => `answer to POST removeUsers, ${mode}`)];
  for (const place of places) expect(found.join("\n"), place).toContain(`${place}: `);
  for (const { name } of echoed) expect(found).toContain(`table public.test_run: ${name}`);
  // What was recorded holds the echo in each encoding, so that each of them would have been seen.
  const recorded = await db.testRun.findMany({ where: { destinationId: portal.destinationId } });
  const bodies = recorded.map(({ exchange }) => recordedExchange.parse(exchange).response?.body ?? "").join("\n");
  for (const canary of Object.values(planted)) expect(encodingsIn(bodies, canary)).toEqual(Object.keys(encodings));
  await db.testRun.deleteMany();
}, 120_000);

test("a field that isn't marked as secret is found in the request that is shown", async () => {
  const portal = await aPortal();
  watch.forget();
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
  expect(watch.hits()).toContain(`answer to POST, not secret: ${planted.body_key.name}`);
  await db.testRun.deleteMany();
});

test("without the seal, stored secrets are found in the database", async () => {
  const readable = (text: string) => Buffer.from(text).toString("base64url");
  vi.spyOn(SecretKeys.prototype, "seal").mockImplementation(
    (secret) => `v1.AAAAAAAA.AAAAAAAAAAAAAAAA.${readable(secret.reveal())}`,
  );
  const portal = await aPortal();
  watch.forget();
  await store(portal);
  await watch.seeDatabase();
  expect(watch.hits().sort()).toEqual(
    Object.values(planted)
      .map(({ name }) => `table public.test_secret: ${name}`)
      .sort(),
  );
});
