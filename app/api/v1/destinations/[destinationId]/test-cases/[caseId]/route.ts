import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { changeTestCase, deleteTestCase } from "@/lib/server/services/test-cases";
import { changeTestCaseBody } from "@/lib/test-history-contract";

const params = z.object({ destinationId: uuid, caseId: uuid });

export const PATCH = route(
  { action: "destination.test", params, body: changeTestCaseBody },
  async ({ actor, params, body }) => {
    await changeTestCase(actor, params.destinationId, params.caseId, body);
    return undefined;
  },
);

export const DELETE = route({ action: "destination.test", params }, async ({ actor, params }) => {
  await deleteTestCase(actor, params.destinationId, params.caseId);
  return undefined;
});
