import { z } from "zod";
import { route } from "@/lib/http/route";
import { uuidParam } from "@/lib/people-contract";
import { rotateApiKey } from "@/lib/server/services/rotate-api-key";

/** A new API key; the old one stops working at once. */
export const POST = route(
  { action: "project.write", params: z.object({ projectId: uuidParam }) },
  ({ actor, params }) => rotateApiKey(actor, params.projectId),
);
