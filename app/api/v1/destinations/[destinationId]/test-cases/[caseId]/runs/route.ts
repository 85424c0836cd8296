import { z } from "zod";
import { uuid } from "@/lib/contract";
import { route } from "@/lib/http/route";
import { send } from "@/lib/server/egress";
import { egressPolicy } from "@/lib/server/egress-settings";
import { runTestCase } from "@/lib/server/services/test-cases";
import { runTestCaseBody } from "@/lib/test-history-contract";

const params = z.object({ destinationId: uuid, caseId: uuid });

/** Cancelling in the browser aborts the request, and with it the call to the partner. */
export const POST = route(
  { action: "destination.test", params, body: runTestCaseBody },
  async ({ actor, params, body, request }) =>
    runTestCase(actor, params.destinationId, params.caseId, body, {
      send,
      now: () => new Date(),
      policy: egressPolicy(),
      signal: request.signal,
    }),
);
