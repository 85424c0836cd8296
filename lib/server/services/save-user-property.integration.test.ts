import { expect, test } from "vitest";
import { hashApiKey } from "@/lib/server/api-key";
import { db } from "@/lib/server/db";
import { findProject, findProjectByKeyHash, listProjects } from "@/lib/server/repositories/projects";
import { anActor, aProject } from "@/lib/testing/factories";
import { createProject } from "./create-project";
import { renameProject } from "./rename-project";
import { rotateApiKey } from "./rotate-api-key";
import { deleteUserProperty, saveUserProperty } from "./save-user-property";

const property = { name: "email", type: "string", example: "jo@example.com" } as const;
const notFound = { code: "not_found" };

test("another organization's project is not there, for reading and for every change", async () => {
  const owner = await anActor();
  const stranger = await anActor();
  const project = await aProject({ id: owner.organizationId });
  const propertyId = project.properties[0]?.id ?? "";

  expect(await findProject(db, stranger.organizationId, project.id)).toBeUndefined();
  expect(await listProjects(db, stranger.organizationId)).toEqual([]);
  await expect(renameProject(stranger, project.id, "Mine")).rejects.toMatchObject(notFound);
  await expect(rotateApiKey(stranger, project.id)).rejects.toMatchObject(notFound);
  await expect(saveUserProperty(stranger, project.id, property)).rejects.toMatchObject(notFound);
  await expect(saveUserProperty(stranger, project.id, property, propertyId)).rejects.toMatchObject(notFound);
  await expect(deleteUserProperty(stranger, project.id, propertyId)).rejects.toMatchObject(notFound);
  expect(await findProject(db, owner.organizationId, project.id)).toMatchObject({ name: project.name });
});

test("a property of another project is not there", async () => {
  const actor = await anActor();
  const [one, two] = [await aProject({ id: actor.organizationId }), await aProject({ id: actor.organizationId })];
  const foreign = two.properties[0]?.id ?? "";
  await expect(saveUserProperty(actor, one.id, property, foreign)).rejects.toMatchObject(notFound);
  await expect(deleteUserProperty(actor, one.id, foreign)).rejects.toMatchObject(notFound);
});

test("an API key is shown once, stored as a hash, and dies when it is rotated", async () => {
  const actor = await anActor();
  const { id, apiKey } = await createProject(actor, "Shop");
  expect(apiKey).toMatch(/^lf_[\w-]{43}$/);
  expect(JSON.stringify(await db.project.findUnique({ where: { id } }))).not.toContain(apiKey);
  expect((await findProjectByKeyHash(db, hashApiKey(apiKey)))?.id).toBe(id);

  const rotated = await rotateApiKey(actor, id);
  expect(await findProjectByKeyHash(db, hashApiKey(apiKey))).toBeUndefined();
  expect((await findProjectByKeyHash(db, hashApiKey(rotated.apiKey)))?.id).toBe(id);
  const entries = await db.auditEntry.findMany({ where: { subject: id } });
  expect(JSON.stringify(entries.map((entry) => entry.details))).not.toContain(rotated.apiKey);
});

test("names are unique within an organization and a project, also when saved at once", async () => {
  const actor = await anActor();
  const taken = { code: "conflict", details: { issues: [{ path: "name" }] } };
  const { id } = await createProject(actor, "Shop");
  await createProject(actor, "App");
  await createProject(await anActor(), "Shop");
  await expect(createProject(actor, "Shop")).rejects.toMatchObject(taken);
  await expect(renameProject(actor, id, "App")).rejects.toMatchObject(taken);

  const first = await saveUserProperty(actor, id, property);
  await expect(saveUserProperty(actor, id, property)).rejects.toMatchObject(taken);
  const second = await saveUserProperty(actor, id, { ...property, name: "phone" });
  const answers = await Promise.allSettled([
    saveUserProperty(actor, id, { ...property, name: "contact" }, first.id),
    saveUserProperty(actor, id, { ...property, name: "contact" }, second.id),
  ]);
  expect(answers.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(answers.find((answer) => answer.status === "rejected")).toMatchObject({ reason: taken });
});
