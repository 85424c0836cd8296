import { createDestinationBody } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { db } from "@/lib/server/db";
import { listDestinations } from "@/lib/server/repositories/destinations";
import { createDestination } from "@/lib/server/services/create-destination";

export const GET = route({ action: "destination.read" }, async ({ actor }) => ({
  destinations: await listDestinations(db, actor.organizationId),
}));

export const POST = route({ action: "destination.write", body: createDestinationBody }, async ({ actor, body }) =>
  Response.json(await createDestination(actor, body), { status: 201 }),
);
