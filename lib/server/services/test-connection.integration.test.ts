import { expect, test } from "vitest";
import { callEndpoint, errorEntry, type ListDefinition } from "@/lib/destination/definition";
import { completeDestination } from "@/lib/destination/example/complete-destination";
import {
  connectionTestBody,
  emptyInstallationAnswers,
  outcomeIn,
  upgradeInstallationBody,
} from "@/lib/installation-contract";
import { db } from "@/lib/server/db";
import { send } from "@/lib/server/egress";
import { testCallLimits } from "@/lib/server/rate-limits";
import { findInstallation } from "@/lib/server/repositories/installations";
import { anActor, aProject } from "@/lib/testing/factories";
import { anInstallation, aPublishedVersion, sampleInstallation } from "@/lib/testing/installations";
import { sandboxForTests } from "@/lib/testing/sandbox-for-tests";
import type { ConnectionEffects } from "./call-connection-test";
import { installDestination } from "./install-destination";
import { readInstallation } from "./read-installations";
import { saveInstallation } from "./save-installation";
import { testConnection, testInstallation } from "./test-connection";
import { upgradeInstallation } from "./upgrade-installation";

const { url, aWorkspace } = sandboxForTests();

/** The real way out, which lets nothing through but the sandbox. */
function effects(overrides: Partial<ConnectionEffects> = {}): ConnectionEffects {
  const allow = [{ host: "127.0.0.1", port: Number(new URL(url()).port) }];
  return { send, policy: { allow, ports: [80, 443, 8080, 8443] }, now: () => new Date(), ...overrides };
}

/** The sample, with a connection test at this address. */
function testedAt(address: string): ListDefinition {
  const definition = completeDestination();
  definition.endpoints.testConnection = callEndpoint.parse({
    method: "GET",
    url: address,
    payload: "",
    contentType: "none",
    errors: [
      errorEntry.parse({
        id: "wrong",
        failureReason: "Wrong token",
        status: "401",
        message: "$workspace did not take the token.",
        field: "bearer_token",
      }),
    ],
  });
  return definition;
}

async function aPlace(definition: ListDefinition) {
  const actor = await anActor({ portalEnabled: false });
  const project = await aProject({ id: actor.organizationId });
  const version = await aPublishedVersion({ definition });
  return { actor, place: { projectId: project.id, destinationId: version.destinationId, versionId: version.id } };
}

test("the test comes first: a wrong key stores nothing, blames its field, and is in no answer", async () => {
  const { root } = aWorkspace();
  const { actor, place } = await aPlace(testedAt(`${root}/v1/me`));
  const canary = "canary-1f2e3d4c5b6a";
  const body = sampleInstallation(place, { secrets: { token: canary }, isTestedFirst: true });
  const answer = await installDestination(actor, body, effects());
  expect(answer).toMatchObject({
    result: "not_connected",
    test: { isSent: true, fieldId: "token", outcome: { type: "Wrong token", message: "acme did not take the token." } },
  });
  expect(JSON.stringify(answer)).not.toContain(canary);
  expect(await db.installation.count({ where: { organizationId: actor.organizationId } })).toBe(0);
  expect(await db.installationSecret.count()).toBe(0);
});

test("with the right key it is stored, with what the test said", async () => {
  const { root, credentials } = aWorkspace();
  const { actor, place } = await aPlace(testedAt(`${root}/v1/me`));
  const body = sampleInstallation(place, { secrets: { token: credentials.key }, isTestedFirst: true });
  const saved = await installDestination(actor, body, effects());
  if (saved.result !== "saved") throw new Error("It was not connected.");
  const stored = await readInstallation(actor, saved.id);
  expect(stored).toMatchObject({ connectionTest: { outcome: { kind: "success" } } });
  expect(JSON.stringify(stored)).not.toContain(credentials.key);

  // Stored secrets are used where the form leaves them, and the audit log says so.
  expect(await testInstallation(actor, saved.id, effects())).toMatchObject({ outcome: { kind: "success" } });
  const form = { ...place, installationId: saved.id, answers: body.answers };
  expect(await testConnection(actor, connectionTestBody.parse(form), effects())).toMatchObject({
    outcome: { kind: "success" },
  });
  const used = await db.auditEntry.findMany({ where: { subject: saved.id, action: "installation.tested" } });
  expect(used.map(({ details }) => details)).toEqual([{ usedSecrets: ["token"] }, { usedSecrets: ["token"] }]);

  // A new name leaves what the test said; other answers don't.
  const save = { name: "Renamed", answers: body.answers, secrets: {}, deletedSecrets: [], isTestedFirst: false };
  await saveInstallation(actor, saved.id, { ...save, revision: 1 }, effects());
  expect(await readInstallation(actor, saved.id)).toMatchObject({ connectionTest: { outcome: { kind: "success" } } });
  const answers = { ...body.answers, settings: { workspace: "other" } };
  await saveInstallation(actor, saved.id, { ...save, answers, revision: 2 }, effects());
  expect(await readInstallation(actor, saved.id)).toMatchObject({ connectionTest: null });
});

