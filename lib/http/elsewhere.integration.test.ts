import { expect, test, vi } from "vitest";

let request = new Headers();
vi.mock("next/headers", () => ({ headers: async () => request }));

import { aMember, anActor, anOrganization, aSession, aVersion } from "@/lib/testing/factories";
import { requireActor } from "./session";

/** Where a page sends whoever asks for this address, or what it says instead. */
async function asked(session: { headers: Headers }, destinationId: string): Promise<string> {
  request = new Headers(session.headers);
  request.set("x-path", `/destinations/${destinationId}?thread=1`);
  try {
    return (await requireActor("destination.read", { destinationId })).organizationId;
  } catch (error) {
    return error instanceof Error && "digest" in error ? String(error.digest) : String(error);
  }
}

test("who follows a link into another of their organizations is asked to switch; anybody else learns nothing of it", async () => {
  const builder = await anActor();
  const { destinationId } = await aVersion({ id: builder.organizationId });
  // Joined first, so that it is the one they work for.
  const person = await anActor({ portalEnabled: false });
  await aMember({ id: person.userId }, { id: builder.organizationId });
  const session = await aSession({ id: person.userId });
  const next = encodeURIComponent(`/destinations/${destinationId}?thread=1`);
  expect(await asked(session, destinationId)).toContain(
    `/elsewhere?organization=${builder.organizationId}&next=${next}`,
  );

  const stranger = await anActor();
  await aMember({ id: stranger.userId }, await anOrganization());
  const theirs = await aSession({ id: stranger.userId });
  expect(await asked(theirs, destinationId)).toBe(stranger.organizationId);
  expect(await asked(await aSession({ id: builder.userId }), destinationId)).toBe(builder.organizationId);
});
