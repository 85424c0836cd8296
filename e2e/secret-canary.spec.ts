/** A stored secret is used by tests and shown on no page: neither in what is drawn nor in the data that comes with it. */
import { existsSync, readFileSync } from "node:fs";
import { type APIRequestContext, request as playwrightRequest } from "@playwright/test";
import { z } from "zod";
import { draft } from "@/lib/contract";
import { testValuesAnswer } from "@/lib/test-values-contract";
import { aCanary, aPlainCanary, canariesIn } from "@/lib/testing/secret-canary";
import { expect, test } from "./fixtures";

const baseURL = process.env.BASE_URL ?? "";
const withId = z.object({ id: z.uuid() });

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
  const log = "test-results/servers.log";
  if (existsSync(log)) expect(canariesIn(readFileSync(log, "utf8"), [stored, typed])).toEqual([]);

  // A connection that was kept alive meanwhile may have been closed by the other side.
  await owner.delete(`/api/v1/destinations/${id}`, { maxRetries: 2 });
  await owner.dispose();
});
