import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { readTestRun } from "@/lib/server/services/read-test-runs";

const params = z.object({ destinationId: uuid, runId: uuid });

export const GET = route({ action: "destination.test", params }, async ({ actor, params }) =>
  readTestRun(actor, params.destinationId, params.runId),
);
