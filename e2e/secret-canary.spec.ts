/** A stored secret is used by tests and shown on no page: neither in what is drawn nor in the data that comes with it. */
import { existsSync, readFileSync } from "node:fs";
import { type APIRequestContext, type Page, request as playwrightRequest } from "@playwright/test";
import { z } from "zod";
import { draft } from "@/lib/contract";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { testValuesAnswer } from "@/lib/test-values-contract";
import { EchoingPartner } from "@/lib/testing/echoing-partner";
import { aCanary, aPlainCanary, type Canary, canariesIn, encodings, encodingsIn } from "@/lib/testing/secret-canary";
import { secretiveDestinations, secretVariables } from "@/lib/testing/secretive-destinations";
import { openTab, testEndpoint } from "./builder";
import { expect, test } from "./fixtures";
import { aPerson, aProject, aDestination as aStoredDestination, query } from "./people";
import { openBuilder } from "./place";

const baseURL = process.env.BASE_URL ?? "";
const withId = z.object({ id: z.uuid() });

/** What the web server, the worker and the sandbox have printed. */
function serversLog(): string {
  const path = "test-results/servers.log";
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

async function signedIn(demo: "partner_owner" | "reviewer" | "admin"): Promise<APIRequestContext> {
  const client = await playwrightRequest.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } });
  expect((await client.post("/api/v1/session", { data: { demo } })).status()).toBe(204);
  return client;
}

/** The example against the sandbox, in a record of its own. */
async function aDestination(client: APIRequestContext) {
  const made = await client.post("/api/v1/connection-infos", {
    data: {
      displayName: aPlainCanary("").value,
      categoryId: null,
      summary: "Sends cohorts somewhere.",
      fullDescription: "",
      documentation: "",
      support: "",
      versionLabel: "1.0",
      logoId: null,
    },
  });
  const connectionInfoId = withId.parse(await made.json()).id;
  const created = await client.post("/api/v1/destinations", {
    data: { connectionInfoId, kind: "list", startFrom: "example" },
  });
  const { id } = withId.parse(await created.json());
  const { definition, revision } = draft.parse(await (await client.get(`/api/v1/destinations/${id}`)).json());
  const field = definition.fields.find(({ secret }) => secret);
  if (!field) throw new Error("The example has no secret field.");
  return { id, connectionInfoId, revision, field };
}

test("a stored secret and a typed one are on no page and in no line of the log", async () => {
  const stored = aCanary("stored");
  const typed = aCanary("typed");
  const owner = await signedIn("partner_owner");
  const { id, connectionInfoId, revision, field } = await aDestination(owner);
  const projects = z.object({ projects: z.array(withId) }).parse(await (await owner.get("/api/v1/projects")).json());
  const projectId = projects.projects[0]?.id ?? "";

  const saved = await owner.put(`/api/v1/destinations/${id}/test-values`, {
    data: {
      answers: {
        projectId,
        name: "Mine",
        settings: {},
        mappings: {},
        cohortName: "Cohort",
        nextSuffix: "0001",
        listId: "",
        userCount: 1,
      },
      secrets: { [field.id]: stored.value },
    },
  });
  expect(testValuesAnswer.parse(await saved.json()).secrets).toMatchObject([{ fieldId: field.id }]);

  const run = {
    revision,
    endpoint: "listCreation",
    projectId,
    mappings: { user_id_field: "user_id" },
    cohort: { id: "c1", name: "Canaries" },
    users: [],
    listId: "",
  };
  const ways = [
    { settings: { channel: "email" }, storedSecrets: [field.id] },
    { settings: { channel: "email", [field.variable]: typed.value } },
  ];
  const answers: string[] = [await saved.text()];
  for (const way of ways) {
    const answer = await owner.post(`/api/v1/destinations/${id}/test-runs`, { data: { ...run, ...way } });
    expect(answer.status(), await answer.text()).toBe(200);
    answers.push(await answer.text());
  }

  const pages = {
    partner_owner: [
      "/destinations",
      `/destinations/${id}`,
      "/connection-info",
      `/connection-info/${connectionInfoId}`,
      "/projects",
      `/projects/${projectId}`,
      "/catalog",
      "/organization",
      "/account",
      "/notifications",
    ],
    reviewer: ["/reviews", "/notifications"],
    admin: ["/admin/organizations", "/admin/audit", "/admin/outbox"],
  } as const;
  for (const who of ["partner_owner", "reviewer", "admin"] as const) {
    const client = await signedIn(who);
    for (const path of pages[who]) {
      const answer = await client.get(path);
      expect(answer.status(), path).toBe(200);
      answers.push(await answer.text());
    }
    await client.dispose();
  }
  // The builder's page came with this destination, so what was looked through is what people get.
  expect(answers.join("")).toContain(field.id);
  expect(canariesIn(answers.join("\n"), [stored, typed])).toEqual([]);
  expect(canariesIn(serversLog(), [stored, typed])).toEqual([]);

  // A connection that was kept alive meanwhile may have been closed by the other side.
  await owner.delete(`/api/v1/destinations/${id}`, { maxRetries: 2 });
  await owner.dispose();
});

