import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { createTestCase, listTestCases } from "@/lib/server/services/test-cases";
import { createTestCaseBody } from "@/lib/test-history-contract";

const params = z.object({ destinationId: uuid });

export const GET = route({ action: "destination.test", params }, async ({ actor, params }) =>
  listTestCases(actor, params.destinationId),
);

export const POST = route(
  { action: "destination.test", params, body: createTestCaseBody },
  async ({ actor, params, body }) =>
    Response.json(await createTestCase(actor, params.destinationId, body), { status: 201 }),
);