test("a save that doesn't connect leaves everything as it was", async () => {
  const { root, credentials } = aWorkspace();
  const definition = testedAt(`${root}/v1/me`);
  const { customer, id, body } = await anInstallation({ definition, secrets: { token: credentials.key } });
  const save = {
    name: "Renamed",
    answers: body.answers,
    secrets: { token: "wrong" },
    deletedSecrets: [],
    isTestedFirst: true,
  };
  expect(await saveInstallation(customer, id, { ...save, revision: 1 }, effects())).toMatchObject({
    result: "not_connected",
  });
  expect(await readInstallation(customer, id)).toMatchObject({ name: "Production", revision: 1 });
  expect(await testInstallation(customer, id, effects())).toMatchObject({ outcome: { kind: "success" } });
});

test("an upgrade is tested with the newer version and the secret that is stored", async () => {
  const { root, credentials } = aWorkspace();
  const { customer, id, version, body } = await anInstallation({ secrets: { token: credentials.key } });
  const { destinationId, organizationId } = version;
  const upgrade = (versionId: string) =>
    upgradeInstallationBody.parse({
      name: "Production",
      answers: body.answers,
      revision: 1,
      versionId,
      isTestedFirst: true,
    });
  const broken = await aPublishedVersion({ destinationId, organizationId, definition: testedAt(`${root}/v1/nowhere`) });
  expect(await upgradeInstallation(customer, id, upgrade(broken.id), effects())).toMatchObject({
    result: "not_connected",
    test: { outcome: { status: "404" } },
  });
  expect(await readInstallation(customer, id)).toMatchObject({ revision: 1, version: { id: version.id } });
  const target = await aPublishedVersion({ destinationId, organizationId, definition: testedAt(`${root}/v1/me`) });
  expect(await upgradeInstallation(customer, id, upgrade(target.id), effects())).toMatchObject({ result: "saved" });
  expect(await readInstallation(customer, id)).toMatchObject({ connectionTest: { outcome: { kind: "success" } } });
});

test("nothing but the egress guard calls: an address that it refuses is said, and nothing is sent", async () => {
  const { actor, place } = await aPlace(testedAt("http://169.254.169.254/latest"));
  const { answers, secrets } = sampleInstallation(place);
  const result = await testConnection(actor, connectionTestBody.parse({ ...place, answers, secrets }), effects());
  expect(result).toMatchObject({ isSent: false, outcome: { kind: "failure", status: "refused" } });
});

test("a destination without a connection test says so, and is installed without one", async () => {
  const { actor, place } = await aPlace(completeDestination());
  const body = sampleInstallation(place, { isTestedFirst: true });
  const { answers, secrets } = body;
  await expect(
    testConnection(actor, connectionTestBody.parse({ ...place, answers, secrets }), effects()),
  ).rejects.toMatchObject({ code: "not_ready" });
  expect(await installDestination(actor, body, effects())).toMatchObject({ result: "saved" });
});

test("wrong answers are refused before anybody is called", async () => {
  const { root } = aWorkspace();
  const { actor, place } = await aPlace(testedAt(`${root}/v1/me`));
  let calls = 0;
  const counting: typeof send = (...args) => {
    calls += 1;
    return send(...args);
  };
  const body = connectionTestBody.parse({ ...place, answers: emptyInstallationAnswers });
  await expect(testConnection(actor, body, effects({ send: counting }))).rejects.toMatchObject({
    code: "invalid_input",
    details: { issues: [{ path: "secrets.token" }, { path: "answers.settings.workspace" }] },
  });
  expect(calls).toBe(0);
});