/** Every row of every table. */
async function databaseDump(): Promise<string> {
  const tables = await query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await query<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`);
    rows.push(...found.map(({ row }) => row));
  }
  return rows.join("\n");
}

/** Everything that a page is sent from now on: documents, their data, answers. */
function received(page: Page): () => Promise<string> {
  const bodies: Promise<string>[] = [];
  page.on("response", (response) => {
    if (!response.url().startsWith(baseURL) || /\.(js|css|woff2|png)\b/.test(response.url())) return;
    // What was given up meanwhile, such as a page that was left, has no body any more.
    bodies.push(response.text().catch(() => ""));
  });
  return async () => (await Promise.all(bodies)).join("\n");
}

interface Planting {
  destinationId: string;
  projectId: string;
  definition: DestinationDefinition;
  canaryOf: ReadonlyMap<string, Canary>;
}

/** Stores every canary for this person's tests. */
async function storeCanaries(page: Page, { destinationId, projectId, definition, canaryOf }: Planting): Promise<void> {
  const secretFields = definition.fields.filter(({ variable }) => canaryOf.has(variable));
  const saved = await page.request.put(`/api/v1/destinations/${destinationId}/test-values`, {
    headers: { origin: baseURL },
    data: {
      answers: {
        ...{ projectId, name: "Mine", mappings: {}, cohortName: "Cohort", nextSuffix: "0001" },
        settings: Object.fromEntries(
          definition.fields.filter(({ variable }) => variable === "client_id").map(({ id }) => [id, "client"]),
        ),
        ...{ listId: "", userCount: 1 },
      },
      secrets: Object.fromEntries(secretFields.map(({ id, variable }) => [id, canaryOf.get(variable)?.value])),
    },
  });
  expect(saved.status(), await saved.text()).toBe(200);
  expect(secretFields).toHaveLength(secretVariables.length);
}

const pressed = {
  list: ["Connection test", "List creation"],
  property: ["Connection test", "Property creation"],
  event: ["Connection test", "Send the rest"],
} as const;

test("whatever a partner repeats, no page, no answer, no table and no line of the log shows a secret", async ({
  open,
  watcher,
}) => {
  test.setTimeout(180_000);
  watcher.tolerate(/status of 4\d\d/);
  const canaryOf = new Map(
    secretVariables.map((name): [string, Canary] => [name, name === "api_key" ? aPlainCanary(name) : aCanary(name)]),
  );
  const [token, refreshToken] = [aPlainCanary("token"), aPlainCanary("refresh token")];
  const planted = [...canaryOf.values()];
  const [some = token] = planted;
  const partner = await EchoingPartner.open(
    {
      canaries: [...planted, token],
      ...{ token, refreshToken },
      cutOff: { clientSecret: some, code: some, message: some },
    },
    Number(process.env.E2E_ECHO_PORT),
  );
  const definitions = secretiveDestinations(`http://127.0.0.1:${partner.port}`);
  const canaries = [...planted, token, refreshToken];
  try {
    for (const kind of ["list", "property", "event"] as const) {
      const person = await aPerson();
      const { id: projectId } = await aProject(person.organization);
      const definition = definitions[kind];
      const place = { person, destination: await aStoredDestination(person.organization, definition) };
      const page = await open(person);
      const textsOf = received(page);
      await storeCanaries(page, { destinationId: place.destination.id, projectId, definition, canaryOf });
      await openBuilder(page, place);
      await openTab(page, "Requests & tests");
      const seen: string[] = [];
      for (const [turn, mode] of (["json", "html"] as const).entries()) {
        partner.mode = mode;
        const { exchange } = await testEndpoint(page, pressed[kind][turn] ?? "");
        expect(exchange.response?.body).toContain("••••••");
        seen.push(await page.content());
      }
      const api = `/api/v1/destinations/${place.destination.id}`;
      for (const path of [api, `${api}/test-values`, `${api}/manifest?format=json`, `${api}/manifest?format=yaml`]) {
        const answer = await page.request.get(path);
        expect(answer.status(), path).toBe(200);
        seen.push(await answer.text());
      }
      await openBuilder(page, place);
      await openTab(page, "Requests & tests");
      seen.push(await page.content(), await textsOf());
      expect(seen.join(), kind).toContain("••••••");
      expect(canariesIn(seen.join("\n"), canaries), kind).toEqual([]);
    }
    for (const canary of planted) expect(encodingsIn(partner.said, canary)).toEqual(Object.keys(encodings));
    expect(canariesIn(await databaseDump(), canaries)).toEqual([]);
    expect(canariesIn(serversLog(), canaries)).toEqual([]);
  } finally {
    await partner.close();
  }
});
