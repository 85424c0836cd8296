/** Destinations that can be submitted, and submissions of them, for tests of what becomes of versions. */
import type { DestinationDefinition } from "@/lib/destination/definition";
import { endpointHash } from "@/lib/destination/endpoint-hash";
import { endpointsOf } from "@/lib/destination/endpoints";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { findDestination } from "@/lib/server/repositories/destinations";
import { gather } from "@/lib/server/services/freeze-version";
import { submitForReview } from "@/lib/server/services/submit-version";
import { sampleDefinition } from "./definitions";
import { aDestination, anActor } from "./factories";

export const aReviewer = (): Promise<Actor> => anActor({ platformRole: "reviewer", portalEnabled: false });

/** A destination whose endpoints have all been tested as they are. */
export async function aTestedDestination(actor: Actor, definition: DestinationDefinition = sampleDefinition()) {
  const destination = await aDestination({ id: actor.organizationId }, definition);
  for (const { key } of endpointsOf(definition)) {
    await db.testRun.create({
      data: {
        organizationId: actor.organizationId,
        destinationId: destination.id,
        userId: actor.userId,
        endpoint: key,
        revision: 1,
        endpointHash: endpointHash(definition, key),
        host: "api.example.com",
        exchange: {
          request: { method: "POST", url: "https://api.example.com/lists", headers: [] },
          response: { status: 200, headers: [], body: "{}", bodyBytes: 2, isTruncated: false },
          startedAt: new Date().toISOString(),
          durationMs: 12,
        },
        outcome: { kind: "success", type: "success", message: "", retry: false, status: "200" },
      },
    });
  }
  return destination;
}

type Body = Parameters<typeof submitForReview>[2];

/** Submits a draft as it is, with a reason for every warning. */
export async function submitDraft(partner: Actor, destinationId: string, body: Partial<Body> = {}, now?: Date) {
  const destination = await findDestination(db, partner.organizationId, destinationId);
  if (!destination) throw new Error("There is no such destination.");
  const { findings } = await gather(db, partner, destination);
  const waivers = findings
    .filter(({ severity }) => severity === "warning")
    .map(({ rule, path }) => ({ rule, path: path.join("."), reason: "Accepted in this test." }));
  return submitForReview(
    partner,
    destinationId,
    { revision: destination.revision, releaseNote: "A version of a test.", waivers, ...body },
    now,
  );
}

/** A new destination's first version, in review. */
export async function aSubmission(partner: Actor, body: Partial<Body> = {}) {
  const { id: destinationId } = await aTestedDestination(partner);
  const { id: versionId, number } = await submitDraft(partner, destinationId, body);
  return { destinationId, versionId, number };
}

export async function statusOf(versionId: string): Promise<string> {
  return (await db.destinationVersion.findUniqueOrThrow({ where: { id: versionId } })).status;
}