test("somebody else's stored secrets are nobody's, nor are those of a version that isn't installed", async () => {
  const { root } = aWorkspace();
  const definition = testedAt(`${root}/v1/me`);
  const { customer, id, body, version } = await anInstallation({ definition });
  const stranger = await anActor();
  const project = await aProject({ id: stranger.organizationId });
  const { projectId, destinationId, versionId, answers } = body;
  const form = { destinationId, versionId, answers, installationId: id };
  await expect(
    testConnection(stranger, connectionTestBody.parse({ ...form, projectId: project.id }), effects()),
  ).rejects.toMatchObject({ code: "not_found" });
  const { organizationId } = version;
  const other = await aPublishedVersion({ destinationId, organizationId, definition });
  await expect(
    testConnection(customer, connectionTestBody.parse({ ...form, projectId, versionId: other.id }), effects()),
  ).rejects.toMatchObject({ code: "invalid_input", details: { issues: [{ path: "versionId" }] } });
});

test("connection tests are counted with the person's other test calls", async () => {
  const definition = testedAt("https://api.example.com/me");
  const { actor, place } = await aPlace(definition);
  const { answers, secrets } = sampleInstallation(place);
  const body = connectionTestBody.parse({ ...place, answers, secrets });
  let calls = 0;
  const answered: typeof send = async (request) => {
    calls += 1;
    return {
      request,
      response: { status: 200, headers: [], body: "{}", bodyBytes: 2, isTruncated: false },
      startedAt: new Date().toISOString(),
      durationMs: 1,
    };
  };
  const attempts = [];
  for (let attempt = 0; attempt <= testCallLimits.person.max; attempt += 1) {
    attempts.push(await testConnection(actor, body, effects({ send: answered })).catch((error: unknown) => error));
  }
  expect(attempts.at(-1)).toMatchObject({ code: "rate_limited" });
  expect(calls).toBe(testCallLimits.person.max);
});

test("a stored secret that can't be read any more is asked for again, at its field", async () => {
  const { root } = aWorkspace();
  const { customer, id } = await anInstallation({ definition: testedAt(`${root}/v1/me`) });
  await db.installationSecret.updateMany({ where: { installationId: id }, data: { sealed: "v1.00000000.AAAA.AAAA" } });
  await expect(testInstallation(customer, id, effects())).rejects.toMatchObject({
    code: "invalid_input",
    details: { issues: [{ path: "secrets.token" }] },
  });
});

test("what the partner's answer means is told in every language of the destination, wherever it is tested", async () => {
  const { root } = aWorkspace();
  const definition = testedAt(`${root}/v1/me`);
  definition.languages = { original: "en", translated: ["de", "da"] };
  const [entry] = definition.endpoints.testConnection?.errors ?? [];
  if (entry) entry.translations = { de: { failureReason: "Falscher Schlüssel", message: "$workspace lehnt ihn ab." } };

  const { actor, place } = await aPlace(definition);
  const body = sampleInstallation(place, { isTestedFirst: true });
  const installed = await installDestination(actor, body, effects());
  if (installed.result !== "not_connected") throw new Error("It was stored.");
  const told = {
    outcome: { type: "Wrong token" },
    translations: {
      de: { type: "Falscher Schlüssel", message: "acme lehnt ihn ab." },
      // What nobody has translated stays as it is.
      da: { type: "Wrong token", message: installed.test.outcome.message },
    },
  };
  expect(installed).toMatchObject({ test: told });
  expect(outcomeIn(installed.test, "de")).toMatchObject({ kind: "failure", type: "Falscher Schlüssel" });
  expect(outcomeIn(installed.test, "en")).toEqual(installed.test.outcome);
  expect(outcomeIn(installed.test, "constructor")).toEqual(installed.test.outcome);

  const saved = await installDestination(actor, { ...body, isTestedFirst: false }, effects());
  if (saved.result !== "saved") throw new Error("It was not stored.");
  const { answers } = body;
  const form = connectionTestBody.parse({ ...place, installationId: saved.id, answers });
  expect(await testConnection(actor, form, effects())).toMatchObject(told);
  const save = { name: "Renamed", answers, secrets: {}, deletedSecrets: [], isTestedFirst: true, revision: 1 };
  expect(await saveInstallation(actor, saved.id, save, effects())).toMatchObject({ test: told });
  expect(await testInstallation(actor, saved.id, effects())).toMatchObject(told);
  const stored = await findInstallation(db, { organizationId: actor.organizationId, installationId: saved.id });
  expect(stored?.connectionTest).toMatchObject(told);
});
