import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { deleteTestValues } from "@/lib/server/services/delete-test-values";
import { readTestValues } from "@/lib/server/services/read-test-values";
import { saveTestValues } from "@/lib/server/services/save-test-values";
import { saveTestValuesBody } from "@/lib/test-values-contract";

const params = z.object({ destinationId: uuid });

/** What the person who asks has kept of their own tests; never anybody else's, and never a secret. */
export const GET = route({ action: "destination.test", params }, async ({ actor, params }) =>
  readTestValues(actor, params.destinationId),
);

export const PUT = route(
  { action: "destination.test", params, body: saveTestValuesBody },
  async ({ actor, params, body }) => saveTestValues(actor, params.destinationId, body),
);

export const DELETE = route({ action: "destination.test", params }, async ({ actor, params }) => {
  await deleteTestValues(actor, params.destinationId);
  return undefined;
});
