import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/server/db";
import { anActor, anOrganization, aProject, aVersion } from "@/lib/testing/factories";
import { ownerAmong } from "./owners";

test("of somebody's organizations the one is found to which a destination or an installation belongs, and no other", async () => {
  const { organizationId, userId } = await anActor();
  const other = await anOrganization();
  const stranger = await anOrganization();
  const { destinationId, id: versionId } = await aVersion({ id: organizationId });
  const { id: projectId } = await aProject(other);
  const { id: installationId } = await db.installation.create({
    data: {
      ...{ organizationId: other.id, projectId, versionId, destinationId },
      ...{ name: "Ours", answers: {}, createdById: userId },
    },
  });
  const mine = [organizationId, other.id];
  expect(await ownerAmong(db, mine, { destinationId })).toBe(organizationId);
  expect(await ownerAmong(db, mine, { installationId })).toBe(other.id);
  expect(await ownerAmong(db, [stranger.id], { destinationId })).toBeUndefined();
  expect(await ownerAmong(db, [], { installationId })).toBeUndefined();
  expect(await ownerAmong(db, mine, { destinationId: randomUUID() })).toBeUndefined();
});
