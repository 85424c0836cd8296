import { route } from "@/lib/http/route";
import { destinationRequestBody } from "@/lib/installation-contract";
import { requestDestination } from "@/lib/server/services/request-destination";

/** Tells the platform which destination somebody misses. */
export const POST = route({ action: "catalog.read", body: destinationRequestBody }, async ({ actor, body }) =>
  requestDestination(actor, body),
);
